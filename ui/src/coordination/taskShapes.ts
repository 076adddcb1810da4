export type TaskState = 'waiting' | 'open' | 'acknowledged' | 'answered' | 'refused' | 'withdrawn';
export type TaskAnswer = 'done' | 'yesNo' | 'date' | 'quantity' | 'choice';

export const roles = [
  'shiftLead', 'maintenanceLead', 'toolroom', 'materialPlanner', 'buyer', 'qualityEngineer', 'qualityManager', 'productionPlanner', 'processEngineer', 'integrationOwner',
  'customerService', 'productionManager', 'plantManager', 'sales', 'planning', 'purchasing', 'production', 'quality', 'maintenance', 'warehouse', 'engineering',
] as const;
export type Role = (typeof roles)[number];

export const pauseReasons = ['waitingForCustomer', 'waitingForSupplier', 'waitingForAuthority'] as const;

export interface TaskRow {
  no: string; disruptionNo: string | null; role: Role; ownerNo: string | null; kind: 'question' | 'work' | 'notice'; text: string; answers: TaskAnswer; state: TaskState;
  fromFunction: Role; toFunction: Role; givenUtc: string; promisedUtc: string; dueUtc: string; missedUtc: string | null;
  answer: string | null; answerNote: string | null; answeredBy: string | null; answeredUtc: string | null;
}

export type ToldWhat = 'opened' | 'told' | 'nobodyOnDuty' | 'lastResort' | 'acknowledged' | 'reassigned' | 'wallTime' | 'fault' | 'decided' | 'closed';
export type TellReason = 'step' | 'cameOnDuty' | 'acknowledgementExpired' | 'acknowledgerLeft' | 'reassigned' | 'lastResort';

export interface ToldLine { atUtc: string; what: ToldWhat; step: number; role: Role | 'owner' | null; people: string[]; reason: string | null; lateSeconds: number }

export type TaskWhat = 'given' | 'opened' | 'acknowledged' | 'answered' | 'refused' | 'withdrawn' | 'assigned' | 'paused' | 'resumed' | 'missed';

export interface TaskView {
  task: TaskRow; ownerName: string | null; choices: string[]; unit: string | null;
  subject: { no: string; kind: string; subject: string; reasonCode: string | null; occurredUtc: string } | null;
  predecessors: TaskRow[]; successors: TaskRow[]; pauses: { reason: string; fromUtc: string; toUtc: string | null }[];
  story: { atUtc: string; what: TaskWhat; actorNo: string; text: string | null }[]; told: ToldLine[];
}

export interface Notice {
  id: string; atUtc: string; text: string; words: Record<string, string>; exceptionNo: string | null; taskNo: string | null; readUtc: string | null;
}

export interface Roster {
  nowUtc: string; zone: string; shiftsNow: string[]; shifts: string[]; roles: Role[]; onDuty: { role: Role; people: string[] }[];
  assignments: { id: string; personNo: string; role: Role; shift: string | null; from: string; to: string | null }[];
  absences: { id: string; personNo: string; fromUtc: string; toUtc: string | null; reason: string }[];
  people: { number: string; name: string; active: boolean }[];
}

export interface PolicyStep { role: Role | 'owner' | 'task'; afterMinutes: number; clock: 'working' | 'wall'; by: 'one' | 'everyone'; skipIfNobody: boolean; expiresMinutes: number | null }

export interface Policy { no: string; steps: PolicyStep[]; lastResortPeople: string[]; lastResortRole: string | null; lastResortAfterMinutes: number; version: number }

export interface Calendar {
  plan: { zone: string; week: { days: string[]; shift: { name: string; start: string; end: string } }[]; days: { date: string; kind: string; name: string }[] };
  followsPlant: boolean; version: number;
}

export const taskTopics = ['coordination.tasks', 'coordination.exceptions'] as const;
export const taskPath = (no: string) => `/coordination/tasks/${no}`;
