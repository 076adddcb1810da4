import { Button, Group, SegmentedControl, Select, Stack, Tabs, Text, Title } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import { useList, useRead } from '../../shared/http/useRead';
import { useQueueView } from '../../shared/offline/useQueue';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import type { DispatchList, Equipment, MachineNow, Page } from '../shapes';
import { topics } from '../topics';
import { useReasons } from '../useReasons';
import { ActiveJob } from './ActiveJob';
import { Andon } from './Andon';
import { IdleLock } from './IdleLock';
import { KeptAge } from './KeptAge';
import { MachinePanel } from './MachinePanel';
import { MaterialPanel } from './MaterialPanel';
import { NextJobs } from './NextJobs';
import { divide, notYetIn, projectJob } from './project';

const remember = { workCentre: 'tactus.station.workCentre', machine: 'tactus.station.machine' };

/** The terminal of an operator: the job in hand, what comes next, its material, and the machine. */
export default function Station() {
  const { t } = useText();
  const { me } = useSession();
  const [chosen, setChosen] = useState(() => localStorage.getItem(remember.workCentre));
  const workCentre = me?.station?.workCentre ?? chosen;
  useEffect(() => {
    document.title = `${t('mes:station.page')} · Tactus`;
  }, [t]);
  return (
    <>
      {workCentre
        ? <AtWorkCentre key={workCentre} workCentreNo={workCentre} onLeave={me?.station?.workCentre ? undefined : () => { localStorage.removeItem(remember.workCentre); setChosen(null); }} />
        : <ChooseWorkCentre onChoose={(no) => { localStorage.setItem(remember.workCentre, no); setChosen(no); }} />}
      <IdleLock />
    </>
  );
}

function ChooseWorkCentre({ onChoose }: { onChoose: (no: string) => void }) {
  const { t } = useText();
  const { items, isLoading, refusal, refetch } = useList<Equipment>('/api/mes/equipment', { query: { filter: ['level:eq:workCentre', 'active:eq:true'], limit: 1000 }, keepForOffline: true });
  return (
    <Stack gap="sm" p="sm">
      <Title order={1}>{t('mes:station.chooseWorkCentre')}</Title>
      <RefusalNotice refusal={refusal} onRetry={refetch} />
      {!isLoading && !refusal && items.length === 0 && <Text>{t('mes:station.noWorkCentre')}</Text>}
      <div className="touch-grid" style={{ gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))' }}>
        {items.map(({ no, name }) => <Button key={no} variant="default" data-primary onClick={() => onChoose(no)}>{`${name} (${no})`}</Button>)}
      </div>
    </Stack>
  );
}

