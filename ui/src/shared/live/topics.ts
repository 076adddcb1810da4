import type { QueryClient } from '@tanstack/react-query';

/** Reads again what announced one of these topics in its `meta`. */
export async function invalidateTopics(queries: QueryClient, topics: readonly string[]): Promise<void> {
  const wanted = new Set(topics);
  await queries.invalidateQueries({
    predicate: (query) => {
      const named = query.meta?.['topics'];
      return Array.isArray(named) && named.some((topic) => wanted.has(String(topic)));
    },
  });
}
