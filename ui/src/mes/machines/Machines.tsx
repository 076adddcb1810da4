import { Group, Paper, Select, SegmentedControl, SimpleGrid, Stack, Tabs, Text, Title } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { DataTable, type DataColumn } from '../../shared/components/DataTable';
import { PageHeader } from '../../shared/components/PageHeader';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import { DateTime, formatDuration, Since } from '../../shared/components/Times';
import { Timeline } from '../../shared/components/Timeline';
import { formatNumber } from '../../shared/components/units';
import { useList, useRead } from '../../shared/http/useRead';
import { useText } from '../../shared/texts/useText';
import { StateTile } from '../../shared/theme/StateBadge';
import { shownState } from '../machineState';
import type { Equipment, MachineNow, OeeView, Page, Segment } from '../shapes';
import { topics } from '../topics';
import { useReasons } from '../useReasons';
import { ClosedShifts } from './ClosedShifts';
import { oeeRange, percent } from './oeeText';
import { SegmentDrawer } from './SegmentDrawer';

type Period = 'current' | 'previous' | 'day' | 'week';
const periods: readonly Period[] = ['current', 'previous', 'day', 'week'];
const hours: Partial<Record<Period, number>> = { day: 24, week: 168 };
const liveEveryMs = 30_000;

/** What machines do now and did in a shift, and the OEE that follows from it, down to the signals. */
export default function Machines() {
  const { t } = useText();
  const [query, setQuery] = useSearchParams();
  const equipment = useList<Equipment>('/api/mes/equipment', { query: { filter: ['active:eq:true'], limit: 1000 }, topics: topics.machines });
  const first = equipment.items.find((each) => each.level === 'workCentre') ?? equipment.items[0];
  const equipmentNo = query.get('equipment') ?? first?.no;
  const asked = query.get('period') as Period | null;
  const period = asked && periods.includes(asked) ? asked : 'current';
  const set = (name: string, value: string) => setQuery((now) => {
    const next = new URLSearchParams(now);
    next.set(name, value);
    return next;
  });
  return (
    <Stack gap="sm">
      <PageHeader
        title={t('mes:machines.title')}
        actions={(
          <>
            <Select
              aria-label={t('mes:machines.equipment')} searchable allowDeselect={false} value={equipmentNo ?? null} onChange={(no) => no && set('equipment', no)}
              data={equipment.items.map(({ no, name }) => ({ value: no, label: `${name} (${no})` }))}
            />
            <SegmentedControl
              aria-label={t('mes:machines.period')} value={period} onChange={(value) => set('period', value)}
              data={periods.map((value) => ({ value, label: t(`mes:machines.periods.${value}`) }))}
            />
          </>
        )}
      >
        {t('mes:machines.help')}
      </PageHeader>
      <RefusalNotice refusal={equipment.refusal} onRetry={equipment.refetch} />
      {!equipment.isLoading && !equipment.refusal && equipment.items.length === 0 && <Text>{t('mes:machines.none')}</Text>}
      {equipmentNo && <Overview key={`${equipmentNo}-${period}`} equipmentNo={equipmentNo} period={period} />}
    </Stack>
  );
}

function Overview({ equipmentNo, period }: { equipmentNo: string; period: Period }) {
  const { t } = useText();
  const reasons = useReasons();
  const [opened, setOpened] = useState<Segment>();
  // Fixed when the period is chosen, so that the address and its cached answer stay the same.
  const [fromUtc] = useState(() => new Date(Date.now() - (hours[period] ?? 0) * 3_600_000).toISOString());
  const span = hours[period] ? { from: fromUtc } : { shift: period };
  const states = useRead<Page<MachineNow>>('/api/mes/machine-states', { query: { equipmentNo }, topics: topics.machines, refetchInterval: liveEveryMs });
  const oee = useRead<OeeView>('/api/mes/oee', { query: { equipmentNo, ...span }, topics: topics.floor, refetchInterval: liveEveryMs });
  const segments = useRead<Page<Segment>>('/api/mes/state-intervals', {
    query: { machineNo: equipmentNo, from: oee.data?.fromUtc, to: oee.data?.toUtc }, topics: topics.machines, enabled: oee.data !== undefined,
  });
  const machines = states.data?.items ?? [];
  return (
    <Stack gap="md">
      <RefusalNotice refusal={states.refusal} onRetry={() => void states.refetch()} />
      {states.data && machines.length === 0 && <Text>{t('mes:machines.noMachines')}</Text>}
      <section aria-label={t('mes:machines.now')}>
        <Title order={2} mb="xs">{t('mes:machines.now')}</Title>
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3, xl: 4 }} spacing={8}>
          {machines.map((machine) => (
            <StateTile key={machine.machineNo} state={shownState(machine)} name={machine.name}>
              <span style={{ display: 'block' }}>
                {machine.sinceUtc && <>{t('mes:machine.since')} <Since value={machine.sinceUtc} /></>}
                {machine.reasonCode && ` · ${reasons.text(machine.reasonCode, 'downtime')}`}
                {machine.outOfService && ` · ${t('mes:machine.outOfService', { reason: machine.outOfService.reason })}`}
                {machine.job && <span style={{ display: 'block' }}>{`${machine.job.jobNo} · ${machine.job.description}`}</span>}
              </span>
            </StateTile>
          ))}
        </SimpleGrid>
      </section>
      <Tabs defaultValue="oee" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="oee">{t('mes:machines.oee')}</Tabs.Tab>
          <Tabs.Tab value="stops">{t('mes:machines.intervals')}</Tabs.Tab>
          <Tabs.Tab value="closed">{t('mes:machines.closed')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="oee" pt="sm">
          <RefusalNotice refusal={oee.refusal} onRetry={() => void oee.refetch()} />
          {oee.data && <OeeSummary view={oee.data} segments={segments.data?.items ?? []} onOpen={setOpened} />}
        </Tabs.Panel>
        <Tabs.Panel value="stops" pt="sm">
          <RefusalNotice refusal={oee.refusal ?? segments.refusal} />
          <Intervals segments={segments.data?.items ?? []} isLoading={segments.isLoading} onOpen={setOpened} />
        </Tabs.Panel>
        <Tabs.Panel value="closed" pt="sm"><ClosedShifts equipmentNo={equipmentNo} /></Tabs.Panel>
      </Tabs>
      <SegmentDrawer segment={opened} onClose={() => setOpened(undefined)} />
    </Stack>
  );
}

