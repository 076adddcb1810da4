import { describe, expect, it } from 'vitest';
import { aligned, moved, sameOrder } from './reorder';

describe('a dispatch order', () => {
  it('moves a job up, down and no further than the ends', () => {
    expect(moved(['a', 'b', 'c'], 'c', 0)).toEqual(['c', 'a', 'b']);
    expect(moved(['a', 'b', 'c'], 'a', 1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 'a', 9)).toEqual(['b', 'c', 'a']);
    expect(moved(['a', 'b', 'c'], 'c', -4)).toEqual(['c', 'a', 'b']);
    expect(moved(['a', 'b'], 'x', 0)).toEqual(['a', 'b']);
  });

  it('keeps what a person arranged while jobs come and go', () => {
    expect(aligned(['c', 'a', 'b'], ['a', 'b', 'c'])).toEqual(['c', 'a', 'b']);
    expect(aligned(['c', 'a', 'b'], ['a', 'c'])).toEqual(['c', 'a']);
    expect(aligned(['c', 'a'], ['n', 'a', 'c'])).toEqual(['n', 'c', 'a']);
    expect(sameOrder(aligned(['a', 'b'], ['a', 'b', 'z']), ['a', 'b', 'z'])).toBe(true);
  });
});
