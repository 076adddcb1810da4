import { Button, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useParams } from 'react-router';
import { itemPath, orderPath, supplierPath, tracePath, workOrderPath } from '../../erp/paths';
import type { ShippedStock } from '../../erp/shapes';
import { Go, linkColumn, quantityColumn, textColumn, timeColumn } from '../../shared/components/columns';
import { DataTable, type DataColumn } from '../../shared/components/DataTable';
import { PageHeader } from '../../shared/components/PageHeader';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import { DateTime } from '../../shared/components/Times';
import { formatQuantity } from '../../shared/components/units';
import { useList, useRead } from '../../shared/http/useRead';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { AskRelease } from '../holds/AskRelease';
import { HoldStateBadge } from '../holds/HoldState';
import { useReasons } from '../useReasons';
import { topics, type Recall as RecallShape, type RecalledLot, type RecalledOrder } from './shapes';

interface BusinessHold { holdId: string; state: 'open' | 'releaseAsked' | 'released' | 'ended' | 'scrapped' }

/** One recall: everything it reaches with what both halves did about it, who has some of it, and what is left to decide. */
export default function Recall() {
  const { t } = useText();
  const { no = '' } = useParams();
  const reasons = useReasons();
  const read = useRead<RecallShape>('/api/mes/recalls/{no}', { params: { no }, topics });
  const recall = read.data;
  const crumbs = [{ title: t('mes:recalls.title'), to: '/recalls' }, { title: no }];
  if (!recall) return <><PageHeader title={no} crumbs={crumbs} /><RefusalNotice refusal={read.refusal} onRetry={() => void read.refetch()} /></>;
  const decided = recall.holds.filter((hold) => hold.state === 'ended' || hold.state === 'scrapped').length;
  const confirmed = recall.holds.filter((hold) => hold.confirmedUtc).length;
  const progress = t('mes:recalls.decided', { count: decided, of: recall.holds.length });
  return (
    <>
      <PageHeader title={t('mes:recalls.ofNo', { no: recall.recallNo })} crumbs={crumbs}>
        <Group gap="sm">
          {recall.supplierNo && <Go to={supplierPath(recall.supplierNo)}>{recall.supplierNo}</Go>}
          {recall.supplierLotNo && <Text span size="sm">{t('mes:recalls.theirLot', { lot: recall.supplierLotNo })}</Text>}
          <Text span fw={600}>{`${reasons.text(recall.reasonCode, 'hold')}: ${recall.text}`}</Text>
          <Text span size="sm" component="span"><DateTime value={recall.atUtc} />{` · ${recall.declaredBy}`}</Text>
        </Group>
      </PageHeader>
      <Stack gap="lg">
        <section aria-label={t('mes:recalls.progress')}>
          <Progress.Root size="xl" maw={640} mb={6}>
            <Progress.Section value={recall.holds.length === 0 ? 0 : (100 * decided) / recall.holds.length} color="gray" aria-label={progress} />
          </Progress.Root>
          <Text size="sm">{recall.closedUtc ? t('mes:recalls.isClosed') : progress}</Text>
          <Text size="sm">{t('mes:recalls.confirmed', { count: confirmed, of: recall.holds.length })}</Text>
          <Group gap={8}><Text size="sm">{t('mes:recalls.began')}</Text>{recall.rootLotNos.map((lot) => <Go key={lot} to={tracePath(lot)}>{lot}</Go>)}</Group>
        </section>
        <Affected no={no} />
        <Shipped recallNo={no} shipped={recall.shipped} />
        <Orders orders={recall.workOrders} />
      </Stack>
    </>
  );
}

