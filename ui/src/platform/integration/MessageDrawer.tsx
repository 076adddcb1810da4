import { Button, Drawer, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { DisabledWhy } from '../../shared/components/DisabledWhy';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import { DateTime } from '../../shared/components/Times';
import { useCommand } from '../../shared/http/useCommand';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { ReasonDialog } from '../CommandDialog';
import { Facts } from '../Facts';
import { JsonText } from '../JsonText';
import { rights, type MessageRow } from '../shapes';
import { useHalf } from '../useHalf';
import { MessageState } from './Integration';

/** One message: why it is where it is, what is in it, and what can be done about it. */
export function MessageDrawer({ message, onClose }: { message: MessageRow | undefined; onClose: () => void }) {
  const { t } = useText();
  return (
    <Drawer
      opened={message !== undefined} onClose={onClose} position="right" size="lg" title={<Text fw={650}>{message?.name}</Text>}
      closeButtonProps={{ 'aria-label': t('shell:action.close') }}
    >
      {message && <Message key={message.id} message={message} onClose={onClose} />}
    </Drawer>
  );
}

function Message({ message, onClose }: { message: MessageRow; onClose: () => void }) {
  const { t } = useText();
  const { may } = useSession();
  const half = useHalf();
  const [parking, setParking] = useState(false);
  const { send, pending, refusal } = useCommand<object, unknown>('/api/platform/message-retries', { topics: ['platform.messages'], onDone: onClose });
  const why = !may(rights.integration) ? t('platform:noRight', { right: rights.integration })
    : message.state === 'applied' ? t('platform:integration.isApplied') : undefined;
  return (
    <Stack gap="md">
      <Facts
        of={[
          [t('platform:integration.state'), <MessageState key="state" state={message.state} />],
          [t('platform:integration.fault'), message.fault],
          [t('platform:integration.code'), message.refusalCode],
          [t('platform:integration.way'), t('platform:integration.fromTo', { from: half(message.source), to: half(message.half) })],
          [t('platform:integration.stream'), `${message.stream} · ${message.seq}`],
          [t('platform:integration.sent'), <DateTime key="sent" value={message.sentUtc} detail="second" />],
          [t('platform:integration.received'), <DateTime key="received" value={message.receivedUtc} detail="second" />],
          [t('platform:integration.applied'), message.appliedUtc ? <DateTime key="applied" value={message.appliedUtc} detail="second" /> : undefined],
          [t('platform:integration.attempts'), message.attempts],
          [t('platform:integration.nextTry'), message.nextTryUtc && message.state !== 'applied' ? <DateTime key="next" value={message.nextTryUtc} detail="second" /> : undefined],
          [t('platform:integration.parkedBy'), message.parkedBy ? `${message.parkedBy}: ${message.parkedReason ?? ''}` : undefined],
        ]}
      />
      {may(rights.auditRead) && (
        <Text size="sm"><Link to={`/audit?correlation=${message.correlationId}`}>{t('platform:integration.story')}</Link></Text>
      )}
      <Group gap={8}>
        <DisabledWhy why={why}>
          <Button loading={pending} onClick={() => void send({ half: message.half, messageId: message.id })}>{t('platform:integration.retry')}</Button>
        </DisabledWhy>
        {!why && message.state !== 'parked' && <Button variant="default" onClick={() => setParking(true)}>{t('platform:integration.park')}</Button>}
      </Group>
      <RefusalNotice refusal={refusal} />
      <div>
        <Title order={2} mb={4}>{t('platform:integration.body')}</Title>
        <JsonText label={t('platform:integration.body')} text={message.body} />
      </div>
      {parking && (
        <ReasonDialog
          title={t('platform:integration.park')} confirm={t('platform:integration.park')} path="/api/platform/message-parkings" topics={['platform.messages']}
          onClose={() => setParking(false)} body={(reason) => ({ half: message.half, messageId: message.id, reason })}
        >
          <Text size="sm">{t('platform:integration.parkHelp')}</Text>
        </ReasonDialog>
      )}
    </Stack>
  );
}
