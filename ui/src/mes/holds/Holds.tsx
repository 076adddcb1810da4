import { Button, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { itemPath, stockPath, tracePath } from '../../erp/paths';
import { Discrepancies } from '../../erp/stock/Discrepancies';
import { linkColumn, numberColumn, quantityColumn, textColumn, timeColumn } from '../../shared/components/columns';
import { CommandDialog } from '../../shared/components/CommandForm';
import { DataTable, type DataColumn } from '../../shared/components/DataTable';
import { DisabledWhy } from '../../shared/components/DisabledWhy';
import { PageHeader } from '../../shared/components/PageHeader';
import { useList } from '../../shared/http/useRead';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { useReasons } from '../useReasons';
import { HoldStateBadge, type PlantHoldState } from './HoldState';
import { SettleWarning, type WarningRow } from './SettleWarning';

interface HoldRow {
  holdId: string;
  lotNo: string;
  reasonCode: string;
  text: string;
  heldBy: string;
  state: PlantHoldState;
  severity: number;
  lots: number;
  atUtc: string;
  confirmedUtc: string | null;
  releaseAskedUtc: string | null;
  endedUtc: string | null;
}

interface DivergenceRow {
  divergenceId: string;
  lotNo: string;
  holdId: string | null;
  kind: 'hold-missing-in-business' | 'hold-missing-in-plant' | 'hold-ended-in-plant' | 'stock-free-while-held' | 'quantity';
  plantSays: string;
  businessSays: string;
  firstSeenUtc: string;
  lastSeenUtc: string;
  times: number;
  resolvedUtc: string | null;
}

const holdPath = (id: string) => `/holds/${id}`;

/** Lots behind a fence, and where the two halves do not agree about a lot. */
export default function Holds() {
  const { t } = useText();
  const { may } = useSession();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const reasons = useReasons();
  const codes = reasons.tiles('hold');
  const lot = params.get('lot') ?? '';
  const [placing, setPlacing] = useState(params.has('place'));
  const all = params.get('all') === '1';
  const filter = [...(lot ? [`lotNo:eq:${lot}`] : []), ...(all || lot ? [] : ['state:ne:ended', 'state:ne:scrapped'])];
  const list = useList<HoldRow>('/api/mes/lot-holds', { query: { filter, sort: '-atUtc', limit: 200 }, topics: ['mes.holds'] });
  const word = reasons.text;
  const columns = useMemo<DataColumn<HoldRow>[]>(() => [
    linkColumn('reason', t('mes:holds.reason'), (row) => word(row.reasonCode, 'hold'), (_, row) => holdPath(row.holdId)),
    linkColumn('lot', t('mes:trace.lot'), (row) => row.lotNo, tracePath),
    textColumn('text', t('mes:holds.text'), (row) => row.text),
    textColumn('state', t('erp:field.state'), (row) => t(`mes:holds.state.${row.state}`), { filter: true, cell: (row) => <HoldStateBadge state={row.state} /> }),
    textColumn('severity', t('mes:holds.severity'), (row) => t(row.severity === 1 ? 'mes:holds.shippedAfter' : 'mes:holds.ordinary'), { filter: true, cell: (row) => (row.severity === 1 ? <strong>{t('mes:holds.shippedAfter')}</strong> : t('mes:holds.ordinary')) }),
    numberColumn('lots', t('mes:holds.lots'), (row) => row.lots),
    timeColumn('at', t('mes:holds.since'), (row) => row.atUtc),
    timeColumn('confirmed', t('mes:holds.confirmed'), (row) => row.confirmedUtc),
    timeColumn('ended', t('mes:holds.ended'), (row) => row.endedUtc, { hidden: true }),
    textColumn('by', t('erp:field.by'), (row) => row.heldBy, { hidden: true }),
  ], [t, word]);
  const place = (
    <DisabledWhy why={may('mes.quality-hold') ? undefined : t('mes:holds.right')}>
      <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setPlacing(true)}>{t('mes:holds.place')}</Button>
    </DisabledWhy>
  );
  return (
    <>
      <PageHeader title={lot ? t('mes:holds.ofLot', { lot }) : t('mes:holds.title')} actions={place}>
        <SegmentedControl
          size="xs" aria-label={t('erp:orders.view')} value={all ? 'all' : 'open'} onChange={(value) => setParams(value === 'all' ? { all: '1' } : {})}
          data={[{ value: 'open', label: t('mes:holds.open') }, { value: 'all', label: t('mes:holds.all') }]}
        />
      </PageHeader>
      <Stack gap="lg">
        <DataTable
          name="holds" label={t('mes:holds.title')} columns={columns} list={list} rowKey={(row) => row.holdId} serverCsv maxHeight="50vh"
          onOpen={(row) => void navigate(holdPath(row.holdId))} empty={<><Text mb="sm">{t('mes:holds.empty')}</Text>{place}</>}
        />
        <Divergences />
        {may('erp.read') && (
          <section aria-labelledby="discrepancies">
            <Title order={2} size="h4" mb="xs" id="discrepancies">{t('mes:holds.discrepancies')}</Title>
            <Discrepancies itemNo="" />
          </section>
        )}
        <Warnings />
      </Stack>
      <CommandDialog<{ holdId: string }>
        opened={placing} title={t('mes:holds.place')} path="/api/mes/lot-holds" submit={t('mes:holds.placeNow')} topics={['mes.holds', 'mes.lots']}
        onDone={(made) => void navigate(holdPath(made.holdId))} onClose={() => setPlacing(false)}
        shape={(body) => ({ ...body, atUtc: new Date().toISOString() })}
        fields={[
          { name: 'lotNo', kind: 'lookup', of: 'plantLot', label: t('mes:trace.lot'), required: true, start: lot },
          // A plant that has no list of reasons yet still holds its lots.
          codes.length > 0
            ? { name: 'reasonCode', kind: 'choice', label: t('mes:holds.reason'), required: true, start: codes[0]!.code, options: codes.map(({ code, name }) => ({ value: code, label: name })) }
            : { name: 'reasonCode', kind: 'text', label: t('mes:holds.reason'), required: true },
          { name: 'text', kind: 'long', label: t('mes:holds.text'), required: true },
        ]}
      >
        <Text size="sm">{t('mes:holds.placeHelp')}</Text>
      </CommandDialog>
    </>
  );
}

