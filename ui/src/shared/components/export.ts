/** One column of an exported list: its heading and the plain value of a row. */
export interface ExportColumn<Row> {
  heading: string;
  value: (row: Row) => string | number | boolean | null | undefined;
}

/** RFC 4180 with a byte order mark, so that spreadsheet programs read Korean and accents. */
export function toCsv<Row>(rows: readonly Row[], columns: readonly ExportColumn<Row>[]): string {
  const lines = [columns.map((column) => column.heading), ...rows.map((row) => columns.map((column) => column.value(row)))];
  return `\uFEFF${lines.map((line) => line.map(csvField).join(',')).join('\r\n')}\r\n`;
}

function csvField(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return '';
  let text = String(value);
  // A text that a spreadsheet would run as a formula is made plain text; numbers stay numbers.
  if (typeof value === 'string' && /^[=+\-@\t\r]/.test(text)) text = `'${text}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export async function toXlsx<Row>(rows: readonly Row[], columns: readonly ExportColumn<Row>[], sheet: string): Promise<Blob> {
  // Loaded when somebody exports: most visits never do.
  const { default: writeXlsxFile } = await import('write-excel-file/browser');
  const head = columns.map(({ heading }) => ({ value: heading, fontWeight: 'bold' as const }));
  const body = rows.map((row) => columns.map(({ value }) => {
    const cell = value(row);
    return cell === null || cell === undefined ? null : { value: cell };
  }));
  return writeXlsxFile([head, ...body], { sheet: sheet.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31) }).toBlob();
}

export function download(content: Blob, fileName: string) {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
