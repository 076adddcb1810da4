import { Button, Group, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { DataTable } from '../../shared/components/DataTable';
import { DisabledWhy } from '../../shared/components/DisabledWhy';
import { PageHeader } from '../../shared/components/PageHeader';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import { DateTime } from '../../shared/components/Times';
import { useCommand } from '../../shared/http/useCommand';
import { useList } from '../../shared/http/useRead';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { CommandDialog, ReasonDialog } from '../CommandDialog';
import { Secret } from '../Secret';
import { rights, type DeliveryRow, type WebhookRow, type WebhookTestView, type WebhookView } from '../shapes';
import { DeliveryDrawer } from './DeliveryDrawer';

const topics = ['platform.webhooks'];

/** Addresses that are told what happened, and every delivery to them. */
export default function Webhooks() {
  const { t } = useText();
  const { may } = useSession();
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<WebhookView>();
  const [removing, setRemoving] = useState<WebhookRow>();
  const [openId, setOpenId] = useState<string>();
  const list = useList<WebhookRow>('/api/platform/webhooks', { query: { limit: 200 }, topics });
  const deliveries = useList<DeliveryRow>('/api/platform/webhook-deliveries', { query: { limit: 200 }, topics, refetchInterval: 10_000 });
  const test = useCommand<{ name: string }, WebhookTestView>('/api/platform/webhook-tests', { topics });
  const [tested, setTested] = useState<WebhookTestView>();
  const noRight = may(rights.integration) ? undefined : t('platform:noRight', { right: rights.integration });
  return (
    <Stack gap="md">
      <PageHeader
        title={t('platform:webhooks.title')}
        actions={<DisabledWhy why={noRight}><Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setAdding(true)}>{t('platform:webhooks.add')}</Button></DisabledWhy>}
      >
        {t('platform:webhooks.about')}
      </PageHeader>
      <RefusalNotice refusal={test.refusal} />
      {tested && (
        <Text role="status" fw={600}>
          {tested.delivered ? t('platform:webhooks.testDone', { status: tested.status ?? '' }) : t('platform:webhooks.testFailed', { fault: tested.fault ?? tested.status ?? '' })}
        </Text>
      )}
      <DataTable
        name="webhooks" label={t('platform:webhooks.title')} list={list} rowKey={(webhook) => webhook.name} empty={t('platform:webhooks.empty')}
        columns={[
          { id: 'name', heading: t('platform:webhooks.name'), value: (webhook) => webhook.name },
          { id: 'url', heading: t('platform:webhooks.url'), value: (webhook) => webhook.url },
          { id: 'messages', heading: t('platform:webhooks.messages'), value: (webhook) => webhook.messages.join(', ') },
          { id: 'waiting', heading: t('platform:webhooks.waiting'), numeric: true, value: (webhook) => webhook.waiting },
          { id: 'dead', heading: t('platform:webhooks.dead'), numeric: true, value: (webhook) => webhook.dead },
          { id: 'last', heading: t('platform:webhooks.lastDelivered'), value: (webhook) => webhook.lastDeliveredUtc, cell: (webhook) => <DateTime value={webhook.lastDeliveredUtc} /> },
          {
            id: 'actions', heading: t('platform:webhooks.state'), value: (webhook) => t(webhook.active ? 'platform:webhooks.active' : 'platform:webhooks.removed'),
            cell: (webhook) => (webhook.active ? (
              <DisabledWhy why={noRight}>
                <Group gap={8} wrap="nowrap">
                  <Button
                    size="compact-sm" variant="default" disabled={Boolean(noRight)} loading={test.pending} aria-label={t('platform:webhooks.testNamed', { name: webhook.name })}
                    onClick={() => void test.send({ name: webhook.name }).then((answer) => setTested(answer?.data))}
                  >
                    {t('platform:webhooks.test')}
                  </Button>
                  <Button
                    size="compact-sm" variant="default" disabled={Boolean(noRight)} aria-label={t('platform:webhooks.removeNamed', { name: webhook.name })} onClick={() => setRemoving(webhook)}
                  >
                    {t('platform:webhooks.remove')}
                  </Button>
                </Group>
              </DisabledWhy>
            ) : t('platform:webhooks.removed')),
          },
        ]}
      />
      <section aria-labelledby="deliveries">
        <Title order={2} id="deliveries" mb="xs">{t('platform:webhooks.deliveries')}</Title>
        <DataTable
          name="webhook-deliveries" label={t('platform:webhooks.deliveries')} list={deliveries} rowKey={(delivery) => delivery.id} empty={t('platform:webhooks.noDeliveries')}
          onOpen={(delivery) => setOpenId(delivery.id)}
          columns={[
            { id: 'webhook', heading: t('platform:webhooks.name'), value: (delivery) => delivery.webhookName, filter: true },
            { id: 'message', heading: t('platform:webhooks.message'), value: (delivery) => delivery.messageName },
            { id: 'state', heading: t('platform:webhooks.state'), value: (delivery) => t(`platform:webhooks.states.${delivery.state}`) },
            { id: 'status', heading: t('platform:webhooks.status'), numeric: true, value: (delivery) => delivery.lastStatus },
            { id: 'fault', heading: t('platform:webhooks.fault'), value: (delivery) => delivery.lastFault },
            { id: 'attempts', heading: t('platform:webhooks.attempts'), numeric: true, value: (delivery) => delivery.attempts },
            { id: 'created', heading: t('platform:webhooks.created'), value: (delivery) => delivery.createdUtc, cell: (delivery) => <DateTime value={delivery.createdUtc} detail="second" /> },
          ]}
        />
      </section>
      <DeliveryDrawer delivery={deliveries.items.find((delivery) => delivery.id === openId)} noRight={noRight} onClose={() => setOpenId(undefined)} />
      {adding && (
        <AddDialog
          onClose={() => setAdding(false)}
          onDone={(webhook) => {
            setAdding(false);
            setMade(webhook);
          }}
        />
      )}
      {made && (
        <Secret title={t('platform:webhooks.secretTitle', { name: made.name })} secret={made.secret} onClose={() => setMade(undefined)}>
          <Text size="sm">{t('platform:webhooks.secretHelp')}</Text>
        </Secret>
      )}
      {removing && (
        <ReasonDialog
          title={t('platform:webhooks.removeNamed', { name: removing.name })} confirm={t('platform:webhooks.remove')} path="/api/platform/webhook-removals" topics={topics}
          onClose={() => setRemoving(undefined)} body={(reason) => ({ name: removing.name, reason })}
        >
          <Text size="sm">{t('platform:webhooks.removeHelp')}</Text>
        </ReasonDialog>
      )}
    </Stack>
  );
}

