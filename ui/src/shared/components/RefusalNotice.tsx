import { Button, Group, List, Table, Text } from '@mantine/core';
import { CloudOff, TriangleAlert } from 'lucide-react';
import type { Clash, Refusal } from '../http/refusal';
import { fieldChanges } from './fieldChanges';
import { DateTime } from './Times';
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

/** In a long form it would appear below the screen. */
const intoView = (element: HTMLElement | null) => element?.scrollIntoView?.({ block: 'nearest' });

/** Why a command or a read was refused; read aloud when it appears. */
export function RefusalNotice({ refusal, fields = [], onRetry, retrying }: RefusalNoticeProps) {
  const { t, language } = useText();
  if (!refusal) return null;
  const elsewhere = Object.entries(refusal.errors).filter(([field]) => !fields.includes(field));
  const Icon = refusal.status === 0 ? CloudOff : TriangleAlert;
  const sentence = refusal.code === 'no-answer' ? t('shell:refused.noAnswer') : refusalSentence(refusal, language);
  return (
    <div key={`${refusal.code} ${refusal.sentence}`} ref={intoView} className="refusal" role="alert" data-code={refusal.code}>
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <Icon size={20} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
        <div style={{ flex: 1 }}>
          <Text fw={600}>{sentence}</Text>
          {refusal.status !== 0 && sentence !== refusal.sentence && <Text size="sm" c="dimmed" lang="en">{refusal.sentence}</Text>}
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
          {refusal.clash && <Changed clash={refusal.clash} />}
          <Text size="xs" c="dimmed" mt={2}>{t('shell:refused.code', { code: refusal.code })}</Text>
        </div>
        {onRetry && (
          <Button variant="default" onClick={onRetry} loading={retrying ?? false}>{t('shell:action.tryAgain')}</Button>
        )}
      </Group>
    </div>
  );
}

const empty = (value: string | undefined) => (value === undefined || value === 'null' ? '–' : value);

/** What the others changed, field by field, as the ledger has it. */
function Changed({ clash }: { clash: Clash }) {
  const { t } = useText();
  return (
    // Scrollable parts take the focus, so that the keyboard scrolls them too.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="data-table-scroll" style={{ maxHeight: 220, marginTop: 6 }} tabIndex={0} role="region" aria-label={t('shell:clash.changes')}>
      <Table aria-label={t('shell:clash.changes')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('shell:clash.when')}</Table.Th><Table.Th>{t('shell:clash.by')}</Table.Th><Table.Th>{t('shell:clash.field')}</Table.Th>
            <Table.Th>{t('shell:clash.before')}</Table.Th><Table.Th>{t('shell:clash.after')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {clash.changes.flatMap((change, at) => fieldChanges(change.before ?? null, change.after ?? null).filter(({ field }) => field.toLowerCase() !== 'version').map(({ field, before, after }) => (
            <Table.Tr key={`${at}-${field}`}>
              <Table.Td><DateTime value={change.atUtc} detail="second" /></Table.Td>
              <Table.Td>{change.by ?? '–'}{change.why && <Text size="xs" c="dimmed">{change.why}</Text>}</Table.Td>
              <Table.Td>{change.part ? `${change.part} · ${field}` : field}</Table.Td><Table.Td>{empty(before)}</Table.Td><Table.Td fw={600}>{empty(after)}</Table.Td>
            </Table.Tr>
          )))}
        </Table.Tbody>
      </Table>
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
