import { describe, expect, it } from 'vitest';
import { corrected, reviewFields } from './reviewFields';

const report = {
  jobNo: 'WO-000001/10', atUtc: '2026-03-02T10:00:00Z', good: { value: 120, unit: 'C62' },
  scrap: [{ quantity: { value: 3, unit: 'C62' }, reasonCode: 'FLASH' }, { quantity: { value: 1, unit: 'C62' }, reasonCode: 'BURN' }],
  rework: null, serialNos: null, complete: false, note: null, personNo: '1101',
};

describe('a refused report', () => {
  it('offers its quantities, each line of scrap with its reason, and those that were left out', () => {
    expect(reviewFields(report).map(({ key, name, of, text }) => [key, name, of, text])).toEqual([
      ['good', 'good', undefined, '120'], ['scrap[0].quantity', 'scrap', 'FLASH', '3'], ['scrap[1].quantity', 'scrap', 'BURN', '1'], ['rework', 'rework', undefined, ''],
    ]);
  });

  it('is sent with what was corrected and nothing else changed', () => {
    const fields = reviewFields(report);
    expect(corrected(report, fields, { good: '12', 'scrap[1].quantity': '2', rework: '1' })).toEqual({
      body: {
        ...report, good: { value: 12, unit: 'C62' }, rework: { value: 1, unit: 'C62' },
        scrap: [report.scrap[0], { quantity: { value: 2, unit: 'C62' }, reasonCode: 'BURN' }],
      },
    });
    expect(corrected(report, fields, {})).toEqual({ body: report });
  });

  it('takes an emptied quantity for none, but not within a line', () => {
    const fields = reviewFields(report);
    expect(corrected(report, fields, { good: '' })).toEqual({ body: { ...report, good: null } });
    expect(corrected(report, fields, { 'scrap[0].quantity': '' })).toEqual({ problems: ['scrap[0].quantity'] });
  });

  it('is not sent with what can not be read', () => {
    expect(corrected(report, reviewFields(report), { good: '1.5', rework: 'x' })).toEqual({ problems: ['good', 'rework'] });
  });

  it('offers scanned texts, serial numbers and counts, and leaves keys and times alone', () => {
    const body = { jobNo: 'WO-1/10', atUtc: '2026-03-02T10:00:00Z', scan: 'LOT-I', quantity: { value: 2.5, unit: 'KGM' }, serialNos: ['S1', 'S2'], shots: 40 };
    const fields = reviewFields(body);
    expect(fields.map(({ name, kind }) => [name, kind])).toEqual([['scan', 'text'], ['quantity', 'quantity'], ['serialNos', 'list'], ['shots', 'number']]);
    expect(corrected(body, fields, { scan: 'LOT-1', serialNos: 'S1\nS3', shots: '41' })).toEqual({ body: { ...body, scan: 'LOT-1', serialNos: ['S1', 'S3'], shots: 41 } });
  });
});
