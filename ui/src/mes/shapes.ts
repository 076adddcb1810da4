import type { Quantity } from '../shared/components/units';

export type JobState = 'waiting' | 'setup' | 'running' | 'paused' | 'completed' | 'cancelled';

/** A job as lists and answers show it; quantities in `unit`. */
export interface JobRow {
  no: string;
  orderNo: string;
  operationNo: number;
  description: string;
  itemNo: string;
  revision: string;
  workCentreNo: string;
  machineNo: string | null;
  state: JobState;
  unit: string;
  planned: number;
  toStart: number;
  started: number;
  good: number;
  scrapped: number;
  rework: number;
  inProcess: number;
  rank: number | null;
  batchId: string | null;
  priority: number;
  dueUtc: string;
  customerName: string | null;
  startedUtc: string | null;
}

export interface GateResult {
  gate: string;
  open: boolean;
  code: string | null;
  sentence: string | null;
}

export interface DispatchRow {
  job: JobRow;
  startable: number;
  runSecondsLeft: number;
  /** Null far down the list, where the server does not ask the gates yet. */
  ready: boolean | null;
  blocks: GateResult[];
}

export interface DispatchList {
  workCentreNo: string;
  jobs: DispatchRow[];
  change: { before: string[]; after: string[]; reason: string; personNo: string; atUtc: string } | null;
}

export interface Report {
  reportId: string;
  kind: 'report' | 'reworkReturn' | 'reversal' | 'moved';
  jobNo: string;
  good: number;
  scrap: { quantity: number; reasonCode: string }[];
  rework: number;
  unit: string;
  personNo: string | null;
  machineNo: string | null;
  note: string | null;
  reverses: string | null;
  atUtc: string;
}

export interface LaborSpan {
  id: string;
  personNo: string;
  kind: 'setup' | 'run' | 'indirect';
  jobNo: string | null;
  orderNo: string | null;
  activity: string | null;
  workCentreNo: string | null;
  startUtc: string;
  endUtc: string | null;
  seconds: number;
  state: 'open' | 'ended' | 'unconfirmed' | 'confirmed';
  confirmedBy: string | null;
}

export interface Handover {
  id: string;
  jobNo: string;
  workCentreNo: string;
  note: string;
  fromPerson: string;
  atUtc: string;
  readBy: string | null;
  readUtc: string | null;
}

export interface JobMaterial {
  itemNo: string;
  revision: string;
  quantity: number;
  consumed: number;
  unit: string;
  backflush: boolean;
}

export interface JobEvent {
  jobNo: string;
  kind: string;
  quantity: number | null;
  machineNo: string | null;
  personNo: string | null;
  reasonCode: string | null;
  note: string | null;
  atUtc: string;
}

export interface JobView {
  job: JobRow;
  startable: number;
  overProduced: number;
  predecessors: number[];
  skills: string[];
  serialsHere: boolean;
  gates: GateResult[];
  materials: JobMaterial[];
  reports: Report[];
  labor: LaborSpan[];
  events: JobEvent[];
  handovers: Handover[];
}

export interface OrderView {
  order: { no: string; itemNo: string; quantity: number; unit: string; state: string; dueUtc: string; customerName: string | null };
  operations: { job: JobRow; predecessors: number[]; startable: number }[];
}

export type ServerMachineState = 'noData' | 'running' | 'idle' | 'setup' | 'stopped' | 'plannedStop';

export interface MachineNow {
  machineNo: string;
  name: string;
  workCentreNo: string;
  state: ServerMachineState;
  sinceUtc: string | null;
  reasonCode: string | null;
  reasonBy: string | null;
  needsReason: boolean;
  job: { jobNo: string; orderNo: string; itemNo: string; description: string; good: number; scrapped: number; planned: number; unit: string } | null;
  lastSignalUtc: string | null;
  outOfService: { reason: string; sinceUtc: string } | null;
}

/** A stretch of a machine's time. */
export interface Segment {
  machineNo: string;
  startUtc: string;
  endUtc: string | null;
  state: ServerMachineState;
  microStop: boolean;
  reasonCode: string | null;
  reasonBy: string | null;
  note: string | null;
  needsReason: boolean;
  seconds: number;
}

export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface OeeFigures {
  availability: number | null;
  availabilityLow: number | null;
  availabilityHigh: number | null;
  performance: number | null;
  performanceAbove: boolean;
  quality: number | null;
  oee: number | null;
  oeeLow: number | null;
  oeeHigh: number | null;
  unknownShare: number;
}

/** Seconds. */
export interface TimeElements {
  plannedBusy: number;
  production: number;
  setup: number;
  delay: number;
  down: number;
  microStops: number;
  unknown: number;
  plannedStop: number;
  unplanned: number;
}

export interface Output {
  good: number;
  scrap: number;
  rework: number;
  qualityKnown: boolean;
}

export interface OeeView {
  equipmentNo: string;
  fromUtc: string;
  toUtc: string;
  shift: string | null;
  figures: OeeFigures;
  times: TimeElements;
  output: Output;
  machines: {
    machineNo: string;
    name: string;
    figures: OeeFigures;
    times: TimeElements;
    output: Output;
    source: string;
    counted: number;
    countedMinusReported: number | null;
    cycleSeconds: number | null;
    notes: string[];
  }[];
}

export interface LineBoardView {
  workCentreNo: string;
  name: string;
  nowUtc: string;
  shift: { key: string; name: string; startUtc: string; endUtc: string } | null;
  fromUtc: string;
  endUtc: string;
  machines: { state: MachineNow; reported: number | null; counted: number; target: number | null; oee: number | null }[];
  hours: { startUtc: string; endUtc: string; target: number | null; actual: number | null }[];
  unexplainedStops: Segment[];
  figures: OeeFigures;
  times: TimeElements;
  output: Output;
  reasons: { reasonCode: string | null; microStop: boolean; stops: number; seconds: number }[];
}

export interface Equipment {
  no: string;
  name: string;
  level: 'enterprise' | 'site' | 'area' | 'workCentre' | 'workUnit';
  parentNo: string | null;
  active: boolean;
  outOfService: boolean;
}

export type ReasonKind = 'scrap' | 'pause' | 'downtime' | 'override' | 'hold';

export interface ReasonRow {
  key: string;
  kind: ReasonKind;
  code: string;
  textEn: string;
  textKo: string;
  place: number;
  active: boolean;
}

export interface PickProposal {
  itemNo: string;
  revision: string;
  description: string | null;
  needed: Quantity;
  atLine: Quantity;
  missing: Quantity;
  backflush: boolean;
  lots: { lotNo: string; inStore: Quantity; propose: Quantity; expiresOn: string | null; notBecause: string | null }[];
}

export interface LotRow {
  lotNo: string;
  itemNo: string;
  revision: string;
  unit: string;
  inStore: number;
  atLine: number;
  holds: number;
  expiresOn: string | null;
}
