import { describe, expect, it } from 'vitest';
import { around } from './LineBoard';

const hours = (count: number) => Array.from({ length: count }, (_, hour) => ({ startUtc: `2026-03-02T${String(hour).padStart(2, '0')}:00:00Z` }));

describe('the hours of a board', () => {
  it('are a whole shift when it fits', () => {
    expect(around(hours(8), '2026-03-02T03:30:00Z')).toHaveLength(8);
  });

  it('are those around now when a day does not fit, at its ends as well', () => {
    const of = (nowUtc: string) => around(hours(24), nowUtc).map((hour) => Number(hour.startUtc.slice(11, 13)));
    expect([of('2026-03-02T12:30:00Z')[0], of('2026-03-02T12:30:00Z').at(-1)]).toEqual([7, 14]);
    expect([of('2026-03-02T00:10:00Z')[0], of('2026-03-02T00:10:00Z').length]).toEqual([0, 8]);
    expect([of('2026-03-02T23:59:00Z')[0], of('2026-03-02T23:59:00Z').at(-1)]).toEqual([16, 23]);
  });
});
