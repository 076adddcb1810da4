import { Center, Group, Paper, Stack, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { LanguageSwitch, SchemeSwitch } from '../shared/shell/TopBar';

/** The quiet frame of pages that are seen before anybody is signed in. */
export function SignInFrame({ title, children, wide }: { title: string; children: ReactNode; wide?: boolean }) {
  useEffect(() => {
    document.title = `${title} · Tactus`;
  }, [title]);
  return (
    <main style={{ minHeight: '100dvh', background: 'var(--page)', display: 'flex', flexDirection: 'column' }}>
      <Group justify="flex-end" p="xs"><LanguageSwitch /><SchemeSwitch /></Group>
      <Center style={{ flex: 1 }} px="sm" pb="lg">
        <Paper p="lg" w="100%" maw={wide ? 860 : 400}>
          <Stack gap="md">
            <Group gap="sm">
              <img src="/icon.svg" alt="" width={36} height={36} />
              <Title order={1}>{title}</Title>
            </Group>
            {children}
          </Stack>
        </Paper>
      </Center>
    </main>
  );
}
