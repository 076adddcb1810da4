import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useParams } from 'react-router';
import { asList } from '../../shared/components/asList';
import { Go, linkColumn, numberColumn, quantityColumn, textColumn } from '../../shared/components/columns';
import { ConfirmWithReason } from '../../shared/components/ConfirmWithReason';
import { DataTable, type DataColumn } from '../../shared/components/DataTable';
import { DisabledWhy } from '../../shared/components/DisabledWhy';
import { PageHeader } from '../../shared/components/PageHeader';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import { DateTime } from '../../shared/components/Times';
import type { Quantity } from '../../shared/components/units';
import { useCommand } from '../../shared/http/useCommand';
import { useRead } from '../../shared/http/useRead';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { customerPath, itemPath, orderPath, stockPath, tracePath } from '../paths';

interface ShipmentLine {
  lineNo: number; salesLineNo: number; itemNo: string; revision: string; lotNo: string | null; serialNo: string | null; place: string; quantity: Quantity;
}

interface Shipment {
  no: string; salesOrderNo: string; customerNo: string; customerName: string | null; shippedUtc: string; by: string; reversedUtc: string | null; reversedWhy: string | null; lines: ShipmentLine[];
}

/** What left for a customer together, by lot and serial, and taking it back. */
export default function ShipmentPage() {
  const { t, language } = useText();
  const { no = '' } = useParams();
  const { may } = useSession();
  const [asked, setAsked] = useState(false);
  const topics = ['erp.stock', 'erp.orders'];
  const read = useRead<Shipment>('/api/erp/shipments/{no}', { params: { no }, topics });
  const reverse = useCommand<{ shipmentNo: string; reason: string }>('/api/erp/shipment-reversals', { topics, onDone: () => { setAsked(false); void read.refetch(); } });
  const shipment = read.data?.no === no ? read.data : undefined;
  const crumbs = [{ title: t('erp:stock.shipments'), to: stockPath({ tab: 'shipments' }) }, { title: no }];
  if (!shipment) return <><PageHeader title={no} crumbs={crumbs} /><RefusalNotice refusal={read.refusal} onRetry={() => void read.refetch()} /></>;
  const why = !may('erp.ship') ? t('erp:right.ship') : shipment.reversedUtc ? t('erp:shipment.isReversed') : undefined;
  const columns: DataColumn<ShipmentLine>[] = [
    numberColumn('line', t('erp:bills.line'), (row) => row.lineNo),
    linkColumn('item', t('erp:field.item'), (row) => row.itemNo, itemPath),
    textColumn('revision', t('erp:field.revision'), (row) => row.revision),
    linkColumn('lot', t('erp:stock.lot'), (row) => row.lotNo, tracePath),
    linkColumn('serial', t('erp:stock.serial'), (row) => row.serialNo, tracePath),
    quantityColumn('quantity', t('erp:field.quantity'), (row) => row.quantity, language),
    linkColumn('place', t('erp:field.from'), (row) => row.place, (place) => stockPath({ place })),
    linkColumn('salesLine', t('erp:field.line'), (row) => t('erp:thread.line', { order: shipment.salesOrderNo, line: row.salesLineNo }), () => orderPath(shipment.salesOrderNo), { filter: false }),
  ];
  return (
    <>
      <PageHeader
        title={t('erp:shipment.one', { no: shipment.no })} crumbs={crumbs}
        actions={<DisabledWhy why={why}><Button variant="default" onClick={() => setAsked(true)}>{t('erp:shipment.reverse')}</Button></DisabledWhy>}
      >
        <Group gap="sm">
          <Text span fw={600}>{shipment.customerName}</Text>
          <Go to={customerPath(shipment.customerNo)}>{shipment.customerNo}</Go>
          <Go to={orderPath(shipment.salesOrderNo)}>{t('erp:orders.one', { no: shipment.salesOrderNo })}</Go>
          <Text span size="sm"><DateTime value={shipment.shippedUtc} />{` · ${shipment.by}`}</Text>
        </Group>
      </PageHeader>
      <Stack gap="sm">
        {shipment.reversedUtc && (
          <div className="refusal"><Text size="sm" component="div">{t('erp:stock.reversed')}{' '}<DateTime value={shipment.reversedUtc} />{shipment.reversedWhy && ` · ${shipment.reversedWhy}`}</Text></div>
        )}
        <DataTable name="shipment-lines" label={t('erp:shipment.lines')} columns={columns} list={asList(shipment.lines, read)} rowKey={(row) => String(row.lineNo)} empty="–" />
      </Stack>
      <ConfirmWithReason
        opened={asked} title={t('erp:shipment.reverseTitle', { no: shipment.no })} confirm={t('erp:shipment.reverse')} refusal={reverse.refusal} pending={reverse.pending}
        onClose={() => { reverse.clearRefusal(); setAsked(false); }} onConfirm={(reason) => void reverse.send({ shipmentNo: shipment.no, reason })}
      >
        <Text size="sm">{t('erp:shipment.reverseHelp')}</Text>
      </ConfirmWithReason>
    </>
  );
}
