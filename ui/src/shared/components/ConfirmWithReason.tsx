import { Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Refusal } from '../http/refusal';
import { useText } from '../texts/useText';
import { FormEnd } from './FormEnd';
import { RefusalNotice } from './RefusalNotice';

interface ConfirmWithReasonProps {
  opened: boolean;
  title: string;
  /** What will happen, in a sentence. */
  children?: ReactNode;
  confirm: string;
  /** Fewest characters of a reason that helps a later reader. */
  minLength?: number;
  refusal?: Refusal | undefined;
  pending?: boolean;
  /** The dialog stays open, with what was typed, until the caller closes it. */
  onConfirm: (reason: string) => void;
  onClose: () => void;
}

/** Asks for a reason before something that somebody may question later. */
export function ConfirmWithReason({ opened, title, onClose, ...form }: ConfirmWithReasonProps) {
  const { t } = useText();
  return (
    <Modal opened={opened} onClose={onClose} title={<Text fw={650}>{title}</Text>} centered closeButtonProps={{ 'aria-label': t('shell:action.close') }}>
      {/* A part of its own: Modal takes it away when closed, and the next opening starts empty. */}
      <ReasonForm onClose={onClose} {...form} />
    </Modal>
  );
}

type ReasonFormProps = Omit<ConfirmWithReasonProps, 'opened' | 'title'>;

function ReasonForm({ children, confirm, minLength = 3, refusal, pending, onConfirm, onClose }: ReasonFormProps) {
  const { t } = useText();
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const short = reason.trim().length < minLength;
  const error = asked && short ? t('shell:reason.tooShort', { count: minLength }) : refusal?.errors['reason']?.join('\n');
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (!short) onConfirm(reason.trim());
      }}
    >
      <Stack gap="sm">
        {children}
        <Textarea
          label={t('shell:reason.label')} value={reason} onChange={(event) => setReason(event.currentTarget.value)}
          autosize minRows={2} required error={error} data-autofocus maxLength={500}
        />
        <RefusalNotice refusal={refusal} fields={['reason']} />
        <FormEnd submit={confirm} pending={pending ?? false} onClose={onClose} />
      </Stack>
    </form>
  );
}
