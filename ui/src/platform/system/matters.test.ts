import { describe, expect, it } from 'vitest';
import { matters, type HalfState } from './matters';

const now = Date.parse('2026-03-02T10:00:00Z');
const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString();
const half = (part: Partial<HalfState>): HalfState => ({
  name: 'erp', answers: true, answerMilliseconds: 3, schema: 'First', schemaPending: 0, undelivered: 0, oldestUndeliveredUtc: null, waiting: 0, stuck: 0, parked: 0,
  sealed: 10, lastSealedUtc: ago(7200), unsealed: 0, oldestUnsealedUtc: null, ...part,
});

describe('what asks for somebody', () => {
  it('is nothing while messages and entries are younger than a minute, however long ago the last was sealed', () => {
    expect(matters([half({ undelivered: 3, oldestUndeliveredUtc: ago(20), unsealed: 2, oldestUnsealedUtc: ago(1), waiting: 5, parked: 1 })], now)).toEqual([]);
  });

  it('is what stays too long, what is stuck and what the program has and the database has not', () => {
    expect(matters([half({ schemaPending: 2, stuck: 1, undelivered: 3, oldestUndeliveredUtc: ago(90), unsealed: 4, oldestUnsealedUtc: ago(61) })], now)
      .map(({ matter, count }) => [matter, count])).toEqual([['schema', 2], ['stuck', 1], ['undelivered', 3], ['unsealed', 4]]);
  });

  it('is the silence of a half, of which nothing else is known', () => {
    expect(matters([half({ answers: false, stuck: 9 }), half({ name: 'mes' })], now)).toEqual([{ half: 'erp', matter: 'noAnswer', count: 1 }]);
  });
});
