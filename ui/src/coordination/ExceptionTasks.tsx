import { Anchor, Group, Paper, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { DateTime } from '../shared/components/Times';
import { useText } from '../shared/texts/useText';
import { taskPath, type TaskRow } from './taskShapes';
import { TaskStateBadge } from './TaskStateBadge';

/** Who is asked for what by when, and what they said. */
export function ExceptionTasks({ tasks }: { tasks: readonly TaskRow[] }) {
  const { t } = useText();
  if (tasks.length === 0) return null;
  return (
    <Paper withBorder p="md" component="section" aria-label={t('coordination:own.tasks')}>
      <Title order={2} size="h4" mb="xs">{t('coordination:own.tasks')}</Title>
      {tasks.map((task) => (
        <Group key={task.no} gap="sm" py={4}>
          <Anchor component={Link} to={taskPath(task.no)}>{task.no}</Anchor>
          <TaskStateBadge task={task} />
          <Text size="sm">{t(`coordination:roles.${task.role}`)}{task.ownerNo ? ` (${task.ownerNo})` : ''}</Text>
          <Text size="sm" fw={600}>{task.text}</Text>
          <Text size="sm">{[task.answer, task.answerNote].filter(Boolean).join('. ')}</Text>
          <Text size="sm">{t('coordination:tasks.due')} <DateTime value={task.dueUtc} /></Text>
        </Group>
      ))}
    </Paper>
  );
}
