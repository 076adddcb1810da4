import { AppShell, ScrollArea, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMemo } from 'react';
import { Navigate, NavLink, Outlet, useLocation } from 'react-router';
import { useText } from '../texts/useText';
import { navGroups, type Page } from './pages';
import { PageBoundary } from './PageBoundary';
import { useSession } from './session';
import { TopBar } from './TopBar';

/** Desk pages: top bar, navigation by what the person may do, content. */
export function DeskShell({ pages }: { pages: readonly Page[] }) {
  const { t } = useText();
  const { may, me } = useSession();
  const { pathname } = useLocation();
  const [opened, { toggle, close }] = useDisclosure(false);
  const groups = useMemo(
    () => navGroups
      .map((group) => ({
        group,
        entries: pages
          .filter((page) => page.group === group && may(page.right))
          .sort((a, b) => (a.order ?? 100) - (b.order ?? 100)),
      }))
      .filter(({ entries }) => entries.length > 0),
    [may, pages],
  );
  if (me?.passwordMustChange && pathname !== '/account') return <Navigate to="/account" replace />;
  return (
    <AppShell header={{ height: 56 }} navbar={{ width: 232, breakpoint: 'md', collapsed: { mobile: !opened } }} padding="md">
      <a className="skip-link" href="#content">{t('shell:nav.skip')}</a>
      <AppShell.Header><TopBar menu={{ opened, toggle }} /></AppShell.Header>
      <AppShell.Navbar aria-label={t('shell:nav.label')}>
        <ScrollArea p="xs">
          <Stack gap="sm">
            {groups.map(({ group, entries }) => (
              <div key={group}>
                <Text size="xs" fw={650} c="dimmed" px={10} pb={2} id={`nav-${group}`}>{t(`shell:nav.groups.${group}`)}</Text>
                <ul aria-labelledby={`nav-${group}`} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
                  {entries.map(({ path, title, icon: Icon }) => (
                    <li key={path}>
                      <NavLink
                        to={path} className="nav-link" onClick={close}
                        // An address below this one lights it up too, unless that has an entry of its own.
                        end={pages.some((page) => page.group && page.path.startsWith(`${path}/`))}
                      >
                        {Icon && <Icon size={18} aria-hidden />}
                        {t(title)}
                      </NavLink>
                    </li>
                  ))}
                </ul>
              </div>
            ))}
          </Stack>
        </ScrollArea>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} style={{ background: 'var(--page)' }}>
        <PageBoundary><Outlet /></PageBoundary>
      </AppShell.Main>
    </AppShell>
  );
}
