import { Button, Group, Menu, Tabs, Text } from '@mantine/core';
import { ChevronDown } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { dayColumn, linkColumn, quantityColumn, textColumn, timeColumn } from '../../shared/components/columns';
import { ConfirmWithReason } from '../../shared/components/ConfirmWithReason';
import { DataTable, type DataColumn } from '../../shared/components/DataTable';
import { PageHeader } from '../../shared/components/PageHeader';
import { formatQuantity } from '../../shared/components/units';
import { useCommand } from '../../shared/http/useCommand';
import { useList } from '../../shared/http/useRead';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { StateBadge } from '../../shared/theme/StateBadge';
import { StockStatusWord } from '../OrderState';
import { customerPath, itemPath, orderPath, shipmentPath, stockPath, tracePath, workOrderPath } from '../paths';
import type { BalanceRow, StockStatus } from '../shapes';
import { CountSheets } from './CountSheets';
import { Discrepancies } from './Discrepancies';
import { stockActions, StockDialog, type StockAction } from './StockDialog';

interface MoveRow {
  id: string; kind: string; reverses: string | null; itemNo: string; lotNo: string | null; serialNo: string | null; fromPlace: string; fromStatus: StockStatus; toPlace: string;
  quantity: number; unit: string; workOrderNo: string | null; salesOrderNo: string | null; reason: string | null; atUtc: string; by: string;
}

interface ShipmentRow {
  no: string; salesOrderNo: string; customerNo: string; shippedUtc: string; by: string; reversedUtc: string | null;
}

/** Stock as the books have it. `?item=`, `?lot=`, `?place=` narrow every tab; a balance opens the moves that made it. */
export default function Stock() {
  const { t } = useText();
  const { may } = useSession();
  const [params, setParams] = useSearchParams();
  const [action, setAction] = useState<StockAction>();
  const named = (['item', 'lot', 'place'] as const).flatMap((name) => (params.get(name) ? [{ name, value: params.get(name)! }] : []));
  const tab = params.get('tab') ?? 'balances';
  return (
    <>
      <PageHeader
        title={t('erp:stock.title')}
        actions={may('erp.stock') ? (
          <Menu position="bottom-end" withinPortal>
            <Menu.Target><Button rightSection={<ChevronDown size={16} aria-hidden />}>{t('erp:stock.book')}</Button></Menu.Target>
            <Menu.Dropdown>{stockActions.map((each) => <Menu.Item key={each} onClick={() => setAction(each)}>{t(`erp:stock.action.${each}`)}</Menu.Item>)}</Menu.Dropdown>
          </Menu>
        ) : <Text size="sm">{t('erp:right.stock')}</Text>}
      >
        {named.length > 0 && (
          <Group gap="sm">
            <Text size="sm" span>{t('erp:stock.only', { list: named.map(({ value }) => value).join(', ') })}</Text>
            <Button size="compact-sm" variant="default" onClick={() => setParams({ tab })}>{t('erp:stock.showAll')}</Button>
          </Group>
        )}
      </PageHeader>
      <Tabs value={tab} onChange={(next) => setParams((now) => { now.set('tab', next ?? 'balances'); return now; })} keepMounted={false}>
        <Tabs.List>
          {(['balances', 'moves', 'counts', 'discrepancies', 'shipments'] as const).map((each) => <Tabs.Tab key={each} value={each}>{t(`erp:stock.${each}`)}</Tabs.Tab>)}
        </Tabs.List>
        <Tabs.Panel value="balances" pt="sm"><Balances named={named} /></Tabs.Panel>
        <Tabs.Panel value="moves" pt="sm"><Moves named={named} /></Tabs.Panel>
        <Tabs.Panel value="discrepancies" pt="sm"><Discrepancies itemNo={params.get('item') ?? ''} /></Tabs.Panel>
        <Tabs.Panel value="counts" pt="sm"><CountSheets place={params.get('place') ?? ''} /></Tabs.Panel>
        <Tabs.Panel value="shipments" pt="sm"><Shipments /></Tabs.Panel>
      </Tabs>
      <StockDialog action={action} itemNo={params.get('item') ?? ''} lotNo={params.get('lot') ?? ''} place={params.get('place') ?? ''} onClose={() => setAction(undefined)} />
    </>
  );
}

type Named = readonly { name: 'item' | 'lot' | 'place'; value: string }[];

function Balances({ named }: { named: Named }) {
  const { t, language } = useText();
  const navigate = useNavigate();
  const filter = named.map(({ name, value }) => `${{ item: 'itemNo', lot: 'lotNo', place: 'place' }[name]}:eq:${value}`);
  const list = useList<BalanceRow>('/api/erp/stock-balances', { query: { filter, limit: 500 }, topics: ['erp.stock'] });
  const columns = useMemo<DataColumn<BalanceRow>[]>(() => [
    linkColumn('item', t('erp:field.item'), (row) => row.itemNo, itemPath),
    linkColumn('lot', t('erp:stock.lot'), (row) => row.lotNo, tracePath),
    linkColumn('serial', t('erp:stock.serial'), (row) => row.serialNo, tracePath),
    textColumn('place', t('erp:field.place'), (row) => row.place, { filter: true }),
    textColumn('status', t('erp:field.status'), (row) => t(row.held ? 'erp:held' : `erp:stockStatus.${row.status}`), { filter: true, cell: (row) => (row.held ? <StateBadge state="stoppedExplained">{t('erp:held')}</StateBadge> : <StockStatusWord status={row.status} />) }),
    quantityColumn('quantity', t('erp:field.quantity'), (row) => ({ value: row.quantity, unit: row.unit }), language),
    dayColumn('expires', t('mes:trace.expires'), (row) => row.expiresOn),
    timeColumn('moved', t('erp:stock.lastMove'), (row) => row.movedUtc),
  ], [t, language]);
  const open = (row: BalanceRow) => navigate(stockPath({ tab: 'moves', item: row.itemNo, ...(row.lotNo ? { lot: row.lotNo } : {}) }));
  return <DataTable name="stock-balances" label={t('erp:stock.balances')} columns={columns} list={list} rowKey={(row) => row.id} serverCsv onOpen={(row) => void open(row)} empty={t('erp:stock.empty')} />;
}

