import { describe, expect, it } from 'vitest';
import { fromPlantTime } from './plantTime';

describe('a time of the plant', () => {
  it('becomes an instant, in summer and in winter', () => {
    expect(fromPlantTime('2026-01-15T14:05', 'Europe/Berlin')).toBe('2026-01-15T13:05:00.000Z');
    expect(fromPlantTime('2026-07-15T14:05', 'Europe/Berlin')).toBe('2026-07-15T12:05:00.000Z');
    expect(fromPlantTime('2026-07-15T14:05', 'Asia/Seoul')).toBe('2026-07-15T05:05:00.000Z');
    expect(fromPlantTime('2026-07-15T14:05:30', 'UTC')).toBe('2026-07-15T14:05:30.000Z');
  });

  it('is the first of two when the clocks go back, and survives the hour they skip', () => {
    expect(fromPlantTime('2026-10-25T02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
    expect(fromPlantTime('2026-03-29T02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
    expect(fromPlantTime('nonsense', 'UTC')).toBe('');
  });
});
