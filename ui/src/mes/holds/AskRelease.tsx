import { Text } from '@mantine/core';
import { CommandDialog } from '../../shared/components/CommandForm';
import { useText } from '../../shared/texts/useText';

/** Quality says what shall become of held goods, with a reason; the business decides. */
export function AskRelease({ holdId, lotNo, onClose }: { holdId: string; lotNo: string; onClose: () => void }) {
  const { t } = useText();
  return (
    <CommandDialog
      opened title={t('mes:holds.askFor', { lot: lotNo })} path="/api/mes/lot-hold-releases" submit={t('mes:holds.ask')} topics={['mes.holds', 'mes.lots', 'mes.recalls']}
      fixed={{ holdId }} onDone={onClose} onClose={onClose}
      fields={[
        {
          name: 'disposition', kind: 'choice', label: t('mes:holds.disposition'), required: true, start: 'use',
          options: [{ value: 'use', label: t('mes:holds.dispositionOf.use') }, { value: 'scrap', label: t('mes:holds.dispositionOf.scrap') }],
        },
        { name: 'reason', kind: 'long', label: t('mes:holds.reason'), required: true },
      ]}
    >
      <Text size="sm">{t('mes:holds.askHelp')}</Text>
    </CommandDialog>
  );
}
