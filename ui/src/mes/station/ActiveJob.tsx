import { Button, Group, Paper, Progress, Stack, Text, Title } from '@mantine/core';
import { Check, CirclePause, ClipboardPen, LogIn, LogOut, MessageSquareText, Play, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import { DateTime } from '../../shared/components/Times';
import { formatNumber, unitSymbol } from '../../shared/components/units';
import { useRead } from '../../shared/http/useRead';
import { useQueueView } from '../../shared/offline/useQueue';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import type { JobView } from '../shapes';
import { topics } from '../topics';
import type { useReasons } from '../useReasons';
import { CompleteJob, HandOver, lastStanding, PauseJob, UndoReport } from './JobActions';
import { KeptAge } from './KeptAge';
import type { ProjectedJob } from './project';
import { ReportForm } from './ReportForm';
import { useStationCommand } from './useStationCommand';

interface ActiveJobProps {
  job: ProjectedJob;
  reasons: ReturnType<typeof useReasons>;
}

type Open = 'report' | 'pause' | 'complete' | 'handover' | 'undo' | null;

/** The one job in hand, large: how far it is and what can be done with it. */
export function ActiveJob({ job, reasons }: ActiveJobProps) {
  const { t, language } = useText();
  const { me } = useSession();
  const { waiting } = useQueueView();
  const { submit, refusal, dismiss, pending, personNo } = useStationCommand();
  const [open, setOpen] = useState<Open>(null);
  const { data: view, asOfUtc } = useRead<JobView>('/api/mes/job-orders/{jobNo}', {
    params: { jobNo: job.no }, query: { machineNo: job.machineNo, personNo }, topics: topics.jobs, keepForOffline: true,
  });
  const now = () => new Date().toISOString();
  const act = (path: string, label: string) => void submit({ path, body: { jobNo: job.no, atUtc: now(), personNo }, label, job: job.no });

  const signedOn = view?.labor.filter((span) => span.state === 'open') ?? [];
  const mine = signedOn.some((span) => span.personNo === me?.person?.number);
  const last = lastStanding(view?.reports ?? []);
  const note = view?.handovers.find((each) => each.readUtc === null && each.fromPerson !== me?.person?.number);
  const undoWaits = waiting.some((command) => command.job === job.no && command.path === '/api/mes/report-reversals');
  const share = job.planned > 0 ? Math.min(100, ((job.good + job.waitingGood) / job.planned) * 100) : 0;
  const close = () => setOpen(null);
  const figure = (label: string, value: number, extra: number) => (
    <div>
      <Text fz={16} c="dimmed">{label}</Text>
      <Text fz={34} fw={700} lh={1.1} className="tabular">
        {formatNumber(value, language)}
        {extra > 0 && <Text component="span" fz={18} fw={600}>{` ${t('mes:station.plusWaiting', { quantity: formatNumber(extra, language) })}`}</Text>}
      </Text>
    </div>
  );
  const small = 'calc((100% - 24px) / 4)';
  return (
    <Paper p="sm" component="section" aria-label={job.no} h="100%" style={{ display: 'flex', flexDirection: 'column', gap: 8 }}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap={8}>
        <div style={{ minWidth: 0 }}>
          <Title order={1} fz={30} lh={1.15}>{job.no}</Title>
          <Text fz={19} lineClamp={1}>{`${job.description} · ${job.itemNo} ${job.revision}`}</Text>
          <Text fz={16} c="dimmed">
            {t('mes:job.due')} <DateTime value={job.dueUtc} />{job.customerName ? ` · ${job.customerName}` : ''}
          </Text>
        </div>
        <div style={{ textAlign: 'right' }}>
          <Text fw={700} fz={20}>{t(`mes:jobState.${job.state}`)}</Text>
          {signedOn.length > 0 && <Text fz={16} c="dimmed">{t('mes:station.signedOn', { people: signedOn.map((span) => span.personNo).join(', ') })}</Text>}
          <KeptAge asOfUtc={asOfUtc} />
        </div>
      </Group>
      <div style={{ display: 'grid', gridTemplateColumns: 'repeat(4, minmax(0, 1fr))', gap: 8 }}>
        {figure(t('mes:job.good'), job.good, job.waitingGood)}
        {figure(t('mes:job.planned', { unit: unitSymbol(job.unit, language) }), job.planned, 0)}
        {figure(t('mes:job.scrap'), job.scrapped, job.waitingScrap)}
        {figure(t('mes:job.inProcess'), job.inProcess, 0)}
      </div>
      <Progress value={share} size={12} aria-label={t('mes:job.progress', { job: job.no })} />
      {note && (
        <div className="refusal">
          <Text fw={650}>{t('mes:station.noteFrom', { person: note.fromPerson })}</Text>
          <Text style={{ whiteSpace: 'pre-wrap' }}>{note.note}</Text>
          <Button
            variant="default" mt={6} loading={pending}
            onClick={() => void submit({ path: '/api/mes/handover-acknowledgements', body: { handoverId: note.id }, label: t('mes:station.readLabel', { job: job.no }), job: job.no })}
          >
            {t('mes:station.read')}
          </Button>
        </div>
      )}
      <RefusalNotice refusal={refusal} />
      {refusal && <Button variant="default" onClick={() => void dismiss()}>{t('mes:station.understood')}</Button>}
      <Stack gap={8} mt="auto">
        <div style={{ display: 'flex', gap: 8 }}>
          {job.state === 'setup' || (job.state === 'running' && job.inProcess === 0 && job.startable > 0) ? (
            <Button
              data-primary style={{ flex: 2 }} loading={pending} leftSection={<Play size={26} aria-hidden />}
              onClick={() => void submit({
                path: '/api/mes/job-starts', body: { jobNo: job.no, atUtc: now(), phase: 'run', machineNo: job.machineNo, personNo },
                label: t('mes:station.startLabel', { job: job.no }), job: job.no,
              })}
            >
              {t(job.state === 'setup' ? 'mes:station.startRun' : 'mes:station.startMore')}
            </Button>
          ) : (
            <Button data-primary style={{ flex: 2 }} leftSection={<ClipboardPen size={26} aria-hidden />} onClick={() => setOpen('report')}>{t('mes:station.report')}</Button>
          )}
          {job.state === 'paused' ? (
            <Button
              data-primary variant="default" style={{ flex: 1 }} loading={pending} leftSection={<Play size={26} aria-hidden />}
              onClick={() => act('/api/mes/job-resumes', t('mes:station.resumeLabel', { job: job.no }))}
            >
              {t('mes:station.resume')}
            </Button>
          ) : (
            <Button data-primary variant="default" style={{ flex: 1 }} leftSection={<CirclePause size={26} aria-hidden />} onClick={() => setOpen('pause')}>{t('mes:station.pause')}</Button>
          )}
        </div>
        <div style={{ display: 'flex', gap: 8 }}>
          <Button variant="default" style={{ flexBasis: small, flexGrow: 1 }} px={6} leftSection={<Check size={20} aria-hidden />} onClick={() => setOpen('complete')} disabled={job.state === 'setup'}>{t('mes:station.complete')}</Button>
          <Button variant="default" style={{ flexBasis: small, flexGrow: 1 }} px={6} leftSection={<Undo2 size={20} aria-hidden />} onClick={() => setOpen('undo')} disabled={!last || undoWaits}>{t('mes:station.undo')}</Button>
          <Button variant="default" style={{ flexBasis: small, flexGrow: 1 }} px={6} leftSection={<MessageSquareText size={20} aria-hidden />} onClick={() => setOpen('handover')}>{t('mes:station.handover')}</Button>
          {mine
            ? <Button variant="default" style={{ flexBasis: small, flexGrow: 1 }} px={6} loading={pending} leftSection={<LogOut size={20} aria-hidden />} onClick={() => act('/api/mes/job-leaves', t('mes:station.leaveLabel', { job: job.no }))}>{t('mes:station.leave')}</Button>
            : <Button variant="default" style={{ flexBasis: small, flexGrow: 1 }} px={6} loading={pending} disabled={job.state === 'paused'} leftSection={<LogIn size={20} aria-hidden />} onClick={() => act('/api/mes/job-joins', t('mes:station.joinLabel', { job: job.no }))}>{t('mes:station.join')}</Button>}
        </div>
        {(!last || undoWaits || job.state === 'setup' || (job.state === 'paused' && !mine)) && (
          <Text fz={15} c="dimmed">
            {[
              job.state === 'setup' ? t('mes:station.whySetup') : undefined,
              undoWaits ? t('mes:station.whyUndoWaits') : !last ? t('mes:station.whyNoUndo') : undefined,
              job.state === 'paused' && !mine ? t('mes:station.whyPaused') : undefined,
            ].filter(Boolean).join(' ')}
          </Text>
        )}
      </Stack>
      <ReportForm job={job} serialsHere={view?.serialsHere ?? false} reasons={reasons} opened={open === 'report'} onClose={close} />
      <PauseJob job={job} reasons={reasons} opened={open === 'pause'} onClose={close} />
      <CompleteJob job={job} opened={open === 'complete'} onClose={close} />
      <HandOver job={job} opened={open === 'handover'} onClose={close} />
      {last && <UndoReport job={job} report={last} opened={open === 'undo'} onClose={close} />}
    </Paper>
  );
}
