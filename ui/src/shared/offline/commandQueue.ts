import { isRefusal, type Refusal } from '../http/refusal';
import type { SendOptions } from '../http/send';
import { uuidv7 } from '../http/uuid';
import type { CommandContext, CommandStore, QueuedCommand } from './commandStore';

export interface NewCommand {
  /** Made by the form; made here when it is missing. */
  id?: string;
  path: string;
  body: unknown;
  atUtc?: string;
  context: CommandContext;
  label: string;
  job?: string | null;
}

/** A command that left the queue because the server has it. */
export interface AcceptedCommand extends QueuedCommand {
  /** When this terminal learnt it, milliseconds since 1970 by its own clock. */
  acceptedAt: number;
  /** The server's own time of its answer; unknown when another tab heard it. */
  answeredUtc: Date | undefined;
}

export interface QueueView {
  /** Waiting to be sent, in order; those of a job that is held are among them. */
  waiting: readonly QueuedCommand[];
  /** Refused: a person corrects and sends again, or discards with a reason. */
  review: readonly QueuedCommand[];
  /**
   * The latest that the server has taken. What was read before does not know them: a page adds them to it until it has read
   * again, so that a job does not fall back for a moment to what it was before the person acted.
   */
  accepted: readonly AcceptedCommand[];
  /** The server answers and nobody is signed in: waiting goes on after the next sign-in. */
  needsSignIn: boolean;
  draining: boolean;
}

/** `navigator.locks`, as far as the queue needs it. */
export interface Locks {
  request<T>(name: string, work: () => Promise<T>): Promise<T>;
}

export interface CommandQueueOptions {
  store: CommandStore;
  send: (path: string, body: unknown, options: SendOptions) => Promise<{ asOfUtc?: Date | undefined }>;
  locks?: Locks;
  lockName?: string;
  /** Tells other tabs of this terminal that the queue changed. */
  channel?: Pick<BroadcastChannel, 'postMessage' | 'addEventListener' | 'close'>;
  now?: () => Date;
  baseDelayMs?: number;
  maxDelayMs?: number;
  /** Called with a command that the server has accepted, by this tab or another, so that views are read again. */
  onAccepted?: (command: AcceptedCommand) => void;
}

/** More than a person can do between two reads. */
const acceptedKept = 50;

type Outcome = 'sent' | 'review' | 'later' | 'sign-in';

/**
 * Station commands, written down before they are sent and sent strictly in order, one at a time.
 * A command leaves the queue only when the server has answered it: success and the answer to a replay remove it, a refusal
 * puts it before a person and holds what follows for the same job. Whatever is unknown (no answer, a crash between sending
 * and hearing) is sent again under the same key, which the server counts once.
 */
export class CommandQueue {
  readonly #store: CommandStore;
  readonly #options: CommandQueueOptions;
  readonly #locks: Locks;
  readonly #listeners = new Set<() => void>();
  readonly #answered = new Map<number, Date | undefined>();
  #view: QueueView = { waiting: [], review: [], accepted: [], needsSignIn: false, draining: false };
  #drain: Promise<void> | undefined;
  #again = false;
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(options: CommandQueueOptions) {
    this.#options = options;
    this.#store = options.store;
    this.#locks = options.locks ?? ownLocks;
    options.channel?.addEventListener('message', () => void this.#refresh());
  }

  get view(): QueueView {
    return this.#view;
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Shows what an earlier run left and goes on sending it. */
  async start(): Promise<void> {
    this.#stopped = false;
    await this.#refresh();
    this.wake();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#drain;
  }

  /** Resolves when the command is safely written down at this terminal, not when the server has it. */
  async enqueue(command: NewCommand): Promise<QueuedCommand> {
    const now = this.#options.now?.() ?? new Date();
    const written = await this.#store.add({
      id: command.id ?? uuidv7(now.getTime()),
      path: command.path,
      body: command.body,
      atUtc: command.atUtc ?? now.toISOString(),
      context: command.context,
      label: command.label,
      job: command.job ?? null,
    });
    // Seen at once: another tab may send it before the store is read again, and it has to be missed then.
    if (!this.#view.waiting.some((each) => each.seq === written.seq) && written.state === 'waiting') this.#setView({ waiting: [...this.#view.waiting, written] });
    await this.#changed();
    void this.drain();
    return written;
  }

  /** Sends what may be sent now. Several calls at once are one; a call during a run leads to one more look. */
  async drain(): Promise<void> {
    if (this.#stopped) return;
    this.#again = true;
    this.#drain ??= this.#drainLoop().finally(() => {
      this.#drain = undefined;
    });
    await this.#drain;
  }

