import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { orderPath, stockPath, tracePath, workOrderPath } from '../erp/paths';
import type { SalesLineRow, WorkOrderRow } from '../erp/shapes';
import type { Equipment, LaborSpan, Page, Segment } from '../mes/shapes';
import type { MessageRow } from '../platform/shapes';
import { formatQuantity } from '../shared/components/units';
import { isRefusal } from '../shared/http/refusal';
import { send, withQuery } from '../shared/http/send';
import { useList, useRead, type ListResult } from '../shared/http/useRead';
import { useTopics } from '../shared/live/useLive';
import { useSession } from '../shared/shell/session';
import { useText } from '../shared/texts/useText';
import { waitingRights, type Waiting, type WaitingKind, type WaitingRow } from './waiting';

interface HoldRow { holdId: string; lotNo: string; reasonCode: string; text: string; atUtc: string }
interface BusinessHoldRow { holdId: string; lotNo: string; reasonCode: string; askedBy: string | null; askedReason: string | null; heldUtc: string }
interface DivergenceRow { divergenceId: string; lotNo: string; holdId: string | null; plantSays: string; businessSays: string; firstSeenUtc: string }
interface WarningRow { warningId: string; text: string; jobNo: string; itemNo: string; lotNo: string | null; atUtc: string }
interface DiscrepancyRow { id: string; itemNo: string; lotNo: string | null; serialNo: string | null; quantity: number; unit: string; sinceUtc: string }
interface MismatchRow { id: string; workOrderNo: string; text: string; sinceUtc: string }
interface ShortOrder { workOrderNo: string; itemNo: string; dueUtc: string; short: { itemNo: string; short: { value: number; unit: string } }[] }

const most = 50;
/** For what changes without a topic, milliseconds. */
const againMs = 60_000;
const dayMs = 86_400_000;

