import type { AcceptedCommand, QueueView } from '../../shared/offline/commandQueue';
import type { QueuedCommand } from '../../shared/offline/commandStore';
import type { DispatchRow, JobRow } from '../shapes';

/** A job with what this terminal has written down for it and the server has not heard yet. */
export interface ProjectedJob extends JobRow {
  startable: number;
  /** Good and scrap that wait here; not contained in `good` and `scrapped`. */
  waitingGood: number;
  waitingScrap: number;
  /** Commands that wait here. */
  waiting: number;
}

interface Body {
  jobNo?: string;
  jobs?: { jobNo: string }[];
  machineNo?: string | null;
  phase?: 'setup' | 'run';
  quantity?: { value: number } | null;
  good?: { value: number } | null;
  scrap?: { quantity: { value: number } }[] | null;
  rework?: { value: number } | null;
  complete?: boolean;
}

/** When something was read: by this terminal's clock, and by the server's, to the second. */
export interface ReadTime {
  receivedAt: number;
  asOfUtc: Date | undefined;
}

/**
 * What has to be added to something read: that which waits, and that which the server took after it made the answer. An answer
 * that the terminal had kept is received now and still older than what was sent since; the server's own times tell that.
 */
export function notYetIn(read: ReadTime, { waiting, accepted }: Pick<QueueView, 'waiting' | 'accepted'>): readonly QueuedCommand[] {
  const unknown = ({ acceptedAt, answeredUtc }: AcceptedCommand) =>
    acceptedAt > read.receivedAt || (answeredUtc !== undefined && read.asOfUtc !== undefined && answeredUtc > read.asOfUtc);
  return [...accepted.filter(unknown), ...waiting];
}

/**
 * Without a connection the terminal still has to know which job it works on. States follow from what was written down;
 * quantities stay those of the server, with what waits beside them, so that nobody takes a hope for a booking.
 */
export function projectJob({ job, startable }: Pick<DispatchRow, 'job' | 'startable'>, waiting: readonly QueuedCommand[]): ProjectedJob {
  const seen: ProjectedJob = { ...job, startable, waitingGood: 0, waitingScrap: 0, waiting: 0 };
  for (const { path, body } of waiting) {
    const said = body as Body;
    if (said.jobNo !== job.no && !said.jobs?.some((each) => each.jobNo === job.no)) continue;
    seen.waiting++;
    switch (path) {
      case '/api/mes/job-starts':
      case '/api/mes/batch-starts':
        seen.machineNo = said.machineNo ?? seen.machineNo;
        if (said.phase === 'setup') seen.state = 'setup';
        else {
          seen.state = 'running';
          const more = said.quantity?.value ?? seen.startable;
          seen.inProcess += more;
          seen.started += more;
          seen.startable = Math.max(0, seen.startable - more);
        }
        break;
      case '/api/mes/job-resumes':
        seen.state = 'running';
        break;
      case '/api/mes/job-pauses':
        seen.state = 'paused';
        break;
      case '/api/mes/job-completions':
        seen.state = 'completed';
        break;
      case '/api/mes/production-reports': {
        const scrap = (said.scrap ?? []).reduce((sum, line) => sum + line.quantity.value, 0);
        seen.waitingGood += said.good?.value ?? 0;
        seen.waitingScrap += scrap;
        seen.inProcess = Math.max(0, seen.inProcess - (said.good?.value ?? 0) - scrap - (said.rework?.value ?? 0));
        if (said.complete) seen.state = 'completed';
        break;
      }
      default:
        break;
    }
  }
  return seen;
}

const order: readonly JobRow['state'][] = ['running', 'setup', 'paused'];

/** The jobs this machine works on (several in a batch), the running ones first; and those that come next. */
export function divide(jobs: readonly ProjectedJob[], machineNo: string | null): { active: ProjectedJob[]; next: ProjectedJob[] } {
  const active = jobs
    .filter((job) => order.includes(job.state) && (machineNo === null || job.machineNo === machineNo || job.machineNo === null))
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  return { active, next: jobs.filter((job) => job.state === 'waiting') };
}
