import { Loader, Stack, Text } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { ArrowRight, OctagonX } from 'lucide-react';
import type { ReactNode } from 'react';
import { Go } from '../shared/components/columns';
import { DateTime } from '../shared/components/Times';
import { formatNumber, formatQuantity, type Quantity } from '../shared/components/units';
import { at, send } from '../shared/http/send';
import { useList } from '../shared/http/useRead';
import { useTopics } from '../shared/live/useLive';
import { useText } from '../shared/texts/useText';
import { StateBadge } from '../shared/theme/StateBadge';
import type { MachineState } from '../shared/theme/states';
import { WorkOrderStateWord } from './OrderState';
import { itemPath, orderPath, shipmentPath, stockPath, tracePath, workOrderPath } from './paths';
import type { BalanceRow, Operation, ShipmentOfLine, WorkOrder } from './shapes';
import './thread.css';

export interface ThreadDemand {
  salesOrderNo: string;
  lineNo: number;
  customerName: string;
  itemNo: string;
  quantity: Quantity;
  shipped: Quantity;
  dueUtc: string;
}

const topics = ['erp.work-orders', 'erp.orders', 'erp.stock', 'mes.jobs'] as const;
/** So many orders or lots are drawn at once; what is beyond stands in the list that the picture links to. */
const mostOrders = 20;
const mostLots = 12;
/** Of the lots or serial units of one shipment. */
const mostUnits = 3;

/**
 * One picture from the customer's line to what was shipped: work orders, operations with their progress, lots, stock.
 * Everything in it opens what it names, to both sides.
 */
export function Thread({ demand, orderNos, shipments }: { demand: ThreadDemand | null; orderNos: readonly string[]; shipments: readonly ShipmentOfLine[] }) {
  const { t, language } = useText();
  useTopics(topics);
  const drawn = orderNos.slice(0, mostOrders);
  const orders = useQueries({
    queries: drawn.map((no) => {
      const url = at('/api/erp/work-orders/{no}', { no });
      return {
        queryKey: ['read', url], meta: { topics },
        queryFn: ({ signal }: { signal: AbortSignal }) => send<WorkOrder>('GET', url, undefined, { signal }),
      };
    }),
  });
  const gone = byShipment(shipments.filter((line) => !line.reversed));
  return (
    <section className="thread" aria-label={t('erp:thread.title')}>
      <Lane title={t('erp:thread.demand')}>
        {demand ? (
          <div className="thread-card">
            <Go to={orderPath(demand.salesOrderNo)}>{t('erp:thread.line', { order: demand.salesOrderNo, line: demand.lineNo })}</Go>
            <Text size="sm" fw={600}>{demand.customerName}</Text>
            <Go to={itemPath(demand.itemNo)}>{demand.itemNo}</Go>
            <Progress label={t('erp:thread.shippedOf')} done={demand.shipped.value} of={demand.quantity.value} text={t('erp:thread.shippedText', {
              done: formatNumber(demand.shipped.value, language), all: formatQuantity(demand.quantity, language),
            })}
            />
            <Text size="xs" c="dimmed" component="div">{t('erp:thread.due')}{' '}<DateTime value={demand.dueUtc} /></Text>
          </div>
        ) : <Text size="sm" c="dimmed">{t('erp:thread.forStock')}</Text>}
      </Lane>
      <div className="thread-orders">
        <div className="thread-row thread-heads" aria-hidden>
          <span>{t('erp:thread.workOrders')}</span><span>{t('erp:thread.operations')}</span><span>{t('erp:thread.lots')}</span><span>{t('erp:thread.stock')}</span>
        </div>
        {drawn.length === 0 && <Text size="sm" c="dimmed" p="xs">{t('erp:thread.noOrders')}</Text>}
        {orders.map(({ data, isLoading }, index) => data ? <OrderRow key={drawn[index]} order={data.data} /> : (
          <div key={drawn[index]} className="thread-row">{isLoading ? <Loader size="sm" aria-label={t('shell:list.loading')} /> : <Go to={workOrderPath(drawn[index]!)}>{drawn[index]}</Go>}</div>
        ))}
        {orderNos.length > drawn.length && <Text size="sm">{t('erp:thread.more', { count: orderNos.length - drawn.length })}</Text>}
      </div>
      <Lane title={t('erp:thread.shipments')}>
        {gone.length === 0 && <Text size="sm" c="dimmed">{t('erp:thread.noShipments')}</Text>}
        {gone.slice(0, mostLots).map((shipment) => (
          <div className="thread-card" key={shipment.no}>
            <Go to={shipmentPath(shipment.no)}>{shipment.no}</Go>
            <Text size="sm">{formatQuantity(shipment.quantity, language)}</Text>
            {shipment.units.slice(0, mostUnits).map((unit) => <div key={unit}><Go to={tracePath(unit)}>{unit}</Go></div>)}
            {shipment.units.length > mostUnits && <Go to={shipmentPath(shipment.no)}>{t('erp:thread.more', { count: shipment.units.length - mostUnits })}</Go>}
            <Text size="xs" c="dimmed"><DateTime value={shipment.shippedUtc} /></Text>
          </div>
        ))}
        {gone.length > mostLots && <Text size="sm">{t('erp:thread.more', { count: gone.length - mostLots })}</Text>}
      </Lane>
    </section>
  );
}

