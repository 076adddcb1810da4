import { readQuantity, type QuantityProblem } from '../../shared/components/QuantityInput';
import type { Quantity } from '../../shared/components/units';

export interface SheetLine {
  lineNo: number;
  itemNo: string;
  revision: string;
  lotNo: string | null;
  serialNo: string | null;
  status: string;
  book: Quantity;
  counted: Quantity | null;
  recount: boolean;
}

export interface Entered {
  /** What the command takes: only lines that somebody wrote something into. */
  lines: { lineNo: number; quantity: Quantity }[];
  problems: Readonly<Record<number, QuantityProblem>>;
}

/** Reads what was typed beside the lines of a sheet. An empty field is a line that was not counted; 0 is an empty shelf. */
export function entered(lines: readonly SheetLine[], typed: Readonly<Record<number, string>>): Entered {
  const made: Entered['lines'] = [];
  const problems: Record<number, QuantityProblem> = {};
  for (const line of lines) {
    const text = typed[line.lineNo] ?? '';
    if (line.counted !== null || text.trim() === '') continue;
    const read = readQuantity(text, line.book.unit);
    if ('problem' in read) problems[line.lineNo] = read.problem;
    else made.push({ lineNo: line.lineNo, quantity: read.quantity });
  }
  return { lines: made, problems };
}

/** The sentences of a refusal by line: the command numbers what was sent, people number the sheet. */
export function lineErrors(errors: Readonly<Record<string, readonly string[]>>, sent: Entered['lines']): Readonly<Record<number, string>> {
  const found: Record<number, string> = {};
  for (const [key, said] of Object.entries(errors)) {
    const line = sent[Number(/^lines\[(\d+)\]/.exec(key)?.[1] ?? -1)];
    if (line) found[line.lineNo] = [found[line.lineNo], ...said].filter(Boolean).join('\n');
  }
  return found;
}
