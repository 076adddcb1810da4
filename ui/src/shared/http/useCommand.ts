import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ApiPath } from '../../api/client';
import { invalidateTopics } from '../live/topics';
import { isRefusal, Refusal } from './refusal';
import { at, send, type Answer } from './send';
import { uuidv7 } from './uuid';

type Method = 'post' | 'put' | 'patch' | 'delete';

export interface CommandOptions<Result> {
  /** Lists and views to read again when it is done; the live stream does the same for other people's screens. */
  topics?: readonly string[];
  onDone?: (result: Result) => void;
}

export interface CommandCall {
  params?: Record<string, string | number>;
  ifMatch?: string | undefined;
}

export interface Command<Body, Result> {
  /** Resolves with the answer, or undefined when refused: the refusal is in `refusal`, the form keeps what was typed. */
  send: (body: Body, call?: CommandCall) => Promise<Answer<Result> | undefined>;
  /** The same body once more under the same key, for example after the server was unreachable. */
  retry: () => Promise<Answer<Result> | undefined>;
  pending: boolean;
  refusal: Refusal | undefined;
  /** The sentence for one field; several are joined by a line break. */
  errorAt: (field: string) => string | undefined;
  clearRefusal: () => void;
}

/**
 * A command that a form sends. Its key is made once and kept until an answer says that it was done, so a double click,
 * a retry and a lost answer all count once.
 */
export function useCommand<Body, Result = void, M extends Method = 'post'>(
  path: ApiPath<M>, options: CommandOptions<Result> & { method?: M } = {},
): Command<Body, Result> {
  const queries = useQueryClient();
  const key = useRef<string | undefined>(undefined);
  const last = useRef<{ body: Body; call: CommandCall } | undefined>(undefined);
  const running = useRef<Promise<Answer<Result> | undefined> | undefined>(undefined);
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();

  const run = useCallback(async (body: Body, call: CommandCall) => {
    key.current ??= uuidv7();
    last.current = { body, call };
    setPending(true);
    try {
      const { method = 'post', topics, onDone } = latest.current;
      const answer = await send<Result>(method.toUpperCase(), at(path, call.params), body, { key: key.current, ifMatch: call.ifMatch });
      key.current = undefined;
      setRefusal(undefined);
      if (topics) await invalidateTopics(queries, topics);
      onDone?.(answer.data);
      return answer;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      setRefusal(error);
      return undefined;
    } finally {
      running.current = undefined;
      setPending(false);
    }
  }, [path, queries]);

  const sendOnce = useCallback((body: Body, call: CommandCall = {}) => {
    // A second press while the first is on its way waits for the same answer.
    running.current = running.current ?? run(body, call);
    return running.current;
  }, [run]);
  const retry = useCallback(
    async () => (last.current ? sendOnce(last.current.body, last.current.call) : undefined), [sendOnce],
  );

  return {
    send: sendOnce,
    retry,
    pending,
    refusal,
    errorAt: (field) => refusal?.errors[field]?.join('\n'),
    clearRefusal: useCallback(() => setRefusal(undefined), []),
  };
}
