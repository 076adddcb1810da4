import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { DisabledWhy } from '../shared/components/DisabledWhy';
import { PageHeader } from '../shared/components/PageHeader';
import { RefusalNotice } from '../shared/components/RefusalNotice';
import { DateTime } from '../shared/components/Times';
import { useCommand } from '../shared/http/useCommand';
import { useRead } from '../shared/http/useRead';
import { useSession } from '../shared/shell/session';
import { useText } from '../shared/texts/useText';

interface Line { atUtc: string; holds: boolean | null; what: string; actual: string | null; expected: string | null }
interface Run { no: number; title: string; tag: string; startedUtc: string; endedUtc: string | null; fault: string | null; holds: boolean; lines: Line[] }
interface ScenarioList { known: { no: number; title: string }[]; runs: Run[] }

/** Bad days that can be played in a demo plant and watched: what happens, and which figures held. */
export default function Scenarios() {
  const { t } = useText();
  const { may } = useSession();
  const [playing, setPlaying] = useState(false);
  const read = useRead<ScenarioList>('/api/demo/scenarios', { refetchInterval: playing ? 700 : 5000 });
  const start = useCommand<{ no: number }>('/api/demo/scenario-runs', { onDone: () => { setPlaying(true); void read.refetch(); } });
  const runs = read.data?.runs ?? [];
  const busy = runs.some((run) => run.endedUtc === null);
  if (busy !== playing && read.data) setPlaying(busy);
  const why = may('coordination.plan') ? (busy ? t('coordination:scenarios.busy') : undefined) : t('coordination:floor.right');
  return (
    <>
      <PageHeader title={t('coordination:scenarios.title')} />
      <RefusalNotice refusal={read.refusal ?? start.refusal ?? null} />
      {read.data?.known.length === 0 && <Text>{t('coordination:scenarios.none')}</Text>}
      <Stack gap="md">
        <Group gap="sm">
          {read.data?.known.map(({ no, title }) => (
            <DisabledWhy key={no} why={why}><Button size="md" variant="default" lang="en" onClick={() => void start.send({ no })}>{`${no}  ${title}`}</Button></DisabledWhy>
          ))}
        </Group>
        {runs.map((run) => (
          <Paper key={run.tag} withBorder p="md" component="section" aria-label={`${run.no} ${run.title}`}>
            <Group gap="sm" mb="xs">
              <Title order={2} size="h4" lang="en">{`${run.no}  ${run.title}`}</Title>
              <Badge variant="light" color={run.endedUtc === null ? 'gray' : run.holds ? 'green' : 'red'}>{t(run.endedUtc === null ? 'coordination:scenarios.playing' : run.holds ? 'coordination:scenarios.held' : 'coordination:scenarios.failed')}</Badge>
              <Text size="sm"><DateTime value={run.startedUtc} /></Text>
            </Group>
            {run.fault !== null && <Text role="alert" lang="en">{run.fault}</Text>}
            <ol style={{ margin: 0, paddingInlineStart: 24 }} lang="en">
              {run.lines.map((line, at) => (
                <li key={at}>
                  {line.holds === null ? <Text fw={600}>{line.what}</Text>
                    : <Text size="sm">{line.holds ? '✓' : '✗'} {line.what}: <b>{line.actual}</b>{line.holds ? '' : ` (${t('coordination:scenarios.must', { expected: line.expected ?? '' })})`}</Text>}
                </li>
              ))}
            </ol>
          </Paper>
        ))}
      </Stack>
    </>
  );
}
