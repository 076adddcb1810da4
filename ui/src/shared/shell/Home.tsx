import { Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { useText } from '../texts/useText';
import { navGroups, type Page } from './pages';
import { useSession } from './session';

/** Where a person starts: everything they may open, by heading. */
export default function Home({ pages }: { pages: readonly Page[] }) {
  const { t } = useText();
  const { me, may } = useSession();
  const groups = navGroups
    .map((group) => ({ group, entries: pages.filter((page) => page.group === group && may(page.right)) }))
    .filter(({ entries }) => entries.length > 0);
  return (
    <Stack gap="lg">
      <Title order={1}>{t('shell:home.title', { name: me?.person?.name ?? me?.plant.name ?? '' })}</Title>
      {groups.length === 0 && <Text>{t('shell:home.nothing')}</Text>}
      {groups.map(({ group, entries }) => (
        <section key={group} aria-labelledby={`home-${group}`}>
          <Title order={2} mb="xs" id={`home-${group}`}>{t(`shell:nav.groups.${group}`)}</Title>
          <SimpleGrid cols={{ base: 1, sm: 2, md: 3, xl: 4 }} spacing="xs">
            {entries.map(({ path, title, icon: Icon }) => (
              <Paper key={path} component={Link} to={path} p="sm" style={{ display: 'flex', gap: 10, alignItems: 'center', minHeight: 56, color: 'inherit', textDecoration: 'none' }}>
                {Icon && <Icon size={20} aria-hidden />}
                <Text fw={600}>{t(title)}</Text>
              </Paper>
            ))}
          </SimpleGrid>
        </section>
      ))}
    </Stack>
  );
}
