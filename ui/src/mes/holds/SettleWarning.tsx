import { Text } from '@mantine/core';
import { CommandDialog } from '../../shared/components/CommandForm';
import { useText } from '../../shared/texts/useText';

export interface WarningRow {
  warningId: string; code: string; text: string; jobNo: string; itemNo: string; lotNo: string | null; quantity: number; unit: string; atUtc: string;
}

/** A person looked at a booking of material and says what came of it. */
export function SettleWarning({ warning, onClose }: { warning: WarningRow; onClose: () => void }) {
  const { t } = useText();
  return (
    <CommandDialog
      opened title={t('mes:holds.settleWarning')} path="/api/mes/material-warning-settlements" submit={t('erp:discrepancy.settle')} topics={['mes.lots']}
      fixed={{ warningId: warning.warningId }} fields={[{ name: 'note', kind: 'long', label: t('mes:holds.whatCame'), required: true }]} onDone={onClose} onClose={onClose}
    >
      <Text size="sm">{warning.text}</Text>
    </CommandDialog>
  );
}
