import type { ShippedStock } from '../../erp/shapes';
import type { Quantity } from '../../shared/components/units';
import type { PlantHoldState } from '../holds/HoldState';

export const topics = ['mes.recalls', 'mes.holds', 'mes.lots'] as const;

export const recallPath = (no: string) => `/recalls/${encodeURIComponent(no)}`;

export interface RecallRow {
  recallNo: string;
  supplierNo: string | null;
  supplierLotNo: string | null;
  reasonCode: string;
  text: string;
  declaredBy: string;
  lots: number;
  holds: number;
  openHolds: number;
  atUtc: string;
  closedUtc: string | null;
}

export interface RecalledLot {
  id: number;
  lotNo: string;
  itemNo: string;
  unit: string;
  root: boolean;
  late: boolean;
  serial: boolean;
  wip: boolean;
  orderNo: string | null;
  inStore: number;
  atLine: number;
  consumed: number;
  inProcess: number | null;
  openHolds: number;
  holdId: string;
  state: PlantHoldState;
  confirmedUtc: string | null;
  disposition: 'use' | 'scrap';
}

interface RecalledJob {
  jobNo: string;
  operationNo: number;
  state: 'waiting' | 'setup' | 'running' | 'paused' | 'completed' | 'cancelled';
  good: Quantity;
  inProcess: Quantity;
  affected: boolean;
  blocked: boolean;
}

export interface RecalledOrder {
  workOrderNo: string;
  itemNo: string;
  customerName: string | null;
  jobs: RecalledJob[];
}

export interface Recall {
  recallNo: string;
  supplierNo: string | null;
  supplierLotNo: string | null;
  rootLotNos: string[];
  reasonCode: string;
  text: string;
  declaredBy: string;
  atUtc: string;
  closedUtc: string | null;
  lots: number;
  holds: { holdId: string; state: PlantHoldState; confirmedUtc: string | null }[];
  workOrders: RecalledOrder[];
  shipped: ShippedStock[];
}
