import { describe, expect, it } from 'vitest';
import { entered, lineErrors, type SheetLine } from './counting';

const line = (lineNo: number, unit = 'C62', counted: number | null = null): SheetLine => ({
  lineNo, itemNo: 'A', revision: 'A', lotNo: null, serialNo: null, status: 'available', book: { value: 10, unit }, counted: counted === null ? null : { value: counted, unit }, recount: false,
});

describe('a count sheet', () => {
  it('sends only what somebody wrote: 0 is an empty shelf, nothing is a line that was not counted', () => {
    expect(entered([line(1), line(2), line(3, 'KGM'), line(4)], { 1: '0', 2: ' ', 3: '9,5' })).toEqual({
      lines: [{ lineNo: 1, quantity: { value: 0, unit: 'C62' } }, { lineNo: 3, quantity: { value: 9.5, unit: 'KGM' } }], problems: {},
    });
  });

  it('does not send a line again that has been counted', () => {
    expect(entered([line(1, 'C62', 10)], { 1: '7' }).lines).toEqual([]);
  });

  it('says which entries can not be read', () => {
    expect(entered([line(1), line(2), line(3)], { 1: 'x', 2: '-1', 3: '1.5' }).problems).toEqual({ 1: 'not-a-number', 2: 'negative', 3: 'too-many-decimals' });
  });

  it('puts a refusal at the line of the sheet, not at the place in what was sent', () => {
    const sent = [{ lineNo: 4, quantity: { value: 1, unit: 'C62' } }, { lineNo: 9, quantity: { value: 2, unit: 'C62' } }];
    expect(lineErrors({ 'lines[1].quantity': ['Too many.'], reason: ['Short.'] }, sent)).toEqual({ 9: 'Too many.' });
  });
});
