import { Button, SegmentedControl, Text } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { linkColumn, numberColumn, quantityColumn, textColumn, timeColumn } from '../../shared/components/columns';
import { DataTable, type DataColumn } from '../../shared/components/DataTable';
import { DisabledWhy } from '../../shared/components/DisabledWhy';
import { PageHeader } from '../../shared/components/PageHeader';
import { useList } from '../../shared/http/useRead';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { SalesStateWord } from '../OrderState';
import { itemPath, orderPath } from '../paths';
import type { SalesLineRow, SalesOrderRow } from '../shapes';
import { isLate } from '../Thread';
import { EnterOrder } from './EnterOrder';

/** Customers' orders, by order or by line. */
export default function Orders() {
  const { t } = useText();
  const { may } = useSession();
  const [params, setParams] = useSearchParams();
  const navigate = useNavigate();
  const [entering, setEntering] = useState(false);
  const byLine = params.get('view') === 'lines';
  const enter = (
    <DisabledWhy why={may('erp.sales') ? undefined : t('erp:right.sales')}>
      <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setEntering(true)}>{t('erp:orders.enter')}</Button>
    </DisabledWhy>
  );
  return (
    <>
      <PageHeader title={t('erp:orders.title')} actions={enter}>
        <SegmentedControl
          size="xs" aria-label={t('erp:orders.view')} value={byLine ? 'lines' : 'orders'}
          onChange={(view) => setParams(view === 'lines' ? { view } : {})}
          data={[{ value: 'orders', label: t('erp:orders.byOrder') }, { value: 'lines', label: t('erp:orders.byLine') }]}
        />
      </PageHeader>
      {byLine ? <Lines only={params.get('late') === '1' ? 'late' : params.get('due') === '1' ? 'due' : undefined} /> : <List empty={<><Text mb="sm">{t('erp:orders.empty')}</Text>{enter}</>} />}
      <EnterOrder opened={entering} onClose={() => setEntering(false)} onDone={(no) => void navigate(orderPath(no))} />
    </>
  );
}

function List({ empty }: { empty: React.ReactNode }) {
  const { t } = useText();
  const navigate = useNavigate();
  const list = useList<SalesOrderRow>('/api/erp/sales-orders', { query: { sort: '-orderedUtc', limit: 200 }, topics: ['erp.orders'] });
  const columns = useMemo<DataColumn<SalesOrderRow>[]>(() => [
    linkColumn('no', t('erp:field.order'), (row) => row.no, orderPath),
    textColumn('customer', t('erp:field.customer'), (row) => row.customerName, { filter: true }),
    textColumn('customerOrderNo', t('erp:field.customerOrderNo'), (row) => row.customerOrderNo, { filter: true }),
    textColumn('state', t('erp:field.state'), (row) => t(`erp:salesState.${row.state}`), { filter: true, cell: (row) => <SalesStateWord state={row.state} /> }),
    numberColumn('lines', t('erp:field.lines'), (row) => row.lines),
    { ...timeColumn<SalesOrderRow>('due', t('erp:field.nextDue'), (row) => row.nextDueUtc) },
    textColumn('late', t('erp:field.late'), (row) => (isLate(row.nextDueUtc, row.state) ? t('erp:late') : ''), { filter: true, cell: (row) => (isLate(row.nextDueUtc, row.state) ? <strong>{t('erp:late')}</strong> : '') }),
    timeColumn('ordered', t('erp:field.ordered'), (row) => row.orderedUtc),
    textColumn('lastChange', t('erp:field.lastChange'), (row) => row.lastChange, { hidden: true }),
  ], [t]);
  return (
    <DataTable
      name="sales-orders" label={t('erp:orders.title')} columns={columns} list={list} rowKey={(row) => row.no} serverCsv
      onOpen={(row) => void navigate(orderPath(row.no))} empty={empty}
    />
  );
}

/** Open lines past their date, or due within a day. */
function Lines({ only }: { only: 'late' | 'due' | undefined }) {
  const { t, language } = useText();
  const navigate = useNavigate();
  // Fixed when the list opens, so that its address stays the same.
  const [tomorrow] = useState(() => new Date(Date.now() + 86_400_000).toISOString());
  const filter = only ? ['state:in:open,partlyShipped', ...(only === 'due' ? [`dueUtc:lt:${tomorrow}`] : [])] : [];
  const list = useList<SalesLineRow>('/api/erp/sales-lines', { query: { filter, limit: 500 }, topics: ['erp.orders'] });
  const shown = useMemo(() => (only ? { ...list, items: list.items.filter((row) => isLate(row.dueUtc, row.state) === (only === 'late')) } : list), [list, only]);
  const columns = useMemo<DataColumn<SalesLineRow>[]>(() => [
    linkColumn('key', t('erp:field.line'), (row) => row.key, (_, row) => orderPath(row.orderNo)),
    textColumn('customer', t('erp:field.customer'), (row) => row.customerName, { filter: true }),
    linkColumn('item', t('erp:field.item'), (row) => row.itemNo, itemPath),
    textColumn('description', t('erp:field.description'), (row) => row.description),
    quantityColumn('quantity', t('erp:field.quantity'), (row) => ({ value: row.quantity, unit: row.unit }), language),
    quantityColumn('shipped', t('erp:field.shipped'), (row) => ({ value: row.shipped, unit: row.unit }), language),
    timeColumn('due', t('erp:field.due'), (row) => row.dueUtc),
    textColumn('late', t('erp:field.late'), (row) => (isLate(row.dueUtc, row.state) ? t('erp:late') : ''), { filter: true }),
    numberColumn('priority', t('erp:field.priority'), (row) => row.priority),
    textColumn('state', t('erp:field.state'), (row) => t(`erp:salesState.${row.state}`), { filter: true, cell: (row) => <SalesStateWord state={row.state} /> }),
  ], [t, language]);
  return (
    <DataTable
      name="sales-lines" label={t('erp:orders.byLine')} columns={columns} list={shown} rowKey={(row) => row.key} serverCsv
      onOpen={(row) => void navigate(orderPath(row.orderNo))} empty={t(only === 'late' ? 'erp:orders.noneLate' : only === 'due' ? 'erp:orders.noneDue' : 'erp:orders.empty')}
    />
  );
}
