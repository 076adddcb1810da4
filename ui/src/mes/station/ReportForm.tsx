import { Button, Checkbox, Group, Stack, Text, TextInput, Textarea } from '@mantine/core';
import { X } from 'lucide-react';
import { useState } from 'react';
import { Keypad } from '../../shared/components/Keypad';
import { readQuantity } from '../../shared/components/QuantityInput';
import { ReasonTiles } from '../../shared/components/ReasonTiles';
import { formatNumber, formatQuantity, unitDecimals, unitSymbol } from '../../shared/components/units';
import { useText } from '../../shared/texts/useText';
import type { useReasons } from '../useReasons';
import type { ProjectedJob } from './project';
import { StationDialog } from './StationDialog';
import { useDraft } from './useDraft';
import { useStationCommand } from './useStationCommand';

type Field = 'good' | 'scrap' | 'rework';

interface Draft {
  good: string;
  scrap: string;
  rework: string;
  reasonCode: string | null;
  /** Scrap for further reasons of the same report. */
  lines: { value: number; reasonCode: string }[];
  serials: string;
  complete: boolean;
  note: string;
}

const empty: Draft = { good: '', scrap: '', rework: '', reasonCode: null, lines: [], serials: '', complete: false, note: '' };
const fields = ['good', 'scrap', 'rework', 'serialNos', 'reason'] as const;

interface ReportFormProps {
  job: ProjectedJob;
  serialsHere: boolean;
  reasons: ReturnType<typeof useReasons>;
  opened: boolean;
  onClose: () => void;
}