/** All lots once, with the state of each in both halves; the way out of each hold is beside it. */
function Affected({ no }: { no: string }) {
  const { t, language } = useText();
  const { may } = useSession();
  const [asking, setAsking] = useState<RecalledLot>();
  const list = useList<RecalledLot>('/api/mes/recalled-lots', { query: { filter: [`recallNo:eq:${no}`], limit: 200 }, topics });
  const business = useList<BusinessHold>('/api/erp/stock-holds', { query: { filter: [`recallNo:eq:${no}`], limit: 200 }, topics: ['erp.holds', 'erp.stock'], enabled: may('erp.read') });
  const columns = useMemo<DataColumn<RecalledLot>[]>(() => {
    const theirs = new Map(business.items.map((hold) => [hold.holdId, hold.state]));
    const inBusiness = (row: RecalledLot) => {
      const state = theirs.get(row.holdId);
      return state ? t(`mes:holds.businessState.${state}`) : t(row.confirmedUtc ? 'mes:recalls.blocked' : 'mes:recalls.notConfirmed');
    };
    const over = (row: RecalledLot) => row.state === 'ended' || row.state === 'scrapped';
    return [
      linkColumn('lot', t('mes:trace.lot'), (row) => row.lotNo, tracePath),
      textColumn('kind', t('mes:recalls.kind'), (row) => t(row.root ? 'mes:recalls.root' : row.wip ? 'mes:recalls.wip' : row.serial ? 'mes:recalls.unit' : 'mes:recalls.made'), { filter: true }),
      linkColumn('item', t('erp:field.item'), (row) => row.itemNo, itemPath),
      linkColumn('order', t('erp:field.workOrder'), (row) => row.orderNo, workOrderPath),
      quantityColumn('store', t('mes:recalls.inStore'), (row) => ({ value: row.inStore, unit: row.unit }), language),
      quantityColumn('line', t('mes:recalls.atLine'), (row) => ({ value: row.atLine, unit: row.unit }), language),
      quantityColumn('process', t('mes:job.inProcess'), (row) => (row.wip ? { value: row.inProcess ?? 0, unit: row.unit } : null), language),
      textColumn('plant', t('mes:holds.plant'), (row) => t(`mes:holds.state.${row.state}`), { filter: true, cell: (row) => <HoldStateBadge state={row.state} /> }),
      textColumn('business', t('mes:holds.business'), inBusiness, { filter: true }),
      textColumn('late', t('mes:recalls.late'), (row) => (row.late ? t('mes:recalls.foundLate') : ''), { hidden: true }),
      textColumn('others', t('mes:recalls.others'), (row) => (row.openHolds > (over(row) ? 0 : 1) ? t('mes:recalls.alsoHeld') : '')),
      textColumn('decide', t('mes:recalls.decide'), () => '', {
        cell: (row) => (
          <Group gap={6} wrap="nowrap">
            <Go to={`/holds/${row.holdId}`}>{t('mes:holds.one')}</Go>
            {!over(row) && row.state !== 'releaseAsked' && may('mes.quality-hold') && <Button size="compact-sm" variant="default" onClick={() => setAsking(row)}>{t('mes:recalls.decide')}</Button>}
          </Group>
        ),
      }),
    ];
  }, [t, language, may, business.items]);
  return (
    <section aria-labelledby="affected">
      <Title order={2} size="h4" mb="xs" id="affected">{t('mes:recalls.affected')}</Title>
      <DataTable name="recalled-lots" label={t('mes:recalls.affected')} columns={columns} list={list} rowKey={(row) => String(row.id)} serverCsv maxHeight="60vh" empty={t('mes:recalls.noLots')} />
      {asking && <AskRelease holdId={asking.holdId} lotNo={asking.lotNo} onClose={() => setAsking(undefined)} />}
    </section>
  );
}

/** Who gets a letter. */
function Shipped({ recallNo, shipped }: { recallNo: string; shipped: readonly ShippedStock[] }) {
  const { t, language } = useText();
  const list = useMemo(() => ({ items: shipped, hasMore: false, loadMore: () => undefined, isLoading: false, isLoadingMore: false, refusal: null, refetch: () => undefined }), [shipped]);
  const columns = useMemo<DataColumn<ShippedStock>[]>(() => [
    textColumn('customerNo', t('mes:recalls.customerNo'), (row) => row.customerNo, { filter: true }),
    textColumn('customer', t('erp:field.customer'), (row) => row.customerName, { filter: true }),
    linkColumn('order', t('erp:field.order'), (row) => row.salesOrderNo, orderPath),
    linkColumn('lot', t('mes:trace.lot'), (row) => row.lotNo, tracePath),
    quantityColumn('quantity', t('erp:field.quantity'), (row) => row.quantity, language),
    timeColumn('when', t('erp:field.when'), (row) => row.shippedUtc),
    textColumn('after', t('mes:holds.severity'), (row) => t(row.afterHold ? 'mes:holds.afterHold' : 'mes:holds.beforeHold'), { cell: (row) => (row.afterHold ? <strong>{t('mes:holds.afterHold')}</strong> : t('mes:holds.beforeHold')) }),
  ], [t, language]);
  return (
    <section aria-labelledby="shipped">
      <Title order={2} size="h4" mb="xs" id="shipped">{t('mes:recalls.letters', { count: new Set(shipped.map((each) => each.customerNo)).size })}</Title>
      <DataTable
        name={`letters-${recallNo}`} label={t('mes:holds.shipped')} columns={columns} list={list} maxHeight="40vh" empty={t('mes:holds.noneShipped')}
        rowKey={(row) => `${row.lotNo}|${row.salesOrderNo}|${row.salesLineNo}|${row.shippedUtc}|${row.quantity.value}`}
      />
    </section>
  );
}

function Orders({ orders }: { orders: readonly RecalledOrder[] }) {
  const { t, language } = useText();
  return (
    <section aria-labelledby="orders">
      <Title order={2} size="h4" mb="xs" id="orders">{t('mes:recalls.orders', { count: orders.length })}</Title>
      <Stack gap={6}>
        {orders.map((order) => (
          <Group key={order.workOrderNo} gap="sm">
            <Go to={workOrderPath(order.workOrderNo)}>{order.workOrderNo}</Go>
            <Text span size="sm">{order.itemNo}</Text>
            {order.customerName && <Text span size="sm">{order.customerName}</Text>}
            {order.jobs.filter((job) => job.affected || job.blocked).map((job) => (
              <Text span size="sm" key={job.jobNo}>
                {t(job.blocked ? 'mes:recalls.jobBlocked' : 'mes:recalls.job', {
                  operation: job.operationNo, state: t(`mes:jobState.${job.state}`), inProcess: formatQuantity(job.inProcess, language), good: formatQuantity(job.good, language),
                })}
              </Text>
            ))}
          </Group>
        ))}
      </Stack>
    </section>
  );
}
