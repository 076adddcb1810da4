import { Anchor, Button, Group, Paper, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useMemo } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { linkColumn, textColumn, timeColumn } from '../shared/components/columns';
import { DataTable, type DataColumn } from '../shared/components/DataTable';
import { PageHeader } from '../shared/components/PageHeader';
import { RefusalNotice } from '../shared/components/RefusalNotice';
import { DateTime } from '../shared/components/Times';
import { useCommand } from '../shared/http/useCommand';
import { useList, useRead } from '../shared/http/useRead';
import { useText } from '../shared/texts/useText';
import { noticeText } from './noticeText';
import { TaskCard } from './TaskCard';
import { taskPath, taskTopics, type Notice, type TaskRow, type TaskView } from './taskShapes';
import { TaskStateBadge } from './TaskStateBadge';

/** What I am asked, what is due first first; or everybody's tasks. */
export default function Tasks() {
  const { t } = useText();
  const [params, setParams] = useSearchParams();
  const all = params.get('all') === '1';
  return (
    <>
      <PageHeader title={t('coordination:tasks.title')}>
        <SegmentedControl
          size="md" aria-label={t('coordination:tasks.view')} value={all ? 'all' : 'mine'} onChange={(value) => setParams(value === 'all' ? { all: '1' } : {})}
          data={[{ value: 'mine', label: t('coordination:tasks.mine') }, { value: 'all', label: t('coordination:tasks.all') }]}
        />
      </PageHeader>
      {all ? <Everybody /> : <Mine />}
    </>
  );
}

function Mine() {
  const { t } = useText();
  const tasks = useRead<{ items: TaskView[] }>('/api/coordination/my-tasks', { topics: [...taskTopics] });
  const items = tasks.data?.items;
  return (
    <Stack gap="md" maw={640}>
      <RefusalNotice refusal={tasks.refusal} onRetry={() => void tasks.refetch()} />
      {items?.length === 0 && <Text>{t('coordination:tasks.none')}</Text>}
      {items?.map((view) => <TaskCard key={view.task.no} view={view} />)}
      <Notices />
    </Stack>
  );
}

function Notices() {
  const { t } = useText();
  const read = useRead<{ items: Notice[] }>('/api/coordination/my-notices', { topics: ['coordination.notices'] });
  const seen = useCommand<Record<string, never>>('/api/coordination/notice-readings', { topics: ['coordination.notices'] });
  const notices = read.data?.items ?? [];
  if (notices.length === 0) return null;
  const unread = notices.filter((each) => each.readUtc === null).length;
  return (
    <Paper withBorder p="md" component="section" aria-label={t('coordination:notices.title')}>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4">{t('coordination:notices.title')}</Title>
        {unread > 0 && <Button variant="default" mih={48} loading={seen.pending} onClick={() => void seen.send({})}>{t('coordination:notices.read', { count: unread })}</Button>}
      </Group>
      <ul style={{ margin: 0, padding: 0, listStyle: 'none' }}>
        {notices.slice(0, 30).map((each) => (
          <li key={each.id} style={{ paddingBlock: 6 }}>
            <Anchor component={Link} to={each.taskNo ? taskPath(each.taskNo) : `/exceptions/${each.exceptionNo ?? ''}`} fw={each.readUtc ? 400 : 650} inherit>{noticeText(each, t)}</Anchor>
            <Text size="sm"><DateTime value={each.atUtc} /></Text>
          </li>
        ))}
      </ul>
    </Paper>
  );
}

function Everybody() {
  const { t } = useText();
  const navigate = useNavigate();
  const list = useList<TaskRow>('/api/coordination/tasks', { query: { sort: '-givenUtc', limit: 200 }, topics: [...taskTopics] });
  const columns = useMemo<DataColumn<TaskRow>[]>(() => [
    linkColumn('no', t('coordination:tasks.one'), (row) => row.no, taskPath),
    textColumn('text', t('coordination:tasks.asked'), (row) => row.text, { filter: true }),
    textColumn('role', t('coordination:tasks.role'), (row) => t(`coordination:roles.${row.role}`), { filter: true }),
    textColumn('owner', t('coordination:tasks.owner'), (row) => row.ownerNo ?? '', { filter: true }),
    textColumn('state', t('coordination:state'), (row) => t(`coordination:taskStates.${row.state}`), { filter: true, cell: (row) => <TaskStateBadge task={row} /> }),
    timeColumn('due', t('coordination:tasks.due'), (row) => row.dueUtc),
    textColumn('answer', t('coordination:tasks.answer'), (row) => [row.answer, row.answerNote].filter(Boolean).join('. ')),
    textColumn('exception', t('coordination:one'), (row) => row.disruptionNo ?? '', { filter: true }),
  ], [t]);
  return (
    <DataTable
      name="tasks" label={t('coordination:tasks.title')} columns={columns} list={list} rowKey={(row) => row.no} serverCsv maxHeight="70vh"
      onOpen={(row) => void navigate(taskPath(row.no))} empty={<Text>{t('coordination:tasks.nobody')}</Text>}
    />
  );
}