const segmentId = (segment: Segment) => `${segment.machineNo}|${segment.startUtc}`;

function OeeSummary({ view, segments, onOpen }: { view: OeeView; segments: readonly Segment[]; onOpen: (segment: Segment) => void }) {
  const { t, language } = useText();
  const reasons = useReasons();
  const { figures, times } = view;
  const range = oeeRange(figures, language);
  const byMachine = useMemo(() => segments.reduce((map, segment) => map.set(segment.machineNo, [...(map.get(segment.machineNo) ?? []), segment]), new Map<string, Segment[]>()), [segments]);
  const columns = useMemo<DataColumn<OeeView['machines'][number]>[]>(() => [
    { id: 'name', heading: t('mes:station.machine'), value: (row) => row.name },
    { id: 'oee', heading: 'OEE', value: (row) => row.figures.oee, numeric: true, cell: (row) => percent(row.figures.oee, language) },
    { id: 'range', heading: t('mes:oee.range'), value: (row) => oeeRange(row.figures, language), numeric: true },
    { id: 'availability', heading: t('mes:oee.availability'), value: (row) => row.figures.availability, numeric: true, cell: (row) => percent(row.figures.availability, language) },
    { id: 'performance', heading: t('mes:oee.performance'), value: (row) => row.figures.performance, numeric: true, cell: (row) => percent(row.figures.performance, language) },
    { id: 'quality', heading: t('mes:oee.quality'), value: (row) => row.figures.quality, numeric: true, cell: (row) => percent(row.figures.quality, language) },
    { id: 'unknown', heading: t('mes:oee.unknown'), value: (row) => row.figures.unknownShare, numeric: true, cell: (row) => percent(row.figures.unknownShare, language) },
    { id: 'down', heading: t('mes:oee.down'), value: (row) => row.times.down, numeric: true, cell: (row) => formatDuration(row.times.down, language) },
    { id: 'good', heading: t('mes:job.good'), value: (row) => row.output.good, numeric: true },
    { id: 'scrap', heading: t('mes:job.scrap'), value: (row) => row.output.scrap, numeric: true },
    { id: 'counted', heading: t('mes:oee.counted'), value: (row) => row.counted, numeric: true },
    { id: 'source', heading: t('mes:oee.source'), value: (row) => t(`mes:oee.sources.${row.source}` as 'mes:oee.sources.reports') },
    { id: 'notes', heading: t('mes:oee.notes'), value: (row) => row.notes.map((note) => t(`mes:oee.note.${note}` as 'mes:oee.note.time-unknown')).join(' '),
      cell: (row) => <div style={{ minWidth: 360 }}>{row.notes.map((note) => t(`mes:oee.note.${note}` as 'mes:oee.note.time-unknown')).join(' ')}</div> },
  ], [language, t]);
  const list = { items: view.machines, hasMore: false, loadMore: () => undefined, isLoading: false, isLoadingMore: false, refusal: null, refetch: () => undefined };
  return (
    <Stack gap="md">
      <Text>
        {view.shift ? `${t('mes:oee.shift', { shift: view.shift })} · ` : ''}<DateTime value={view.fromUtc} />{' – '}<DateTime value={view.toUtc} />
      </Text>
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing={8}>
        <Figure label="OEE" value={percent(figures.oee, language)} note={range ? t('mes:oee.between', { range }) : undefined} />
        <Figure label={t('mes:oee.availability')} value={percent(figures.availability, language)} note={t('mes:oee.ofPlanned', { running: formatDuration(times.production, language), planned: formatDuration(times.plannedBusy, language) })} />
        <Figure label={t('mes:oee.performance')} value={percent(figures.performance, language)} note={figures.performanceAbove ? t('mes:oee.note.performance-above-one') : undefined} />
        <Figure label={t('mes:oee.quality')} value={percent(figures.quality, language)} note={t('mes:oee.parts', { good: formatNumber(view.output.good, language), scrap: formatNumber(view.output.scrap, language) })} />
        <Figure label={t('mes:oee.unknown')} value={percent(figures.unknownShare, language)} note={formatDuration(times.unknown, language)} />
        <Figure label={t('mes:oee.down')} value={formatDuration(times.down, language)} note={t('mes:oee.micro', { duration: formatDuration(times.microStops, language) })} />
      </SimpleGrid>
      <section aria-label={t('mes:machines.timeline')}>
        <Title order={2} mb="xs">{t('mes:machines.timeline')}</Title>
        <Stack gap={6}>
          {view.machines.map((machine) => (
            <div key={machine.machineNo} style={{ display: 'grid', gridTemplateColumns: 'minmax(90px, 160px) minmax(0, 1fr)', gap: 8, alignItems: 'center' }}>
              <Text size="sm" fw={600}>{machine.name}</Text>
              <Timeline
                label={machine.name} fromUtc={view.fromUtc} toUtc={view.toUtc}
                parts={(byMachine.get(machine.machineNo) ?? []).map((segment) => ({
                  id: segmentId(segment), state: shownState(segment), fromUtc: segment.startUtc, toUtc: segment.endUtc,
                  ...(segment.microStop ? { label: t('mes:machines.microStop') } : segment.reasonCode ? { label: reasons.text(segment.reasonCode, 'downtime') } : {}),
                }))}
                onOpen={(part) => {
                  const segment = segments.find((each) => segmentId(each) === part.id);
                  if (segment) onOpen(segment);
                }}
              />
            </div>
          ))}
        </Stack>
      </section>
      <DataTable name="oee" label={t('mes:machines.oee')} columns={columns} list={list} rowKey={(row) => row.machineNo} empty={t('mes:machines.noMachines')} />
    </Stack>
  );
}

