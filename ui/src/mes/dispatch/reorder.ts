/** Moves one number to another place of the list; places beyond the ends are the ends. */
export function moved(list: readonly string[], no: string, to: number): string[] {
  const from = list.indexOf(no);
  if (from < 0) return [...list];
  const rest = list.filter((each) => each !== no);
  const place = Math.max(0, Math.min(rest.length, to));
  return [...rest.slice(0, place), no, ...rest.slice(place)];
}

/** The order a person has made, brought up to date: jobs that are gone leave it, new ones stand where the server has them. */
export function aligned(mine: readonly string[], server: readonly string[]): string[] {
  const kept = mine.filter((no) => server.includes(no));
  return server.reduce<string[]>((list, no, at) => (list.includes(no) ? list : moved([...list, no], no, at)), kept);
}

export function sameOrder(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((no, at) => no === other[at]);
}
