import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../texts/useText';

interface FormEndProps {
  submit: string;
  pending: boolean;
  disabled?: boolean;
  onClose: () => void;
  /** What is still missing, said before the buttons. */
  children?: ReactNode;
}

/** The end of a form: leave it, or send it. */
export function FormEnd({ submit, pending, disabled = false, onClose, children }: FormEndProps) {
  const { t } = useText();
  return (
    <Group justify="flex-end" gap={8}>
      {children}
      <Button variant="default" onClick={onClose}>{t('shell:action.cancel')}</Button>
      <Button type="submit" loading={pending} disabled={disabled}>{submit}</Button>
    </Group>
  );
}
