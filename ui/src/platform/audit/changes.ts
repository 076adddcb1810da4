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