/** One card a shipment: forty pumps by serial number are forty lines of one. */
export function byShipment(lines: readonly ShipmentOfLine[]): { no: string; quantity: Quantity; shippedUtc: string; units: string[] }[] {
  const shipments = new Map<string, { no: string; quantity: Quantity; shippedUtc: string; units: string[] }>();
  for (const line of lines) {
    const known = shipments.get(line.shipmentNo) ?? { no: line.shipmentNo, quantity: { value: 0, unit: line.quantity.unit }, shippedUtc: line.shippedUtc, units: [] };
    known.quantity = { ...known.quantity, value: known.quantity.value + line.quantity.value };
    const unit = line.serialNo ?? line.lotNo;
    if (unit) known.units.push(unit);
    shipments.set(line.shipmentNo, known);
  }
  return [...shipments.values()];
}

function Lane({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="thread-lane">
      <div className="thread-head">{title}</div>
      <Stack gap={6}>{children}</Stack>
    </div>
  );
}

function OrderRow({ order: { order, produced, scrapped, operations, lots } }: { order: WorkOrder }) {
  const { t, language } = useText();
  const late = isLate(order.dueUtc, order.state);
  return (
    <div className="thread-row" data-component={order.parentNo ? true : undefined}>
      <div className="thread-card">
        <span className="thread-line"><Go to={workOrderPath(order.no)}>{order.no}</Go><WorkOrderStateWord state={order.state} /></span>
        {order.parentNo && <Text size="xs">{t('erp:thread.componentOf', { order: order.parentNo })}</Text>}
        <Go to={itemPath(order.itemNo)}>{order.itemNo}</Go>
        <Progress label={t('erp:thread.producedOf')} done={produced.value} of={order.quantity.value} text={t('erp:thread.producedText', {
          done: formatNumber(produced.value, language), all: formatQuantity(order.quantity, language),
        })}
        />
        {scrapped.value > 0 && <Text size="xs">{t('erp:thread.scrapped', { quantity: formatQuantity(scrapped, language) })}</Text>}
        <Text size="xs" c={late ? undefined : 'dimmed'} fw={late ? 700 : undefined} component="div">
          {late ? t('erp:late') : t('erp:thread.due')}{' '}<DateTime value={order.dueUtc} />
        </Text>
      </div>
      <ol className="thread-operations" aria-label={t('erp:thread.operations')}>
        {operations.length === 0 && <li><Text size="xs" c="dimmed">{t('erp:thread.notReleased')}</Text></li>}
        {operations.map((operation) => <OperationCard key={operation.no} operation={operation} quantity={order.quantity} />)}
      </ol>
      <div aria-label={t('erp:thread.lots')} role="group">
        {lots.length === 0 && <Text size="xs" c="dimmed">{t('erp:thread.noLots')}</Text>}
        {lots.slice(0, mostLots).map((lot) => (
          <div key={lot.no} className="thread-line">
            <Go to={tracePath(lot.no)}>{lot.no}</Go>
            <Text size="xs" span>{formatQuantity(lot.made, language)}</Text>
            {lot.held && <span className="thread-held"><OctagonX size={13} aria-hidden />{t('erp:held')}</span>}
          </div>
        ))}
        {lots.length > mostLots && <Go to={workOrderPath(order.no)}>{t('erp:thread.more', { count: lots.length - mostLots })}</Go>}
      </div>
      <StockOf itemNo={order.itemNo} lots={lots.map((lot) => lot.no)} />
    </div>
  );
}