/** Rows stay after they are settled; seen once may be a message on its way. */
function Divergences() {
  const { t } = useText();
  const list = useList<DivergenceRow>('/api/mes/divergences', { query: { filter: ['resolvedUtc:null'], limit: 200 }, topics: ['mes.holds', 'mes.lots'] });
  const columns = useMemo<DataColumn<DivergenceRow>[]>(() => [
    linkColumn('lot', t('mes:trace.lot'), (row) => row.lotNo, tracePath),
    textColumn('kind', t('erp:field.what'), (row) => t(`mes:holds.kind.${row.kind}`), { filter: true }),
    textColumn('plant', t('mes:holds.plantSays'), (row) => row.plantSays),
    textColumn('business', t('mes:holds.businessSays'), (row) => row.businessSays),
    numberColumn('times', t('mes:holds.times'), (row) => row.times),
    timeColumn('first', t('mes:holds.firstSeen'), (row) => row.firstSeenUtc),
    timeColumn('last', t('mes:holds.lastSeen'), (row) => row.lastSeenUtc),
    linkColumn('stock', t('erp:stock.title'), () => t('erp:items.where'), (_, row) => stockPath({ lot: row.lotNo }), { filter: false }),
    linkColumn('hold', t('mes:holds.title'), (row) => (row.holdId ? t('mes:holds.one') : null), (_, row) => holdPath(row.holdId ?? ''), { filter: false }),
  ], [t]);
  return (
    <section aria-labelledby="divergences">
      <Title order={2} size="h4" mb="xs" id="divergences">{t('mes:holds.divergences')}</Title>
      <DataTable name="divergences" label={t('mes:holds.divergences')} columns={columns} list={list} rowKey={(row) => row.divergenceId} serverCsv maxHeight="40vh" empty={t('mes:holds.agree')} />
    </section>
  );
}

const toView = (element: HTMLElement | null) => element?.scrollIntoView?.();

/** Bookings of material that a person should look at; a settled one leaves the list with its note. */
function Warnings() {
  const { t, language } = useText();
  const { hash } = useLocation();
  const { may } = useSession();
  const [settling, setSettling] = useState<WarningRow>();
  const list = useList<WarningRow>('/api/mes/material-warnings', { query: { filter: ['settledUtc:null'], sort: '-atUtc', limit: 200 }, topics: ['mes.lots'] });
  const why = may('mes.material') ? undefined : t('shell:right.help', { right: 'mes.material' });
  const columns = useMemo<DataColumn<WarningRow>[]>(() => [
    timeColumn('at', t('erp:field.when'), (row) => row.atUtc),
    textColumn('text', t('mes:holds.warning'), (row) => row.text),
    linkColumn('item', t('erp:field.item'), (row) => row.itemNo, itemPath),
    linkColumn('lot', t('mes:trace.lot'), (row) => row.lotNo, tracePath),
    linkColumn('job', t('mes:holds.job'), (row) => row.jobNo, (no) => `/dispatch?job=${encodeURIComponent(no)}`),
    quantityColumn('quantity', t('erp:field.quantity'), (row) => ({ value: row.quantity, unit: row.unit }), language),
    textColumn('settle', t('erp:discrepancy.way'), () => '', {
      cell: (row) => <DisabledWhy why={why}><Button variant="default" size="compact-sm" onClick={() => setSettling(row)}>{t('erp:discrepancy.settle')}</Button></DisabledWhy>,
    }),
  ], [t, language, why]);
  return (
    <section aria-labelledby="warnings">
      <Title order={2} size="h4" mb="xs" id="warnings" ref={hash === '#warnings' ? toView : undefined}>{t('mes:holds.warnings')}</Title>
      <DataTable name="material-warnings" label={t('mes:holds.warnings')} columns={columns} list={list} rowKey={(row) => row.warningId} serverCsv maxHeight="40vh" empty={t('mes:holds.noWarnings')} />
      {settling && <SettleWarning warning={settling} onClose={() => setSettling(undefined)} />}
    </section>
  );
}
