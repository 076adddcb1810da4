import { Button, Group, Paper, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { ScanBarcode } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useBadgeScan } from '../../platform/useBadgeScan';
import { QuantityInput, readQuantity } from '../../shared/components/QuantityInput';
import { ReasonTiles } from '../../shared/components/ReasonTiles';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import { DateTime } from '../../shared/components/Times';
import { formatQuantity } from '../../shared/components/units';
import { useRead } from '../../shared/http/useRead';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import type { PickProposal } from '../shapes';
import { topics } from '../topics';
import type { useReasons } from '../useReasons';
import { CameraScan, cameraReads } from './CameraScan';
import { KeptAge } from './KeptAge';
import { StationDialog } from './StationDialog';
import { useDraft } from './useDraft';
import { useStationCommand } from './useStationCommand';

type Way = 'pick' | 'consume' | 'return';

const paths: Record<Way, string> = {
  pick: '/api/mes/material-picks', consume: '/api/mes/material-consumptions', return: '/api/mes/material-returns',
};

interface MaterialPanelProps {
  jobNo: string;
  reasons: ReturnType<typeof useReasons>;
}

interface Asked {
  scan: string;
  quantity: string;
  unit: string;
  way: Way;
}

/** What the job needs, which lots come first, and booking by scan. */
export function MaterialPanel({ jobNo, reasons }: MaterialPanelProps) {
  const { t, language } = useText();
  const { may } = useSession();
  const { data: needs, asOfUtc, refusal } = useRead<PickProposal[]>('/api/mes/pick-proposals', { query: { jobNo }, topics: topics.lots, keepForOffline: true });
  const [asked, setAsked] = useState<Asked>();
  const [typed, setTyped] = useState('');
  const [camera, setCamera] = useState(false);
  const mayMove = may('mes.material');

  const open = useCallback((scan: string, way: Way, need?: PickProposal, propose?: number) => {
    const clean = scan.trim();
    if (clean === '') return;
    const of = need ?? needs?.find((each) => each.lots.some((lot) => lot.lotNo === clean)) ?? (needs?.length === 1 ? needs[0] : undefined);
    setAsked({ scan: clean, way, unit: of?.needed.unit ?? 'C62', quantity: propose ? String(propose) : '' });
    setTyped('');
  }, [needs]);
  useBadgeScan((code) => { if (mayMove && !asked) open(code, 'pick'); });

  return (
    <Stack gap={8}>
      <form onSubmit={(event) => { event.preventDefault(); open(typed, 'pick'); }}>
        <Group gap={8} wrap="nowrap" align="flex-end">
          <TextInput
            style={{ flex: 1 }} label={t('mes:material.scan')} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} autoComplete="off" disabled={!mayMove}
            leftSection={<ScanBarcode size={22} aria-hidden />}
          />
          <Button type="submit" variant="default" disabled={!mayMove || typed.trim() === ''}>{t('mes:material.open')}</Button>
        </Group>
      </form>
      {cameraReads() && mayMove && <Button variant="default" onClick={() => setCamera(true)}>{t('mes:material.camera')}</Button>}
      {!mayMove && <Text fz={15}>{t('shell:right.help', { right: 'mes.material' })}</Text>}
      <RefusalNotice refusal={refusal} />
      <KeptAge asOfUtc={asOfUtc} />
      {needs?.length === 0 && <Text>{t('mes:material.none')}</Text>}
      {needs?.map((need) => (
        <Paper key={need.itemNo} p="xs" component="section" aria-label={need.itemNo}>
          <Text fw={700} fz={18}>{need.itemNo}{need.description ? ` · ${need.description}` : ''}</Text>
          <Text fz={16}>
            {t('mes:material.need', {
              needed: formatQuantity(need.needed, language), atLine: formatQuantity(need.atLine, language), missing: formatQuantity(need.missing, language),
            })}
          </Text>
          {need.backflush && <Text fz={15} c="dimmed">{t('mes:material.backflush')}</Text>}
          <Group gap={8} mt={6}>
            {need.lots.slice(0, 5).map((lot) => (
              <Button
                key={lot.lotNo} variant="default" h="auto" py={6} disabled={!mayMove || lot.notBecause !== null} onClick={() => open(lot.lotNo, 'pick', need, lot.propose.value || undefined)}
                style={{ flex: '1 1 100%' }} justify="space-between"
              >
                <span style={{ textAlign: 'left' }}>
                  {lot.lotNo}{' · '}{formatQuantity(lot.inStore, language)}
                  <Text component="span" display="block" size="sm" inherit={false}>
                    {lot.notBecause
                      ? t(`mes:material.not.${lot.notBecause}` as 'mes:material.not.lot-held')
                      : <>{lot.propose.value > 0 && `${t('mes:material.proposed', { quantity: formatQuantity(lot.propose, language) })} `}{lot.expiresOn && <>{t('mes:material.expires')} <DateTime value={`${lot.expiresOn}T12:00:00Z`} detail="date" /></>}</>}
                  </Text>
                </span>
              </Button>
            ))}
          </Group>
        </Paper>
      ))}
      {asked && <Booking jobNo={jobNo} asked={asked} reasons={reasons} onClose={() => setAsked(undefined)} />}
      <CameraScan opened={camera} onClose={() => setCamera(false)} onRead={(code) => { setCamera(false); open(code, 'pick'); }} />
    </Stack>
  );
}

