import { Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ReasonTiles } from '../../shared/components/ReasonTiles';
import { DateTime } from '../../shared/components/Times';
import { formatNumber, formatQuantity } from '../../shared/components/units';
import { useText } from '../../shared/texts/useText';
import type { useReasons } from '../useReasons';
import type { Report } from '../shapes';
import type { ProjectedJob } from './project';
import { StationDialog } from './StationDialog';
import { useDraft } from './useDraft';
import { useStationCommand } from './useStationCommand';

interface ActionProps {
  job: ProjectedJob;
  opened: boolean;
  onClose: () => void;
}

const noText = { reasonCode: null as string | null, text: '' };

export function PauseJob({ job, reasons, opened, onClose }: ActionProps & { reasons: ReturnType<typeof useReasons> }) {
  const { t } = useText();
  const { submit, refusal, errorAt, dismiss, pending, personNo } = useStationCommand();
  const [draft, change, clear] = useDraft(`pause.${personNo ?? ''}.${job.no}`, noText);
  const send = async () => {
    const done = await submit({
      path: '/api/mes/job-pauses',
      body: { jobNo: job.no, reasonCode: draft.reasonCode, atUtc: new Date().toISOString(), note: draft.text.trim() || null, personNo },
      label: t('mes:station.pauseLabel', { job: job.no, reason: reasons.text(draft.reasonCode, 'pause') }), job: job.no,
    });
    if (!done) return;
    clear();
    onClose();
  };
  return (
    <StationDialog
      opened={opened} title={t('mes:station.pauseTitle', { job: job.no })} confirm={t('mes:station.pause')} refusal={refusal} fields={['reasonCode', 'note']}
      why={draft.reasonCode ? undefined : t('mes:machine.chooseReason')} pending={pending} onConfirm={() => void send()}
      onClose={() => { void dismiss(); onClose(); }}
    >
      <ReasonTiles
        label={t('shell:reason.label')} reasons={reasons.tiles('pause')} value={draft.reasonCode} onChange={(reasonCode) => change({ reasonCode })} error={errorAt('reasonCode')}
      />
      <TextInput label={t('mes:report.note')} value={draft.text} onChange={(event) => change({ text: event.currentTarget.value })} maxLength={500} error={errorAt('note')} />
    </StationDialog>
  );
}

export function CompleteJob({ job, opened, onClose }: ActionProps) {
  const { t, language } = useText();
  const { submit, refusal, errorAt, dismiss, pending, personNo } = useStationCommand();
  const [draft, change, clear] = useDraft(`complete.${personNo ?? ''}.${job.no}`, noText);
  const send = async () => {
    const done = await submit({
      path: '/api/mes/job-completions', body: { jobNo: job.no, atUtc: new Date().toISOString(), reason: draft.text.trim() || null, personNo },
      label: t('mes:station.completeLabel', { job: job.no }), job: job.no,
    });
    if (!done) return;
    clear();
    onClose();
  };
  return (
    <StationDialog
      opened={opened} title={t('mes:station.completeTitle', { job: job.no })} confirm={t('mes:station.complete')} refusal={refusal} fields={['reason']}
      pending={pending} onConfirm={() => void send()} onClose={() => { void dismiss(); onClose(); }}
    >
      <Text fz={20}>
        {t('mes:station.completeHelp', {
          good: formatNumber(job.good + job.waitingGood, language), planned: formatQuantity({ value: job.planned, unit: job.unit }, language),
          inProcess: formatQuantity({ value: job.inProcess, unit: job.unit }, language),
        })}
      </Text>
      <Textarea
        label={t('mes:station.shortReason')} value={draft.text} onChange={(event) => change({ text: event.currentTarget.value })} autosize minRows={2} maxLength={500}
        error={errorAt('reason')}
      />
    </StationDialog>
  );
}

export function HandOver({ job, opened, onClose }: ActionProps) {
  const { t } = useText();
  const { submit, refusal, errorAt, dismiss, pending, personNo } = useStationCommand();
  const [draft, change, clear] = useDraft(`handover.${personNo ?? ''}.${job.no}`, noText);
  const send = async () => {
    const done = await submit({
      path: '/api/mes/handovers', body: { jobNo: job.no, note: draft.text.trim(), atUtc: new Date().toISOString() },
      label: t('mes:station.handoverLabel', { job: job.no }), job: job.no,
    });
    if (!done) return;
    clear();
    onClose();
  };
  return (
    <StationDialog
      opened={opened} title={t('mes:station.handoverTitle', { job: job.no })} confirm={t('mes:station.handover')} refusal={refusal} fields={['note']}
      why={draft.text.trim() ? undefined : t('mes:station.noteMissing')} pending={pending} onConfirm={() => void send()} onClose={() => { void dismiss(); onClose(); }}
    >
      <Textarea
        label={t('mes:station.handoverNote')} description={t('mes:station.handoverHelp')} value={draft.text} autosize minRows={4} maxLength={2000} data-autofocus
        onChange={(event) => change({ text: event.currentTarget.value })} error={errorAt('note')}
      />
    </StationDialog>
  );
}

/** The last report that still stands: neither a reversal nor reversed. */
export function lastStanding(reports: readonly Report[]): Report | undefined {
  const reversed = new Set(reports.map((report) => report.reverses).filter(Boolean));
  return [...reports].filter((report) => report.kind === 'report' && !reversed.has(report.reportId)).sort((a, b) => b.atUtc.localeCompare(a.atUtc))[0];
}

export function UndoReport({ job, report, opened, onClose }: ActionProps & { report: Report }) {
  const { t, language } = useText();
  const { submit, refusal, errorAt, dismiss, pending } = useStationCommand();
  const [reason, setReason] = useState('');
  const scrap = report.scrap.reduce((sum, line) => sum + line.quantity, 0);
  const send = async () => {
    const done = await submit({
      path: '/api/mes/report-reversals', body: { reportId: report.reportId, reason: reason.trim(), atUtc: new Date().toISOString() },
      label: t('mes:station.undoLabel', { job: job.no, good: formatNumber(report.good, language), scrap: formatNumber(scrap, language) }), job: job.no,
    });
    if (!done) return;
    setReason('');
    onClose();
  };
  return (
    <StationDialog
      opened={opened} title={t('mes:station.undoTitle', { job: job.no })} confirm={t('mes:station.undo')} refusal={refusal} fields={['reason']}
      why={reason.trim().length < 3 ? t('shell:reason.tooShort', { count: 3 }) : undefined} pending={pending} onConfirm={() => void send()}
      onClose={() => { void dismiss(); onClose(); }}
    >
      <Stack gap="sm">
        <Text fz={20}>
          {t('mes:station.undoHelp', { good: formatQuantity({ value: report.good, unit: report.unit }, language), scrap: formatQuantity({ value: scrap, unit: report.unit }, language) })}
          {' '}<DateTime value={report.atUtc} />
        </Text>
        <Textarea label={t('shell:reason.label')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} autosize minRows={2} data-autofocus error={errorAt('reason')} />
      </Stack>
    </StationDialog>
  );
}
