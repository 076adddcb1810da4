import { Button, Stack, Text, TextInput } from '@mantine/core';
import { Siren } from 'lucide-react';
import { useState } from 'react';
import { ReasonTiles } from '../../shared/components/ReasonTiles';
import { useList } from '../../shared/http/useRead';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import type { LotRow } from '../shapes';
import { topics } from '../topics';
import type { useReasons } from '../useReasons';
import { StationDialog } from './StationDialog';
import { useDraft } from './useDraft';
import { useStationCommand } from './useStationCommand';

interface AndonProps {
  orderNo: string | null;
  reasons: ReturnType<typeof useReasons>;
}

const empty = { lotNo: '', reasonCode: null as string | null, text: '' };

/** Stops a lot from going on: the second touch is the reason. The lot of the job in hand is chosen already. */
export function Andon({ orderNo, reasons }: AndonProps) {
  const { t } = useText();
  const { may } = useSession();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="default" fullWidth mih={64} leftSection={<Siren size={26} aria-hidden />} onClick={() => setOpen(true)} disabled={!may('mes.quality-hold')}
        aria-describedby={may('mes.quality-hold') ? undefined : 'andon-why'}
      >
        {t('mes:andon.open')}
      </Button>
      {!may('mes.quality-hold') && <Text id="andon-why" fz={15}>{t('shell:right.help', { right: 'mes.quality-hold' })}</Text>}
      {open && <HoldLot orderNo={orderNo} reasons={reasons} onClose={() => setOpen(false)} />}
    </>
  );
}

function HoldLot({ orderNo, reasons, onClose }: AndonProps & { onClose: () => void }) {
  const { t } = useText();
  const { submit, refusal, errorAt, dismiss, pending, personNo } = useStationCommand();
  const [draft, change, clear] = useDraft(`hold.${personNo ?? ''}.${orderNo ?? ''}`, empty);
  const { items } = useList<LotRow>('/api/mes/lots', {
    query: { filter: orderNo ? [`orderNo:eq:${orderNo}`] : ['atLine:gt:0'], limit: 12 }, topics: topics.lots, keepForOffline: true,
  });
  const lotNo = draft.lotNo || items[0]?.lotNo || '';
  const reason = (code: string | null) => reasons.text(code, 'hold');
  const send = async (reasonCode: string) => {
    const done = await submit({
      path: '/api/mes/lot-holds', body: { lotNo, reasonCode, text: draft.text.trim() || reason(reasonCode), atUtc: new Date().toISOString() },
      label: t('mes:andon.label', { lot: lotNo, reason: reason(reasonCode) }), job: null,
    });
    if (!done) return;
    clear();
    onClose();
  };
  return (
    <StationDialog
      opened title={t('mes:andon.title')} confirm={t('mes:andon.confirm')} refusal={refusal} fields={['lotNo', 'reasonCode', 'text']} pending={pending}
      why={!lotNo ? t('mes:andon.lotMissing') : !draft.reasonCode ? t('mes:machine.chooseReason') : undefined}
      onConfirm={() => draft.reasonCode && void send(draft.reasonCode)} onClose={() => { void dismiss(); onClose(); }}
    >
      <Stack gap="sm">
        <ReasonTiles
          label={t('mes:andon.lots')} reasons={items.map((lot) => ({ code: lot.lotNo, name: lot.lotNo, note: lot.itemNo }))} value={lotNo}
          onChange={(code) => change({ lotNo: code })} error={errorAt('lotNo')}
        />
        <TextInput label={t('mes:andon.otherLot')} value={draft.lotNo} onChange={(event) => change({ lotNo: event.currentTarget.value })} autoComplete="off" />
        <ReasonTiles
          label={t('mes:andon.reason')} reasons={reasons.tiles('hold')} value={draft.reasonCode} error={errorAt('reasonCode')}
          onChange={(reasonCode) => {
            change({ reasonCode });
            // What goes wrong spreads by the minute: the touch of the reason is the hold.
            if (lotNo && !pending) void send(reasonCode);
          }}
        />
        <TextInput label={t('mes:report.note')} value={draft.text} onChange={(event) => change({ text: event.currentTarget.value })} maxLength={500} error={errorAt('text')} />
      </Stack>
    </StationDialog>
  );
}