  /** The connection is back, or somebody has signed in: waiting for the next try makes no sense any more. */
  wake(): void {
    this.#attempt = 0;
    clearTimeout(this.#timer);
    this.#setView({ needsSignIn: false });
    void this.drain();
  }

  /**
   * Sends a refused command again, corrected. A changed body gets a new key only if the server said no to the old one,
   * which it always did for a command in review, so nothing can count twice.
   */
  async retryEdited(seq: number, body: unknown, label?: string): Promise<void> {
    const command = await this.#store.get(seq);
    if (!command || command.state !== 'review') return;
    const { refusal: _, ...rest } = command;
    await this.#store.put({ ...rest, id: uuidv7(), body, label: label ?? command.label, state: 'waiting', attempts: 0 });
    await this.#changed();
    void this.drain();
  }

  async discard(seq: number, reason: string, by: CommandContext): Promise<void> {
    if (reason.trim() === '') throw new Error('Discarding needs a reason.');
    const command = await this.#store.get(seq);
    if (!command || command.state !== 'review') return;
    await this.#store.discard(command, reason.trim(), by, this.#options.now?.() ?? new Date());
    await this.#changed();
    void this.drain();
  }

  async #drainLoop(): Promise<void> {
    while (this.#again && !this.#stopped) {
      this.#again = false;
      this.#setView({ draining: true });
      // One tab at a time. The others wait here and then find an empty queue.
      await this.#locks.request(this.#options.lockName ?? 'tactus-station-queue', () => this.#drainLocked());
      this.#setView({ draining: false });
    }
  }

  async #drainLocked(): Promise<void> {
    while (!this.#stopped) {
      const next = nextToSend(await this.#store.all());
      if (!next) return;
      const outcome = await this.#sendOne(next);
      await this.#changed();
      if (outcome === 'sent' || outcome === 'review') {
        this.#attempt = 0;
        continue;
      }
      if (outcome === 'sign-in') this.#setView({ needsSignIn: true });
      return;
    }
  }

  async #sendOne(command: QueuedCommand): Promise<Outcome> {
    await this.#store.put({ ...command, attempts: command.attempts + 1 });
    try {
      const answer = await this.#options.send(command.path, command.body, {
        key: command.id,
        headers: { 'X-Tactus-Reported-By': command.context.personId, 'X-Tactus-Reported-At': command.atUtc },
      });
      this.#answered.set(command.seq, answer.asOfUtc);
    } catch (error) {
      // An error that is no answer of the server (a bug, a page that closes) leaves the command where it is.
      if (!isRefusal(error) || error.isRetryable) {
        this.#tryLater(isRefusal(error) ? error.retryAfterSeconds : undefined);
        return 'later';
      }
      if (error.status === 401) return 'sign-in';
      await this.#store.put({ ...command, attempts: command.attempts + 1, state: 'review', refusal: kept(error) });
      return 'review';
    }
    await this.#store.remove(command.seq);
    return 'sent';
  }

  #tryLater(seconds: number | undefined) {
    const { baseDelayMs = 1_000, maxDelayMs = 30_000 } = this.#options;
    const delay = seconds === undefined ? Math.min(maxDelayMs, baseDelayMs * 2 ** this.#attempt++) : seconds * 1_000;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.drain(), delay);
  }

  async #changed() {
    await this.#refresh();
    this.#options.channel?.postMessage('changed');
  }

  async #refresh() {
    const all = await this.#store.all();
    // What waited and is in the store no more was taken by the server, sent by this tab or by another one.
    const taken = this.#view.waiting.filter((command) => !all.some((left) => left.seq === command.seq)).map((command) => {
      const answeredUtc = this.#answered.get(command.seq);
      this.#answered.delete(command.seq);
      return { ...command, acceptedAt: (this.#options.now?.() ?? new Date()).getTime(), answeredUtc };
    });
    this.#setView({
      waiting: all.filter((command) => command.state === 'waiting'),
      review: all.filter((command) => command.state === 'review'),
      ...(taken.length > 0 ? { accepted: [...this.#view.accepted, ...taken].slice(-acceptedKept) } : {}),
    });
    for (const command of taken) this.#options.onAccepted?.(command);
  }

  #setView(change: Partial<QueueView>) {
    this.#view = { ...this.#view, ...change };
    this.#listeners.forEach((tell) => tell());
  }
}

/** The first waiting command whose job is not held by an earlier one in review. `all` is in order of entry. */
export function nextToSend(all: readonly QueuedCommand[]): QueuedCommand | undefined {
  const held = new Set<string>();
  for (const command of all) {
    if (command.state === 'waiting' && (command.job === null || !held.has(command.job))) return command;
    if (command.job !== null) held.add(command.job);
  }
  return undefined;
}

function kept(refusal: Refusal): NonNullable<QueuedCommand['refusal']> {
  return {
    code: refusal.code,
    sentence: refusal.sentence,
    status: refusal.status,
    errors: Object.fromEntries(Object.entries(refusal.errors).map(([field, said]) => [field, [...said]])),
    ...(refusal.values ? { values: refusal.values } : {}),
  };
}

/** For browsers without the Web Locks API (an insecure origin): orders the runs of this tab only. */
const ownLocks: Locks = {
  request: (() => {
    const last = new Map<string, Promise<unknown>>();
    return <T>(name: string, work: () => Promise<T>): Promise<T> => {
      const run = (last.get(name) ?? Promise.resolve()).then(work);
      last.set(name, run.catch(() => undefined));
      return run;
    };
  })(),
};
