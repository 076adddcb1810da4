import { Button, Drawer, Group, JsonInput, Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { ConfirmWithReason } from '../components/ConfirmWithReason';
import { DateTime } from '../components/Times';
import { refusalSentence } from '../components/RefusalNotice';
import { useSession } from '../shell/session';
import { useText } from '../texts/useText';
import type { QueuedCommand } from './commandStore';
import { useQueue, useQueueView } from './useQueue';

/** What this terminal has not delivered: waiting in order, and refused for a person to decide. */
export function ReviewPanel({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useText();
  const { waiting, review, needsSignIn } = useQueueView();
  return (
    <Drawer
      opened={opened} onClose={onClose} position="right" size="lg" title={<Text fw={650}>{t('shell:queue.title')}</Text>}
      closeButtonProps={{ 'aria-label': t('shell:action.close') }}
    >
      <Stack gap="md">
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
  const [draft, setDraft] = useState<string>();
  const [unreadable, setUnreadable] = useState(false);
  const edited = draft ?? JSON.stringify(command.body, null, 2);

  const retry = () => {
    try {
      const body: unknown = JSON.parse(edited);
      setUnreadable(false);
      void queue.retryEdited(command.seq, body);
    } catch {
      setUnreadable(true);
    }
  };
  return (
    <Paper p="sm">
      <Text fw={650}>{command.label}</Text>
      <Text size="sm" c="dimmed"><DateTime value={command.atUtc} />{` · ${command.context.personName}`}</Text>
      {command.refusal && <Text mt={6} fw={600}>{`⚠ ${refusalSentence(command.refusal, language)}`}</Text>}
      {draft !== undefined && (
        <JsonInput
          mt="xs" label={t('shell:queue.edit')} value={draft} onChange={setDraft} autosize minRows={4} formatOnBlur
          error={unreadable ? t('shell:queue.unreadable') : undefined}
        />
      )}
      <Group gap={8} mt="xs">
        <Button onClick={retry}>{t('shell:queue.sendAgain')}</Button>
        {draft === undefined && <Button variant="default" onClick={() => setDraft(edited)}>{t('shell:queue.change')}</Button>}
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
