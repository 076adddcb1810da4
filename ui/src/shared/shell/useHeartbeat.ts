import { useEffect } from 'react';
import type { CommandQueue } from '../offline/commandQueue';
import { send } from '../http/send';
import { onReachableChange, useReachable } from './useReachable';

const everyMs = 4_000;

/** While the server is away, asks for it now and then; when it is back, the queue goes on at once. */
export function useHeartbeat(queue: CommandQueue) {
  const reachable = useReachable();
  useEffect(() => onReachableChange((now) => {
    if (now) queue.wake();
  }), [queue]);
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
