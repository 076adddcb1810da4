import { Button, Code, CopyButton, Group, Modal, Stack, Text } from '@mantine/core';
import { Check, Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '../shared/texts/useText';

interface SecretProps {
  title: string;
  /** Null when the answer had been given before: it is never told twice. */
  secret: string | null;
  children?: ReactNode;
  onClose: () => void;
}

/** Something that is shown this once: closes by its button only, so that a stray click loses nothing. */
export function Secret({ title, secret, children, onClose }: SecretProps) {
  const { t } = useText();
  return (
    <Modal opened onClose={onClose} title={<Text fw={650}>{title}</Text>} centered size="lg" closeOnClickOutside={false} closeOnEscape={false} withCloseButton={false}>
      <Stack gap="sm">
        <Text>{t(secret ? 'platform:secret.once' : 'platform:secret.gone')}</Text>
        {secret && (
          <>
            <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap', fontSize: '1rem' }} data-secret>{secret}</Code>
            <CopyButton value={secret} timeout={4_000}>
              {({ copied, copy }) => (
                <Group gap={8}>
                  <Button variant="default" onClick={copy} leftSection={copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}>
                    {t('platform:secret.copy')}
                  </Button>
                  <span role="status">{copied ? t('platform:secret.copied') : ''}</span>
                </Group>
              )}
            </CopyButton>
          </>
        )}
        {children}
        <Group justify="flex-end"><Button onClick={onClose}>{t('platform:secret.noted')}</Button></Group>
      </Stack>
    </Modal>
  );
}