function AddDialog({ onClose, onDone }: { onClose: () => void; onDone: (webhook: WebhookView) => void }) {
  const { t } = useText();
  const [form, setForm] = useState({ name: '', url: '', messages: '*' });
  const field = (name: keyof typeof form) => ({
    value: form[name], required: true,
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setForm((now) => ({ ...now, [name]: value }));
    },
  });
  return (
    <CommandDialog<object, WebhookView>
      title={t('platform:webhooks.add')} path="/api/platform/webhooks" submit={t('platform:webhooks.add')} fields={['name', 'url', 'messages']} topics={topics}
      onClose={onClose} onDone={onDone}
      body={() => ({ name: form.name.trim(), url: form.url.trim(), messages: form.messages.split(/[\s,]+/).filter(Boolean) })}
    >
      {(errorAt) => (
        <>
          <TextInput label={t('platform:webhooks.name')} {...field('name')} error={errorAt('name')} data-autofocus maxLength={120} />
          <TextInput label={t('platform:webhooks.url')} {...field('url')} error={errorAt('url')} type="url" placeholder="https://" />
          <Textarea label={t('platform:webhooks.messages')} description={t('platform:webhooks.messagesHelp')} {...field('messages')} error={errorAt('messages')} autosize minRows={2} />
        </>
      )}
    </CommandDialog>
  );
}
