import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import type { Refusal } from '../../shared/http/refusal';
import { useText } from '../../shared/texts/useText';

interface StationDialogProps {
  opened: boolean;
  title: string;
  children: ReactNode;
  confirm: string;
  /** Why it can't be confirmed yet. */
  why?: string | undefined;
  refusal?: Refusal | undefined;
  /** Fields whose sentences stand at the field. */
  fields?: readonly string[];
  pending: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** A dialog of the terminal: full screen, because gloves need room, with its actions always in sight. */
export function StationDialog({ opened, title, children, confirm, why, refusal, fields = [], pending, onConfirm, onClose }: StationDialogProps) {
  const { t } = useText();
  return (
    <Modal
      opened={opened} onClose={onClose} fullScreen title={<Text fw={700} fz={22}>{title}</Text>} transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('shell:action.close'), size: 48 }}
      styles={{
        content: { display: 'flex', flexDirection: 'column' }, header: { minHeight: 56, paddingBlock: 4 },
        body: { flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column', gap: 8, paddingBottom: 8 },
      }}
    >
      <div data-density="station" style={{ display: 'flex', flexDirection: 'column', flex: 1, minHeight: 0, gap: 8 }}>
        <Stack gap="sm" style={{ flex: 1, minHeight: 0, overflow: 'auto' }}>{children}</Stack>
        <RefusalNotice refusal={refusal} fields={fields} />
        <Group gap={8} justify="flex-end">
          {why && <Text id="dialog-why" fz={16}>{why}</Text>}
          <Button variant="default" data-primary onClick={onClose}>{refusal ? t('mes:station.giveUp') : t('shell:action.cancel')}</Button>
          <Button data-primary loading={pending} disabled={Boolean(why)} aria-describedby={why ? 'dialog-why' : undefined} onClick={onConfirm}>{confirm}</Button>
        </Group>
      </div>
    </Modal>
  );
}
