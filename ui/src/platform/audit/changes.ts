export interface FieldChange {
  field: string;
  before: string | undefined;
  after: string | undefined;
}

/** What changed, field by field, from the two JSON texts of an entry. */
export function changes(before: string | null, after: string | null): FieldChange[] {
  const [was, is] = [fields(before), fields(after)];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .map((field) => ({ field, before: shown(was[field]), after: shown(is[field]) }))
    .filter((change) => change.before !== change.after);
}

function fields(text: string | null): Record<string, unknown> {
  if (!text) return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : { '': value };
  } catch {
    return { '': text };
  }
}

function shown(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The moment at which a day of the plant's calendar begins, for example 2026-03-02 in Asia/Seoul. */
export function dayStart(day: string, zone: string): string {
  const guess = new Date(`${day}T00:00:00Z`);
  // Twice: the zone's distance is asked for at the moment that it leads to, where clocks change.
  let moment = guess;
  for (let i = 0; i < 2; i++) moment = new Date(guess.getTime() - offset(moment, zone));
  return moment.toISOString();
}

function offset(moment: Date, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  }).formatToParts(moment);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) - Math.floor(moment.getTime() / 1000) * 1000;
}

/** The day after, for a span that includes its last day. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
