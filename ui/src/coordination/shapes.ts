import type { TextKey } from '../shared/texts/useText';
import type { Role, TaskRow, ToldLine } from './taskShapes';

export type ExceptionState =
  | 'detected' | 'transient' | 'open' | 'contained' | 'assessed' | 'optionsReady' | 'awaitingDecision' | 'decided' | 'executing' | 'verifying'
  | 'resolved' | 'closed' | 'merged' | 'superseded' | 'falseAlarm';

export interface ExceptionRow {
  no: string;
  kind: string;
  subject: string;
  workCentreNo: string | null;
  state: ExceptionState;
  severity: number;
  ownerRole: Role | null;
  ownerNo: string | null;
  reasonCode: string | null;
  occurredUtc: string;
  endedUtc: string | null;
  expectedEndUtc: string | null;
  estimated: boolean;
  occurrences: number;
}

export type Cause = 'ownWork' | 'machine' | 'machineDown' | 'setup' | 'shift' | 'tool' | 'person' | 'material' | 'lag' | 'release' | 'frozen' | 'batch' | 'choice';

export type Step =
  | 'Detected' | 'Confirm' | 'Pass' | 'Contain' | 'Assess' | 'Offer' | 'Ask' | 'Decide' | 'Execute' | 'Verify' | 'Resolve' | 'Close' | 'Recur' | 'Merge' | 'Supersede'
  | 'Dismiss' | 'Estimated' | 'Reason' | 'Recurred' | 'Ended' | 'Blocked' | 'Confirmed';

export interface LateLine {
  workOrderNo: string; customerName: string | null; salesOrderNo: string | null; salesLineNo: number | null;
  dueUtc: string; endUtc: string; hoursLate: number; hoursLateBefore: number;
  cause: Cause; causeSubject: string | null; causeHours: number;
}

export interface Planned { jobNo: string; machineNo: string; setupStartUtc: string; startUtc: string; endUtc: string }

export type Way = 'doNothing' | 'rightShift' | 'resequence' | 'keepPlan' | 'bestDelivery';

export interface WayOut {
  id: string; rank: number; kind: Way; weightedTardinessHours: number; lateOrders: number; setupHours: number; machineChanges: number; startMoves: number;
  moves: Planned[]; lateLines: LateLine[];
}

export interface ExceptionView {
  exception: ExceptionRow;
  blocked: 'schedule-none' | 'infeasible' | null;
  impact: LateLine[];
  options: WayOut[];
  decision: { optionKind: Way; optionRank: number; rationale: string; byNo: string; atUtc: string; told: string[]; confirmed: string[] } | null;
  story: { atUtc: string; what: Step; actorNo: string; text: string }[];
  escalation: { phase: string; step: number; told: string[]; acknowledged: string[]; dueUtc: string | null } | null;
  told: ToldLine[];
  tasks: TaskRow[];
}

export const topics = ['coordination.exceptions', 'coordination.schedule'] as const;

/** A kind that a plant's own rules bring has only its own name. */
export const kindText: Readonly<Record<string, TextKey>> = { 'machine-down': 'coordination:kind.machineDown' };
