import type { Quantity } from '../shared/components/units';

/** What the business half answers, as far as its pages show it. */
export interface Money {
  amount: string;
  currency: string;
}

export interface SalesOrderRow {
  no: string;
  customerNo: string;
  customerName: string;
  customerOrderNo: string | null;
  orderedUtc: string;
  state: SalesState;
  lines: number;
  nextDueUtc: string | null;
  changedUtc: string;
  lastChange: string | null;
}

export type SalesState = 'open' | 'partlyShipped' | 'shipped' | 'cancelled';
export type WorkOrderState = 'planned' | 'released' | 'accepted' | 'started' | 'completed' | 'closed' | 'cancelled';
export type StockStatus = 'available' | 'quality' | 'blocked';

export interface SalesLineRow {
  key: string;
  orderNo: string;
  lineNo: number;
  customerNo: string;
  customerName: string;
  itemNo: string;
  description: string;
  revision: string | null;
  quantity: number;
  shipped: number;
  unit: string;
  requestedUtc: string;
  promisedUtc: string | null;
  dueUtc: string;
  priority: number;
  state: SalesState;
}

export interface SalesThread {
  workOrders: {
    no: string; parentNo: string | null; itemNo: string; revision: string; state: WorkOrderState;
    quantity: Quantity; produced: Quantity; scrapped: Quantity; dueUtc: string; mismatch: string | null;
  }[];
  reservations: { workOrderNo: string; itemNo: string; revision: string; lotNo: string | null; quantity: Quantity; state: string }[];
  shipments: ShipmentOfLine[];
}

export interface ShipmentOfLine {
  shipmentNo: string;
  lotNo: string | null;
  serialNo: string | null;
  quantity: Quantity;
  shippedUtc: string;
  reversed: boolean;
}

export interface SalesLine {
  lineNo: number;
  itemNo: string;
  description: string;
  revision: string | null;
  ordered: Quantity;
  quantity: Quantity;
  shipped: Quantity;
  remaining: Quantity;
  requestedUtc: string;
  promisedUtc: string | null;
  price: Money | null;
  amount: Money | null;
  priority: number;
  state: SalesState;
  changes: { field: 'quantity' | 'requested' | 'promised' | 'price' | 'priority' | 'cancelled'; before: string | null; after: string | null; reason: string; byNumber: string; atUtc: string }[];
  thread: SalesThread;
}

export interface SalesOrder {
  no: string;
  customerNo: string;
  customerName: string;
  customerOrderNo: string | null;
  orderedUtc: string;
  note: string | null;
  state: SalesState;
  total: Money | null;
  lastChange: string | null;
  lines: SalesLine[];
  version: number;
}

export interface WorkOrderRow {
  no: string;
  itemNo: string;
  revision: string;
  quantity: number;
  produced: number;
  scrapped: number;
  unit: string;
  state: WorkOrderState;
  startUtc: string | null;
  dueUtc: string;
  priority: number;
  salesOrderNo: string | null;
  salesLineNo: number | null;
  parentNo: string | null;
  mismatch: boolean;
  cancelAskedUtc: string | null;
}

export interface WorkOrderHead {
  no: string;
  itemNo: string;
  revision: string;
  quantity: Quantity;
  state: WorkOrderState;
  startUtc: string | null;
  dueUtc: string;
  priority: number;
  salesOrderNo: string | null;
  salesLineNo: number | null;
  parentNo: string | null;
  components: WorkOrderHead[];
  version: number;
}

export interface Operation {
  no: number;
  description: string;
  workCentreNo: string;
  plannedSeconds: number;
  setupSeconds: number;
  runSeconds: number;
  good: number;
  scrapped: number;
  state: string | null;
}

export interface Move {
  id: string;
  kind: string;
  itemNo: string;
  revision: string;
  lotNo: string | null;
  serialNo: string | null;
  fromPlace: string;
  toPlace: string;
  status: StockStatus;
  quantity: Quantity;
  atUtc: string;
}

export interface ShippedStock {
  lotNo: string;
  customerNo: string;
  customerName: string;
  salesOrderNo: string;
  salesLineNo: number;
  quantity: Quantity;
  shippedUtc: string;
  afterHold: boolean;
}

export interface WorkOrder {
  order: WorkOrderHead;
  produced: Quantity;
  scrapped: Quantity;
  routingRevision: string | null;
  billRevision: string | null;
  outputLotNo: string | null;
  releasedShortWhy: string | null;
  cancelAskedUtc: string | null;
  cancelReason: string | null;
  createdUtc: string;
  releasedUtc: string | null;
  startedUtc: string | null;
  completedUtc: string | null;
  closedUtc: string | null;
  demand: {
    salesOrderNo: string; lineNo: number; customerNo: string; customerName: string | null; itemNo: string;
    quantity: Quantity; shipped: Quantity; dueUtc: string; state: SalesState;
  } | null;
  components: WorkOrderHead[];
  operations: Operation[];
  materials: { itemNo: string; revision: string; required: Quantity; used: Quantity; reserved: Quantity }[];
  reservations: { id: string; workOrderNo: string; itemNo: string; revision: string; lotNo: string | null; quantity: Quantity; state: string }[];
  mismatches: { id: string; text: string; sinceUtc: string; settledUtc: string | null; settledBy: string | null; settledWhy: string | null }[];
  laborSeconds: number;
  moves: Move[];
  lots: { no: string; made: Quantity; held: boolean; shipped: ShippedStock[] }[];
  shipments: ShipmentOfLine[];
  version: number;
}

export interface MaterialCheck {
  workOrderNo: string;
  complete: boolean;
  lines: {
    itemNo: string; revision: string; tracking: string; required: Quantity; used: Quantity; reserved: Quantity; onHand: Quantity; available: Quantity;
    reservedByOthers: Quantity; short: Quantity; expected: { workOrderNo: string; quantity: Quantity; dueUtc: string }[];
  }[];
}

export interface BalanceRow {
  id: string;
  itemNo: string;
  revision: string;
  lotNo: string | null;
  serialNo: string | null;
  place: string;
  status: StockStatus;
  held: boolean;
  quantity: number;
  unit: string;
  expiresOn: string | null;
  movedUtc: string;
}
