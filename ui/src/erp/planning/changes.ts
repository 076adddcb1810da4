import type { Quantity } from '../../shared/components/units';

export const topics = ['erp.engineering-changes', 'erp.work-orders'] as const;

export const changePath = (no: string) => `/engineering-changes/${encodeURIComponent(no)}`;

export type Disposition = 'useUp' | 'convert' | 'scrap';

export interface ChangeRow {
  no: string;
  itemNo: string;
  fromRevision: string;
  toRevision: string;
  reason: string;
  state: 'scheduled' | 'announced' | 'closed' | 'withdrawn';
  raisedBy: string;
  raisedUtc: string;
  effectiveFrom: string | null;
  approvedUtc: string | null;
  closedUtc: string | null;
  orders: number;
  openOrders: number;
}

export interface ChangeOrder {
  workOrderNo: string;
  state: 'asked' | 'answered' | 'allocated' | 'split';
  ordered: Quantity;
  done: Quantity;
  inProcess: Quantity;
  unstarted: Quantity;
  chain: boolean;
  positions: { operationNo: number; quantity: Quantity; touched: boolean }[];
  answeredUtc: string | null;
  untouched: Disposition | null;
  touched: Disposition | null;
  newOrderNo: string | null;
  kept: Quantity | null;
  newQuantity: Quantity | null;
}

export interface Change extends Omit<ChangeRow, 'orders' | 'openOrders'> {
  operationNos: number[];
  disposition: Disposition;
  withdrawnBy: string | null;
  withdrawnWhy: string | null;
  approvals: { personNo: string; note: string | null; atUtc: string }[];
  orders: ChangeOrder[];
}
