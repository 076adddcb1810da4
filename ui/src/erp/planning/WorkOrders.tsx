import { Button, Group, Text } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { Go, linkColumn, numberColumn, quantityColumn, textColumn, timeColumn } from '../../shared/components/columns';
import { CommandDialog } from '../../shared/components/CommandForm';
import { DataTable, type DataColumn } from '../../shared/components/DataTable';
import { DisabledWhy } from '../../shared/components/DisabledWhy';
import { PageHeader } from '../../shared/components/PageHeader';
import { useList, useRead } from '../../shared/http/useRead';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { WorkOrderStateWord } from '../OrderState';
import { itemPath, orderPath, workOrderPath } from '../paths';
import type { WorkOrderHead, WorkOrderRow } from '../shapes';
import { isLate } from '../Thread';

/** Work orders; `?only=mismatch` those whose sales line changed, `?only=late` those past their time, `?only=short` those that wait for material. */
export default function WorkOrders() {
  const { t, language } = useText();
  const { may } = useSession();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const [making, setMaking] = useState(false);
  const only = params.get('only');
  const short = useRead<{ items: { workOrderNo: string }[] }>('/api/erp/material-shortages', { query: { limit: 200 }, topics: ['erp.work-orders', 'erp.stock'], enabled: only === 'short' });
  const shortNos = short.data?.items.map((each) => each.workOrderNo) ?? [];
  const filter = only === 'mismatch' ? ['mismatch:eq:true'] : only === 'late' ? ['state:in:planned,released,accepted,started'] : only === 'short' ? [`no:in:${shortNos.join(',')}`] : [];
  const list = useList<WorkOrderRow>('/api/erp/work-orders', { query: { filter, limit: 500 }, topics: ['erp.work-orders'], enabled: only !== 'short' || shortNos.length > 0 });
  const shown = useMemo(() => (only === 'late' ? { ...list, items: list.items.filter((row) => isLate(row.dueUtc, row.state)) } : list), [list, only]);
  const columns = useMemo<DataColumn<WorkOrderRow>[]>(() => [
    linkColumn('no', t('erp:field.workOrder'), (row) => row.no, workOrderPath),
    linkColumn('item', t('erp:field.item'), (row) => row.itemNo, itemPath),
    textColumn('revision', t('erp:field.revision'), (row) => row.revision, { hidden: true }),
    textColumn('state', t('erp:field.state'), (row) => t(`erp:workOrderState.${row.state}`), { filter: true, cell: (row) => <WorkOrderStateWord state={row.state} /> }),
    quantityColumn('quantity', t('erp:field.quantity'), (row) => ({ value: row.quantity, unit: row.unit }), language),
    quantityColumn('produced', t('erp:field.produced'), (row) => ({ value: row.produced, unit: row.unit }), language),
    quantityColumn('scrapped', t('erp:field.scrapped'), (row) => ({ value: row.scrapped, unit: row.unit }), language),
    timeColumn('start', t('erp:field.start'), (row) => row.startUtc, { hidden: true }),
    timeColumn('due', t('erp:field.due'), (row) => row.dueUtc),
    textColumn('notice', t('erp:field.notice'), (row) => notice(row, t), { filter: true, cell: (row) => <strong>{notice(row, t)}</strong> }),
    numberColumn('priority', t('erp:field.priority'), (row) => row.priority),
    linkColumn('sales', t('erp:field.order'), (row) => row.salesOrderNo, orderPath),
    linkColumn('parent', t('erp:field.parent'), (row) => row.parentNo, workOrderPath, { hidden: true }),
  ], [t, language]);
  const make = (
    <DisabledWhy why={may('erp.work-orders') ? undefined : t('erp:right.workOrders')}>
      <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setMaking(true)}>{t('erp:workOrders.make')}</Button>
    </DisabledWhy>
  );
  return (
    <>
      <PageHeader title={t('erp:workOrders.title')} actions={make}>
        {(only === 'short' || only === 'late' || only === 'mismatch') && <Group gap="sm"><Text size="sm" span>{t(`erp:workOrders.only.${only}`)}</Text><Go to="/work-orders">{t('erp:stock.showAll')}</Go></Group>}
      </PageHeader>
      <DataTable
        name="work-orders" label={t('erp:workOrders.title')} columns={columns} list={shown} rowKey={(row) => row.no} serverCsv
        onOpen={(row) => void navigate(workOrderPath(row.no))} empty={only === 'short' ? t('erp:workOrders.noneShort') : <><Text mb="sm">{t('erp:workOrders.empty')}</Text>{make}</>}
      />
      <CommandDialog<WorkOrderHead>
        opened={making} title={t('erp:workOrders.make')} path="/api/erp/work-orders" submit={t('erp:workOrders.make')} topics={['erp.work-orders']}
        onDone={(made) => void navigate(workOrderPath(made.no))} onClose={() => setMaking(false)} unitOfField="itemNo"
        fields={[
          { name: 'itemNo', kind: 'lookup', of: 'item', label: t('erp:field.item'), required: true },
          { name: 'quantity', kind: 'quantity', label: t('erp:field.quantity'), required: true },
          { name: 'dueUtc', kind: 'moment', label: t('erp:field.due'), required: true },
          { name: 'startUtc', kind: 'moment', label: t('erp:field.start') },
          { name: 'priority', kind: 'whole', label: t('erp:field.priority') },
          { name: 'outputLotNo', kind: 'text', label: t('erp:field.outputLot') },
          { name: 'withComponents', kind: 'check', label: t('erp:orders.withComponents') },
        ]}
      />
    </>
  );
}

function notice(row: WorkOrderRow, t: ReturnType<typeof useText>['t']): string {
  if (row.cancelAskedUtc && row.state !== 'cancelled') return t('erp:workOrders.cancelAsked');
  if (row.mismatch) return t('erp:workOrders.mismatch');
  return isLate(row.dueUtc, row.state) ? t('erp:late') : '';
}
