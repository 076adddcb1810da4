import { Button, Checkbox, Group, Paper, Stack, Text } from '@mantine/core';
import { Play, Wrench } from 'lucide-react';
import { useState } from 'react';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import { DateTime } from '../../shared/components/Times';
import { formatQuantity } from '../../shared/components/units';
import { useText } from '../../shared/texts/useText';
import type { DispatchRow } from '../shapes';
import { Gates } from './Gates';
import type { ProjectedJob } from './project';
import { useStationCommand } from './useStationCommand';

interface NextJobsProps {
  jobs: readonly ProjectedJob[];
  rows: readonly DispatchRow[];
  machineNo: string | null;
  /** Shows the first one large, with its start, when nothing runs. */
  lead: boolean;
}

/** What comes next, in order, with what is missing beside the start; several can start together as one load. */
export function NextJobs({ jobs, rows, machineNo, lead }: NextJobsProps) {
  const { t, language } = useText();
  const { submit, refusal, dismiss, pending, personNo } = useStationCommand();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const batch = chosen.filter((no) => jobs.some((job) => job.no === no));

  const start = (job: ProjectedJob, phase: 'setup' | 'run') => void submit({
    path: '/api/mes/job-starts', body: { jobNo: job.no, atUtc: new Date().toISOString(), phase, machineNo, personNo },
    label: t(phase === 'setup' ? 'mes:station.setupLabel' : 'mes:station.startLabel', { job: job.no }), job: job.no,
  });
  const startBatch = () => void submit({
    path: '/api/mes/batch-starts',
    body: { jobs: batch.map((jobNo) => ({ jobNo })), machineNo, atUtc: new Date().toISOString(), phase: 'run', personNo },
    label: t('mes:station.batchLabel', { jobs: batch.join(', ') }), job: batch[0] ?? null,
  }).then((done) => done && setChosen([]));

  if (jobs.length === 0) return <Text p="sm">{t('mes:station.noNext')}</Text>;
  return (
    <Stack gap={8}>
      <RefusalNotice refusal={refusal} />
      {refusal && <Button variant="default" onClick={() => void dismiss()}>{t('mes:station.understood')}</Button>}
      {batch.length > 1 && (
        <Button data-primary onClick={startBatch} loading={pending} disabled={machineNo === null}>{t('mes:station.startBatch', { count: batch.length })}</Button>
      )}
      {jobs.slice(0, 20).map((job, at) => {
        const row = rows.find((each) => each.job.no === job.no);
        const blocks = row?.blocks ?? [];
        const large = lead && at === 0;
        const blocked = blocks.length > 0;
        return (
          <Paper key={job.no} p={large ? 'md' : 'xs'} component="section" aria-label={job.no}>
            <Group justify="space-between" wrap="nowrap" align="flex-start" gap={8}>
              <div style={{ minWidth: 0 }}>
                <Text fw={700} fz={large ? 28 : 18}>{job.no}</Text>
                <Text fz={large ? 20 : 16} lineClamp={2}>{`${job.description} · ${job.itemNo}`}</Text>
                <Text fz={16} c="dimmed">
                  {formatQuantity({ value: job.planned, unit: job.unit }, language)}{' · '}{t('mes:job.due')} <DateTime value={job.dueUtc} />
                </Text>
              </div>
              {!large && (
                <Checkbox
                  size="lg" aria-label={t('mes:station.inBatch', { job: job.no })} checked={chosen.includes(job.no)}
                  onChange={(event) => setChosen(event.currentTarget.checked ? [...chosen, job.no] : chosen.filter((no) => no !== job.no))}
                />
              )}
            </Group>
            {blocked && <div style={{ marginTop: 6, fontSize: 16 }}><Gates gates={blocks} brief /></div>}
            <Group gap={8} mt={8} wrap="nowrap">
              <Button
                {...(large ? { 'data-primary': true, style: { flex: 1 } } : { variant: 'default' as const, style: { flex: 1 } })} loading={pending} disabled={blocked}
                aria-label={t('mes:station.startOne', { job: job.no })} leftSection={<Play size={22} aria-hidden />} onClick={() => start(job, 'run')}
              >
                {t('mes:station.start')}
              </Button>
              <Button
                variant="default" {...(large ? { 'data-primary': true } : {})} loading={pending} leftSection={<Wrench size={22} aria-hidden />}
                aria-label={t('mes:station.setupOne', { job: job.no })} onClick={() => start(job, 'setup')}
              >
                {t('mes:station.setup')}
              </Button>
            </Group>
          </Paper>
        );
      })}
    </Stack>
  );
}
