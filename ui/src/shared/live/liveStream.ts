import { z } from 'zod';

export type LiveStatus = 'idle' | 'online' | 'reconnecting';

export interface LiveChange {
  topic: string;
  id?: string;
}

const change = z.object({ topic: z.string(), id: z.string().optional() });

/** What EventSource gives us; named so that a test can bring the implementation its platform has. */
export interface EventSourceLike {
  readonly readyState: number;
  onopen: ((event: Event) => void) | null;
  onerror: ((event: Event) => void) | null;
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void;
  close(): void;
}

export interface LiveStreamOptions {
  open: (url: string) => EventSourceLike;
  onChange: (change: LiveChange) => void;
  /** The stream can't say what was missed: everything is read again. */
  onReset: () => void;
  onStatus: (status: LiveStatus) => void;
  /** Milliseconds before the first new attempt; doubles up to `maxDelayMs`. */
  baseDelayMs?: number;
  maxDelayMs?: number;
}

const closed = 2;

/**
 * One stream for the whole application. Pages ask for topics and give them back; the union is what the stream carries.
 * The browser resumes a broken stream by itself with Last-Event-ID; when it gives up (the server refused or was away),
 * a new one is opened with growing delay, the last id in the query, and everything is read again.
 */
export class LiveStream {
  readonly #options: Required<LiveStreamOptions>;
  readonly #wanted = new Map<string, number>();
  #source: EventSourceLike | undefined;
  #carried = '';
  #lastId = '';
  #attempt = 0;
  #mustReset = false;
  #started = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: LiveStreamOptions) {
    this.#options = { baseDelayMs: 500, maxDelayMs: 20_000, ...options };
  }

  /** Returns the function that gives the topics back. */
  subscribe(topics: readonly string[]): () => void {
    for (const topic of topics) this.#wanted.set(topic, (this.#wanted.get(topic) ?? 0) + 1);
    this.#later();
    return () => {
      for (const topic of topics) {
        const left = (this.#wanted.get(topic) ?? 1) - 1;
        if (left > 0) this.#wanted.set(topic, left);
        else this.#wanted.delete(topic);
      }
      this.#later();
    };
  }

  /** Opens the stream now and whenever a topic is wanted, until `close`. */
  start() {
    this.#started = true;
    this.#later();
  }

  close() {
    this.#started = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#source?.close();
    this.#source = undefined;
    this.#carried = '';
    this.#options.onStatus('idle');
  }

  /** A page mounts several readers at once; they share one new stream. */
  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#align(), 20);
  }

  #align() {
    if (!this.#started) return;
    const topics = [...this.#wanted.keys()].sort().join(',');
    if (topics === this.#carried && this.#source) return;
    this.#source?.close();
    this.#source = undefined;
    this.#carried = topics;
    if (topics === '') {
      this.#options.onStatus('idle');
      return;
    }
    this.#connect();
  }

  #connect() {
    const resume = this.#lastId ? `&lastEventId=${encodeURIComponent(this.#lastId)}` : '';
    const source = this.#options.open(`/api/platform/live?topics=${encodeURIComponent(this.#carried)}${resume}`);
    this.#source = source;
    source.onopen = () => {
      this.#attempt = 0;
      this.#options.onStatus('online');
      if (this.#mustReset) this.#options.onReset();
      this.#mustReset = false;
    };
    source.onerror = () => {
      if (this.#source !== source) return;
      this.#options.onStatus('reconnecting');
      if (source.readyState === closed) this.#reconnect();
    };
    source.addEventListener('change', (event) => {
      this.#lastId = event.lastEventId || this.#lastId;
      const read = change.safeParse(parse(event.data));
      if (read.success) this.#options.onChange(read.data);
    });
    source.addEventListener('reset', (event) => {
      this.#lastId = event.lastEventId || this.#lastId;
      this.#options.onReset();
    });
  }

  #reconnect() {
    this.#source?.close();
    this.#source = undefined;
    this.#mustReset = true;
    const { baseDelayMs, maxDelayMs } = this.#options;
    const delay = Math.min(maxDelayMs, baseDelayMs * 2 ** this.#attempt++);
    clearTimeout(this.#timer);
    // Many screens lose the same server at the same moment; they should not all come back at the same one.
    this.#timer = setTimeout(() => this.#align(), delay * (0.75 + Math.random() / 2));
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
