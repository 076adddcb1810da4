import { Button, Group, Stack, Tabs, Text, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { ConfirmWithReason } from '../../shared/components/ConfirmWithReason';
import { DataTable, type DataColumn } from '../../shared/components/DataTable';
import { DisabledWhy } from '../../shared/components/DisabledWhy';
import { PageHeader } from '../../shared/components/PageHeader';
import { DateTime, Duration, formatTime, Since } from '../../shared/components/Times';
import { useCommand } from '../../shared/http/useCommand';
import { useList } from '../../shared/http/useRead';
import { useSession, useTimeZone } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import type { LaborSpan } from '../shapes';
import { topics } from '../topics';
import { fromPlantTime } from './plantTime';

type View = 'open' | 'unconfirmed' | 'all';
const views: readonly View[] = ['open', 'unconfirmed', 'all'];

/** Who is on what now, and time that waits for a lead because somebody forgot to sign off. */
export default function Labour() {
  const { t } = useText();
  const { may } = useSession();
  const [view, setView] = useState<View>('open');
  const [confirming, setConfirming] = useState<LaborSpan>();
  const list = useList<LaborSpan>('/api/mes/labor-spans', {
    query: { ...(view === 'all' ? {} : { filter: [`state:eq:${view}`] }), limit: 200 }, topics: topics.labor,
  });
  const lead = may('mes.lead');
  const columns = useMemo<DataColumn<LaborSpan>[]>(() => [
    { id: 'person', heading: t('mes:labor.person'), value: (span) => span.personNo, filter: true },
    { id: 'kind', heading: t('mes:labor.kind'), value: (span) => t(`mes:laborKind.${span.kind}`), filter: true },
    {
      id: 'work', heading: t('mes:labor.work'), value: (span) => span.jobNo ?? span.activity, filter: true,
      cell: (span) => span.jobNo ? <Link to={`/dispatch?${new URLSearchParams({ ...(span.workCentreNo ? { workCentre: span.workCentreNo } : {}), job: span.jobNo })}`}>{span.jobNo}</Link> : span.activity,
    },
    { id: 'workCentre', heading: t('mes:dispatch.workCentre'), value: (span) => span.workCentreNo, filter: true },
    { id: 'start', heading: t('mes:labor.start'), value: (span) => span.startUtc, cell: (span) => <DateTime value={span.startUtc} /> },
    { id: 'end', heading: t('mes:labor.end'), value: (span) => span.endUtc, cell: (span) => <DateTime value={span.endUtc} /> },
    {
      id: 'time', heading: t('mes:labor.time'), value: (span) => span.seconds, numeric: true,
      cell: (span) => span.state === 'open' ? <Since value={span.startUtc} /> : <Duration seconds={span.seconds} />,
    },
    { id: 'state', heading: t('mes:labor.state'), value: (span) => t(`mes:laborState.${span.state}`), filter: true },
    { id: 'confirmedBy', heading: t('mes:labor.confirmedBy'), value: (span) => span.confirmedBy, hidden: true },
    ...(view === 'unconfirmed' ? [{
      id: 'confirm', heading: t('mes:labor.confirm'), value: () => '',
      cell: (span: LaborSpan) => (
        <DisabledWhy why={lead ? undefined : t('shell:right.help', { right: 'mes.lead' })}>
          <Button size="xs" variant="default" onClick={() => setConfirming(span)}>{t('mes:labor.confirm')}</Button>
        </DisabledWhy>
      ),
    }] : []),
  ], [lead, t, view]);
  return (
    <Stack gap="sm">
      <PageHeader title={t('mes:labor.title')}>{t('mes:labor.help')}</PageHeader>
      <Tabs value={view} onChange={(chosen) => setView((chosen ?? 'open') as View)}>
        <Tabs.List>{views.map((each) => <Tabs.Tab key={each} value={each}>{t(`mes:labor.view.${each}`)}</Tabs.Tab>)}</Tabs.List>
        <Tabs.Panel value={view} pt="sm">
          <DataTable
            key={view} name={`labor-${view}`} label={t('mes:labor.title')} columns={columns} list={list} rowKey={(span) => span.id} serverCsv empty={t(`mes:labor.empty.${view}`)}
          />
        </Tabs.Panel>
      </Tabs>
      {confirming && <Confirm span={confirming} onClose={() => setConfirming(undefined)} />}
    </Stack>
  );
}

function Confirm({ span, onClose }: { span: LaborSpan; onClose: () => void }) {
  const { t, language } = useText();
  const zone = useTimeZone();
  const { send, refusal, errorAt, pending } = useCommand<{ personNo: string; endUtc: string; reason: string }>('/api/mes/labor-confirmations', { topics: topics.labor });
  // The field of the browser takes local time without a zone; here it is the plant's.
  const [end, setEnd] = useState(() => formatTime(span.endUtc ?? span.startUtc, zone, 'en').replace(/^(\d+)\/(\d+)\/(\d+), /, '$3-$2-$1T'));
  return (
    <ConfirmWithReason
      opened title={t('mes:labor.confirmTitle', { person: span.personNo })} confirm={t('mes:labor.confirm')} refusal={refusal} pending={pending} onClose={onClose}
      onConfirm={(reason) => void send({ personNo: span.personNo, endUtc: fromPlantTime(end, zone), reason }).then((done) => { if (done) onClose(); })}
    >
      <Text>{t('mes:labor.confirmHelp', { start: formatTime(span.startUtc, zone, language) })}</Text>
      <Group>
        <TextInput type="datetime-local" label={t('mes:labor.reallyEnded')} value={end} onChange={(event) => setEnd(event.currentTarget.value)} error={errorAt('endUtc')} />
      </Group>
    </ConfirmWithReason>
  );
}
