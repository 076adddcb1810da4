import { Stack, Text, Title } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import { asList } from '../../shared/components/asList';
import { Go, linkColumn, numberColumn, quantityColumn, textColumn, timeColumn } from '../../shared/components/columns';
import { DataTable, type DataColumn } from '../../shared/components/DataTable';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import { formatNumber, formatQuantity } from '../../shared/components/units';
import { useList, useRead } from '../../shared/http/useRead';
import { useText } from '../../shared/texts/useText';
import { StateBadge } from '../../shared/theme/StateBadge';
import { StockStatusWord } from '../OrderState';
import { billPath, itemPath, routingPath, stockPath, supplierPath, tracePath, workOrderPath } from '../paths';
import type { BalanceRow } from '../shapes';
import { BillLines } from './BillLines';
import { Operations } from './Operations';
import { RevisionFacts, RevisionStateWord, useDays } from './RevisionWord';
import { topics, type BillsOfItem, type Item, type ItemRevision, type ItemStockRow, type RoutingsOfItem, type StockLotRow, type WhereUsed } from './shapes';

export function ItemRevisions({ item, tools, onOpen }: { item: Item; tools: ReactNode; onOpen: ((revision: ItemRevision) => void) | undefined }) {
  const { t } = useText();
  const days = useDays();
  const columns: DataColumn<ItemRevision>[] = [
    textColumn('revision', t('erp:field.revision'), (row) => row.revision, { cell: (row) => (row.revision === item.effectiveRevision ? <strong>{`${row.revision} · ${t('erp:revision.validToday')}`}</strong> : row.revision) }),
    textColumn('state', t('erp:field.state'), (row) => t(`erp:revisionState.${row.state}`), { cell: (row) => <RevisionStateWord state={row.state} /> }),
    textColumn('days', t('erp:revision.days'), (row) => days(row.effectiveFrom, row.effectiveTo)),
    timeColumn('released', t('erp:revision.released'), (row) => row.releasedUtc),
    textColumn('note', t('erp:field.note'), (row) => row.note),
  ];
  return (
    <section aria-labelledby="revisions">
      <Title order={2} size="h4" mb="xs" id="revisions">{t('erp:revision.title')}</Title>
      <DataTable
        name="item-revisions" label={t('erp:revision.title')} columns={columns} list={asList(item.revisions, { isLoading: false, refusal: null, refetch: () => undefined })}
        rowKey={(row) => row.revision} empty={t('erp:revision.none')} tools={tools} {...(onOpen ? { onOpen } : {})}
      />
    </section>
  );
}

/** The bill that is valid today, with the way to all of them. */
export function BillOfItem({ itemNo }: { itemNo: string }) {
  const { t } = useText();
  const read = useRead<BillsOfItem>('/api/erp/bills/{itemNo}', { params: { itemNo }, topics: topics.items });
  const bill = read.data?.bills.find((each) => each.revision === read.data?.effectiveRevision);
  return (
    <Stack gap="sm">
      <RefusalNotice refusal={read.refusal} onRetry={() => void read.refetch()} />
      {bill ? <><RevisionFacts of={bill} valid /><BillLines bill={bill} /></> : read.data && <Text>{t(read.data.bills.length > 0 ? 'erp:bills.noneValid' : 'erp:bills.noneYet')}</Text>}
      <Go to={billPath(itemNo)}>{t('erp:bills.all', { count: read.data?.bills.length ?? 0 })}</Go>
    </Stack>
  );
}

/** The routing that is valid today, with the way to all of them. */
export function RoutingOfItem({ itemNo }: { itemNo: string }) {
  const { t } = useText();
  const read = useRead<RoutingsOfItem>('/api/erp/routings/{itemNo}', { params: { itemNo }, topics: topics.items });
  const routing = read.data?.routings.find((each) => each.revision === read.data?.effectiveRevision);
  return (
    <Stack gap="sm">
      <RefusalNotice refusal={read.refusal} onRetry={() => void read.refetch()} />
      {routing ? <><RevisionFacts of={routing} valid /><Operations routing={routing} /></> : read.data && <Text>{t(read.data.routings.length > 0 ? 'erp:routings.noneValid' : 'erp:routings.noneYet')}</Text>}
      <Go to={routingPath(itemNo)}>{t('erp:routings.all', { count: read.data?.routings.length ?? 0 })}</Go>
    </Stack>
  );
}

