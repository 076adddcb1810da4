import { Button, Drawer, Group, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { DisabledWhy } from '../../shared/components/DisabledWhy';
import { ReasonTiles } from '../../shared/components/ReasonTiles';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import { DateTime, formatTime, Since, Duration } from '../../shared/components/Times';
import { useCommand } from '../../shared/http/useCommand';
import { useList } from '../../shared/http/useRead';
import { useSession, useTimeZone } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { StateBadge } from '../../shared/theme/StateBadge';
import { fromPlantTime } from '../labour/plantTime';
import { shownState } from '../machineState';
import type { Segment } from '../shapes';
import { topics } from '../topics';
import { useReasons } from '../useReasons';

interface SignalRow {
  key: string;
  atUtc: string;
  kind: string;
  state: string | null;
  reasonCode: string | null;
  good: number | null;
  scrap: number | null;
  count: number | null;
  receivedUtc: string;
}

interface Explanation {
  id: number;
  startUtc: string;
  endUtc: string | null;
  reasonCode: string;
  note: string | null;
  byNumber: string;
  atUtc: string;
}

/** One stretch of a machine's time: why it stood, split if two reasons share it, and the signals it was made from. */
export function SegmentDrawer({ segment, onClose }: { segment: Segment | undefined; onClose: () => void }) {
  const { t } = useText();
  return (
    <Drawer
      opened={segment !== undefined} onClose={onClose} position="right" size="lg" title={<Text fw={700} fz="lg">{segment?.machineNo}</Text>}
      closeButtonProps={{ 'aria-label': t('shell:action.close') }}
    >
      {segment && <Details key={segment.startUtc} segment={segment} onClose={onClose} />}
    </Drawer>
  );
}

function Details({ segment, onClose }: { segment: Segment; onClose: () => void }) {
  const { t } = useText();
  const reasons = useReasons();
  const range = [`machineNo:eq:${segment.machineNo}`, `atUtc:ge:${segment.startUtc}`, ...(segment.endUtc ? [`atUtc:le:${segment.endUtc}`] : [])];
  const signals = useList<SignalRow>('/api/mes/machine-signals', { query: { filter: range, sort: 'atUtc', limit: 50 }, topics: topics.machines });
  const said = useList<Explanation>('/api/mes/downtime-reasons', {
    query: { filter: [`machineNo:eq:${segment.machineNo}`, `startUtc:ge:${segment.startUtc}`, ...(segment.endUtc ? [`startUtc:lt:${segment.endUtc}`] : [])], limit: 50 }, topics: topics.machines,
  });
  return (
    <Stack gap="md">
      <div>
        <StateBadge state={shownState(segment)}>{segment.microStop ? t('mes:machines.microStop') : segment.reasonCode ? reasons.text(segment.reasonCode, 'downtime') : undefined}</StateBadge>
        <Text mt={6}>
          <DateTime value={segment.startUtc} detail="second" />{' – '}<DateTime value={segment.endUtc} detail="second" />{' · '}
          {segment.endUtc ? <Duration seconds={segment.seconds} /> : <Since value={segment.startUtc} />}
        </Text>
        {segment.reasonBy && <Text size="sm" c="dimmed">{t('mes:machines.saidBy', { person: segment.reasonBy })}{segment.note ? ` · ${segment.note}` : ''}</Text>}
      </div>
      {segment.state === 'stopped' && <Explain segment={segment} onDone={onClose} />}
      <section>
        <Title order={2} mb="xs">{t('mes:machines.said')}</Title>
        {said.items.length === 0 ? <Text c="dimmed">{t('mes:machines.nothingSaid')}</Text> : (
          <Table>
            <Table.Thead><Table.Tr><Table.Th>{t('mes:dispatch.at')}</Table.Th><Table.Th>{t('mes:dispatch.person')}</Table.Th><Table.Th>{t('shell:reason.label')}</Table.Th></Table.Tr></Table.Thead>
            <Table.Tbody>
              {said.items.map((one) => (
                <Table.Tr key={one.id}>
                  <Table.Td><DateTime value={one.atUtc} detail="second" /></Table.Td>
                  <Table.Td>{one.byNumber}</Table.Td>
                  <Table.Td>{[reasons.text(one.reasonCode, 'downtime'), one.note].filter(Boolean).join(' · ')}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </section>
      <section>
        <Title order={2} mb="xs">{t('mes:machines.signals')}</Title>
        <RefusalNotice refusal={signals.refusal} />
        {signals.items.length === 0 && !signals.isLoading ? <Text c="dimmed">{t('mes:machines.noSignals')}</Text> : (
          <div style={{ overflowX: 'auto' }}>
            <Table>
              <Table.Thead><Table.Tr><Table.Th>{t('mes:dispatch.at')}</Table.Th><Table.Th>{t('mes:dispatch.kind')}</Table.Th><Table.Th>{t('mes:machines.value')}</Table.Th><Table.Th>{t('mes:machines.received')}</Table.Th></Table.Tr></Table.Thead>
              <Table.Tbody>
                {signals.items.map((signal) => (
                  <Table.Tr key={signal.key}>
                    <Table.Td><DateTime value={signal.atUtc} detail="second" /></Table.Td>
                    <Table.Td>{signal.kind}</Table.Td>
                    <Table.Td>{[signal.state, signal.reasonCode, signal.count, signal.good, signal.scrap].filter((value) => value !== null).join(' · ')}</Table.Td>
                    <Table.Td><DateTime value={signal.receivedUtc} detail="second" /></Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        )}
        {signals.hasMore && <Button variant="default" mt="xs" onClick={signals.loadMore} loading={signals.isLoadingMore}>{t('shell:list.loadMore')}</Button>}
      </section>
    </Stack>
  );
}

function Explain({ segment, onDone }: { segment: Segment; onDone: () => void }) {
  const { t } = useText();
  const { may } = useSession();
  const zone = useTimeZone();
  const reasons = useReasons();
  const [reasonCode, setReasonCode] = useState<string | null>(segment.reasonBy === 'machine' ? null : segment.reasonCode);
  const [note, setNote] = useState('');
  const [splitAt, setSplitAt] = useState('');
  const local = (utc: string) => formatTime(utc, zone, 'en', 'second').replace(/^(\d+)\/(\d+)\/(\d+), /, '$3-$2-$1T');
  const { send, refusal, errorAt, pending } = useCommand<object>('/api/mes/downtime-reasons', { topics: topics.machines });
  const why = !may('mes.downtime') ? t('shell:right.help', { right: 'mes.downtime' }) : reasonCode === null ? t('mes:machine.chooseReason') : undefined;
  return (
    <section>
      <Title order={2} mb="xs">{t('mes:machine.whyStopped', { machine: segment.machineNo })}</Title>
      <Stack gap="sm">
        <ReasonTiles label={t('shell:reason.label')} reasons={reasons.tiles('downtime')} value={reasonCode} onChange={setReasonCode} error={errorAt('reasonCode')} />
        <Group gap="sm" align="flex-start" grow>
          <TextInput label={t('mes:report.note')} value={note} onChange={(event) => setNote(event.currentTarget.value)} maxLength={500} error={errorAt('note')} />
          <TextInput
            type="datetime-local" step={1} label={t('mes:machines.splitAt')} description={t('mes:machines.splitHelp')} value={splitAt} min={local(segment.startUtc)}
            {...(segment.endUtc ? { max: local(segment.endUtc) } : {})} onChange={(event) => setSplitAt(event.currentTarget.value)} error={errorAt('splitAtUtc')}
          />
        </Group>
        <RefusalNotice refusal={refusal} fields={['reasonCode', 'note', 'splitAtUtc']} />
        <div>
          <DisabledWhy why={why}>
            <Button
              loading={pending}
              onClick={() => void send({
                machineNo: segment.machineNo, intervalStartUtc: segment.startUtc, reasonCode, note: note.trim() || null, splitAtUtc: splitAt ? fromPlantTime(splitAt, zone) : null,
              }).then((done) => { if (done) onDone(); })}
            >
              {t('shell:action.save')}
            </Button>
          </DisabledWhy>
        </div>
      </Stack>
    </section>
  );
}
