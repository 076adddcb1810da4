import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ApiPath } from '../../api/client';
import { useTopics } from '../live/useLive';
import type { Refusal } from './refusal';
import { at, send, withQuery, type QueryValue } from './send';

export interface ReadOptions {
  params?: Record<string, string | number>;
  query?: Record<string, QueryValue>;
  /** Live topics that make this stale, for example `job-orders`. */
  topics?: readonly string[];
  /** Kept by the service worker for a terminal that loses its connection; for station data only. */
  keepForOffline?: boolean;
  enabled?: boolean;
  /** Milliseconds between reads, for figures that no topic announces. */
  refetchInterval?: number;
}

const keepHeader = { 'X-Tactus-Keep': 'station' };

function prepare(path: string, options: ReadOptions) {
  return {
    url: withQuery(options.enabled === false ? path : at(path, options.params), options.query),
    headers: options.keepForOffline ? keepHeader : undefined,
    // Topics lead the key's metadata, not the key: the same address is one entry whoever asks for it.
    meta: { topics: options.topics ?? [] },
  };
}

/** One document, with its ETag for If-Match and the time the server made it. */
export function useRead<T>(path: ApiPath<'get'>, options: ReadOptions = {}) {
  const { url, headers, meta } = prepare(path, options);
  // What a person may not see is neither read nor listened to: one topic without its right closes the whole stream.
  useTopics(options.enabled === false ? undefined : options.topics);
  const query = useQuery({
    queryKey: ['read', url],
    queryFn: ({ signal }) => send<T>('GET', url, undefined, { signal, ...(headers ? { headers } : {}) }),
    meta,
    enabled: options.enabled !== false,
    placeholderData: keepPreviousData,
    ...(options.refetchInterval ? { refetchInterval: options.refetchInterval } : {}),
  });
  return {
    data: query.data?.data,
    etag: query.data?.etag,
    asOfUtc: query.data?.asOfUtc,
    /** When this screen received it, milliseconds since 1970 by its own clock. */
    receivedAt: query.dataUpdatedAt,
    isLoading: query.isLoading,
    isFetching: query.isFetching,
    refusal: query.error as Refusal | null,
    refetch: query.refetch,
  };
}

interface Page<Item> {
  items: Item[];
  next: string | null;
}

export interface ListResult<Item> {
  items: readonly Item[];
  hasMore: boolean;
  loadMore: () => void;
  isLoading: boolean;
  isLoadingMore: boolean;
  refusal: Refusal | null;
  refetch: () => void;
  asOfUtc: Date | undefined;
  /** The address without its cursor; the server answers it as CSV too. */
  address: string;
}

/** A list with a cursor: `items` grows by `loadMore`. */
export function useList<Item>(path: ApiPath<'get'>, options: ReadOptions = {}): ListResult<Item> {
  const { url, headers, meta } = prepare(path, options);
  // What a person may not see is neither read nor listened to: one topic without its right closes the whole stream.
  useTopics(options.enabled === false ? undefined : options.topics);
  const query = useInfiniteQuery({
    queryKey: ['list', url],
    queryFn: ({ pageParam, signal }) =>
      send<Page<Item>>('GET', withQuery(url, { cursor: pageParam }), undefined, { signal, ...(headers ? { headers } : {}) }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.data.next,
    meta,
    enabled: options.enabled !== false,
    placeholderData: keepPreviousData,
    ...(options.refetchInterval ? { refetchInterval: options.refetchInterval } : {}),
  });
  const pages = query.data?.pages;
  // One array for one answer: the table rebuilds its rows only when they changed.
  const items = useMemo(() => pages?.flatMap((page) => page.data.items) ?? [], [pages]);
  return {
    items,
    hasMore: query.hasNextPage,
    loadMore: () => void query.fetchNextPage(),
    isLoading: query.isLoading,
    isLoadingMore: query.isFetchingNextPage,
    refusal: query.error as Refusal | null,
    refetch: () => void query.refetch(),
    asOfUtc: pages?.[0]?.asOfUtc,
    address: url,
  };
}
