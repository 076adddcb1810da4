import { describe, expect, it } from 'vitest';
import { toLocal, toUtc } from './plantTime';

describe('plant time', () => {
  it('reads what stands on the clock of the plant', () => {
    expect(toUtc('2026-11-21T14:30', 'Asia/Seoul')).toBe('2026-11-21T05:30:00.000Z');
    expect(toUtc('2026-07-01T08:00', 'Europe/Berlin')).toBe('2026-07-01T06:00:00.000Z');
    expect(toUtc('2026-07-01', 'Asia/Seoul')).toBe('2026-06-30T15:00:00.000Z');
    expect(toUtc('soon', 'Asia/Seoul')).toBeUndefined();
  });

  it('comes back to the same minute on both sides of a change of the clock', () => {
    for (const local of ['2026-03-29T01:59', '2026-03-29T03:00', '2026-10-25T01:30', '2026-10-25T03:30'])
      expect(toLocal(toUtc(local, 'Europe/Berlin')!, 'Europe/Berlin')).toBe(local);
  });
});
