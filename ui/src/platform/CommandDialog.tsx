import { Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ApiPath } from '../api/client';
import { ConfirmWithReason } from '../shared/components/ConfirmWithReason';
import { FormEnd } from '../shared/components/FormEnd';
import { RefusalNotice } from '../shared/components/RefusalNotice';
import { SeenVersion, useSeenVersion } from '../shared/components/SeenVersion';
import { useCommand } from '../shared/http/useCommand';
import { useText } from '../shared/texts/useText';

interface CommandDialogProps<Body, Result> {
  title: string;
  path: ApiPath<'post'>;
  submit: string;
  /** The command as typed now. */
  body: () => Body;
  /** Fields that show their own refusal. */
  fields: readonly string[];
  topics: readonly string[];
  ifMatch?: string | undefined;
  size?: 'md' | 'lg' | 'xl';
  /** Why it can't be sent yet, beside the button. */
  incomplete?: string | undefined;
  onDone: (result: Result) => void;
  onClose: () => void;
  children: (errorAt: (field: string) => string | undefined) => ReactNode;
}

/** A form over the page for one command; stays open with what was typed until it is done or closed. */
export function CommandDialog<Body, Result>(props: CommandDialogProps<Body, Result>) {
  const { title, path, submit, body, fields, topics, ifMatch, size = 'md', incomplete, onDone, onClose, children } = props;
  const { t } = useText();
  const command = useCommand<Body, Result>(path, { topics, onDone });
  const { send, retry, pending, refusal, errorAt } = command;
  const seen = useSeenVersion(ifMatch, command);
  return (
    <Modal
      opened onClose={onClose} title={<Text fw={650}>{title}</Text>} size={size} centered closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('shell:action.close') }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!incomplete) void send(body(), { ifMatch: seen.ifMatch });
        }}
      >
        <Stack gap="sm">
          {children(errorAt)}
          <RefusalNotice
            refusal={refusal} fields={fields} onRetry={refusal?.isRetryable ? () => void retry() : undefined} retrying={pending}
          />
          <SeenVersion seen={seen} />
          <FormEnd submit={submit} pending={pending} disabled={Boolean(incomplete)} onClose={onClose}>
            {incomplete && <Text size="sm" flex={1}>{incomplete}</Text>}
          </FormEnd>
        </Stack>
      </form>
    </Modal>
  );
}

interface ReasonDialogProps<Body> {
  title: string;
  path: ApiPath<'post'>;
  confirm: string;
  body: (reason: string) => Body;
  topics: readonly string[];
  ifMatch?: string | undefined;
  onClose: () => void;
  children?: ReactNode;
}

/** A command that takes nothing but a reason. */
export function ReasonDialog<Body>({ title, path, confirm, body, topics, ifMatch, onClose, children }: ReasonDialogProps<Body>) {
  const command = useCommand<Body, unknown>(path, { topics, onDone: onClose });
  const { send, pending, refusal } = command;
  const seen = useSeenVersion(ifMatch, command);
  return (
    <ConfirmWithReason
      opened title={title} confirm={confirm} pending={pending} refusal={refusal} onClose={onClose}
      onConfirm={(reason) => void send(body(reason), { ifMatch: seen.ifMatch })}
    >
      {children}
      <SeenVersion seen={seen} />
    </ConfirmWithReason>
  );
}
