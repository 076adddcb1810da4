import type { Schema } from '../../api/client';

// Times that may be missing are not marked so in the description.
type Missing = 'oldestUndeliveredUtc' | 'lastSealedUtc' | 'oldestUnsealedUtc';
export type HalfState = Omit<Schema<'HalfState'>, Missing> & Record<Missing, string | null>;

export interface Matter {
  half: string;
  matter: 'noAnswer' | 'schema' | 'stuck' | 'undelivered' | 'unsealed';
  count: number;
}

/** Messages are on their way for moments and entries are sealed every half second; longer than this asks for a look. */
const patienceMs = 60_000;

/** What of the halves asks for somebody, the gravest first. */
export function matters(halves: readonly HalfState[], nowMs: number): Matter[] {
  const old = (time: string | null) => time !== null && nowMs - Date.parse(time) > patienceMs;
  return halves.flatMap((half): Matter[] => {
    if (!half.answers) return [{ half: half.name, matter: 'noAnswer', count: 1 }];
    return [
      ...(half.schemaPending > 0 ? [{ half: half.name, matter: 'schema', count: half.schemaPending } as const] : []),
      ...(half.stuck > 0 ? [{ half: half.name, matter: 'stuck', count: half.stuck } as const] : []),
      ...(half.undelivered > 0 && old(half.oldestUndeliveredUtc) ? [{ half: half.name, matter: 'undelivered', count: half.undelivered } as const] : []),
      ...(half.unsealed > 0 && old(half.oldestUnsealedUtc) ? [{ half: half.name, matter: 'unsealed', count: half.unsealed } as const] : []),
    ];
  });
}
