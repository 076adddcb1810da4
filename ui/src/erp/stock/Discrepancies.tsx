import { Button, SegmentedControl, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { linkColumn, quantityColumn, textColumn, timeColumn } from '../../shared/components/columns';
import { CommandDialog } from '../../shared/components/CommandForm';
import { DataTable, type DataColumn } from '../../shared/components/DataTable';
import { DisabledWhy } from '../../shared/components/DisabledWhy';
import { useList } from '../../shared/http/useRead';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { itemPath, tracePath, workOrderPath } from '../paths';

export interface DiscrepancyRow {
  id: string; itemNo: string; revision: string; lotNo: string | null; serialNo: string | null; quantity: number; unit: string; workOrderNo: string | null; sinceUtc: string;
}

/** The place that has what the floor used and the books did not have. */
const unbooked = 'UNBOOKED';

/** Stock that the floor used and the books do not have, each with the way to settle it. */
export function Discrepancies({ itemNo }: { itemNo: string }) {
  const { t, language } = useText();
  const { may } = useSession();
  const [settling, setSettling] = useState<DiscrepancyRow>();
  const list = useList<DiscrepancyRow>('/api/erp/stock-discrepancies', { query: { filter: itemNo ? [`itemNo:eq:${itemNo}`] : [], limit: 200 }, topics: ['erp.stock'] });
  const why = may('erp.stock') ? undefined : t('erp:right.stock');
  const columns = useMemo<DataColumn<DiscrepancyRow>[]>(() => [
    linkColumn('item', t('erp:field.item'), (row) => row.itemNo, itemPath),
    linkColumn('lot', t('erp:field.lot'), (row) => row.serialNo ?? row.lotNo, tracePath),
    quantityColumn('quantity', t('erp:field.quantity'), (row) => ({ value: row.quantity, unit: row.unit }), language),
    linkColumn('workOrder', t('erp:field.workOrder'), (row) => row.workOrderNo, workOrderPath),
    timeColumn('since', t('erp:stock.since'), (row) => row.sinceUtc),
    textColumn('settle', t('erp:discrepancy.way'), () => '', {
      cell: (row) => <DisabledWhy why={why}><Button variant="default" size="compact-sm" onClick={() => setSettling(row)}>{t('erp:discrepancy.settle')}</Button></DisabledWhy>,
    }),
  ], [t, language, why]);
  return (
    <>
      <DataTable name="stock-discrepancies" label={t('erp:stock.discrepancies')} columns={columns} list={list} rowKey={(row) => row.id} serverCsv empty={t('erp:stock.noDiscrepancies')} />
      {settling && <Settle row={settling} onClose={() => setSettling(undefined)} />}
    </>
  );
}

function Settle({ row, onClose }: { row: DiscrepancyRow; onClose: () => void }) {
  const { t } = useText();
  const [way, setWay] = useState<'transfer' | 'adjust'>('transfer');
  const owed = -row.quantity;
  const same = { itemNo: row.itemNo, ...(row.revision ? { revision: row.revision } : {}), ...(row.lotNo ? { lotNo: row.lotNo } : {}), ...(row.serialNo ? { serialNos: [row.serialNo] } : {}) };
  return (
    <CommandDialog
      key={way} opened title={t('erp:discrepancy.settleTitle', { what: row.serialNo ?? row.lotNo ?? row.itemNo })} topics={['erp.stock', 'erp.work-orders']} submit={t('erp:discrepancy.settle')}
      path={way === 'transfer' ? '/api/erp/stock-transfers' : '/api/erp/stock-adjustments'} onDone={onClose} onClose={onClose}
      fixed={way === 'transfer' ? { ...same, toPlace: unbooked } : { ...same, place: unbooked }}
      fields={[
        { name: 'quantity', kind: 'quantity', unit: row.unit, label: t('erp:field.quantity'), required: true, start: String(owed) },
        ...(way === 'transfer' ? [{ name: 'place', kind: 'lookup', of: 'place', label: t('erp:discrepancy.from'), required: true } as const] : []),
        { name: 'reason', kind: 'long', label: t('erp:field.reason'), required: true },
      ]}
    >
      <Stack gap="xs">
        <SegmentedControl
          aria-label={t('erp:discrepancy.way')} value={way} onChange={(value) => setWay(value as typeof way)} fullWidth
          data={[{ value: 'transfer', label: t('erp:discrepancy.transfer') }, { value: 'adjust', label: t('erp:discrepancy.adjust') }]}
        />
        <Text size="sm">{t(way === 'transfer' ? 'erp:discrepancy.transferHelp' : 'erp:discrepancy.adjustHelp')}</Text>
      </Stack>
    </CommandDialog>
  );
}
