import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../http/refusal';
import { CommandQueue, nextToSend, type CommandQueueOptions, type Locks } from './commandQueue';
import { CommandStore, type QueuedCommand } from './commandStore';

const kim = { personId: 'p-1', personName: 'Kim', station: 'ST-10' };

/** A server that counts each key once, as the real one does, and can fail in the ways a network fails. */
class Plant {
  readonly counted: { key: string; body: unknown }[] = [];
  readonly tries: string[] = [];
  before: (key: string, body: unknown) => Promise<void> | void = () => undefined;
  after: (key: string, body: unknown) => Promise<void> | void = () => undefined;

  send: CommandQueueOptions['send'] = async (_, body, { key }) => {
    this.tries.push(key!);
    await this.before(key!, body);
    if (!this.counted.some((one) => one.key === key)) this.counted.push({ key: key!, body });
    await this.after(key!, body);
    return {};
  };
}

const noAnswer = () => new Refusal('no-answer', 'The server did not answer.', 0);
const notRunning = () => new Refusal('job-not-running', 'Job J-1 is paused.', 409);

let databases = 0;
let name = '';
const open: { queue: CommandQueue; store: CommandStore }[] = [];

function terminal(plant: Plant, more: Partial<CommandQueueOptions> = {}) {
  const store = new CommandStore(name);
  const queue = new CommandQueue({ store, send: plant.send, baseDelayMs: 5, maxDelayMs: 20, ...more });
  open.push({ queue, store });
  return { queue, store };
}

const report = (label: string, job: string | null = null, id?: string) => ({
  ...(id ? { id } : {}), path: '/api/mes/scrap-reports', body: { label }, context: kim, label, job,
});

async function until(what: () => boolean) {
  for (let i = 0; i < 400 && !what(); i++) await new Promise((go) => setTimeout(go, 5));
  expect(what()).toBe(true);
}

beforeEach(() => {
  name = `queue-${++databases}`;
});

afterEach(async () => {
  for (const { queue, store } of open.splice(0)) {
    await queue.stop();
    await store.close();
  }
});

