import { z } from 'zod';
import { refusalText, texts } from '../texts/useText';

const problem = z.object({
  code: z.string().optional(),
  title: z.string().optional(),
  detail: z.string().optional(),
  status: z.number().optional(),
  errors: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
  /** Figures of the sentence, for texts in other languages. */
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  details: z.unknown().optional(),
});

const clash = z.object({
  seen: z.number(),
  now: z.number(),
  changes: z.array(z.object({
    atUtc: z.string(), by: z.string().nullish(), command: z.string(), why: z.string().nullish(), part: z.string().nullish(), before: z.string().nullish(), after: z.string().nullish(),
  })),
});

/** What somebody else changed since this page read it, newest first, and the version it has now. */
export type Clash = z.infer<typeof clash>;

/** Why the server, or the way to it, did not do what was asked. */
export class Refusal extends Error {
  constructor(
    /** Stable, for example `scrap-exceeds-wip`; `no-answer` when the server could not be reached. */
    readonly code: string,
    /** A sentence that helps, in the server's language. */
    readonly sentence: string,
    /** HTTP status; 0 when there was no answer. */
    readonly status: number,
    /** Sentences by field path as the command names it, for example `scrapped.value`. */
    readonly errors: Readonly<Record<string, readonly string[]>> = {},
    readonly values?: Record<string, string | number>,
    /** Seconds the server asks to wait before the next try, if it said so. */
    readonly retryAfterSeconds?: number,
    /** Set when somebody else was faster. */
    readonly clash?: Clash,
  ) {
    super(sentence);
    this.name = 'Refusal';
  }

  /** The server did not answer or was not ready: the same request may be sent again with the same key. */
  get isRetryable(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Refusal;
}

/** Reads problem+json; anything else becomes a refusal named after its status. */
export async function refusalOf(response: Response): Promise<Refusal> {
  const wait = Number(response.headers.get('Retry-After'));
  const retryAfter = Number.isFinite(wait) && wait > 0 ? wait : undefined;
  let body: unknown;
  try {
    body = JSON.parse(await response.text());
  } catch {
    body = undefined;
  }
  const read = problem.safeParse(body);
  if (!read.success)
    return new Refusal(`http-${response.status}`, response.statusText || `HTTP ${response.status}`, response.status, {}, undefined, retryAfter);
  const { code, title, detail, errors, values, details } = read.data;
  const faster = clash.safeParse(details);
  const sentence = detail ?? title ?? `HTTP ${response.status}`;
  // What the server says of a field in its own language is said in the person's, where there is a text for it.
  const own = code ? refusalText(code, values, texts.language === 'ko' ? 'ko' : 'en') : undefined;
  const translated = (said: string) => (said === sentence ? own ?? said : said);
  return new Refusal(
    code ?? `http-${response.status}`,
    sentence,
    response.status,
    Object.fromEntries(Object.entries(errors ?? {}).map(([field, said]) => [fieldPath(field), (Array.isArray(said) ? said : [said]).map(translated)])),
    values,
    retryAfter,
    faster.success ? faster.data : undefined,
  );
}

/** `$.Scrapped.Value`, `/scrapped/value` and `scrapped.value` are the same field. */
function fieldPath(field: string): string {
  return field
    .replace(/^\$\.?|^#?\//, '')
    .replaceAll('/', '.')
    .split('.')
    .map((part) => part.charAt(0).toLowerCase() + part.slice(1))
    .join('.');
}
