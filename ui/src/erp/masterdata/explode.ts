import type { ExplodedLine } from './shapes';

export interface ExplodedRow extends Omit<ExplodedLine, 'lines'> {
  /** The way from the top, as the same component may stand in several places. */
  key: string;
}

/** The tree of an explosion read from top to bottom, each line followed by what is below it. */
export function explodedRows(lines: readonly ExplodedLine[], above = ''): ExplodedRow[] {
  return lines.flatMap(({ lines: below, ...line }) => {
    const key = `${above}/${line.lineNo}:${line.itemNo}`;
    return [{ ...line, key }, ...explodedRows(below, key)];
  });
}