/** Everything that waits for somebody, read from both halves as far as the person may see them. */
export function useWaiting(onStop: (segment: Segment) => void): readonly Waiting[] {
  const { t, language } = useText();
  const { may } = useSession();
  const sees = (kind: WaitingKind) => may(waitingRights[kind].see);
  // Fixed when the page opens, so that an address and its answer stay the same; a later look is a new visit.
  const [now] = useState(() => Date.now());
  const at = (milliseconds: number) => new Date(now + milliseconds).toISOString();
  const list = <Row,>(kind: WaitingKind, path: Parameters<typeof useList>[0], filter: string[], sort: string, topics: string[]) =>
    // eslint-disable-next-line react-hooks/rules-of-hooks -- always called in the same order
    useList<Row>(path, { query: { filter, sort, limit: most }, topics, enabled: sees(kind), refetchInterval: againMs });

  const stuck = useList<MessageRow>('/api/platform/messages', { query: { state: 'stuck', limit: most }, topics: ['platform.messages'], enabled: sees('stuck'), refetchInterval: againMs });
  const releases = list<BusinessHoldRow>('releases', '/api/erp/stock-holds', ['state:eq:releaseAsked'], 'heldUtc', ['mes.holds', 'erp.stock']);
  const held = list<HoldRow>('held', '/api/mes/lot-holds', ['state:ne:ended', 'state:ne:scrapped'], 'atUtc', ['mes.holds']);
  const divergences = list<DivergenceRow>('divergences', '/api/mes/divergences', ['resolvedUtc:null'], 'firstSeenUtc', ['mes.holds', 'mes.lots']);
  const warnings = list<WarningRow>('warnings', '/api/mes/material-warnings', ['settledUtc:null'], 'atUtc', ['mes.lots']);
  const mismatches = list<MismatchRow>('mismatches', '/api/erp/demand-mismatches', ['settledUtc:null'], 'sinceUtc', ['erp.work-orders']);
  const discrepancies = list<DiscrepancyRow>('discrepancies', '/api/erp/stock-discrepancies', [], 'sinceUtc', ['erp.stock']);
  const lateOrders = list<WorkOrderRow>('lateOrders', '/api/erp/work-orders', ['state:in:planned,released,accepted,started', `dueUtc:lt:${at(0)}`], 'dueUtc', ['erp.work-orders']);
  const lateLines = list<SalesLineRow>('lateLines', '/api/erp/sales-lines', ['state:in:open,partlyShipped', `dueUtc:lt:${at(0)}`], 'dueUtc', ['erp.orders']);
  const shipments = list<SalesLineRow>('shipments', '/api/erp/sales-lines', ['state:in:open,partlyShipped', `dueUtc:ge:${at(0)}`, `dueUtc:lt:${at(dayMs)}`], 'dueUtc', ['erp.orders']);
  const labour = list<LaborSpan>('labour', '/api/mes/labor-spans', ['state:eq:unconfirmed'], 'startUtc', ['mes.labor']);
  const short = useRead<Page<ShortOrder>>('/api/erp/material-shortages', { query: { limit: most }, topics: ['erp.work-orders', 'erp.stock'], enabled: sees('short'), refetchInterval: againMs });
  const stops = useStops(sees('stops'), at(-dayMs));

  const of = <Row,>(kind: WaitingKind, { items, hasMore, isLoading, refusal, refetch }: ListResult<Row>, all: string, row: (each: Row) => WaitingRow): Waiting =>
    ({ kind, rows: items.map(row), more: hasMore, all, isLoading, refusal, refetch });
  const amount = (value: number, unit: string) => formatQuantity({ value, unit }, language);
  return [
    of('stuck', stuck, '/integration?state=stuck', (each) => ({ key: each.id, title: each.name, to: '/integration?state=stuck', note: `${each.source} → ${each.half} · ${each.fault ?? ''}`, sinceUtc: each.sentUtc })),
    of('releases', releases, '/holds', (each) => ({ key: each.holdId, title: each.lotNo, to: `/holds/${each.holdId}`, note: `${each.askedBy ?? ''}: ${each.askedReason ?? ''}`, sinceUtc: each.heldUtc })),
    {
      kind: 'stops', all: '/machines?period=day', more: stops.rows.length > most, isLoading: stops.isLoading, refusal: stops.refusal, refetch: stops.refetch,
      rows: stops.rows.slice(0, most).map((each) => ({ key: `${each.machineNo}|${each.startUtc}`, title: each.machineNo, open: () => onStop(each), sinceUtc: each.startUtc })),
    },
    of('held', held, '/holds', (each) => ({ key: each.holdId, title: each.lotNo, to: `/holds/${each.holdId}`, note: `${each.reasonCode}: ${each.text}`, sinceUtc: each.atUtc })),
    of('divergences', divergences, '/holds', (each) => ({
      key: each.divergenceId, title: each.lotNo, to: each.holdId ? `/holds/${each.holdId}` : tracePath(each.lotNo), sinceUtc: each.firstSeenUtc,
      note: t('shell:home.says', { plant: each.plantSays, business: each.businessSays }),
    })),
    of('warnings', warnings, '/holds#warnings', (each) => ({ key: each.warningId, title: each.lotNo ?? each.itemNo, to: each.lotNo ? tracePath(each.lotNo) : `/holds#warnings`, note: each.text, sinceUtc: each.atUtc })),
    {
      kind: 'short', all: '/work-orders?only=short', more: (short.data?.items.length ?? 0) >= most, isLoading: short.isLoading, refusal: short.refusal, refetch: () => void short.refetch(),
      rows: (short.data?.items ?? []).map((each) => ({
        key: each.workOrderNo, title: each.workOrderNo, to: workOrderPath(each.workOrderNo), sinceUtc: each.dueUtc,
        note: each.short.map((line) => `${line.itemNo} −${amount(line.short.value, line.short.unit)}`).join(', '),
      })),
    },
    of('mismatches', mismatches, '/work-orders?only=mismatch', (each) => ({ key: each.id, title: each.workOrderNo, to: workOrderPath(each.workOrderNo), note: each.text, sinceUtc: each.sinceUtc })),
    of('discrepancies', discrepancies, stockPath({ tab: 'discrepancies' }), (each) => ({
      key: each.id, title: each.serialNo ?? each.lotNo ?? each.itemNo, to: stockPath({ tab: 'discrepancies', item: each.itemNo }), note: `${each.itemNo} ${amount(each.quantity, each.unit)}`, sinceUtc: each.sinceUtc,
    })),
    of('lateOrders', lateOrders, '/work-orders?only=late', (each) => ({
      key: each.no, title: each.no, to: workOrderPath(each.no), note: `${each.itemNo} · ${t(`erp:workOrderState.${each.state}`)} · ${amount(each.produced, each.unit)} / ${amount(each.quantity, each.unit)}`, sinceUtc: each.dueUtc,
    })),
    of('lateLines', lateLines, '/orders?view=lines&late=1', (each) => line(each)),
    of('shipments', shipments, '/orders?view=lines&due=1', (each) => line(each)),
    of('labour', labour, '/labour', (each) => ({ key: each.id, title: each.personNo, to: '/labour', note: each.jobNo ?? each.activity ?? '', sinceUtc: each.startUtc })),
  ];

  function line(each: SalesLineRow): WaitingRow {
    return {
      key: each.key, title: t('erp:thread.line', { order: each.orderNo, line: each.lineNo }), to: orderPath(each.orderNo), sinceUtc: each.dueUtc,
      note: `${each.customerName} · ${each.itemNo} · ${amount(each.shipped, each.unit)} / ${amount(each.quantity, each.unit)}`,
    };
  }
}

/** Stops of the last day that nobody has explained, of all machines. */
function useStops(enabled: boolean, from: string) {
  const topics = ['mes.machines'];
  useTopics(enabled ? topics : []);
  const roots = useList<Equipment>('/api/mes/equipment', { query: { filter: ['parentNo:null', 'active:eq:true'], limit: 20 }, enabled });
  const reads = useQueries({
    queries: roots.items.map(({ no }) => {
      const url = withQuery('/api/mes/state-intervals', { machineNo: no, from, unexplained: 'true' });
      return {
        queryKey: ['read', url], meta: { topics }, refetchInterval: againMs,
        queryFn: ({ signal }: { signal: AbortSignal }) => send<Page<Segment>>('GET', url, undefined, { signal }),
      };
    }),
  });
  const error = reads.find((read) => read.error)?.error;
  return {
    rows: reads.flatMap(({ data }) => data?.data.items ?? []).sort((a, b) => a.startUtc.localeCompare(b.startUtc)),
    isLoading: roots.isLoading || reads.some((read) => read.isLoading),
    refusal: roots.refusal ?? (isRefusal(error) ? error : null),
    refetch: () => { for (const read of reads) void read.refetch(); },
  };
}
