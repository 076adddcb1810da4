import type { Refusal } from '../http/refusal';
import type { ListResult } from '../http/useRead';

interface Read {
  isLoading: boolean;
  refusal: Refusal | null;
  refetch: () => unknown;
}

/** Rows that came with one document, as a table takes them: all at once. */
export function asList<Row>(items: readonly Row[] | undefined, read: Read): Omit<ListResult<Row>, 'address' | 'asOfUtc'> {
  return {
    items: items ?? [], hasMore: false, loadMore: () => undefined, isLoading: read.isLoading, isLoadingMore: false, refusal: read.refusal,
    refetch: () => void read.refetch(),
  };
}
