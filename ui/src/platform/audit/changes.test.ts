import { describe, expect, it } from 'vitest';
import { fieldChanges } from '../../shared/components/fieldChanges';
import { dayAfter, dayStart } from './changes';

describe('an entry of the ledger', () => {
  it('shows only the fields that changed, with lists and figures as they were written', () => {
    expect(fieldChanges('{"Name":"Press 1","Roles":["a"],"Same":1}', '{"Name":"Press 2","Roles":["a","b"],"Same":1}')).toEqual([
      { field: 'Name', before: 'Press 1', after: 'Press 2' },
      { field: 'Roles', before: '["a"]', after: '["a","b"]' },
    ]);
  });

  it('tells what was added from what was taken away', () => {
    expect(fieldChanges(null, '{"Active":true}')).toEqual([{ field: 'Active', before: undefined, after: 'true' }]);
    expect(fieldChanges('{"Note":null}', null)).toEqual([{ field: 'Note', before: 'null', after: undefined }]);
  });

  it('shows a text that is no JSON as it is', () => {
    expect(fieldChanges(null, 'plain')).toEqual([{ field: '', before: undefined, after: 'plain' }]);
  });
});

describe('a day of the plant', () => {
  it('begins at midnight of its zone, also on the days when clocks change', () => {
    expect(dayStart('2026-03-02', 'Asia/Seoul')).toBe('2026-03-01T15:00:00.000Z');
    expect(dayStart('2026-03-29', 'Europe/Berlin')).toBe('2026-03-28T23:00:00.000Z');
    expect(dayStart('2026-03-30', 'Europe/Berlin')).toBe('2026-03-29T22:00:00.000Z');
    expect(dayStart('2026-03-02', 'America/New_York')).toBe('2026-03-02T05:00:00.000Z');
  });

  it('is followed by the next, over months', () => {
    expect(dayAfter('2026-02-28')).toBe('2026-03-01');
  });
});
