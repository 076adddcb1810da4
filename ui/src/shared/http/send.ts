import { transport } from './transport';

export interface SendOptions {
  /** Idempotency key; the same key with the same body counts once. */
  key?: string;
  /** ETag of what the person saw; a clash answers 409 with what changed. */
  ifMatch?: string | undefined;
  signal?: AbortSignal | undefined;
  headers?: Record<string, string>;
}

export interface Answer<T> {
  data: T;
  etag: string | undefined;
  status: number;
  /** When the server made this answer, from its Date header; older than now when the terminal answered from its cache. */
  asOfUtc: Date | undefined;
}

/** Fills `{id}` in a path; every value is escaped. */
export function at(path: string, values: Record<string, string | number> = {}): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`The path ${path} needs ${name}.`);
    return encodeURIComponent(String(value));
  });
}

export type QueryValue = string | number | boolean | null | undefined | readonly (string | number)[];

export function withQuery(path: string, query: Record<string, QueryValue> = {}): string {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) parts.append(name, String(one));
  }
  const text = parts.toString();
  return text ? `${path}${path.includes('?') ? '&' : '?'}${text}` : path;
}

/** Sends one request and reads its JSON; throws a `Refusal` when it is not answered with success. */
export async function send<T>(method: string, path: string, body?: unknown, options: SendOptions = {}): Promise<Answer<T>> {
  const headers = new Headers(options.headers);
  if (body !== undefined) headers.set('Content-Type', 'application/json');
  if (options.key) headers.set('Idempotency-Key', options.key);
  if (options.ifMatch) headers.set('If-Match', options.ifMatch);
  const request = new Request(new URL(path, location.origin), {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(options.signal ? { signal: options.signal } : {}),
  });
  const response = await transport(request);
  const text = await response.text();
  const made = response.headers.get('Date');
  return {
    data: (text ? JSON.parse(text) : undefined) as T,
    etag: response.headers.get('ETag') ?? undefined,
    status: response.status,
    asOfUtc: made ? new Date(made) : undefined,
  };
}
