import { useSyncExternalStore } from 'react';
import { onReach } from '../http/transport';

let reached = true;
const listeners = new Set<() => void>();

function set(now: boolean) {
  if (now === reached) return;
  reached = now;
  listeners.forEach((tell) => tell());
}

onReach(set);
// The browser knows about a pulled cable before a request fails; it does not know that the server is back.
globalThis.addEventListener?.('offline', () => set(false));

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Whether the last request was answered by the server. */
export function useReachable(): boolean {
  return useSyncExternalStore(subscribe, () => reached);
}

export function onReachableChange(listener: (reachable: boolean) => void): () => void {
  return subscribe(() => listener(reached));
}
