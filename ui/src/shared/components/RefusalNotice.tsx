import { Button, Group, List, Text } from '@mantine/core';
import { CloudOff, TriangleAlert } from 'lucide-react';
import type { Refusal } from '../http/refusal';
import { refusalText, useText, type Language } from '../texts/useText';

/** The sentence of a refusal in the person's language, or the server's own. */
export function refusalSentence(
  refusal: { code: string; sentence: string; values?: Record<string, string | number> | undefined }, language: Language,
): string {
  return refusalText(refusal.code, refusal.values, language) ?? refusal.sentence;
}

interface RefusalNoticeProps {
  refusal: Refusal | null | undefined;
  /** Fields whose sentences stand at the field; all others are listed here so that none is lost. */
  fields?: readonly string[];
  onRetry?: (() => void) | undefined;
  retrying?: boolean;
}

/** Why a command or a read was refused; read aloud when it appears. */
export function RefusalNotice({ refusal, fields = [], onRetry, retrying }: RefusalNoticeProps) {
  const { t, language } = useText();
  if (!refusal) return null;
  const elsewhere = Object.entries(refusal.errors).filter(([field]) => !fields.includes(field));
  const Icon = refusal.status === 0 ? CloudOff : TriangleAlert;
  const sentence = refusal.code === 'no-answer' ? t('shell:refused.noAnswer') : refusalSentence(refusal, language);
  return (
    <div className="refusal" role="alert" data-code={refusal.code}>
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <Icon size={20} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
        <div style={{ flex: 1 }}>
          <Text fw={600}>{sentence}</Text>
          {elsewhere.length > 0 && (
            <List size="sm" mt={4}>
              {elsewhere.map(([field, said]) => (
                <List.Item key={field}>
                  {field ? <><Text component="span" ff="monospace" size="sm">{field}</Text>{': '}</> : null}
                  {said.join(' ')}
                </List.Item>
              ))}
            </List>
          )}
          <Text size="xs" c="dimmed" mt={2}>{t('shell:refused.code', { code: refusal.code })}</Text>
        </div>
        {onRetry && (
          <Button variant="default" onClick={onRetry} loading={retrying ?? false}>{t('shell:action.tryAgain')}</Button>
        )}
      </Group>
    </div>
  );
}

/** A refused field that has no input of its own kit, for example a group of tiles. */
export function FieldRefusal({ id, children }: { id?: string; children: string | undefined }) {
  if (!children) return null;
  return (
    <Text id={id} size="sm" fw={650} role="alert">
      {`⚠ ${children}`}
    </Text>
  );
}
