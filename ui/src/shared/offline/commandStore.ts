import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

/** Whom and where a command came from: it may be sent after somebody else has signed in at the terminal. */
export interface CommandContext {
  personId: string;
  personName: string;
  station?: string;
}

/** A station command on its way to the server. */
export interface QueuedCommand {
  /** The idempotency key: one id counts once, however often it is sent. */
  id: string;
  /** Order of entry at this terminal. */
  seq: number;
  path: string;
  body: unknown;
  /** When the person did it (ISO 8601, UTC). */
  atUtc: string;
  context: CommandContext;
  /** What the person reads in the queue, for example "Good 12, scrap 1 on WO-000123/20". */
  label: string;
  /** Commands of one job wait for each other; other jobs go on. */
  job: string | null;
  state: 'waiting' | 'review';
  /** Tries that reached the network. */
  attempts: number;
  refusal?: { code: string; sentence: string; status: number; errors: Record<string, string[]>; values?: Record<string, string | number> };
}

/** A command that a person took out of the queue, with the reason: kept at the terminal until it is cleared. */
export interface DiscardedCommand extends QueuedCommand {
  discardedUtc: string;
  reason: string;
  discardedBy: CommandContext;
}

interface QueueSchema extends DBSchema {
  commands: { key: number; value: QueuedCommand; indexes: { id: string } };
  discarded: { key: string; value: DiscardedCommand };
}

/** The terminal's own database. Strict durability: what was acknowledged to the person survives a power cut. */
export class CommandStore {
  readonly #database: Promise<IDBPDatabase<QueueSchema>>;

  constructor(name = 'tactus-station') {
    this.#database = openDB<QueueSchema>(name, 1, {
      upgrade(database) {
        database.createObjectStore('commands', { keyPath: 'seq', autoIncrement: true }).createIndex('id', 'id', { unique: true });
        database.createObjectStore('discarded', { keyPath: 'id' });
      },
    });
  }

  async add(command: Omit<QueuedCommand, 'seq' | 'state' | 'attempts'>): Promise<QueuedCommand> {
    const database = await this.#database;
    const write = database.transaction('commands', 'readwrite', { durability: 'strict' });
    const known = await write.store.index('id').get(command.id);
    if (known) return known;
    const entry = { ...command, state: 'waiting' as const, attempts: 0 };
    // The store gives the sequence number; IndexedDB orders it across tabs.
    const seq = await write.store.add(entry as QueuedCommand);
    await write.done;
    return { ...entry, seq };
  }

  async all(): Promise<QueuedCommand[]> {
    return (await this.#database).getAll('commands');
  }

  async get(seq: number): Promise<QueuedCommand | undefined> {
    return (await this.#database).get('commands', seq);
  }

  async put(command: QueuedCommand): Promise<void> {
    const database = await this.#database;
    const write = database.transaction('commands', 'readwrite', { durability: 'strict' });
    // A command that another tab has finished with must not come back.
    if (await write.store.get(command.seq)) await write.store.put(command);
    await write.done;
  }

  async remove(seq: number): Promise<void> {
    const database = await this.#database;
    const write = database.transaction('commands', 'readwrite', { durability: 'strict' });
    await write.store.delete(seq);
    await write.done;
  }

  async discard(command: QueuedCommand, reason: string, by: CommandContext, nowUtc: Date): Promise<void> {
    const database = await this.#database;
    const write = database.transaction(['commands', 'discarded'], 'readwrite', { durability: 'strict' });
    await write.objectStore('discarded').put({ ...command, reason, discardedBy: by, discardedUtc: nowUtc.toISOString() });
    await write.objectStore('commands').delete(command.seq);
    await write.done;
  }

  async discarded(): Promise<DiscardedCommand[]> {
    return (await this.#database).getAll('discarded');
  }

  async close(): Promise<void> {
    (await this.#database).close();
  }
}
