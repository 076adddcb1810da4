import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { LinesForm } from '../../shared/components/LinesForm';
import { formatQuantity } from '../../shared/components/units';
import { useList } from '../../shared/http/useRead';
import { useText } from '../../shared/texts/useText';
import type { BalanceRow, SalesLine, SalesOrder } from '../shapes';

/** Ships for a line of a sales order: the first to expire, or exactly the lots and serials that are named. */
export function ShipForm({ order, line, onDone, onClose }: { order: SalesOrder; line: SalesLine; onDone: (shipment: { no: string }) => void; onClose: () => void }) {
  const { t, language } = useText();
  const { unit } = line.quantity;
  const stock = useList<BalanceRow>('/api/erp/stock-balances', { query: { filter: [`itemNo:eq:${line.itemNo}`, 'status:eq:available'], limit: 200 }, topics: ['erp.stock'] });
  const free = useMemo(() => stock.items.filter((row) => !row.held).slice(0, 12), [stock.items]);
  return (
    <LinesForm
      title={t('erp:orders.shipTitle', { no: line.lineNo })} path="/api/erp/shipments" submit={t('erp:orders.ship')} topics={['erp.orders', 'erp.work-orders', 'erp.stock']}
      fixed={{ salesOrderNo: order.no, lineNo: line.lineNo }} name="picks" heading={t('erp:shipment.picks')} start={[]} mayBeEmpty onDone={onDone} onClose={onClose}
      blank={() => ({ place: free[0]?.place ?? '', quantity: '', lotNo: '', serialNos: '' })}
      head={[
        { name: 'quantity', kind: 'quantity', unit, label: t('erp:field.quantity'), help: t('erp:orders.shipHelp') },
        { name: 'place', kind: 'lookup', of: 'place', label: t('erp:field.place'), help: t('erp:shipment.placeHelp') },
      ]}
      fields={[
        { name: 'place', kind: 'lookup', of: 'place', label: t('erp:field.place'), required: true, width: 150 },
        { name: 'lotNo', kind: 'lookup', of: 'stockLot', filter: [`itemNo:eq:${line.itemNo}`], label: t('erp:stock.lot'), width: 170 },
        { name: 'serialNos', kind: 'list', label: t('erp:stock.serials'), width: 220 },
        { name: 'quantity', kind: 'quantity', unit, label: t('erp:field.quantity'), required: true, width: 110 },
      ]}
      // Without picks the books choose; an empty list would mean that nothing shall leave.
      shape={({ picks, ...body }) => (Array.isArray(picks) && picks.length > 0 ? { ...body, picks } : body)}
    >
      <Text size="sm">{t('erp:shipment.help')}</Text>
      {free.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('erp:shipment.free', { list: free.map((row) => [row.serialNo ?? row.lotNo, formatQuantity({ value: row.quantity, unit: row.unit }, language), row.place].filter(Boolean).join(' ')).join(' · ') })}
        </Text>
      )}
    </LinesForm>
  );
}
