import { Group, Text } from '@mantine/core';
import { StateWord } from '../OrderState';
import { useText } from '../../shared/texts/useText';
import type { RevisionState } from './shapes';

export function RevisionStateWord({ state }: { state: RevisionState }) {
  const { t } = useText();
  return <StateWord>{t(`erp:revisionState.${state}`)}</StateWord>;
}

/** The days on which a revision is valid, in words; days are UTC. */
export function useDays() {
  const { t } = useText();
  return (from: string | null, to: string | null): string =>
    (from && to ? t('erp:revision.fromTo', { from, to }) : from ? t('erp:revision.fromOn', { from }) : to ? t('erp:revision.until', { to }) : t('erp:revision.always'));
}

/** State and days of a revision, and whether it is the one that is valid today. */
export function RevisionFacts({ of, valid }: { of: { state: RevisionState; effectiveFrom: string | null; effectiveTo: string | null; itemRevision?: string | null }; valid: boolean }) {
  const { t } = useText();
  const days = useDays();
  return (
    <Group gap="sm">
      <RevisionStateWord state={of.state} />
      <Text size="sm" span>{days(of.effectiveFrom, of.effectiveTo)}</Text>
      {of.itemRevision && <Text size="sm" span>{t('erp:revision.onlyFor', { revision: of.itemRevision })}</Text>}
      {valid && <Text size="sm" span fw={650}>{t('erp:revision.validToday')}</Text>}
    </Group>
  );
}
