import { Refusal, refusalOf } from './refusal';

/** What every request needs and only the session knows. */
const held: { csrfToken: string | undefined } = { csrfToken: undefined };

export function holdCsrfToken(token: string | undefined) {
  held.csrfToken = token;
}

type Listener = () => void;
const signedOut = new Set<Listener>();
const reachable = new Set<(reached: boolean) => void>();

/** Called when the server says that nobody is signed in any more. */
export function onSignedOut(listener: Listener) {
  signedOut.add(listener);
  return () => void signedOut.delete(listener);
}

/** Called after every request with whether the server answered at all. */
export function onReach(listener: (reached: boolean) => void) {
  reachable.add(listener);
  return () => void reachable.delete(listener);
}

/** Set by the service worker on an answer that it took from its store because the server gave none. */
export const keptHeader = 'X-Tactus-Kept';

const requestTimeoutMs = 30_000;
const writes = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * `fetch` with the session cookie, the CSRF token and a time limit; a refusal is thrown, an answer returned.
 * It is given to the generated client, so that typed calls behave like all others.
 */
export async function transport(request: Request): Promise<Response> {
  const headers = new Headers(request.headers);
  if (writes.has(request.method) && held.csrfToken) headers.set('X-Tactus-Csrf', held.csrfToken);
  if (!headers.has('Accept')) headers.set('Accept', 'application/json, application/problem+json');
  const limit = AbortSignal.timeout(requestTimeoutMs);
  let response: Response;
  try {
    response = await fetch(new Request(request, { headers, credentials: 'same-origin' }), {
      signal: AbortSignal.any([request.signal, limit]),
    });
  } catch (error) {
    // Somebody who left the page asked for it; that says nothing about the server.
    if (request.signal.aborted) throw error;
    reachable.forEach((tell) => tell(false));
    throw new Refusal('no-answer', 'The server did not answer.', 0);
  }
  // What the service worker kept is an answer to the person, not a sign of the server.
  const fromServer = response.status !== 502 && response.status !== 504 && !response.headers.has(keptHeader);
  reachable.forEach((tell) => tell(fromServer));
  if (response.ok || response.status === 304) return response;
  const refusal = await refusalOf(response);
  // Signing in with a wrong password answers 401 as well and must not ask to sign in again.
  if (response.status === 401 && !isSignIn(request)) signedOut.forEach((tell) => tell());
  throw refusal;
}

function isSignIn(request: Request): boolean {
  return request.method === 'POST' && /\/(sessions|station-sessions|station-enrolments|first-administrator)$/.test(new URL(request.url).pathname);
}
