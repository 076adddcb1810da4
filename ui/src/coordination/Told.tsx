import { Paper, Text, Title } from '@mantine/core';
import { DateTime, formatDuration } from '../shared/components/Times';
import { useText } from '../shared/texts/useText';
import type { TellReason, ToldLine } from './taskShapes';

const reasons: ReadonlySet<string> = new Set<TellReason>(['step', 'cameOnDuty', 'acknowledgementExpired', 'acknowledgerLeft', 'reassigned', 'lastResort']);

/** Who was told when and why, who was not there, who took it. */
export function Told({ lines }: { lines: readonly ToldLine[] }) {
  const { t, language } = useText();
  if (lines.length === 0) return null;
  const role = (line: ToldLine) => (line.role === null ? '' : line.role === 'owner' ? t('coordination:telling.owner') : t(`coordination:roles.${line.role}`));
  return (
    <Paper withBorder p="md" component="section" aria-label={t('coordination:telling.title')}>
      <Title order={2} size="h4" mb="xs">{t('coordination:telling.title')}</Title>
      <ol style={{ margin: 0, paddingInlineStart: 20 }}>
        {lines.map((line, at) => (
          <li key={at}>
            <Text size="sm">
              <DateTime value={line.atUtc} /> <b>{t(`coordination:telling.what.${line.what}`)}</b> {[role(line), line.people.join(', ')].filter(Boolean).join(': ')}
              {line.what === 'told' && line.reason && line.reason !== 'step' && reasons.has(line.reason) && ` (${t(`coordination:telling.reasons.${line.reason as TellReason}`)})`}
              {line.lateSeconds > 5 && ` ${t('coordination:telling.late', { time: formatDuration(line.lateSeconds, language) })}`}
            </Text>
          </li>
        ))}
      </ol>
    </Paper>
  );
}
