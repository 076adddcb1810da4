/** What the plant's clocks show at an instant, read as if it were UTC, milliseconds. */
function shownMs(instantMs: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
  }).formatToParts(new Date(instantMs));
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
}

/** `2026-03-02T14:05` on the plant's clocks as an instant. Of a time that the clocks show twice the first is meant. */
export function fromPlantTime(local: string, zone: string): string {
  const wanted = Date.parse(`${local}Z`);
  if (Number.isNaN(wanted)) return '';
  // The offset before the change of the clocks comes first, so a doubled hour is its first one.
  for (const near of [wanted - 26 * 3_600_000, wanted + 26 * 3_600_000]) {
    const guess = wanted - (shownMs(near, zone) - near);
    if (shownMs(guess, zone) === wanted) return new Date(guess).toISOString();
  }
  // The clocks skip this time; the instant of the skip is the nearest there is.
  return new Date(wanted - (shownMs(wanted - 26 * 3_600_000, zone) - (wanted - 26 * 3_600_000))).toISOString();
}