function Booking({ jobNo, asked, reasons, onClose }: { jobNo: string; asked: Asked; reasons: ReturnType<typeof useReasons>; onClose: () => void }) {
  const { t, language } = useText();
  const { submit, refusal, errorAt, dismiss, pending } = useStationCommand();
  const [empty] = useState({ way: asked.way, quantity: asked.quantity, override: null as string | null });
  const [draft, change, clear] = useDraft(`material.${jobNo}.${asked.scan}`, empty);
  const { way, quantity, override } = draft;
  const overriding = refusal?.code === 'pick-override-needed' || override !== null;
  const got = quantity.trim() === '' ? undefined : readQuantity(quantity, asked.unit);
  const why = got && 'problem' in got
    ? t('shell:quantity.notANumber')
    : way !== 'pick' && !got
      ? t('shell:quantity.missing')
      : way === 'pick' && overriding && !override ? t('mes:material.overrideMissing') : undefined;

  const send = async () => {
    const amount = got && 'quantity' in got ? got.quantity : null;
    const done = await submit({
      path: paths[way],
      body: {
        jobNo, atUtc: new Date().toISOString(), scan: asked.scan, quantity: amount,
        ...(way === 'pick' ? { overrideReason: override ? reasons.text(override, 'override') : null } : {}),
      },
      label: t(`mes:material.label.${way}`, { lot: asked.scan, quantity: amount ? formatQuantity(amount, language) : '', job: jobNo }), job: jobNo,
    });
    if (!done) return;
    clear();
    onClose();
  };
  return (
    <StationDialog
      opened title={asked.scan} confirm={t(`mes:material.way.${way}`)} why={why} refusal={refusal} fields={['quantity', 'overrideReason']} pending={pending}
      onConfirm={() => void send()} onClose={() => { void dismiss(); clear(); onClose(); }}
    >
      <SegmentedControl
        aria-label={t('mes:material.whatToDo')} value={way} onChange={(chosen) => change({ way: chosen as Way })} fullWidth
        data={(['pick', 'consume', 'return'] as const).map((value) => ({ value, label: t(`mes:material.way.${value}`) }))}
      />
      <div style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) minmax(250px, 300px)', gap: 16, alignItems: 'start' }}>
        <Stack gap="sm">
          <Text>{t(way === 'pick' ? 'mes:material.pickHelp' : way === 'consume' ? 'mes:material.consumeHelp' : 'mes:material.returnHelp')}</Text>
          {way === 'pick' && overriding && (
            <ReasonTiles label={t('mes:material.overrideReason')} reasons={reasons.tiles('override')} value={override} onChange={(code) => change({ override: code })} error={errorAt('overrideReason')} />
          )}
        </Stack>
        <QuantityInput keypad label={t('mes:material.quantity')} unit={asked.unit} value={quantity} onChange={(text) => change({ quantity: text })} error={errorAt('quantity') ?? errorAt('quantity.value')} />
      </div>
    </StationDialog>
  );
}
