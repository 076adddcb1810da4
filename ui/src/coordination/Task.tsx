import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useParams } from 'react-router';
import { CommandDialog } from '../shared/components/CommandForm';
import { PageHeader } from '../shared/components/PageHeader';
import { RefusalNotice } from '../shared/components/RefusalNotice';
import { DateTime } from '../shared/components/Times';
import { useCommand } from '../shared/http/useCommand';
import { useRead } from '../shared/http/useRead';
import { useText } from '../shared/texts/useText';
import { TaskCard } from './TaskCard';
import { pauseReasons, taskTopics, type Roster, type TaskView } from './taskShapes';
import { Told } from './Told';

/** One task: what is asked, its answer, who was told when. */
export default function Task() {
  const { t } = useText();
  const { no = '' } = useParams();
  const [doing, setDoing] = useState<'assign' | 'pause'>();
  const read = useRead<TaskView>('/api/coordination/tasks/{no}', { params: { no }, topics: [...taskTopics] });
  const roster = useRead<Roster>('/api/coordination/roster', { enabled: doing === 'assign' });
  const resume = useCommand<{ taskNo: string }>('/api/coordination/task-resumptions', { topics: taskTopics });
  const view = read.data;
  const crumbs = [{ title: t('coordination:tasks.title'), to: '/coordination/tasks' }, { title: no }];
  if (!view) return <><PageHeader title={no} crumbs={crumbs} /><RefusalNotice refusal={read.refusal} onRetry={() => void read.refetch()} /></>;
  const live = view.task.state === 'open' || view.task.state === 'acknowledged';
  const paused = view.pauses.some((pause) => pause.toUtc === null);
  const close = () => setDoing(undefined);
  return (
    <>
      <PageHeader title={no} crumbs={crumbs}>
        {view.task.ownerNo && <Text size="sm">{t('coordination:tasks.ownedBy', { who: view.ownerName ?? view.task.ownerNo })}</Text>}
      </PageHeader>
      <Stack gap="md" maw={640}>
        <TaskCard view={view} full />
        {live && (
          <Group gap="sm">
            <Button variant="default" mih={48} onClick={() => setDoing('assign')}>{t('coordination:tasks.assign')}</Button>
            {paused
              ? <Button variant="default" mih={48} loading={resume.pending} onClick={() => void resume.send({ taskNo: no })}>{t('coordination:tasks.resume')}</Button>
              : <Button variant="default" mih={48} onClick={() => setDoing('pause')}>{t('coordination:tasks.pause')}</Button>}
          </Group>
        )}
        <RefusalNotice refusal={resume.refusal} />
        <Paper withBorder p="md" component="section" aria-label={t('coordination:story')}>
          <Title order={2} size="h4" mb="xs">{t('coordination:story')}</Title>
          <ol style={{ margin: 0, paddingInlineStart: 20 }}>
            {view.story.map((line, at) => (
              <li key={at}><Text size="sm"><DateTime value={line.atUtc} /> <b>{t(`coordination:taskSteps.${line.what}`)}</b> {line.text ?? ''} {line.actorNo}</Text></li>
            ))}
          </ol>
        </Paper>
        <Told lines={view.told} />
      </Stack>
      <CommandDialog
        opened={doing === 'assign'} title={t('coordination:tasks.assign')} path="/api/coordination/task-assignments" submit={t('coordination:tasks.assign')} topics={taskTopics} fixed={{ taskNo: no }}
        onDone={close} onClose={close}
        fields={[
          { name: 'personNo', kind: 'choice', label: t('coordination:roster.person'), required: true, options: (roster.data?.people ?? []).filter((each) => each.active).map((each) => ({ value: each.number, label: `${each.name} (${each.number})` })) },
          { name: 'reason', kind: 'text', label: t('coordination:tasks.why'), required: true },
        ]}
      >
        <Text size="sm">{t('coordination:tasks.assignHelp')}</Text>
      </CommandDialog>
      <CommandDialog
        opened={doing === 'pause'} title={t('coordination:tasks.pause')} path="/api/coordination/task-pauses" submit={t('coordination:tasks.pause')} topics={taskTopics} fixed={{ taskNo: no }}
        onDone={close} onClose={close}
        fields={[
          { name: 'reason', kind: 'choice', label: t('coordination:tasks.why'), required: true, options: pauseReasons.map((value) => ({ value, label: t(`coordination:pauses.${value}`) })) },
          { name: 'note', kind: 'text', label: t('coordination:tasks.note') },
        ]}
      >
        <Text size="sm">{t('coordination:tasks.pauseHelp')}</Text>
      </CommandDialog>
    </>
  );
}
