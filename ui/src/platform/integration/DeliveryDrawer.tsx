import { Button, Drawer, Stack, Text, Title } from '@mantine/core';
import { DisabledWhy } from '../../shared/components/DisabledWhy';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import { DateTime } from '../../shared/components/Times';
import { useCommand } from '../../shared/http/useCommand';
import { useText } from '../../shared/texts/useText';
import { Facts } from '../Facts';
import { JsonText } from '../JsonText';
import type { DeliveryRow } from '../shapes';
import { useHalf } from '../useHalf';

interface DeliveryDrawerProps {
  delivery: DeliveryRow | undefined;
  noRight: string | undefined;
  onClose: () => void;
}

/** One delivery: what was sent, how the receiver answered, and sending it once more. */
export function DeliveryDrawer({ delivery, noRight, onClose }: DeliveryDrawerProps) {
  const { t } = useText();
  const half = useHalf();
  const { send, pending, refusal } = useCommand<{ deliveryId: string }, unknown>('/api/platform/webhook-replays', { topics: ['platform.webhooks'] });
  return (
    <Drawer
      opened={delivery !== undefined} onClose={onClose} position="right" size="lg" title={<Text fw={650}>{delivery?.messageName}</Text>}
      closeButtonProps={{ 'aria-label': t('shell:action.close') }}
    >
      {delivery && (
        <Stack gap="md">
          <Facts
            of={[
              [t('platform:webhooks.name'), delivery.webhookName],
              [t('platform:webhooks.state'), t(`platform:webhooks.states.${delivery.state}`)],
              [t('platform:webhooks.status'), delivery.lastStatus],
              [t('platform:webhooks.fault'), delivery.lastFault],
              [t('platform:webhooks.half'), half(delivery.half)],
              [t('platform:webhooks.attempts'), delivery.attempts],
              [t('platform:webhooks.created'), <DateTime key="created" value={delivery.createdUtc} detail="second" />],
              [t('platform:webhooks.deliveredAt'), delivery.deliveredUtc ? <DateTime key="delivered" value={delivery.deliveredUtc} detail="second" /> : undefined],
              [t('platform:webhooks.nextTry'), delivery.state === 'waiting' ? <DateTime key="next" value={delivery.nextTryUtc} detail="second" /> : undefined],
            ]}
          />
          <div>
            <DisabledWhy why={noRight}>
              <Button variant="default" loading={pending} onClick={() => void send({ deliveryId: delivery.id })}>{t('platform:webhooks.replay')}</Button>
            </DisabledWhy>
          </div>
          <RefusalNotice refusal={refusal} />
          <div>
            <Title order={2} mb={4}>{t('platform:webhooks.body')}</Title>
            <JsonText label={t('platform:webhooks.body')} text={delivery.body} />
          </div>
        </Stack>
      )}
    </Drawer>
  );
}
