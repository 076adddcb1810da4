/** How far the plant's clock is ahead of UTC at an instant, in milliseconds. */
function ahead(instant: number, zone: string): number {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
    }).formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
  );
  const shown = Date.UTC(parts['year']!, parts['month']! - 1, parts['day']!, parts['hour']!, parts['minute']!, parts['second']!);
  return shown - Math.floor(instant / 1000) * 1000;
}

/** `2026-11-21T14:30` as it stands on the plant's clock, as an instant in UTC; undefined when it is no time. */
export function toUtc(local: string, zone: string): string | undefined {
  const asUtc = Date.parse(`${local.length === 10 ? `${local}T00:00` : local}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  // The second look is for the hours around a change of the clock, where the first one took the wrong side.
  const guess = asUtc - ahead(asUtc, zone);
  return new Date(asUtc - ahead(guess, zone)).toISOString();
}

/** An instant as an input of date and time shows it on the plant's clock. */
export function toLocal(utc: string, zone: string): string {
  const instant = Date.parse(utc);
  return Number.isNaN(instant) ? '' : new Date(instant + ahead(instant, zone)).toISOString().slice(0, 16);
}