/** Every bill that the item goes into, directly or through others. */
export function WhereUsedList({ itemNo }: { itemNo: string }) {
  const { t, language } = useText();
  const read = useRead<WhereUsed[]>('/api/erp/items/{no}/where-used', { params: { no: itemNo }, topics: topics.items });
  const days = useDays();
  const columns: DataColumn<WhereUsed>[] = [
    numberColumn('level', t('erp:bills.level'), (row) => row.level),
    linkColumn('item', t('erp:field.item'), (row) => row.itemNo, itemPath),
    textColumn('description', t('erp:field.description'), (row) => row.description, { filter: true }),
    linkColumn('bill', t('erp:bills.one'), (row) => row.billRevision, (revision, row) => billPath(row.itemNo, revision)),
    textColumn('state', t('erp:field.state'), (row) => t(`erp:revisionState.${row.state}`), { filter: true, cell: (row) => <RevisionStateWord state={row.state} /> }),
    textColumn('quantity', t('erp:field.quantity'), (row) => t('erp:bills.per', { quantity: formatQuantity(row.quantity, language), base: formatNumber(row.baseQuantity, language) })),
    numberColumn('operation', t('erp:field.operation'), (row) => row.operationNo),
    textColumn('days', t('erp:revision.days'), (row) => days(row.effectiveFrom, row.effectiveTo), { hidden: true }),
    textColumn('path', t('erp:bills.path'), (row) => row.path.join(' › ')),
  ];
  return (
    <DataTable
      name="where-used" label={t('erp:items.tab.used')} columns={columns} list={asList(read.data, read)} rowKey={(row) => `${row.path.join('/')}-${row.billRevision}-${row.lineNo}`}
      empty={t('erp:items.notUsed')}
    />
  );
}

/** What there is of an item: the totals, and where it lies. */
export function ItemStock({ item }: { item: Item }) {
  const { t, language } = useText();
  const totals = useList<ItemStockRow>('/api/erp/item-stock', { query: { filter: [`itemNo:eq:${item.no}`], limit: 200 }, topics: ['erp.stock'] });
  const balances = useList<BalanceRow>('/api/erp/stock-balances', { query: { filter: [`itemNo:eq:${item.no}`], limit: 500 }, topics: ['erp.stock'] });
  const amount = (value: number | undefined) => ({ value: value ?? 0, unit: item.unit });
  const totalColumns: DataColumn<ItemStockRow>[] = [
    textColumn('revision', t('erp:field.revision'), (row) => row.revision),
    quantityColumn('onHand', t('erp:material.onHand'), (row) => amount(row.onHand), language),
    quantityColumn('available', t('erp:material.available'), (row) => amount(row.available), language),
    quantityColumn('reserved', t('erp:material.reserved'), (row) => amount(row.reserved), language),
  ];
  const columns = useMemo<DataColumn<BalanceRow>[]>(() => [
    linkColumn('place', t('erp:field.place'), (row) => row.place, (place, row) => stockPath({ item: row.itemNo, place })),
    linkColumn('lot', t('erp:field.lot'), (row) => row.serialNo ?? row.lotNo, tracePath),
    textColumn('revision', t('erp:field.revision'), (row) => row.revision),
    textColumn('status', t('erp:field.status'), (row) => t(row.held ? 'erp:held' : `erp:stockStatus.${row.status}`), { filter: true, cell: (row) => (row.held ? <StateBadge state="stoppedExplained">{t('erp:held')}</StateBadge> : <StockStatusWord status={row.status} />) }),
    quantityColumn('quantity', t('erp:field.quantity'), (row) => ({ value: row.quantity, unit: row.unit }), language),
    textColumn('expires', t('mes:trace.expires'), (row) => row.expiresOn),
    timeColumn('moved', t('erp:stock.lastMove'), (row) => row.movedUtc),
  ], [t, language]);
  return (
    <Stack gap="md">
      <DataTable name="item-stock" label={t('erp:items.totals')} columns={totalColumns} list={totals} rowKey={(row) => row.id} empty={t('erp:items.noStock')} />
      {balances.items.length > 0 && <DataTable name="item-balances" label={t('erp:stock.balances')} columns={columns} list={balances} rowKey={(row) => row.id} serverCsv empty="" />}
    </Stack>
  );
}

export function ItemLots({ itemNo }: { itemNo: string }) {
  const { t } = useText();
  const list = useList<StockLotRow>('/api/erp/lots', { query: { filter: [`itemNo:eq:${itemNo}`], sort: '-bornUtc', limit: 500 }, topics: ['erp.stock'] });
  const columns = useMemo<DataColumn<StockLotRow>[]>(() => [
    linkColumn('no', t('erp:field.lot'), (row) => row.no, tracePath),
    textColumn('revision', t('erp:field.revision'), (row) => row.revision),
    linkColumn('workOrder', t('erp:field.workOrder'), (row) => row.workOrderNo, workOrderPath),
    linkColumn('supplier', t('erp:field.supplier'), (row) => row.supplierNo, supplierPath),
    textColumn('supplierLot', t('mes:trace.supplierLot'), (row) => row.supplierLotNo, { filter: true }),
    textColumn('expires', t('mes:trace.expires'), (row) => row.expiresOn),
    timeColumn('born', t('erp:items.born'), (row) => row.bornUtc),
    textColumn('held', t('erp:field.status'), (row) => (row.holds > 0 ? t('erp:held') : ''), { cell: (row) => (row.holds > 0 ? <StateBadge state="stoppedExplained">{t('erp:held')}</StateBadge> : '') }),
    linkColumn('stock', t('erp:stock.title'), () => t('erp:items.where'), (_, row) => stockPath({ item: itemNo, lot: row.no }), { filter: false }),
  ], [t, itemNo]);
  return <DataTable name="item-lots" label={t('erp:items.tab.lots')} columns={columns} list={list} rowKey={(row) => row.no} serverCsv empty={t('erp:items.noLots')} />;
}