function AtWorkCentre({ workCentreNo, onLeave }: { workCentreNo: string; onLeave: (() => void) | undefined }) {
  const { t } = useText();
  const reasons = useReasons();
  const { waiting, accepted } = useQueueView();
  const states = useRead<Page<MachineNow>>('/api/mes/machine-states', { query: { equipmentNo: workCentreNo }, topics: topics.machines, keepForOffline: true });
  const machines = useMemo(() => states.data?.items ?? [], [states.data]);
  const key = `${remember.machine}.${workCentreNo}`;
  const [picked, setPicked] = useState(() => localStorage.getItem(key));
  const machineNo = machines.find((each) => each.machineNo === picked)?.machineNo ?? machines[0]?.machineNo ?? null;
  const machine = machines.find((each) => each.machineNo === machineNo);

  // The gates depend on the machine; asked before it is known they would say that it is missing.
  const dispatch = useRead<DispatchList>('/api/mes/dispatch-lists/{workCentreNo}', {
    params: { workCentreNo }, query: { machineNo }, topics: topics.floor, keepForOffline: true, enabled: states.data !== undefined,
  });
  const rows = useMemo(() => dispatch.data?.jobs ?? [], [dispatch.data]);
  const { receivedAt, asOfUtc } = dispatch;
  const added = useMemo(() => notYetIn({ receivedAt, asOfUtc }, { waiting, accepted }), [receivedAt, asOfUtc, waiting, accepted]);
  const { active, next } = useMemo(() => divide(rows.map((row) => projectJob(row, added)), machineNo), [added, machineNo, rows]);
  const [wanted, setWanted] = useState<string>();
  const [tab, setTab] = useState<string | null>('next');
  const job = active.find((each) => each.no === wanted) ?? active[0];
  const choose = (no: string) => {
    localStorage.setItem(key, no);
    setPicked(no);
  };
  return (
    <div style={{ height: '100%', display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) minmax(320px, 34%)', gap: 8 }}>
      <div style={{ minHeight: 0, overflow: 'auto', display: 'flex', flexDirection: 'column', gap: 8 }}>
        <Group gap={8} wrap="nowrap" justify="space-between">
          {machines.length > 1 && machines.length <= 4 && (
            <SegmentedControl
              aria-label={t('mes:station.machine')} value={machineNo ?? ''} onChange={choose} style={{ flex: 1 }}
              data={machines.map((each) => ({ value: each.machineNo, label: each.name }))}
            />
          )}
          {machines.length > 4 && (
            <Select
              aria-label={t('mes:station.machine')} value={machineNo} onChange={(no) => no && choose(no)} allowDeselect={false} style={{ flex: 1 }}
              data={machines.map((each) => ({ value: each.machineNo, label: each.name }))} maxDropdownHeight={400}
            />
          )}
          {onLeave && <Button variant="default" onClick={onLeave}>{t('mes:station.otherWorkCentre')}</Button>}
        </Group>
        {!job && <h1 className="visually-hidden">{t('mes:station.page')}</h1>}
        {(dispatch.refusal || states.refusal) && <RefusalNotice refusal={dispatch.refusal ?? states.refusal} onRetry={() => { void dispatch.refetch(); void states.refetch(); }} />}
        <KeptAge asOfUtc={dispatch.asOfUtc} />
        {active.length > 1 && (
          <SegmentedControl
            aria-label={t('mes:station.jobs')} value={job?.no ?? ''} onChange={setWanted}
            data={active.map((each) => ({ value: each.no, label: `${each.no} · ${t(`mes:jobState.${each.state}`)}` }))}
          />
        )}
        <div style={{ flex: 1, minHeight: 0 }}>
          {job
            ? <ActiveJob key={job.no} job={job} reasons={reasons} />
            : dispatch.data && <NextJobs jobs={next} rows={rows} machineNo={machineNo} lead />}
        </div>
      </div>
      <div style={{ minHeight: 0, display: 'flex', flexDirection: 'column', gap: 8 }}>
        {machine && <MachinePanel machine={machine} reasons={reasons} />}
        <Tabs value={job ? tab : 'material'} onChange={setTab} keepMounted={false} style={{ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' }}>
          {job && (
            <Tabs.List grow>
              <Tabs.Tab value="next" h={52} fz={18}>{t('mes:station.next')}</Tabs.Tab>
              <Tabs.Tab value="material" h={52} fz={18}>{t('mes:station.material')}</Tabs.Tab>
            </Tabs.List>
          )}
          <Tabs.Panel value="next" pt={8} style={{ flex: 1, minHeight: 0, overflow: 'auto' }}>
            <NextJobs jobs={next} rows={rows} machineNo={machineNo} lead={false} />
          </Tabs.Panel>
          <Tabs.Panel value="material" pt={8} style={{ flex: 1, minHeight: 0, overflow: 'auto' }}>
            {(job ?? next[0]) && <MaterialPanel key={(job ?? next[0])!.no} jobNo={(job ?? next[0])!.no} reasons={reasons} />}
          </Tabs.Panel>
        </Tabs>
        <Andon orderNo={job?.orderNo ?? null} reasons={reasons} />
      </div>
    </div>
  );
}
