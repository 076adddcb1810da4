import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { Refusal } from '../http/refusal';
import { useText } from '../texts/useText';

export interface Seen {
  /** The version that the person has seen, as If-Match wants it. */
  ifMatch: string | undefined;
  /** The person went on after a change of somebody else. */
  taken: boolean;
  refusal: Refusal | undefined;
  take: () => void;
}

/**
 * The version that a form was opened with. It stays while the page behind reads newer ones, or a change that nobody looked at
 * would be overwritten; after a clash the person takes the new one over.
 */
export function useSeenVersion(opened: string | undefined, { refusal, clearRefusal }: { refusal: Refusal | undefined; clearRefusal: () => void }): Seen {
  const [ifMatch, setIfMatch] = useState(opened);
  const [taken, setTaken] = useState(false);
  const take = () => {
    if (refusal?.clash) setIfMatch(`"${refusal.clash.now}"`);
    setTaken(true);
    clearRefusal();
  };
  return { ifMatch, taken, refusal, take };
}

/** Beside the refusal of a clash: go on with what was typed on top of the new version. */
export function SeenVersion({ seen, onTake }: { seen: Seen; onTake?: (() => void) | undefined }) {
  const { t } = useText();
  if (!seen.refusal?.clash) return null;
  return (
    <Group gap="sm">
      <Button variant="default" onClick={() => { onTake?.(); seen.take(); }}>{t('shell:form.takeNew')}</Button>
      <Text size="sm">{t('shell:form.takeNewHelp')}</Text>
    </Group>
  );
}
