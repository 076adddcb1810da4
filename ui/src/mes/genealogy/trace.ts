import type { GraphEdge, GraphNode } from '../../shared/components/graphLayout';
import { formatQuantity, type Quantity } from '../../shared/components/units';
import type { Language, Translate } from '../../shared/texts/useText';

export interface TraceNode {
  id: number;
  lotNo: string;
  kind: 'lot' | 'serial' | 'wip';
  itemNo: string;
  revision: string;
  orderNo: string | null;
  depth: number;
  made: Quantity;
  consumed: Quantity;
  inStore: Quantity;
  atLine: Quantity;
  scrapped: Quantity;
  holds: number;
  expiresOn: string | null;
  supplierNo: string | null;
  supplierLotNo: string | null;
  inLotNo: string | null;
  bornUtc: string;
}

export interface TraceEdge {
  from: number;
  to: number;
  kind: string;
  quantity: Quantity;
  jobNo: string | null;
  atUtc: string;
}

export interface Trace {
  lotNo: string;
  direction: string;
  nodes: TraceNode[];
  edges: TraceEdge[];
  summary: {
    rawLots: string[];
    finishedLots: string[];
    workOrders: string[];
    openWip: { jobNo: string; orderNo: string; operationNo: number; inProcess: Quantity; waiting: Quantity; state: string; held: boolean }[];
    heldLots: number;
  };
  truncated: boolean;
}

/**
 * The part of a trace that is drawn: the lot that was asked for and its surroundings as far as `most`, nearest first,
 * and whatever somebody has opened since. Neighbours that are not drawn are counted at their node.
 */
export function visibleIds(trace: Trace, opened: ReadonlySet<number>, most: number): Set<number> {
  const near = neighbours(trace);
  const root = trace.nodes.find((node) => node.lotNo === trace.lotNo);
  const shown = new Set<number>();
  const wait = root ? [root.id] : trace.nodes.slice(0, 1).map((node) => node.id);
  for (let at = 0; at < wait.length && shown.size < most; at++) {
    const id = wait[at]!;
    if (shown.has(id)) continue;
    shown.add(id);
    wait.push(...(near.get(id) ?? []));
  }
  // What was opened may itself have been reached only by opening: until nothing is added.
  for (let before = -1; before < shown.size;) {
    before = shown.size;
    for (const id of opened) if (shown.has(id)) for (const next of near.get(id) ?? []) shown.add(next);
  }
  return shown;
}

export function neighbours(trace: Trace): Map<number, number[]> {
  const near = new Map<number, number[]>();
  for (const { from, to } of trace.edges) {
    near.set(from, [...(near.get(from) ?? []), to]);
    near.set(to, [...(near.get(to) ?? []), from]);
  }
  return near;
}

export function drawTrace(trace: Trace, shown: ReadonlySet<number>, t: Translate, language: Language): { nodes: GraphNode[]; edges: GraphEdge[] } {
  const near = neighbours(trace);
  return {
    nodes: trace.nodes.filter((node) => shown.has(node.id)).map((node) => {
      const hidden = (near.get(node.id) ?? []).filter((id) => !shown.has(id)).length;
      const note = [node.itemNo, hidden > 0 ? t('mes:trace.hidden', { count: hidden }) : t(`mes:trace.kind.${node.kind}`)].join(' · ');
      return {
        id: String(node.id), title: node.lotNo, note, marked: node.lotNo === trace.lotNo, shape: node.kind === 'wip' ? 'round' as const : 'box' as const,
        ...(node.holds > 0 ? { held: t('mes:trace.held') } : {}),
      };
    }),
    edges: trace.edges.filter((edge) => shown.has(edge.from) && shown.has(edge.to)).map((edge, index) => ({
      id: `${edge.from}-${edge.to}-${index}`, from: String(edge.from), to: String(edge.to), label: formatQuantity(edge.quantity, language),
    })),
  };
}