/** Good, scrap with its reasons, and rework of a job in one form, by large keys. */
export function ReportForm({ job, serialsHere, reasons, opened, onClose }: ReportFormProps) {
  const { t, language } = useText();
  const { submit, refusal, errorAt, dismiss, pending, personNo } = useStationCommand();
  const [draft, change, clear] = useDraft<Draft>(`report.${personNo ?? ''}.${job.no}`, empty);
  const [field, setField] = useState<Field>('good');
  const unit = job.unit;

  const read = (text: string) => (text.trim() === '' ? 0 : 'quantity' in readQuantity(text, unit) ? Number(text.replace(',', '.')) : NaN);
  const [good, scrap, rework] = [read(draft.good), read(draft.scrap), read(draft.rework)];
  const allScrap = scrap + draft.lines.reduce((sum, line) => sum + line.value, 0);
  const total = good + allScrap + rework;
  const why = Number.isNaN(total)
    ? t('shell:quantity.notANumber')
    : total === 0
      ? t('mes:report.nothing')
      : scrap > 0 && !draft.reasonCode
        ? t('mes:report.reasonMissing')
        : undefined;

  const close = () => {
    void dismiss();
    onClose();
  };
  const send = async () => {
    const scrapLines = [...draft.lines, ...(scrap > 0 ? [{ value: scrap, reasonCode: draft.reasonCode! }] : [])];
    const serialNos = draft.serials.split(/[\s,;]+/).filter(Boolean);
    const done = await submit({
      path: '/api/mes/production-reports',
      body: {
        jobNo: job.no, atUtc: new Date().toISOString(),
        good: good > 0 ? { value: good, unit } : null,
        scrap: scrapLines.map((line) => ({ quantity: { value: line.value, unit }, reasonCode: line.reasonCode })),
        rework: rework > 0 ? { value: rework, unit } : null,
        serialNos: serialNos.length > 0 ? serialNos : null,
        complete: draft.complete, note: draft.note.trim() || null, reason: draft.complete && draft.note.trim() ? draft.note.trim() : null, personNo,
      },
      label: t('mes:report.label', { job: job.no, good: formatNumber(good, language), scrap: formatNumber(allScrap, language) }),
      job: job.no,
    });
    if (!done) return;
    clear();
    setField('good');
    onClose();
  };

  const entry = (name: Field, label: string) => (
    <TextInput
      label={label} value={draft[name]} onChange={(event) => change({ [name]: event.currentTarget.value })} onFocus={() => setField(name)}
      inputMode="none" autoComplete="off" error={errorAt(name) ?? errorAt(`${name}.value`)} data-autofocus={name === 'good' ? true : undefined}
      aria-label={t('shell:quantity.in', { label, unit: unitSymbol(unit, language) })}
      rightSection={<Text c="dimmed" aria-hidden>{unitSymbol(unit, language)}</Text>} rightSectionWidth={56}
      styles={{
        input: {
          minHeight: 60, fontSize: 28, textAlign: 'right', fontVariantNumeric: 'tabular-nums',
          ...(field === name ? { borderWidth: 3, borderColor: 'var(--page-ink)' } : {}),
        },
      }}
    />
  );
  const labels: Record<Field, string> = { good: t('mes:job.good'), scrap: t('mes:job.scrap'), rework: t('mes:job.rework') };
  return (
    <StationDialog
      opened={opened} title={t('mes:report.title', { job: job.no })} confirm={draft.complete ? t('mes:report.sendAndComplete') : t('mes:report.send')}
      why={why} refusal={refusal} fields={fields} pending={pending} onConfirm={() => void send()} onClose={close}
    >
      <div style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) minmax(250px, 300px)', gap: 16, alignItems: 'start' }}>
        <Stack gap="sm">
          <div style={{ display: 'grid', gridTemplateColumns: 'repeat(3, minmax(0, 1fr))', gap: 8 }}>
            {entry('good', labels.good)}
            {entry('scrap', labels.scrap)}
            {entry('rework', labels.rework)}
          </div>
          <Text>{t('mes:report.inProcess', { quantity: formatQuantity({ value: job.inProcess, unit }, language) })}</Text>
          {draft.lines.length > 0 && (
            <Group gap={8}>
              {draft.lines.map((line, at) => (
                <Button
                  key={line.reasonCode} variant="default" rightSection={<X size={20} aria-hidden />}
                  aria-label={t('mes:report.removeLine', { reason: reasons.text(line.reasonCode, 'scrap') })}
                  onClick={() => change({ lines: draft.lines.filter((_, other) => other !== at) })}
                >
                  {`${formatQuantity({ value: line.value, unit }, language)} · ${reasons.text(line.reasonCode, 'scrap')}`}
                </Button>
              ))}
            </Group>
          )}
          {(scrap > 0 || draft.lines.length > 0) && (
            <ReasonTiles
              label={t('mes:report.scrapReason')} value={draft.reasonCode} onChange={(reasonCode) => change({ reasonCode })}
              reasons={reasons.tiles('scrap').filter((reason) => !draft.lines.some((line) => line.reasonCode === reason.code))} error={errorAt('scrap.0.reasonCode')}
            />
          )}
          {scrap > 0 && draft.reasonCode && (
            <div>
              <Button
                variant="default"
                onClick={() => {
                  change({ lines: [...draft.lines, { value: scrap, reasonCode: draft.reasonCode! }], scrap: '', reasonCode: null });
                  setField('scrap');
                }}
              >
                {t('mes:report.anotherReason')}
              </Button>
            </div>
          )}
          {serialsHere && (
            <Textarea
              label={t('mes:report.serials')} description={t('mes:report.serialsHelp')} value={draft.serials} autosize minRows={2}
              onChange={(event) => change({ serials: event.currentTarget.value })} error={errorAt('serialNos')}
            />
          )}
          <Checkbox
            label={t('mes:report.complete')} checked={draft.complete} size="lg" onChange={(event) => change({ complete: event.currentTarget.checked })}
          />
          <TextInput
            label={t('mes:report.note')} value={draft.note} onChange={(event) => change({ note: event.currentTarget.value })} maxLength={500} error={errorAt('reason')}
          />
        </Stack>
        <Keypad
          value={draft[field]} onChange={(text) => change({ [field]: text })} decimals={unitDecimals(unit)} label={t('shell:keypad.label', { label: labels[field] })}
        />
      </div>
    </StationDialog>
  );
}
