import { readQuantity } from '../components/QuantityInput';

type Path = readonly (string | number)[];

/** Something in a refused report that a person may correct without reading its data. */
export interface ReviewField {
  /** As the server names it in a refusal, for example `scrap[0].quantity`. */
  key: string;
  path: Path;
  /** What it is called; `scrap` for the quantity of a line of scrap. */
  name: string;
  kind: 'quantity' | 'number' | 'text' | 'list';
  /** Of a quantity. */
  unit?: string;
  /** What tells it from its neighbours, for example the reason of a line of scrap. */
  of?: string;
  text: string;
}

/** Texts that people type or scan at a station; the rest of a report's texts are made by the terminal. */
const typedTexts = new Set(['scan', 'lotNo', 'note', 'reason', 'text', 'overrideReason']);
/** Quantities that may be missing in a report and still be what was meant. */
const optional = ['good', 'rework', 'quantity'];

/** What of a refused report is offered for correction, in the order in which it stands there. */
export function reviewFields(body: unknown): ReviewField[] {
  const found: ReviewField[] = [];
  walk(body, [], found);
  const unit = found.find((field) => field.unit)?.unit;
  if (isRecord(body) && unit) {
    // Reported as nothing, which may be the mistake.
    for (const name of optional)
      if (name in body && body[name] === null) found.push({ key: name, path: [name], name, kind: 'quantity', unit, text: '' });
  }
  return found;
}

function walk(value: unknown, path: Path, found: ReviewField[]): void {
  const last = path.at(-1);
  if (isQuantity(value)) {
    const line = path.find((part) => part === 'scrap');
    found.push({ key: keyOf(path), path, name: line ? 'scrap' : String(last), kind: 'quantity', unit: value.unit, text: String(value.value) });
  } else if (Array.isArray(value)) {
    if (value.length > 0 && value.every((each) => typeof each === 'string')) found.push({ key: keyOf(path), path, name: String(last), kind: 'list', text: value.join('\n') });
    else value.forEach((each, at) => walk(each, [...path, at], found));
  } else if (isRecord(value)) {
    const before = found.length;
    for (const [name, each] of Object.entries(value)) walk(each, [...path, name], found);
    const reason = value['reasonCode'];
    if (path.length > 0 && typeof reason === 'string') for (const field of found.slice(before)) field.of = reason;
  } else if (typeof value === 'number') found.push({ key: keyOf(path), path, name: String(last), kind: 'number', text: String(value) });
  else if (typeof value === 'string' && typedTexts.has(String(last))) found.push({ key: keyOf(path), path, name: String(last), kind: 'text', text: value });
}

/** The report with what was typed, or the fields that can't be read. An optional quantity that is emptied is none. */
export function corrected(body: unknown, fields: readonly ReviewField[], typed: Readonly<Record<string, string>>): { body: unknown } | { problems: readonly string[] } {
  const problems: string[] = [];
  let made = body;
  for (const field of fields) {
    const text = typed[field.key];
    if (text === undefined || text === field.text) continue;
    let value: unknown = text.trim();
    if (field.kind === 'list') value = text.split(/[\s,;]+/).filter(Boolean);
    else if (field.kind === 'text' && text.trim() === '') value = null;
    else if (field.kind === 'number' || field.kind === 'quantity') {
      const read = readQuantity(text, field.unit ?? '');
      if ('quantity' in read) value = field.kind === 'number' ? read.quantity.value : read.quantity;
      else if (read.problem === 'missing' && field.path.length === 1) value = null;
      else {
        problems.push(field.key);
        continue;
      }
    }
    made = set(made, field.path, value);
  }
  return problems.length > 0 ? { problems } : { body: made };
}

function set(value: unknown, [first, ...rest]: Path, to: unknown): unknown {
  if (first === undefined) return to;
  if (Array.isArray(value)) return value.map((each: unknown, at) => (at === first ? set(each, rest, to) : each));
  return { ...(value as Record<string, unknown>), [first]: set((value as Record<string, unknown>)[String(first)], rest, to) };
}

function keyOf(path: Path): string {
  return path.map((part, at) => (typeof part === 'number' ? `[${part}]` : at === 0 ? part : `.${part}`)).join('');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isQuantity(value: unknown): value is { value: number; unit: string } {
  return isRecord(value) && typeof value['value'] === 'number' && typeof value['unit'] === 'string' && Object.keys(value).length === 2;
}
