import { Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { ReasonTiles } from '../../shared/components/ReasonTiles';
import { Since } from '../../shared/components/Times';
import { useText } from '../../shared/texts/useText';
import { StateTile } from '../../shared/theme/StateBadge';
import { shownState } from '../machineState';
import type { MachineNow } from '../shapes';
import type { useReasons } from '../useReasons';
import { StationDialog } from './StationDialog';
import { useStationCommand } from './useStationCommand';

interface MachinePanelProps {
  machine: MachineNow;
  reasons: ReturnType<typeof useReasons>;
}

/** The machine's state; a stop that nobody has explained asks for its reason, one touch away. */
export function MachinePanel({ machine, reasons }: MachinePanelProps) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const stopped = machine.state === 'stopped' && machine.sinceUtc !== null;
  return (
    <>
      <StateTile state={shownState(machine)} name={machine.name} {...(stopped ? { onOpen: () => setOpen(true) } : {})}>
        <span style={{ display: 'block', fontSize: 17 }}>
          {machine.sinceUtc && <>{t('mes:machine.since')} <Since value={machine.sinceUtc} /></>}
          {machine.reasonCode && ` · ${reasons.text(machine.reasonCode, 'downtime')}`}
          {machine.outOfService && ` · ${t('mes:machine.outOfService', { reason: machine.outOfService.reason })}`}
          {machine.needsReason && <strong style={{ display: 'block', marginTop: 4 }}>{t('mes:machine.tellWhy')}</strong>}
        </span>
      </StateTile>
      {stopped && <ExplainStop machine={machine} reasons={reasons} opened={open} onClose={() => setOpen(false)} />}
    </>
  );
}

function ExplainStop({ machine, reasons, opened, onClose }: MachinePanelProps & { opened: boolean; onClose: () => void }) {
  const { t } = useText();
  const { submit, refusal, errorAt, dismiss, pending } = useStationCommand();
  const [reasonCode, setReasonCode] = useState<string | null>(machine.reasonCode);
  const send = async () => {
    const done = await submit({
      path: '/api/mes/downtime-reasons', body: { machineNo: machine.machineNo, intervalStartUtc: machine.sinceUtc, reasonCode },
      label: t('mes:machine.reasonLabel', { machine: machine.name, reason: reasons.text(reasonCode, 'downtime') }), job: null,
    });
    if (done) onClose();
  };
  return (
    <StationDialog
      opened={opened} title={t('mes:machine.whyStopped', { machine: machine.name })} confirm={t('shell:action.save')} refusal={refusal} fields={['reasonCode']}
      why={reasonCode === null ? t('mes:machine.chooseReason') : undefined} pending={pending} onConfirm={() => void send()}
      onClose={() => {
        void dismiss();
        onClose();
      }}
    >
      <Stack gap="sm">
        <Text>{t('mes:machine.since')} {machine.sinceUtc && <Since value={machine.sinceUtc} />}</Text>
        <ReasonTiles label={t('shell:reason.label')} reasons={reasons.tiles('downtime')} value={reasonCode} onChange={setReasonCode} error={errorAt('reasonCode')} />
      </Stack>
    </StationDialog>
  );
}
