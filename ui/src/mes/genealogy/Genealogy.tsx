import { Button, Group, Paper, SegmentedControl, SimpleGrid, Stack, Tabs, Text } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { itemPath, orderPath, tracePath, workOrderPath } from '../../erp/paths';
import type { ShippedStock } from '../../erp/shapes';
import { dayColumn, Go, linkColumn, numberColumn, quantityColumn, textColumn, timeColumn } from '../../shared/components/columns';
import { DataTable, type DataColumn } from '../../shared/components/DataTable';
import { GraphView } from '../../shared/components/GraphView';
import { Lookup } from '../../shared/components/Lookup';
import { PageHeader } from '../../shared/components/PageHeader';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import { formatQuantity } from '../../shared/components/units';
import { at, send } from '../../shared/http/send';
import { useRead } from '../../shared/http/useRead';
import { useText } from '../../shared/texts/useText';
import { StateBadge } from '../../shared/theme/StateBadge';
import { LotPanel } from './LotPanel';
import { drawTrace, visibleIds, type Trace, type TraceNode } from './trace';

/** A picture of more than this is no picture; the table has all. */
const drawnAtFirst = 60;
const mostLotsAsked = 40;
const directions = ['both', 'backward', 'forward'] as const;

/** Where a lot came from and where it went: graph, table, who is affected. */
export default function Genealogy() {
  const { t } = useText();
  const [params, setParams] = useSearchParams();
  const lotNo = params.get('lot') ?? '';
  const direction = params.get('direction') ?? 'both';
  const [typed, setTyped] = useState(lotNo);
  const find = (lot = typed) => {
    if (lot.trim()) setParams({ lot: lot.trim(), ...(direction === 'both' ? {} : { direction }) });
  };
  const trace = useRead<Trace>('/api/mes/traces', { query: { lotNo, direction, limitNodes: 5000 }, enabled: lotNo !== '', topics: ['mes.lots', 'mes.holds'] });
  return (
    <>
      <PageHeader title={lotNo ? t('mes:trace.titleOf', { lot: lotNo }) : t('mes:trace.title')} />
      <Stack gap="md">
        <form onSubmit={(event) => { event.preventDefault(); find(); }}>
          <Group align="flex-end" gap="sm">
            <div style={{ minWidth: 280, flex: '0 1 420px' }}>
              <Lookup of="plantLot" label={t('mes:trace.search')} value={typed} onChange={setTyped} autoFocus={!lotNo} />
            </div>
            <Button type="submit" leftSection={<Search size={16} aria-hidden />} disabled={!typed.trim()}>{t('mes:trace.show')}</Button>
            <SegmentedControl
              aria-label={t('mes:trace.direction')} value={direction} onChange={(value) => setParams({ ...(lotNo ? { lot: lotNo } : {}), direction: value })}
              data={directions.map((value) => ({ value, label: t(`mes:trace.${value}`) }))}
            />
          </Group>
        </form>
        {!lotNo && <Text>{t('mes:trace.start')}</Text>}
        <RefusalNotice refusal={lotNo ? trace.refusal : null} onRetry={() => void trace.refetch()} />
        {lotNo && trace.data && !trace.refusal && <Found key={`${trace.data.lotNo}-${direction}`} trace={trace.data} />}
      </Stack>
    </>
  );
}

