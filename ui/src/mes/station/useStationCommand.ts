import { notifications } from '@mantine/notifications';
import { useMemo, useState } from 'react';
import { Refusal } from '../../shared/http/refusal';
import type { CommandQueue } from '../../shared/offline/commandQueue';
import { useQueue, useQueueView } from '../../shared/offline/useQueue';
import { useSession } from '../../shared/shell/session';
import { useReachable } from '../../shared/shell/useReachable';
import { useText } from '../../shared/texts/useText';

export interface StationCommand {
  path: string;
  body: object;
  /** What the person reads in the queue. */
  label: string;
  job: string | null;
}

type Outcome = 'sent' | 'waiting' | 'refused';

/** How long a person waits for the server's word before the terminal lets them go on, milliseconds. */
const patienceMs = 4_000;

/** What became of a written command, as far as it is known within the person's patience. */
export function outcomeOf(queue: Pick<CommandQueue, 'view' | 'subscribe'>, seq: number, patience: number): Promise<Outcome> {
  return new Promise((resolve) => {
    const look = (): Outcome | undefined => {
      if (queue.view.review.some((command) => command.seq === seq)) return 'refused';
      return queue.view.waiting.some((command) => command.seq === seq) ? undefined : 'sent';
    };
    let leave: () => void = () => undefined;
    const finish = (outcome: Outcome) => {
      leave();
      clearTimeout(timer);
      resolve(outcome);
    };
    const timer = setTimeout(() => finish(look() ?? 'waiting'), patience);
    leave = queue.subscribe(() => {
      const outcome = look();
      if (outcome) finish(outcome);
    });
    const now = look();
    if (now) finish(now);
  });
}

/**
 * Sends a command of the floor through the terminal's queue: it is written down first, so neither a lost connection nor a
 * restart loses it. When the server answers soon with a refusal, the form shows it and keeps what was typed; sending again
 * replaces the refused one. When nobody answers, the person goes on and the queue delivers later.
 */
export function useStationCommand() {
  const queue = useQueue();
  const { review } = useQueueView();
  const { me } = useSession();
  const reachable = useReachable();
  const { t } = useText();
  const [refused, setRefused] = useState<number>();
  const [pending, setPending] = useState(false);

  const context = useMemo(() => ({
    personId: me?.person?.id ?? '', personName: me?.person?.name ?? '', ...(me?.station ? { station: me.station.no } : {}),
  }), [me]);
  const personNo = me?.person?.number ?? undefined;

  /** Resolves true when the form is done with: sent, or safely waiting. */
  const submit = async ({ path, body, label, job }: StationCommand): Promise<boolean> => {
    setPending(true);
    try {
      let seq = refused;
      if (seq !== undefined && review.some((command) => command.seq === seq)) await queue.retryEdited(seq, body, label);
      else seq = (await queue.enqueue({ path, body, context, label, job })).seq;
      const outcome = await outcomeOf(queue, seq, reachable ? patienceMs : 0);
      setRefused(outcome === 'refused' ? seq : undefined);
      if (outcome === 'waiting') notifications.show({ message: t('mes:station.writtenDown', { label }), autoClose: 4_000, position: 'top-center' });
      else if (outcome === 'sent') notifications.show({ message: t('mes:station.counted', { label }), autoClose: 2_500, position: 'top-center' });
      return outcome !== 'refused';
    } finally {
      setPending(false);
    }
  };

  const kept = review.find((command) => command.seq === refused)?.refusal;
  const refusal = useMemo(
    () => (kept ? new Refusal(kept.code, kept.sentence, kept.status, kept.errors, kept.values) : undefined), [kept],
  );
  /** The person has read the refusal and gives the command up. */
  const dismiss = async () => {
    if (refused === undefined) return;
    await queue.discard(refused, t('mes:station.dismissed'), context);
    setRefused(undefined);
  };
  const errorAt = (field: string) => refusal?.errors[field]?.join('\n');

  return { submit, refusal, errorAt, dismiss, pending, personNo };
}