/** State of an operation as the plant reported it; only what a machine or person does now has a colour. */
const operationStates: Record<string, MachineState> = { setup: 'setup', running: 'running', paused: 'stoppedExplained' };

function OperationCard({ operation, quantity }: { operation: Operation; quantity: Quantity }) {
  const { t, language } = useText();
  const state = operation.state ? operationStates[operation.state] : undefined;
  return (
    <li>
      <ArrowRight size={13} aria-hidden className="thread-arrow" />
      <div className="thread-card">
        <span className="thread-line">
          <Text size="xs" fw={650} span>{`${operation.no} ${operation.description}`}</Text>
          {state && <StateBadge state={state} />}
        </span>
        <Text size="xs" c="dimmed">{operation.workCentreNo}</Text>
        <Progress label={t('erp:thread.goodOf', { operation: operation.no })} done={operation.good} of={quantity.value} text={`${formatNumber(operation.good, language)} / ${formatNumber(quantity.value, language)}`} />
        {operation.scrapped > 0 && <Text size="xs">{t('erp:thread.scrapped', { quantity: formatQuantity({ value: operation.scrapped, unit: quantity.unit }, language) })}</Text>}
      </div>
    </li>
  );
}

/** What is left in stock of the lots of an order. */
function StockOf({ itemNo, lots }: { itemNo: string; lots: readonly string[] }) {
  const { t, language } = useText();
  const names = lots.slice(0, 50).join(',');
  const stock = useList<BalanceRow>('/api/erp/stock-balances', {
    // A lot of serial units has both numbers; each unit is asked for by its own.
    query: { filter: [`itemNo:eq:${itemNo}`], limit: 1000 }, topics: ['erp.stock'], enabled: names !== '',
  });
  const wanted = new Set(lots);
  const byPlace = new Map<string, { value: number; unit: string; held: boolean }>();
  for (const row of stock.items) {
    if (!wanted.has(row.serialNo ?? '') && !wanted.has(row.lotNo ?? '')) continue;
    const now = byPlace.get(row.place);
    byPlace.set(row.place, { value: (now?.value ?? 0) + row.quantity, unit: row.unit, held: (now?.held ?? false) || row.held });
  }
  return (
    <div aria-label={t('erp:thread.stock')} role="group">
      {byPlace.size === 0 && <Text size="xs" c="dimmed">{t('erp:thread.noStock')}</Text>}
      {[...byPlace].map(([place, { value, unit, held }]) => (
        <div key={place} className="thread-line">
          <Go to={stockPath({ item: itemNo, place })}>{place}</Go>
          <Text size="xs" span>{formatQuantity({ value, unit }, language)}</Text>
          {held && <span className="thread-held"><OctagonX size={13} aria-hidden />{t('erp:held')}</span>}
        </div>
      ))}
    </div>
  );
}

/** A bar in ink; its figures stand beside it. */
export function Progress({ label, done, of, text }: { label: string; done: number; of: number; text: string }) {
  const share = of > 0 ? Math.max(0, Math.min(1, done / of)) : 0;
  return (
    <div>
      <div className="thread-bar" role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(share * 100)} aria-valuetext={text}>
        <div style={{ width: `${share * 100}%` }} />
      </div>
      <Text size="xs" className="tabular">{text}</Text>
    </div>
  );
}

/** Something due in the past that is not finished. */
export function isLate(dueUtc: string | null, state: string): boolean {
  return dueUtc !== null && !['completed', 'closed', 'cancelled', 'shipped'].includes(state) && new Date(dueUtc).getTime() < Date.now();
}