/** Kinds that a person books and may take back; what the plant reported is taken back there. */
const reversible = new Set(['receive', 'issue', 'transfer', 'adjust', 'status']);

function Moves({ named }: { named: Named }) {
  const { t, language } = useText();
  const { may } = useSession();
  const [taking, setTaking] = useState<MoveRow>();
  const reverse = useCommand<{ moveId: string; reason: string }>('/api/erp/move-reversals', { topics: ['erp.stock'], onDone: () => setTaking(undefined) });
  const mayTake = may('erp.stock');
  // A move has two places; the list narrows by item and lot on the server and the column filters do the rest.
  const filter = named.filter(({ name }) => name !== 'place').map(({ name, value }) => `${name === 'item' ? 'itemNo' : 'lotNo'}:eq:${value}`);
  const list = useList<MoveRow>('/api/erp/stock-moves', { query: { filter, limit: 200 }, topics: ['erp.stock'] });
  const columns = useMemo<DataColumn<MoveRow>[]>(() => [
    timeColumn('at', t('erp:field.when'), (row) => row.atUtc),
    textColumn('kind', t('erp:field.what'), (row) => t(`erp:moveKind.${row.kind}` as 'erp:moveKind.receive'), { filter: true }),
    linkColumn('item', t('erp:field.item'), (row) => row.itemNo, itemPath),
    linkColumn('lot', t('erp:field.lot'), (row) => row.serialNo ?? row.lotNo, tracePath),
    textColumn('from', t('erp:field.from'), (row) => row.fromPlace, { filter: true }),
    textColumn('to', t('erp:field.to'), (row) => row.toPlace, { filter: true }),
    quantityColumn('quantity', t('erp:field.quantity'), (row) => ({ value: row.quantity, unit: row.unit }), language),
    linkColumn('workOrder', t('erp:field.workOrder'), (row) => row.workOrderNo, workOrderPath),
    linkColumn('sales', t('erp:field.order'), (row) => row.salesOrderNo, orderPath),
    textColumn('reason', t('erp:field.reason'), (row) => row.reason),
    textColumn('by', t('erp:field.by'), (row) => row.by),
    textColumn('takeBack', t('erp:stock.takeBack'), (row) => (row.reverses ? t('erp:stock.isReversal') : ''), {
      cell: (row) => (row.reverses ? t('erp:stock.isReversal') : mayTake && reversible.has(row.kind)
        ? <Button variant="default" size="compact-sm" onClick={() => setTaking(row)}>{t('erp:stock.takeBack')}</Button> : ''),
    }),
  ], [t, language, mayTake]);
  return (
    <>
      <DataTable name="stock-moves" label={t('erp:stock.moves')} columns={columns} list={list} rowKey={(row) => row.id} serverCsv empty={t('erp:stock.noMoves')} />
      <ConfirmWithReason
        opened={taking !== undefined} title={t('erp:stock.takeBackTitle')} confirm={t('erp:stock.takeBack')} refusal={reverse.refusal} pending={reverse.pending}
        onClose={() => { reverse.clearRefusal(); setTaking(undefined); }} onConfirm={(reason) => taking && void reverse.send({ moveId: taking.id, reason })}
      >
        {taking && (
          <Text size="sm">
            {[t(`erp:moveKind.${taking.kind}` as 'erp:moveKind.receive'), taking.itemNo, taking.serialNo ?? taking.lotNo, formatQuantity({ value: taking.quantity, unit: taking.unit }, language), `${taking.fromPlace} → ${taking.toPlace}`].filter(Boolean).join(' · ')}
          </Text>
        )}
      </ConfirmWithReason>
    </>
  );
}

function Shipments() {
  const { t } = useText();
  const navigate = useNavigate();
  const list = useList<ShipmentRow>('/api/erp/shipments', { query: { limit: 200 }, topics: ['erp.stock'] });
  const columns = useMemo<DataColumn<ShipmentRow>[]>(() => [
    linkColumn('no', t('erp:stock.shipment'), (row) => row.no, shipmentPath),
    linkColumn('sales', t('erp:field.order'), (row) => row.salesOrderNo, orderPath),
    linkColumn('customer', t('erp:field.customer'), (row) => row.customerNo, customerPath),
    timeColumn('shipped', t('erp:field.when'), (row) => row.shippedUtc),
    textColumn('by', t('erp:field.by'), (row) => row.by),
    timeColumn('reversed', t('erp:stock.reversed'), (row) => row.reversedUtc),
  ], [t]);
  return (
    <DataTable
      name="shipments" label={t('erp:stock.shipments')} columns={columns} list={list}
      rowKey={(row) => row.no} serverCsv onOpen={(row) => void navigate(shipmentPath(row.no))}
      tools={<Button variant="default" component={Link} to="/orders?view=lines">{t('erp:shipment.fromLine')}</Button>} empty={t('erp:stock.noShipments')}
    />
  );
}
