import { ActionIcon, Burger, Group, Menu, SegmentedControl, Text, useMantineColorScheme } from '@mantine/core';
import { KeyRound, LogOut, Moon, Sun, UserRound } from 'lucide-react';
import { Link } from 'react-router';
import { setLanguage, useText, type Language } from '../texts/useText';
import { ConnectionIndicator } from './ConnectionIndicator';
import { useSession } from './session';

interface TopBarProps {
  menu?: { opened: boolean; toggle: () => void };
}

export function TopBar({ menu }: TopBarProps) {
  const { t } = useText();
  const { me } = useSession();
  return (
    <Group h="100%" px="md" gap="md" wrap="nowrap" justify="space-between">
      <Group gap="sm" wrap="nowrap" style={{ minWidth: 0 }}>
        {menu && <Burger opened={menu.opened} onClick={menu.toggle} hiddenFrom="md" size="sm" aria-label={t('shell:nav.toggle')} />}
        <Link to="/" aria-label={t('shell:nav.home')} style={{ display: 'flex' }}>
          <img src="/icon.svg" alt="" width={28} height={28} />
        </Link>
        <div style={{ minWidth: 0 }}>
          <Text fw={650} size="sm" truncate>{me?.plant.name ?? 'Tactus'}</Text>
          {me && <Text size="xs" c="dimmed" truncate>{t('shell:time.zone', { zone: me.plant.timeZone })}</Text>}
        </div>
      </Group>
      <Group gap="sm" wrap="nowrap">
        <ConnectionIndicator />
        <LanguageSwitch />
        <SchemeSwitch />
        <PersonMenu />
      </Group>
    </Group>
  );
}

export function LanguageSwitch() {
  const { t, language } = useText();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('shell:language.label')}
      value={language}
      onChange={(chosen) => void setLanguage(chosen as Language)}
      data={[
        { value: 'en', label: <span lang="en" title="English">EN</span> },
        { value: 'ko', label: <span lang="ko" title="한국어">KO</span> },
      ]}
    />
  );
}

export function SchemeSwitch() {
  const { t } = useText();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const dark = colorScheme === 'dark';
  return (
    <ActionIcon
      aria-label={dark ? t('shell:scheme.toLight') : t('shell:scheme.toDark')}
      title={dark ? t('shell:scheme.toLight') : t('shell:scheme.toDark')}
      onClick={() => setColorScheme(dark ? 'light' : 'dark')}
    >
      {dark ? <Sun size={18} aria-hidden /> : <Moon size={18} aria-hidden />}
    </ActionIcon>
  );
}

function PersonMenu() {
  const { t } = useText();
  const { me, signOut } = useSession();
  if (!me) return null;
  const name = me.person?.name ?? me.station?.name ?? t('shell:person.key');
  return (
    // The bar never scrolls away; a menu that hides itself when its button seems gone would only be able to err.
    <Menu position="bottom-end" withinPortal hideDetached={false}>
      <Menu.Target>
        <ActionIcon aria-label={t('shell:person.menu', { name })} title={name} w="auto" px="xs">
          <UserRound size={18} aria-hidden />
          <Text component="span" size="sm" ml={6} visibleFrom="sm" maw={180} truncate>{name}</Text>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {name}
          {me.person?.number ? ` · ${me.person.number}` : ''}
        </Menu.Label>
        {me.kind === 'person' && (
          <Menu.Item component={Link} to="/account" leftSection={<KeyRound size={16} aria-hidden />}>{t('platform:account.title')}</Menu.Item>
        )}
        <Menu.Item leftSection={<LogOut size={16} aria-hidden />} onClick={() => void signOut()}>{t('shell:person.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
