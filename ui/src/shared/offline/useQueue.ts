import type { QueryClient } from '@tanstack/react-query';
import { createContext, useContext, useSyncExternalStore } from 'react';
import { send } from '../http/send';
import { CommandQueue, type Locks, type QueueView } from './commandQueue';
import { CommandStore } from './commandStore';

/** The queue of this terminal, on the browser's own database, locks and channel. */
export function makeQueue(queries: QueryClient): CommandQueue {
  return new CommandQueue({
    store: new CommandStore(),
    send: (path, body, options) => send('POST', path, body, options),
    ...(navigator.locks ? { locks: navigator.locks as unknown as Locks } : {}),
    ...(typeof BroadcastChannel === 'undefined' ? {} : { channel: new BroadcastChannel('tactus-station-queue') }),
    onAccepted: () => void queries.invalidateQueries(),
  });
}

export const QueueContext = createContext<CommandQueue | undefined>(undefined);

export function useQueue(): CommandQueue {
  const queue = useContext(QueueContext);
  if (!queue) throw new Error('useQueue needs a QueueContext around it.');
  return queue;
}

const none: QueueView = { waiting: [], review: [], accepted: [], needsSignIn: false, draining: false };
const never = () => () => undefined;

/** What waits and what was refused, kept current. */
export function useQueueView(): QueueView {
  const queue = useContext(QueueContext);
  return useSyncExternalStore(queue?.subscribe ?? never, () => queue?.view ?? none);
}
