import { Text } from '@mantine/core';
import { Check, CircleAlert } from 'lucide-react';
import { refusalSentence } from '../../shared/components/RefusalNotice';
import { useText } from '../../shared/texts/useText';
import type { GateResult } from '../shapes';

/** What must be right before a start: the closed gates with what helps, the open ones in a word. Brief: two lines for each closed one; whoever wants more opens the job. */
export function Gates({ gates, brief }: { gates: readonly GateResult[]; brief?: boolean }) {
  const { t, language } = useText();
  const closed = gates.filter((gate) => !gate.open);
  const open = gates.filter((gate) => gate.open);
  return (
    <ul style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 6 }} aria-label={t('mes:gate.label')}>
      {closed.map((gate) => (
        <li key={gate.gate} style={{ display: 'flex', gap: 8, alignItems: 'flex-start' }}>
          <CircleAlert size={20} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
          <span className={brief ? 'two-lines' : undefined}>
            <Text component="strong" fw={700} inherit>{t(`mes:gate.${gate.gate}` as 'mes:gate.material')}</Text>
            {': '}
            {refusalSentence({ code: gate.code ?? '', sentence: gate.sentence ?? '' }, language)}
          </span>
        </li>
      ))}
      {!brief && open.length > 0 && (
        <li style={{ display: 'flex', gap: 8, alignItems: 'flex-start' }}>
          <Check size={20} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
          <Text component="span" inherit c="dimmed">
            {t('mes:gate.ok', { gates: open.map((gate) => t(`mes:gate.${gate.gate}` as 'mes:gate.material')).join(', ') })}
          </Text>
        </li>
      )}
    </ul>
  );
}
