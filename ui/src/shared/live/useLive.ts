import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import { invalidateTopics } from './topics';
import { LiveStream, type LiveChange, type LiveStatus } from './liveStream';

interface Live {
  stream: LiveStream;
  status: LiveStatus;
}

/** Changes that arrive within this time lead to one new read. */
const gatherMs = 150;

export const LiveContext = createContext<Live | undefined>(undefined);

/** Makes the application's stream and ties it to the query cache; `signedIn` false closes it. */
export function useLiveStream(signedIn: boolean): Live {
  const queries = useQueryClient();
  const [status, setStatus] = useState<LiveStatus>('idle');
  const stream = useMemo(() => makeStream(queries, setStatus), [queries]);
  useEffect(() => {
    if (!signedIn) return undefined;
    stream.start();
    return () => stream.close();
  }, [signedIn, stream]);
  return useMemo(() => ({ stream, status }), [stream, status]);
}

function makeStream(queries: QueryClient, onStatus: (status: LiveStatus) => void): LiveStream {
  const gathered = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onChange = ({ topic }: LiveChange) => {
    gathered.add(topic);
    timer ??= setTimeout(() => {
      timer = undefined;
      const topics = [...gathered];
      gathered.clear();
      void invalidateTopics(queries, topics);
    }, gatherMs);
  };
  return new LiveStream({
    open: (url) => new EventSource(url, { withCredentials: true }),
    onChange,
    onReset: () => void queries.invalidateQueries(),
    onStatus,
  });
}

/** Keeps these topics in the stream while the component is on the screen. */
export function useTopics(topics: readonly string[] | undefined) {
  const live = useContext(LiveContext);
  const stream = live?.stream;
  const list = topics?.join(',') ?? '';
  useEffect(() => (stream && list ? stream.subscribe(list.split(',')) : undefined), [stream, list]);
}

export function useLiveStatus(): LiveStatus {
  return useContext(LiveContext)?.status ?? 'idle';
}
