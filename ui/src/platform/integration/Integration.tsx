import { SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { DataTable, type DataColumn } from '../../shared/components/DataTable';
import { PageHeader } from '../../shared/components/PageHeader';
import { DateTime } from '../../shared/components/Times';
import { useList } from '../../shared/http/useRead';
import { useText } from '../../shared/texts/useText';
import type { LinkView, MessageRow } from '../shapes';
import { useHalf } from '../useHalf';
import { Links } from './Links';
import { MessageDrawer } from './MessageDrawer';

const states = ['stuck', 'waiting', 'parked', 'applied', 'all'] as const;
type Shown = (typeof states)[number];

/** The way between the halves: how far behind each link is, and the messages that need somebody. */
export default function Integration() {
  const { t } = useText();
  const half = useHalf();
  const [query, setQuery] = useSearchParams();
  const shown = states.find((state) => state === query.get('state')) ?? 'stuck';
  const [openId, setOpenId] = useState<string>();
  const links = useList<LinkView>('/api/platform/links', { topics: ['platform.messages'], refetchInterval: 5_000 });
  const list = useList<MessageRow>('/api/platform/messages', {
    query: { state: shown === 'all' ? undefined : shown, limit: 200 }, topics: ['platform.messages'], refetchInterval: 10_000,
  });
  const [opened, setOpened] = useState<MessageRow>();
  // What the list knows now; a message that left the list by being applied is shown as it was.
  const message = openId === undefined ? undefined : list.items.find((one) => one.id === openId) ?? opened;
  const count = (state: Shown) => {
    const sum = state === 'stuck' || state === 'waiting' || state === 'parked' ? links.items.reduce((all, link) => all + link[state], 0) : undefined;
    return sum === undefined ? t(`platform:integration.states.${state}`) : t('platform:integration.tab', { state: t(`platform:integration.states.${state}`), count: sum });
  };
  const columns: DataColumn<MessageRow>[] = [
    { id: 'name', heading: t('platform:integration.message'), value: (row) => row.name, filter: true },
    { id: 'way', heading: t('platform:integration.way'), value: (row) => t('platform:integration.fromTo', { from: half(row.source), to: half(row.half) }) },
    { id: 'stream', heading: t('platform:integration.stream'), value: (row) => row.stream, filter: true },
    { id: 'seq', heading: t('platform:integration.seq'), numeric: true, value: (row) => row.seq },
    { id: 'state', heading: t('platform:integration.state'), value: (row) => t(`platform:integration.states.${row.state}`), cell: messageState },
    { id: 'fault', heading: t('platform:integration.fault'), value: (row) => (row.state === 'parked' ? row.parkedReason : row.fault) ?? row.fault },
    { id: 'attempts', heading: t('platform:integration.attempts'), numeric: true, value: (row) => row.attempts },
    { id: 'sent', heading: t('platform:integration.sent'), value: (row) => row.sentUtc, cell: sentAt },
  ];
  return (
    <Stack gap="md">
      <PageHeader title={t('platform:integration.title')}>{t('platform:integration.about')}</PageHeader>
      <Links list={links} />
      <section aria-labelledby="messages">
        <Title order={2} id="messages" mb="xs">{t('platform:integration.messages')}</Title>
        <DataTable
          name="messages" label={t('platform:integration.messages')} columns={columns} list={list} rowKey={(row) => row.id}
          onOpen={(row) => {
            setOpened(row);
            setOpenId(row.id);
          }}
          empty={t(`platform:integration.empty.${shown}`)}
          tools={(
            <SegmentedControl
              aria-label={t('platform:integration.state')} value={shown} onChange={(state) => setQuery({ state })}
              data={states.map((state) => ({ value: state, label: count(state) }))}
            />
          )}
        />
      </section>
      <MessageDrawer message={message} onClose={() => setOpenId(undefined)} />
    </Stack>
  );
}

const messageState = (row: MessageRow) => <MessageState state={row.state} />;
const sentAt = (row: MessageRow) => <DateTime value={row.sentUtc} detail="second" />;

export function MessageState({ state }: { state: MessageRow['state'] }) {
  const { t } = useText();
  return (
    <Text component="span" size="sm" fw={state === 'stuck' ? 650 : 400}>
      {state === 'stuck' && <TriangleAlert size={14} aria-hidden style={{ verticalAlign: -2, marginRight: 4 }} />}
      {t(`platform:integration.states.${state}`)}
    </Text>
  );
}
