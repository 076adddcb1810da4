import { describe, expect, it } from 'vitest';
import type { QueuedCommand } from '../../shared/offline/commandStore';
import type { JobRow } from '../shapes';
import { divide, notYetIn, projectJob } from './project';

const row = (no: string, change: Partial<JobRow> = {}): JobRow => ({
  no, orderNo: 'WO-1', operationNo: 10, description: 'Moulding', itemNo: 'CUP', revision: 'A', workCentreNo: 'MOULD', machineNo: null, state: 'waiting', unit: 'C62',
  planned: 100, toStart: 100, started: 0, good: 0, scrapped: 0, rework: 0, inProcess: 0, rank: null, batchId: null, priority: 5, dueUtc: '2026-03-02T12:00:00Z',
  customerName: null, startedUtc: null, ...change,
});
let seq = 0;
const waits = (path: string, body: object): QueuedCommand => ({
  id: `${++seq}`, seq, path: `/api/mes/${path}`, body, atUtc: '2026-03-02T10:00:00Z', context: { personId: 'p', personName: 'Kim' }, label: '', job: null, state: 'waiting', attempts: 0,
});

describe('a job with what waits at the terminal', () => {
  it('runs once its start is written down, and takes reports', () => {
    const seen = projectJob({ job: row('WO-1/10'), startable: 100 }, [
      waits('job-starts', { jobNo: 'WO-1/10', machineNo: 'IM-1', phase: 'run' }),
      waits('production-reports', { jobNo: 'WO-1/10', good: { value: 7 }, scrap: [{ quantity: { value: 2 } }, { quantity: { value: 1 } }] }),
    ]);
    expect(seen).toMatchObject({ state: 'running', machineNo: 'IM-1', inProcess: 90, startable: 0, good: 0, waitingGood: 7, waitingScrap: 3, waiting: 2 });
  });

  it('follows the last word on its state and ignores other jobs', () => {
    const seen = projectJob({ job: row('WO-1/10', { state: 'running', inProcess: 4, started: 4 }), startable: 0 }, [
      waits('job-pauses', { jobNo: 'WO-1/10' }), waits('job-completions', { jobNo: 'WO-1/20' }),
    ]);
    expect([seen.state, seen.waiting]).toEqual(['paused', 1]);
    expect(projectJob({ job: row('WO-1/10', { state: 'running' }), startable: 0 }, [
      waits('production-reports', { jobNo: 'WO-1/10', good: { value: 1 }, complete: true }),
    ]).state).toBe('completed');
  });

  it('belongs to a batch start that names it', () => {
    const start = waits('batch-starts', { jobs: [{ jobNo: 'WO-1/10' }, { jobNo: 'WO-2/10' }], machineNo: 'OVEN', phase: 'run' });
    expect(projectJob({ job: row('WO-2/10'), startable: 5 }, [start])).toMatchObject({ state: 'running', machineNo: 'OVEN', inProcess: 5 });
    expect(projectJob({ job: row('WO-3/10'), startable: 5 }, [start]).state).toBe('waiting');
  });
});

describe('what has to be added to figures', () => {
  const at = new Date('2026-03-02T10:00:00Z');
  const start = { ...waits('job-starts', { jobNo: 'WO-1/10', phase: 'run' }), acceptedAt: 500, answeredUtc: at };
  const report = waits('production-reports', { jobNo: 'WO-1/10', good: { value: 1 } });

  it('is what waits, and what the server took after they were read', () => {
    expect(notYetIn({ receivedAt: 499, asOfUtc: at }, { waiting: [report], accepted: [start] })).toEqual([start, report]);
    expect(notYetIn({ receivedAt: 501, asOfUtc: at }, { waiting: [report], accepted: [start] })).toEqual([report]);
  });

  it('knows kept figures by the time of the server, however late they are received', () => {
    const earlier = new Date(at.getTime() - 1_000);
    expect(notYetIn({ receivedAt: 900, asOfUtc: earlier }, { waiting: [], accepted: [start] })).toEqual([start]);
    expect(notYetIn({ receivedAt: 900, asOfUtc: earlier }, { waiting: [], accepted: [{ ...start, answeredUtc: undefined }] })).toEqual([]);
  });
});

describe('the jobs of a station', () => {
  it('are those on its machine, running before set up before paused', () => {
    const of = (no: string, change: Partial<JobRow>) => projectJob({ job: row(no, change), startable: 1 }, []);
    const { active, next } = divide([
      of('A', { state: 'paused', machineNo: 'IM-1' }), of('B', { state: 'running', machineNo: 'IM-2' }), of('C', { state: 'running', machineNo: 'IM-1' }),
      of('D', { state: 'waiting' }), of('E', { state: 'completed', machineNo: 'IM-1' }),
    ], 'IM-1');
    expect(active.map((job) => job.no)).toEqual(['C', 'A']);
    expect(next.map((job) => job.no)).toEqual(['D']);
  });
});
