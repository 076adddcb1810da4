import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { z } from 'zod';
import { isRefusal } from '../http/refusal';
import { send } from '../http/send';
import { holdCsrfToken, onSignedOut } from '../http/transport';
import { setLanguage, languages, type Language } from '../texts/useText';

const meShape = z.object({
  person: z.object({ id: z.string(), number: z.string().nullish(), name: z.string(), login: z.string().nullish() }).nullable(),
  permissions: z.array(z.string()),
  station: z.object({ no: z.string(), name: z.string(), workCentre: z.string().nullish() }).nullish(),
  csrfToken: z.string().nullish(),
  plant: z.object({ name: z.string(), timeZone: z.string(), language: z.string().nullish() }),
  kind: z.enum(['person', 'station', 'key']),
  /** Somebody else set the password: nothing else is open until the person chose their own. */
  passwordMustChange: z.boolean().optional(),
});

/** Who is signed in, where, and what they may do. */
export type Me = z.infer<typeof meShape>;

export interface Session {
  me: Me | null;
  isLoading: boolean;
  /** Set when the server could not say who we are. */
  error: Error | null;
  /** The server said "nobody" while a page was open: sign in again without leaving it. */
  expired: boolean;
  may: (right: string | undefined) => boolean;
  refresh: () => Promise<void>;
  signOut: () => Promise<void>;
}

const SessionContext = createContext<Session | undefined>(undefined);

async function readMe(): Promise<Me | null> {
  try {
    // Kept for a terminal that starts without the server; signing out removes it.
    const { data } = await send<unknown>('GET', '/api/platform/me', undefined, { headers: { 'X-Tactus-Keep': 'station' } });
    const me = meShape.parse(data);
    holdCsrfToken(me.csrfToken ?? undefined);
    return me;
  } catch (error) {
    if (isRefusal(error) && error.status === 401) return null;
    throw error;
  }
}

export const meKey = ['me'] as const;

export function SessionProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const { data, isLoading, error, refetch } = useQuery({
    queryKey: meKey,
    queryFn: readMe,
    staleTime: 5 * 60_000,
    retry: 2,
    // A screen that started before its server asks until it answers.
    refetchInterval: (query) => (query.state.error ? 5_000 : false),
  });
  const me = data ?? null;
  const [expired, setExpired] = useState(false);

  useEffect(() => onSignedOut(() => {
    if (queries.getQueryData<Me | null>(meKey)) setExpired(true);
  }), [queries]);

  const plantLanguage = me?.plant.language;
  useEffect(() => {
    // The plant's language until the person chose one at this screen.
    if (plantLanguage && !localStorage.getItem('tactus.language') && isLanguage(plantLanguage)) void setLanguage(plantLanguage);
  }, [plantLanguage]);

  const refresh = useCallback(async () => {
    const { data: now } = await refetch();
    if (now) {
      setExpired(false);
      await queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'me' });
    }
  }, [queries, refetch]);

  const signOut = useCallback(async () => {
    const path = me?.kind === 'station' || me?.station ? '/api/platform/station-sessions' : '/api/platform/sessions/current';
    try {
      await send('DELETE', path);
    } catch (problem) {
      // Without a server the cookie stays, but this screen forgets the person all the same.
      if (!isRefusal(problem)) throw problem;
    }
    holdCsrfToken(undefined);
    setExpired(false);
    // An answer that is still on its way would bring the person back.
    await queries.cancelQueries({ queryKey: meKey });
    if ('caches' in globalThis) await caches.delete('tactus-station-answers');
    queries.removeQueries({ predicate: (query) => query.queryKey[0] !== 'me' });
    queries.setQueryData(meKey, null);
  }, [me, queries]);

  const session = useMemo<Session>(() => {
    const rights = new Set(me?.permissions);
    return {
      me, isLoading, error, expired, refresh, signOut,
      may: (right) => right === undefined || rights.has(right),
    };
  }, [me, isLoading, error, expired, refresh, signOut]);
  return <SessionContext value={session}>{children}</SessionContext>;
}

function isLanguage(text: string): text is Language {
  return (languages as readonly string[]).includes(text);
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession needs a SessionProvider around it.');
  return session;
}

/** The plant's time zone, in which every time on the screen is shown. */
export function useTimeZone(): string {
  return useContext(SessionContext)?.me?.plant.timeZone ?? 'UTC';
}
