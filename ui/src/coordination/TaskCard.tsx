import { Anchor, Button, Group, Paper, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { ConfirmWithReason } from '../shared/components/ConfirmWithReason';
import { RefusalNotice } from '../shared/components/RefusalNotice';
import { DateTime } from '../shared/components/Times';
import { useCommand } from '../shared/http/useCommand';
import { useText } from '../shared/texts/useText';
import { kindText } from './shapes';
import { taskPath, taskTopics, type TaskView } from './taskShapes';
import { TaskStateBadge } from './TaskStateBadge';

/** A task as a person answers it with one thumb: what is asked, why, what waits for it, and the answers as large buttons. */
export function TaskCard({ view, full = false }: { view: TaskView; full?: boolean }) {
  const { t } = useText();
  const { task, subject } = view;
  const [note, setNote] = useState('');
  const [value, setValue] = useState('');
  const [refusing, setRefusing] = useState(false);
  const answer = useCommand<{ taskNo: string; value: string; note?: string }>('/api/coordination/task-answers', { topics: taskTopics });
  const take = useCommand<{ taskNo: string }>('/api/coordination/task-acknowledgements', { topics: taskTopics });
  const refuse = useCommand<{ taskNo: string; reason: string }>('/api/coordination/task-refusals', { topics: taskTopics, onDone: () => setRefusing(false) });
  const live = task.state === 'open' || task.state === 'acknowledged';
  const say = (said: string) => void answer.send({ taskNo: task.no, value: said, ...(note.trim() ? { note: note.trim() } : {}) });
  const kind = subject ? kindText[subject.kind] : undefined;
  const label = view.unit ? `${t('coordination:tasks.amount')} (${view.unit})` : t('coordination:tasks.amount');
  const big = { fullWidth: true, mih: 72, fz: 'lg', loading: answer.pending } as const;
  return (
    <Paper withBorder p="md" component="article" aria-label={task.no}>
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap" gap="xs">
          {full ? <Text size="sm">{task.no}</Text> : <Anchor component={Link} to={taskPath(task.no)} size="sm" py={6}>{task.no}</Anchor>}
          <TaskStateBadge task={task} />
        </Group>
        <Text fw={650} fz="lg" style={{ overflowWrap: 'anywhere' }}><span>{task.text}</span></Text>
        <Text size="sm">
          {t('coordination:tasks.due')} <b><DateTime value={task.dueUtc} /></b> · {t('coordination:tasks.fromTo', { from: t(`coordination:roles.${task.fromFunction}`), to: t(`coordination:roles.${task.role}`) })}
        </Text>
        {subject && (
          <Text size="sm">
            {t('coordination:tasks.because')}{' '}
            <Anchor component={Link} to={`/exceptions/${subject.no}`} inherit>{`${kind ? t(kind) : subject.kind}: ${subject.subject}${subject.reasonCode ? ` (${subject.reasonCode})` : ''}`}</Anchor>
          </Text>
        )}
        {view.predecessors.length > 0 && <Related title={t('coordination:tasks.before')} tasks={view.predecessors} />}
        {view.successors.length > 0 && <Related title={t('coordination:tasks.waiting')} tasks={view.successors} />}
        {task.answer !== null && <Text>{t('coordination:tasks.answeredBy', { who: task.answeredBy ?? '', answer: shown(task.answer, t) })}</Text>}
        {task.answerNote && <Text size="sm"><span>{task.answerNote}</span></Text>}
        {live && (
          <>
            <Textarea label={t('coordination:tasks.note')} value={note} onChange={(event) => setNote(event.currentTarget.value)} autosize minRows={1} maxRows={5} size="md" />
            {task.answers === 'done' && <Button {...big} onClick={() => say('done')}>{t('coordination:tasks.done')}</Button>}
            {task.answers === 'yesNo' && (
              <Group grow gap="sm">
                <Button {...big} variant="default" onClick={() => say('no')}>{t('coordination:tasks.no')}</Button>
                <Button {...big} onClick={() => say('yes')}>{t('coordination:tasks.yes')}</Button>
              </Group>
            )}
            {task.answers === 'choice' && view.choices.map((choice) => <Button key={choice} {...big} variant="default" onClick={() => say(choice)}><span>{choice}</span></Button>)}
            {(task.answers === 'date' || task.answers === 'quantity') && (
              <>
                {task.answers === 'date'
                  ? <TextInput type="date" size="xl" label={t('coordination:tasks.day')} value={value} onChange={(event) => setValue(event.currentTarget.value)} />
                  : <TextInput inputMode="decimal" size="xl" label={label} value={value} onChange={(event) => setValue(event.currentTarget.value)} />}
                <Button {...big} disabled={value.trim() === ''} onClick={() => say(value.trim().replace(',', '.'))}>{t('coordination:tasks.send')}</Button>
              </>
            )}
            <Group grow gap="sm">
              <Button variant="default" mih={48} onClick={() => setRefusing(true)}>{t('coordination:tasks.cant')}</Button>
              {task.state === 'open' && <Button variant="default" mih={48} loading={take.pending} onClick={() => void take.send({ taskNo: task.no })}>{t('coordination:tasks.take')}</Button>}
            </Group>
          </>
        )}
        <RefusalNotice refusal={answer.refusal ?? take.refusal} />
      </Stack>
      <ConfirmWithReason
        opened={refusing} title={t('coordination:tasks.cantTitle')} confirm={t('coordination:tasks.cant')} refusal={refuse.refusal} pending={refuse.pending}
        onClose={() => setRefusing(false)} onConfirm={(reason) => void refuse.send({ taskNo: task.no, reason })}
      >
        <Text size="sm">{t('coordination:tasks.cantHelp')}</Text>
      </ConfirmWithReason>
    </Paper>
  );
}

function shown(answer: string, t: ReturnType<typeof useText>['t']): string {
  return answer === 'yes' || answer === 'no' || answer === 'done' ? t(`coordination:tasks.${answer}`) : answer;
}

function Related({ title, tasks }: { title: string; tasks: TaskView['successors'] }) {
  const { t } = useText();
  return (
    <div>
      <Text size="sm" fw={600}>{title}</Text>
      <ul style={{ margin: 0, paddingInlineStart: 20, fontSize: 'var(--mantine-font-size-sm)' }}>
        {tasks.map((each) => (
          <li key={each.no}><Anchor component={Link} to={taskPath(each.no)} inherit>{each.no}</Anchor> <span>{each.text}</span> ({t(`coordination:roles.${each.role}`)})</li>
        ))}
      </ul>
    </div>
  );
}