describe('the station queue', () => {
  it('writes a command down before it is sent', async () => {
    const plant = new Plant();
    const { queue, store } = terminal(plant);
    plant.before = async (key) => {
      expect((await store.all()).map((command) => command.id)).toContain(key);
    };
    await queue.enqueue(report('a'));
    await until(() => plant.counted.length === 1);
    await until(() => queue.view.waiting.length === 0);
  });

  it('sends in order, one at a time', async () => {
    const plant = new Plant();
    const { queue } = terminal(plant);
    let inside = 0;
    plant.before = async () => {
      expect(++inside).toBe(1);
      await new Promise((go) => setTimeout(go, 2));
      inside--;
    };
    const labels = Array.from({ length: 12 }, (_, i) => `r${i}`);
    for (const label of labels) await queue.enqueue(report(label));
    await until(() => plant.counted.length === labels.length);
    expect(plant.counted.map((one) => (one.body as { label: string }).label)).toEqual(labels);
  });

  it('keeps everything while the server is away, survives a restart and drains once', async () => {
    const away = new Plant();
    away.before = () => { throw noAnswer(); };
    const first = terminal(away, { baseDelayMs: 10_000, maxDelayMs: 10_000 });
    for (const label of ['a', 'b', 'c']) await first.queue.enqueue(report(label));
    await until(() => away.tries.length > 0);
    expect(away.counted).toEqual([]);
    await first.queue.stop();
    await first.store.close();
    open.splice(0);

    const back = new Plant();
    const second = terminal(back);
    await second.queue.start();
    await until(() => back.counted.length === 3);
    await until(() => second.queue.view.waiting.length === 0);
    expect(back.counted.map((one) => (one.body as { label: string }).label)).toEqual(['a', 'b', 'c']);
    await second.queue.drain();
    expect(back.tries).toHaveLength(3);
  });

  it('sends the same key again after it was killed between sending and hearing', async () => {
    const plant = new Plant();
    let heard: () => void = () => undefined;
    const reached = new Promise<void>((resolve) => { heard = resolve; });
    // The server has counted it; the terminal dies before the answer arrives.
    plant.after = () => {
      heard();
      return new Promise(() => undefined);
    };
    const dead = new CommandStore(name);
    const dying = new CommandQueue({ store: dead, send: plant.send, lockName: 'killed' });
    const { id } = await dying.enqueue(report('a'));
    await reached;
    await dead.close();

    plant.after = () => undefined;
    // The browser frees the lock of a tab that died, so the new one has its own.
    const { queue } = terminal(plant, { locks: { request: (_, work) => work() } });
    await queue.start();
    await until(() => queue.view.waiting.length === 0);
    expect(plant.tries).toEqual([id, id]);
    expect(plant.counted).toHaveLength(1);
  });

  it('counts a lost answer once', async () => {
    const plant = new Plant();
    let lost = 0;
    plant.after = () => { if (lost++ < 2) throw noAnswer(); };
    const { queue } = terminal(plant);
    const { id } = await queue.enqueue(report('a'));
    await until(() => queue.view.waiting.length === 0);
    expect(plant.tries).toEqual([id, id, id]);
    expect(plant.counted).toHaveLength(1);
  });

  for (const status of [429, 500, 503])
    it(`tries again after ${status} and overtakes nothing`, async () => {
      const plant = new Plant();
      let refused = 0;
      plant.before = () => { if (refused++ < 3) throw new Refusal('busy', 'Later.', status); };
      const { queue } = terminal(plant);
      await queue.enqueue(report('a'));
      await queue.enqueue(report('b'));
      await until(() => plant.counted.length === 2);
      expect(plant.counted.map((one) => (one.body as { label: string }).label)).toEqual(['a', 'b']);
      expect(queue.view.review).toEqual([]);
    });

  it('holds the later commands of a refused job and lets other jobs go on', async () => {
    const plant = new Plant();
    plant.before = (_, body) => { if ((body as { label: string }).label === 'a1') throw notRunning(); };
    const { queue } = terminal(plant);
    await queue.enqueue(report('a1', 'J-1'));
    await queue.enqueue(report('a2', 'J-1'));
    await queue.enqueue(report('b1', 'J-2'));
    await queue.enqueue(report('loose', null));
    await until(() => plant.counted.length === 2 && queue.view.waiting.length === 1);
    expect(plant.counted.map((one) => (one.body as { label: string }).label)).toEqual(['b1', 'loose']);
    expect(queue.view.review.map((one) => [one.label, one.refusal?.code])).toEqual([['a1', 'job-not-running']]);
    expect(queue.view.waiting.map((one) => one.label)).toEqual(['a2']);
  });

  it('sends a corrected command under a new key before what was held', async () => {
    const plant = new Plant();
    plant.before = (_, body) => { if ((body as { label: string }).label === 'wrong') throw notRunning(); };
    const { queue } = terminal(plant);
    const refused = await queue.enqueue(report('wrong', 'J-1'));
    await queue.enqueue(report('a2', 'J-1'));
    await until(() => queue.view.review.length === 1);
    await queue.retryEdited(refused.seq, { label: 'right' });
    await until(() => plant.counted.length === 2);
    expect(plant.counted.map((one) => (one.body as { label: string }).label)).toEqual(['right', 'a2']);
    expect(plant.counted[0]!.key).not.toBe(refused.id);
  });

  it('discards only with a reason, keeps it, and lets the job go on', async () => {
    const plant = new Plant();
    plant.before = (_, body) => { if ((body as { label: string }).label === 'wrong') throw notRunning(); };
    const { queue, store } = terminal(plant);
    const refused = await queue.enqueue(report('wrong', 'J-1'));
    await queue.enqueue(report('a2', 'J-1'));
    await until(() => queue.view.review.length === 1);
    await expect(queue.discard(refused.seq, '  ', kim)).rejects.toThrow('reason');
    await queue.discard(refused.seq, 'counted twice by hand', kim);
    await until(() => plant.counted.length === 1);
    expect((await store.discarded()).map((one) => [one.label, one.reason])).toEqual([['wrong', 'counted twice by hand']]);
  });

  it('waits for a sign-in instead of refusing when nobody is signed in', async () => {
    const plant = new Plant();
    let signedIn = false;
    plant.before = () => { if (!signedIn) throw new Refusal('not-signed-in', 'Sign in.', 401); };
    const { queue } = terminal(plant);
    await queue.enqueue(report('a'));
    await until(() => queue.view.needsSignIn);
    expect(queue.view.review).toEqual([]);
    signedIn = true;
    queue.wake();
    await until(() => plant.counted.length === 1);
    expect(queue.view.needsSignIn).toBe(false);
  });

  it('drains once when two tabs drain at the same time', async () => {
    const plant = new Plant();
    plant.before = () => new Promise((go) => setTimeout(go, 2));
    const locks = oneAtATime();
    const one = terminal(plant, { locks });
    const other = terminal(plant, { locks });
    for (let i = 0; i < 10; i++) await (i % 2 ? one : other).queue.enqueue(report(`r${i}`));
    await Promise.all([one.queue.drain(), other.queue.drain()]);
    await until(() => plant.counted.length === 10);
    await one.queue.drain();
    expect(plant.tries).toHaveLength(10);
    expect(plant.counted.map((sent) => (sent.body as { label: string }).label)).toEqual(Array.from({ length: 10 }, (_, i) => `r${i}`));
  });

  it('names what the server has taken, whichever tab sent it, so that a page can add it to older figures', async () => {
    const plant = new Plant();
    const answeredUtc = new Date('2026-03-02T10:00:00Z');
    const locks = oneAtATime();
    const heard: string[] = [];
    const channels = [new BroadcastChannel(name), new BroadcastChannel(name)] as const;
    const sends = terminal(plant, { locks, channel: channels[0], send: async (...call) => ({ ...await plant.send(...call), asOfUtc: answeredUtc }) });
    const watches = terminal(plant, { locks, channel: channels[1], onAccepted: (command) => heard.push(command.label) });
    let letIn: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => { letIn = resolve; });
    plant.before = () => gate;
    const before = Date.now();
    await sends.queue.enqueue(report('a'));
    await until(() => watches.queue.view.waiting.length === 1);
    letIn();
    await until(() => watches.queue.view.accepted.length === 1 && sends.queue.view.accepted.length === 1);
    expect(sends.queue.view.accepted[0]).toMatchObject({ label: 'a', answeredUtc });
    expect(sends.queue.view.accepted[0]!.acceptedAt).toBeGreaterThanOrEqual(before);
    expect(watches.queue.view.accepted[0]).toMatchObject({ label: 'a', answeredUtc: undefined });
    expect(heard).toEqual(['a']);
    for (const channel of channels) channel.close();
  });

  it('takes the same id once', async () => {
    const plant = new Plant();
    plant.before = () => { throw noAnswer(); };
    const { queue } = terminal(plant, { baseDelayMs: 10_000 });
    const id = '0198f0aa-0000-7000-8000-000000000001';
    const first = await queue.enqueue(report('a', null, id));
    const again = await queue.enqueue(report('a', null, id));
    expect(again.seq).toBe(first.seq);
    expect(queue.view.waiting).toHaveLength(1);
  });
});

describe('nextToSend', () => {
  const command = (seq: number, job: string | null, state: 'waiting' | 'review') =>
    ({ seq, job, state, id: String(seq), path: '', body: {}, atUtc: '', context: kim, label: '', attempts: 0 }) satisfies QueuedCommand;

  it('passes by a held job and never a later refusal', () => {
    expect(nextToSend([command(1, 'A', 'review'), command(2, 'A', 'waiting'), command(3, 'B', 'waiting')])?.seq).toBe(3);
    expect(nextToSend([command(1, 'A', 'waiting'), command(2, 'A', 'review')])?.seq).toBe(1);
    expect(nextToSend([command(1, 'A', 'review'), command(2, 'A', 'waiting')])).toBeUndefined();
  });
});

/** What navigator.locks does across tabs, in one process. */
function oneAtATime(): Locks {
  let last: Promise<unknown> = Promise.resolve();
  return {
    request: (_, work) => {
      const run = last.then(work, work);
      last = run.catch(() => undefined);
      return run;
    },
  };
}