function Figure({ label, value, note }: { label: string; value: string; note?: string | undefined }) {
  return (
    <Paper p="sm">
      <Text size="sm" c="dimmed">{label}</Text>
      <Text fz={26} fw={700} lh={1.2} className="tabular">{value}</Text>
      {note && <Text size="xs" c="dimmed">{note}</Text>}
    </Paper>
  );
}

function Intervals({ segments, isLoading, onOpen }: { segments: readonly Segment[]; isLoading: boolean; onOpen: (segment: Segment) => void }) {
  const { t, language } = useText();
  const reasons = useReasons();
  const [which, setWhich] = useState('unexplained');
  const items = useMemo(
    () => segments.filter((segment) => which === 'all' || (which === 'stops' ? segment.state === 'stopped' : segment.needsReason)).toReversed(), [segments, which],
  );
  const columns = useMemo<DataColumn<Segment>[]>(() => [
    { id: 'machine', heading: t('mes:station.machine'), value: (row) => row.machineNo, filter: true },
    { id: 'from', heading: t('mes:labor.start'), value: (row) => row.startUtc, cell: (row) => <DateTime value={row.startUtc} detail="second" /> },
    { id: 'to', heading: t('mes:labor.end'), value: (row) => row.endUtc, cell: (row) => <DateTime value={row.endUtc} detail="second" /> },
    { id: 'seconds', heading: t('mes:labor.time'), value: (row) => row.seconds, numeric: true, cell: (row) => formatDuration(row.seconds, language) },
    { id: 'state', heading: t('mes:dispatch.state'), value: (row) => row.microStop ? t('mes:machines.microStop') : t(`shell:state.${shownState(row)}`), filter: true },
    { id: 'reason', heading: t('shell:reason.label'), value: (row) => reasons.text(row.reasonCode, 'downtime'), filter: true },
    { id: 'by', heading: t('mes:dispatch.person'), value: (row) => row.reasonBy },
    { id: 'note', heading: t('mes:report.note'), value: (row) => row.note },
  ], [language, reasons, t]);
  const list = { items, hasMore: false, loadMore: () => undefined, isLoading, isLoadingMore: false, refusal: null, refetch: () => undefined };
  return (
    <DataTable
      name="intervals" label={t('mes:machines.intervals')} columns={columns} list={list} rowKey={segmentId} onOpen={onOpen} empty={t(which === 'unexplained' ? 'mes:machines.allExplained' : 'mes:machines.noIntervals')}
      tools={(
        <Group gap={8}>
          <SegmentedControl
            aria-label={t('mes:machines.which')} value={which} onChange={setWhich} size="xs"
            data={(['unexplained', 'stops', 'all'] as const).map((value) => ({ value, label: t(`mes:machines.whichOnes.${value}`) }))}
          />
        </Group>
      )}
    />
  );
}
