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
  causeCode: string | null;
  causeByNo: string | null;
  verifiedByNo: string | null;
}

export type Cause = 'ownWork' | 'machine' | 'machineDown' | 'setup' | 'shift' | 'tool' | 'person' | 'material' | 'lag' | 'release' | 'frozen' | 'batch' | 'choice';

export type Step =
  | 'Detected' | 'Confirm' | 'Pass' | 'Contain' | 'Assess' | 'Offer' | 'Ask' | 'Decide' | 'Execute' | 'Verify' | 'Resolve' | 'Close' | 'Recur' | 'Merge' | 'Supersede'
  | 'Dismiss' | 'Estimated' | 'Reason' | 'Recurred' | 'Ended' | 'Blocked' | 'Confirmed' | 'Changed' | 'Asked' | 'Done' | 'Refused' | 'Cause';

export interface LateLine {
  workOrderNo: string; customerName: string | null; salesOrderNo: string | null; salesLineNo: number | null;
  dueUtc: string; endUtc: string; hoursLate: number; hoursLateBefore: number;
  cause: Cause; causeSubject: string | null; causeHours: number;
}

export interface Planned { jobNo: string; machineNo: string; setupStartUtc: string; startUtc: string; endUtc: string }

export type Way =
  | 'doNothing' | 'rightShift' | 'resequence' | 'keepPlan' | 'bestDelivery' | 'cut' | 'cutAndStop' | 'cutAndFinish' | 'raise' | 'newOrder' | 'expedite' | 'partial' | 'wholeLater' | 'overtime' | 'premiumFreight';

/** A number that options are compared by; of a name that the texts do not know only the name is shown. */
export interface Figure { name: string; value: number; unit: string | null; subject: string | null }

export interface PlannedAction { key: string; kind: string; role: string | null; text: string; after: string[] }

export type ActionState = 'waiting' | 'begun' | 'done' | 'refused' | 'dropped';

export interface Action extends PlannedAction {
  id: string; decisionId: string | null; state: ActionState; taskNo: string | null; begunUtc: string | null; endedUtc: string | null; answer: string | null;
}

export interface WayOut {
  id: string; rank: number; kind: Way; cost: number | null; weightedTardinessHours: number; lateOrders: number; setupHours: number; machineChanges: number; startMoves: number;
  moves: Planned[]; lateLines: LateLine[]; figures: Figure[]; actions: PlannedAction[]; barred: string | null;
}

export interface ExceptionView {
  exception: ExceptionRow;
  blocked: string | null;
  impact: LateLine[];
  options: WayOut[];
  decision: { optionKind: Way; optionRank: number; rationale: string; byNo: string; byName: string; atUtc: string; told: string[]; confirmed: string[] } | null;
  actions: Action[];
  story: { atUtc: string; what: Step; actorNo: string; text: string }[];
  escalation: { phase: string; step: number; told: string[]; acknowledged: string[]; dueUtc: string | null } | null;
  told: ToldLine[];
  tasks: TaskRow[];
}

export const topics = ['coordination.exceptions', 'coordination.schedule'] as const;

/** A kind that a plant's own rules bring has only its own name. */
export const kindText: Readonly<Record<string, TextKey>> = {
  machineDown: 'coordination:kind.machineDown', orderQuantityChanged: 'coordination:kind.orderQuantityChanged', orderDateChanged: 'coordination:kind.orderDateChanged',
  orderCancelled: 'coordination:kind.orderCancelled', rushOrder: 'coordination:kind.rushOrder',
};

export const figureText: Readonly<Record<string, TextKey>> = {
  goodWanted: 'coordination:figures.goodWanted', continueInProcess: 'coordination:figures.continueInProcess', newStarts: 'coordination:figures.newStarts',
  surplusInProcess: 'coordination:figures.surplusInProcess', surplusGood: 'coordination:figures.surplusGood', materialFreed: 'coordination:figures.materialFreed',
  materialNeeded: 'coordination:figures.materialNeeded', toStock: 'coordination:figures.toStock', hoursLost: 'coordination:figures.hoursLost', ready: 'coordination:figures.ready',
  overtime: 'coordination:figures.overtime', overtimeCost: 'coordination:figures.overtimeCost', freightOrders: 'coordination:figures.freightOrders',
  freightCost: 'coordination:figures.freightCost', starved: 'coordination:figures.starved', gain: 'coordination:figures.gain', displacement: 'coordination:figures.displacement', displaced: 'coordination:figures.displaced',
};

export const functionText: Readonly<Record<string, TextKey>> = {
  sales: 'coordination:functions.sales', planning: 'coordination:functions.planning', purchasing: 'coordination:functions.purchasing', production: 'coordination:functions.production',
  quality: 'coordination:functions.quality', maintenance: 'coordination:functions.maintenance', warehouse: 'coordination:functions.warehouse',
};
