import { Button, CopyButton, Group, Paper, Stack, Text } from '@mantine/core';
import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import { useList } from '../../shared/http/useRead';
import { useText } from '../../shared/texts/useText';
import type { LedgerCheck } from '../shapes';
import { useHalf } from '../useHalf';

/** Recomputes the chain of every half's ledger when asked, and shows each head to compare with one noted earlier. */
export function Verification() {
  const { t } = useText();
  const half = useHalf();
  const [asked, setAsked] = useState(false);
  const list = useList<LedgerCheck>('/api/platform/audit-verifications', { enabled: asked });
  return (
    <Paper p="sm" withBorder>
      <Group gap="md">
        <Button variant="default" loading={list.isLoading && asked} onClick={() => (asked ? list.refetch() : setAsked(true))}>{t('platform:verify.now')}</Button>
        <Text size="sm" flex={1} miw={220}>{t('platform:verify.about')}</Text>
      </Group>
      <RefusalNotice refusal={list.refusal} onRetry={list.refetch} />
      {asked && (
        <Stack gap={8} mt={list.items.length > 0 ? 'sm' : 0} role="status">
          {list.items.map((check) => (
            <Group key={check.half} gap="sm" data-half={check.half} data-intact={check.fault === null}>
              {check.fault === null ? <ShieldCheck size={20} aria-hidden /> : <ShieldAlert size={20} aria-hidden />}
              <Text fw={650} w={80}>{half(check.half)}</Text>
              <Text fw={check.fault === null ? 400 : 650}>
                {check.fault === null
                  ? t('platform:verify.intact', { sealed: check.sealed, unsealed: check.unsealed })
                  : t('platform:verify.broken', { fault: check.fault })}
              </Text>
              <Text size="xs" ff="monospace" title={check.head}>{t('platform:verify.head', { head: check.head.slice(0, 16) })}</Text>
              <CopyButton value={check.head}>
                {({ copied, copy }) => (
                  <Button size="compact-sm" variant="default" onClick={copy} aria-label={t('platform:verify.copyHead', { half: check.half })}>
                    {copied ? t('platform:secret.copied') : t('platform:secret.copy')}
                  </Button>
                )}
              </CopyButton>
            </Group>
          ))}
        </Stack>
      )}
    </Paper>
  );
}
