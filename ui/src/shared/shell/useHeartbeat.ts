import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { CommandQueue } from '../offline/commandQueue';
import { send } from '../http/send';
import { onReachableChange, useReachable } from './useReachable';

const everyMs = 4_000;

/** While the server is away, asks for it now and then; when it is back, the queue goes on at once and what was kept is read again. */
export function useHeartbeat(queue: CommandQueue) {
  const queries = useQueryClient();
  const reachable = useReachable();
  useEffect(() => onReachableChange((now) => {
    if (!now) return;
    queue.wake();
    void queries.invalidateQueries();
  }), [queries, queue]);
  useEffect(() => {
    if (reachable) return undefined;
    const ask = () => void send('GET', '/api/platform/setup').catch(() => undefined);
    const timer = setInterval(ask, everyMs);
    globalThis.addEventListener('online', ask);
    return () => {
      clearInterval(timer);
      globalThis.removeEventListener('online', ask);
    };
  }, [reachable]);
}
