import { Button, Drawer, Group, JsonInput, Paper, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useMemo, useState } from 'react';
import { ConfirmWithReason } from '../components/ConfirmWithReason';
import { QuantityInput } from '../components/QuantityInput';
import { DateTime } from '../components/Times';
import { refusalSentence } from '../components/RefusalNotice';
import { useSession } from '../shell/session';
import { useText } from '../texts/useText';
import type { QueuedCommand } from './commandStore';
import { corrected, reviewFields, type ReviewField } from './reviewFields';
import { useQueue, useQueueView } from './useQueue';

/** What this terminal has not delivered: waiting in order, and refused for a person to decide. */
export function ReviewPanel({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useText();
  const { me } = useSession();
  const { waiting, review, needsSignIn } = useQueueView();
  return (
    <Drawer
      opened={opened} onClose={onClose} position="right" size="lg" title={<Text fw={650}>{t('shell:queue.title')}</Text>}
      closeButtonProps={{ 'aria-label': t('shell:action.close') }}
    >
      <Stack gap="md" data-density={me?.station ? 'station' : undefined}>
        {needsSignIn && <Text className="refusal">{t('shell:queue.signIn')}</Text>}
        {review.length > 0 && (
          <section>
            <Title order={2} mb="xs">{t('shell:queue.reviewTitle')}</Title>
            <Text size="sm" mb="xs">{t('shell:queue.reviewHelp')}</Text>
            <Stack gap={8}>{review.map((command) => <Refused key={command.seq} command={command} />)}</Stack>
          </section>
        )}
        <section>
          <Title order={2} mb="xs">{t('shell:queue.waitingTitle')}</Title>
          {waiting.length === 0 && <Text c="dimmed">{t('shell:queue.empty')}</Text>}
          <ol style={{ margin: 0, paddingInlineStart: 24 }}>
            {waiting.map((command) => (
              <li key={command.seq}>
                <Text component="span" fw={600}>{command.label}</Text>{' '}
                <Text component="span" size="sm" c="dimmed"><DateTime value={command.atUtc} />{` · ${command.context.personName}`}</Text>
              </li>
            ))}
          </ol>
        </section>
      </Stack>
    </Drawer>
  );
}

function Refused({ command }: { command: QueuedCommand }) {
  const { t, language } = useText();
  const { me } = useSession();
  const queue = useQueue();
  const [discarding, setDiscarding] = useState(false);
  const [changing, setChanging] = useState(false);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [json, setJson] = useState<string>();
  const [unreadable, setUnreadable] = useState<readonly string[]>([]);
  const fields = useMemo(() => reviewFields(command.body), [command.body]);
  const read = corrected(command.body, fields, typed);

  const retry = () => {
    if (json === undefined) {
      setUnreadable('problems' in read ? read.problems : []);
      if ('body' in read) void queue.retryEdited(command.seq, read.body, changedLabel());
      return;
    }
    try {
      const body: unknown = JSON.parse(json);
      void queue.retryEdited(command.seq, body);
    } catch {
      setUnreadable(['json']);
    }
  };
  /** The list shows what is sent, not what was refused. */
  const changedLabel = () => {
    const changes = fields.filter((field) => typed[field.key] !== undefined && typed[field.key] !== field.text)
      .map((field) => t('shell:queue.changed', { field: nameOf(field), before: field.text || '–', after: typed[field.key]!.trim() || '–' }));
    return changes.length > 0 ? `${command.label} (${changes.join(', ')})` : command.label;
  };
  const nameOf = (field: ReviewField) => {
    const name = isNamed(field.name) ? t(`shell:queue.field.${field.name}`) : field.name;
    return field.of ? t('shell:queue.fieldOf', { field: name, of: field.of }) : name;
  };
  const errorAt = (field: ReviewField) => {
    if (unreadable.includes(field.key)) return t('shell:quantity.notANumber');
    const said = Object.entries(command.refusal?.errors ?? {}).filter(([key]) => key === field.key || key.startsWith(`${field.key}.`)).flatMap(([, sentences]) => sentences);
    return said.join('\n') || undefined;
  };
  const put = (field: ReviewField, text: string) => setTyped((now) => ({ ...now, [field.key]: text }));

  return (
    <Paper p="sm">
      <Text fw={650}>{command.label}</Text>
      <Text size="sm" c="dimmed"><DateTime value={command.atUtc} />{` · ${command.context.personName}`}</Text>
      {command.refusal && <Text mt={6} fw={600}>{`⚠ ${refusalSentence(command.refusal, language)}`}</Text>}
      {changing && (
        <Stack gap="xs" mt="xs">
          {json === undefined && fields.map((field) => <Field key={field.key} field={field} label={nameOf(field)} text={typed[field.key] ?? field.text} error={errorAt(field)} onText={(text) => put(field, text)} />)}
          {json === undefined && fields.length === 0 && <Text size="sm">{t('shell:queue.noFields')}</Text>}
          <details>
            <summary>{t('shell:queue.details')}</summary>
            <JsonInput
              mt="xs" label={t('shell:queue.edit')} description={t('shell:queue.detailsHelp')} autosize minRows={4} formatOnBlur
              value={json ?? JSON.stringify('body' in read ? read.body : command.body, null, 2)} onChange={setJson} error={unreadable.includes('json') ? t('shell:queue.unreadable') : undefined}
            />
            {json !== undefined && <Button mt="xs" variant="default" onClick={() => setJson(undefined)}>{t('shell:queue.backToForm')}</Button>}
          </details>
        </Stack>
      )}
      <Group gap={8} mt="xs">
        <Button onClick={retry}>{t('shell:queue.sendAgain')}</Button>
        {!changing && <Button variant="default" onClick={() => setChanging(true)}>{t('shell:queue.change')}</Button>}
        <Button variant="default" onClick={() => setDiscarding(true)}>{t('shell:queue.discard')}</Button>
      </Group>
      <ConfirmWithReason
        opened={discarding} title={t('shell:queue.discardTitle')} confirm={t('shell:queue.discard')} onClose={() => setDiscarding(false)}
        onConfirm={(reason) => {
          const by = { personId: me?.person?.id ?? '', personName: me?.person?.name ?? '', ...(me?.station ? { station: me.station.no } : {}) };
          void queue.discard(command.seq, reason, by).then(() => setDiscarding(false));
        }}
      >
        <Text>{t('shell:queue.discardHelp', { label: command.label })}</Text>
      </ConfirmWithReason>
    </Paper>
  );
}

const named = ['good', 'rework', 'scrap', 'quantity', 'shots', 'serialNos', 'scan', 'lotNo', 'note', 'reason', 'text', 'overrideReason'] as const;
const isNamed = (name: string): name is (typeof named)[number] => (named as readonly string[]).includes(name);

function Field({ field, label, text, error, onText }: { field: ReviewField; label: string; text: string; error: string | undefined; onText: (text: string) => void }) {
  if (field.kind === 'quantity') return <QuantityInput label={label} unit={field.unit ?? ''} value={text} onChange={onText} error={error} />;
  if (field.kind === 'list') return <Textarea label={label} value={text} onChange={(event) => onText(event.currentTarget.value)} error={error} autosize minRows={2} maxRows={8} />;
  return <TextInput label={label} value={text} onChange={(event) => onText(event.currentTarget.value)} error={error} inputMode={field.kind === 'number' ? 'decimal' : 'text'} autoComplete="off" />;
}
