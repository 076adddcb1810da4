import { Button, Group, Text } from '@mantine/core';
import { LogOut } from 'lucide-react';
import { Outlet } from 'react-router';
import { useText } from '../texts/useText';
import { ConnectionIndicator } from './ConnectionIndicator';
import { PageBoundary } from './PageBoundary';
import { useSession } from './session';
import { LanguageSwitch } from './TopBar';

/** Full-screen shell of a terminal or wall screen: one thin bar, everything else belongs to the work. */
export function StationShell({ touch }: { touch: boolean }) {
  const { t } = useText();
  const { me, signOut } = useSession();
  return (
    <div data-density={touch ? 'station' : undefined} style={{ height: '100dvh', display: 'flex', flexDirection: 'column', background: 'var(--page)' }}>
      <Group
        component="header" px="md" py={4} gap="md" wrap="nowrap" justify="space-between"
        style={{ minHeight: 56, borderBottom: '1px solid var(--page-line)', background: 'var(--page-surface)' }}
      >
        <div style={{ minWidth: 0 }}>
          <Text fw={700} truncate>{me?.station?.name ?? me?.plant.name ?? 'Tactus'}</Text>
          {me && <Text size="xs" c="dimmed" truncate>{t('shell:time.zone', { zone: me.plant.timeZone })}</Text>}
        </div>
        <Group gap="sm" wrap="nowrap">
          <ConnectionIndicator />
          <LanguageSwitch />
          {me?.person && <Text fw={650} truncate maw={200}>{me.person.name}</Text>}
          {me?.person && touch && (
            <Button variant="default" onClick={() => void signOut()} leftSection={<LogOut size={20} aria-hidden />}>
              {t('shell:person.signOut')}
            </Button>
          )}
        </Group>
      </Group>
      <main id="content" tabIndex={-1} style={{ flex: 1, minHeight: 0, overflow: 'auto', padding: touch ? 8 : 16 }}>
        <PageBoundary><Outlet /></PageBoundary>
      </main>
    </div>
  );
}
