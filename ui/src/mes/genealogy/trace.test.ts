import { describe, expect, it } from 'vitest';
import { drawTrace, visibleIds, type Trace, type TraceNode } from './trace';

const amount = { value: 1, unit: 'C62' };
const node = (id: number, holds = 0): TraceNode => ({
  id, lotNo: `L${id}`, kind: 'lot', itemNo: 'A', revision: '1', orderNo: null, depth: id, made: amount, consumed: amount, inStore: amount, atLine: amount,
  scrapped: amount, holds, expiresOn: null, supplierNo: null, supplierLotNo: null, inLotNo: null, bornUtc: '2026-01-01T00:00:00Z',
});
/** L0 → L1 → L2 … a chain of ten, asked for from its middle. */
const chain: Trace = {
  lotNo: 'L5', direction: 'both', nodes: Array.from({ length: 10 }, (_, id) => node(id, id === 6 ? 1 : 0)),
  edges: Array.from({ length: 9 }, (_, id) => ({ from: id, to: id + 1, kind: 'consumed', quantity: amount, jobNo: null, atUtc: '2026-01-01T00:00:00Z' })),
  summary: { rawLots: [], finishedLots: [], workOrders: [], openWip: [], heldLots: 1 }, truncated: false,
};
const t = (key: string, values?: Record<string, string | number>) => `${key}${values ? JSON.stringify(values) : ''}`;

describe('the drawn part of a trace', () => {
  it('begins at the lot that was asked for and takes the nearest first', () => {
    expect([...visibleIds(chain, new Set(), 3)].sort()).toEqual([4, 5, 6]);
    expect(visibleIds(chain, new Set(), 100).size).toBe(10);
  });

  it('grows where somebody opens it', () => {
    expect([...visibleIds(chain, new Set([6]), 3)].sort()).toEqual([4, 5, 6, 7]);
    expect([...visibleIds(chain, new Set([7, 6]), 3)].sort()).toEqual([4, 5, 6, 7, 8]);
  });

  it('marks the lot, names what is held and counts what is not drawn', () => {
    const { nodes, edges } = drawTrace(chain, visibleIds(chain, new Set(), 3), t, 'en');
    expect(nodes.map(({ title, marked, held }) => ({ title, marked, held }))).toEqual([
      { title: 'L4', marked: false, held: undefined }, { title: 'L5', marked: true, held: undefined }, { title: 'L6', marked: false, held: 'mes:trace.held' },
    ]);
    expect(nodes[0]!.note).toContain('"count":1');
    expect(nodes[1]!.note).toContain('mes:trace.kind.lot');
    expect(edges.map(({ from, to }) => `${from}-${to}`)).toEqual(['4-5', '5-6']);
  });
});