function Found({ trace }: { trace: Trace }) {
  const { t, language } = useText();
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const [chosen, setChosen] = useState<TraceNode>();
  const shown = useMemo(() => visibleIds(trace, opened, drawnAtFirst), [trace, opened]);
  const drawn = useMemo(() => drawTrace(trace, shown, t, language), [trace, shown, t, language]);
  return (
    <Stack gap="md">
      <Summary trace={trace} />
      {trace.truncated && <Text size="sm" fw={650}>{t('mes:trace.truncated')}</Text>}
      <Tabs defaultValue="graph" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="graph">{t('mes:trace.graph')}</Tabs.Tab>
          <Tabs.Tab value="table">{t('mes:trace.table', { count: trace.nodes.length })}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="graph" pt="xs">
          {shown.size < trace.nodes.length && <Text size="sm" mb={4}>{t('mes:trace.partly', { shown: shown.size, all: trace.nodes.length })}</Text>}
          <div className="trace-frame" data-panel={chosen ? true : undefined}>
            <GraphView
              label={t('mes:trace.graphOf', { lot: trace.lotNo })} nodes={drawn.nodes} edges={drawn.edges} height="min(62vh, 640px)"
              onOpen={(id) => setChosen(trace.nodes.find((node) => String(node.id) === id))}
            />
            {chosen && (
              <LotPanel
                node={chosen} onClose={() => setChosen(undefined)}
                onExpand={trace.edges.some((edge) => (edge.from === chosen.id && !shown.has(edge.to)) || (edge.to === chosen.id && !shown.has(edge.from)))
                  ? () => setOpened((now) => new Set([...now, chosen.id])) : undefined}
              />
            )}
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="table" pt="xs"><TraceTable trace={trace} /></Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

function TraceTable({ trace }: { trace: Trace }) {
  const { t, language } = useText();
  const columns = useMemo<DataColumn<TraceNode>[]>(() => [
    numberColumn('depth', t('mes:trace.depth'), (row) => row.depth),
    linkColumn('lot', t('mes:trace.lot'), (row) => row.lotNo, tracePath),
    textColumn('kind', t('mes:trace.kindOf'), (row) => t(`mes:trace.kind.${row.kind}`), { filter: true }),
    linkColumn('item', t('erp:field.item'), (row) => row.itemNo, itemPath),
    linkColumn('order', t('erp:field.workOrder'), (row) => row.orderNo, workOrderPath),
    textColumn('held', t('mes:trace.held'), (row) => (row.holds > 0 ? t('mes:trace.held') : ''), { filter: true, cell: (row) => (row.holds > 0 ? <StateBadge state="stoppedExplained">{t('mes:trace.held')}</StateBadge> : '') }),
    quantityColumn('made', t('mes:trace.made'), (row) => row.made, language),
    quantityColumn('consumed', t('mes:trace.consumed'), (row) => row.consumed, language),
    quantityColumn('inStore', t('mes:trace.inStore'), (row) => row.inStore, language),
    quantityColumn('atLine', t('mes:trace.atLine'), (row) => row.atLine, language),
    quantityColumn('scrapped', t('erp:field.scrapped'), (row) => row.scrapped, language),
    textColumn('supplier', t('erp:field.supplier'), (row) => row.supplierNo, { hidden: true }),
    textColumn('supplierLot', t('mes:trace.supplierLot'), (row) => row.supplierLotNo, { hidden: true }),
    dayColumn('expires', t('mes:trace.expires'), (row) => row.expiresOn, { hidden: true }),
    timeColumn('born', t('mes:trace.born'), (row) => row.bornUtc),
  ], [t, language]);
  const list = { items: trace.nodes, hasMore: false, loadMore: () => undefined, isLoading: false, isLoadingMore: false, refusal: null, refetch: () => undefined };
  return <DataTable name={`genealogy-${trace.lotNo}`} label={t('mes:trace.table', { count: trace.nodes.length })} columns={columns} list={list} rowKey={(row) => String(row.id)} empty={t('mes:trace.start')} />;
}

/** The short answer: what went in, what came out, whose work and which customers it reached. */
function Summary({ trace: { lotNo, summary } }: { trace: Trace }) {
  const { t, language } = useText();
  const finished = summary.finishedLots.length > 0 ? summary.finishedLots : [lotNo];
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="xs">
      <Names title={t('mes:trace.rawLots')} names={summary.rawLots} to={tracePath} />
      <Names title={t('mes:trace.finishedLots')} names={summary.finishedLots} to={tracePath} />
      <Names title={t('mes:trace.orders')} names={summary.workOrders} to={workOrderPath}>
        {summary.heldLots > 0 && <div><StateBadge state="stoppedExplained">{t('mes:trace.heldLots', { count: summary.heldLots })}</StateBadge></div>}
        {summary.openWip.slice(0, 5).map((each) => (
          <Text key={each.jobNo} size="xs">{t('mes:trace.openWip', { job: each.jobNo, inProcess: formatQuantity(each.inProcess, language), waiting: formatQuantity(each.waiting, language) })}</Text>
        ))}
      </Names>
      <Customers lots={finished} />
    </SimpleGrid>
  );
}

function Names({ title, names, to, children }: { title: string; names: readonly string[]; to: (no: string) => string; children?: ReactNode }) {
  const { t } = useText();
  return (
    <Paper p="xs" withBorder>
      <Text size="xs" c="dimmed">{title}</Text>
      <Text fw={650}>{t('mes:trace.count', { count: names.length })}</Text>
      <Group gap={8}>{names.slice(0, 6).map((name) => <Go key={name} to={to(name)}>{name}</Go>)}</Group>
      {names.length > 6 && <Text size="xs" c="dimmed">{t('mes:trace.inTable', { count: names.length - 6 })}</Text>}
      {children}
    </Paper>
  );
}

/** Customers that have stock of these lots, as the business half knows it. */
function Customers({ lots }: { lots: readonly string[] }) {
  const { t, language } = useText();
  const asked = lots.slice(0, mostLotsAsked);
  const answers = useQueries({
    queries: asked.map((no) => {
      const url = at('/api/erp/lots/{no}', { no });
      return {
        queryKey: ['read', url], meta: { topics: ['erp.stock'] }, retry: false,
        queryFn: ({ signal }: { signal: AbortSignal }) => send<{ shipped: ShippedStock[] }>('GET', url, undefined, { signal }),
      };
    }),
  });
  const shipped = answers.flatMap((answer) => answer.data?.data.shipped ?? []);
  const byCustomer = new Map<string, ShippedStock[]>();
  for (const each of shipped) byCustomer.set(each.customerNo, [...(byCustomer.get(each.customerNo) ?? []), each]);
  const customers = [...byCustomer];
  return (
    <Paper p="xs" withBorder>
      <Text size="xs" c="dimmed">{t('mes:trace.customers')}</Text>
      <Text fw={650}>{t('mes:trace.count', { count: customers.length })}</Text>
      {customers.slice(0, 6).map(([no, parts]) => (
        <Text key={no} size="xs" component="div">
          {`${parts[0]!.customerName} · ${formatQuantity({ value: parts.reduce((sum, each) => sum + each.quantity.value, 0), unit: parts[0]!.quantity.unit }, language)} `}
          {[...new Set(parts.map((each) => each.salesOrderNo))].slice(0, 3).map((order) => <span key={order}><Go to={orderPath(order)}>{order}</Go>{' '}</span>)}
        </Text>
      ))}
      {lots.length > asked.length && <Text size="xs">{t('mes:trace.customersPartly', { asked: asked.length, all: lots.length })}</Text>}
    </Paper>
  );
}
