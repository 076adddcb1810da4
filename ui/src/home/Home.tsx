import { Button, Group, Loader, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { SegmentDrawer } from '../mes/machines/SegmentDrawer';
import type { Segment } from '../mes/shapes';
import { Go } from '../shared/components/columns';
import { RefusalNotice } from '../shared/components/RefusalNotice';
import { DateTime } from '../shared/components/Times';
import { navGroups, type Page } from '../shared/shell/pages';
import { useSession } from '../shared/shell/session';
import { useText } from '../shared/texts/useText';
import { useWaiting } from './useWaiting';
import { sorted, type Waiting } from './waiting';

/** Rows of a kind on the page; the list that it opens has them all. */
const shown = 5;

/** Where a person starts: what waits for them, and everything they may open. */
export default function Home({ pages }: { pages: readonly Page[] }) {
  const { t } = useText();
  const { me, may } = useSession();
  const groups = navGroups
    .map((group) => ({ group, entries: pages.filter((page) => page.group === group && may(page.right)) }))
    .filter(({ entries }) => entries.length > 0);
  return (
    <Stack gap="lg">
      <Title order={1}>{t('shell:home.title', { name: me?.person?.name ?? me?.plant.name ?? '' })}</Title>
      {groups.length === 0 ? <Text>{t('shell:home.nothing')}</Text> : <WaitingParts />}
      {groups.map(({ group, entries }) => (
        <section key={group} aria-labelledby={`home-${group}`}>
          <Title order={2} size="h4" mb="xs" id={`home-${group}`}>{t(`shell:nav.groups.${group}`)}</Title>
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

function WaitingParts() {
  const { t } = useText();
  const { may } = useSession();
  const [stop, setStop] = useState<Segment>();
  const { mine, others, quiet, isLoading } = sorted(useWaiting(setStop), may);
  const busy = mine.length + others.length > 0;
  return (
    <>
      {isLoading && !busy && <Group gap="sm"><Loader size="sm" aria-hidden /><Text>{t('shell:list.loading')}</Text></Group>}
      {mine.length > 0 && <Part id="mine" title={t('shell:home.mine')} of={mine} />}
      {others.length > 0 && <Part id="others" title={t(mine.length > 0 ? 'shell:home.others' : 'shell:home.known')} of={others} />}
      {quiet.length > 0 && (
        <Group gap="sm" wrap="nowrap" align="flex-start" data-quiet>
          <CircleCheck size={20} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
          <div>
            {!busy && !isLoading && <Text fw={650}>{t('shell:home.quiet')}</Text>}
            <Text size="sm">{t('shell:home.none', { list: quiet.map((kind) => t(`shell:home.kind.${kind}`)).join(', ') })}</Text>
          </div>
        </Group>
      )}
      <SegmentDrawer segment={stop} onClose={() => setStop(undefined)} />
    </>
  );
}

function Part({ id, title, of }: { id: string; title: string; of: readonly Waiting[] }) {
  return (
    <section aria-labelledby={`home-${id}`}>
      <Title order={2} mb="xs" id={`home-${id}`}>{title}</Title>
      <div className="waiting-cards">{of.map((waiting) => <Card key={waiting.kind} waiting={waiting} />)}</div>
    </section>
  );
}

function Card({ waiting: { kind, rows, more, all, refusal, refetch } }: { waiting: Waiting }) {
  const { t } = useText();
  return (
    <Paper withBorder p="sm" component="section" aria-label={t(`shell:home.kind.${kind}`)} data-waiting={kind}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" mb={4}>
        <Title order={3} size="h5" className="sentence">{t(`shell:home.kind.${kind}`)}</Title>
        {rows.length > 0 && <Text fw={700} className="tabular">{more ? t('shell:home.atLeast', { count: rows.length }) : rows.length}</Text>}
      </Group>
      <RefusalNotice refusal={refusal} onRetry={refetch} />
      <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {rows.slice(0, shown).map((row) => (
          <li key={row.key} style={{ padding: '4px 0', borderTop: '1px solid var(--page-line)', overflowWrap: 'anywhere' }}>
            <Group justify="space-between" gap={8} wrap="nowrap" align="baseline">
              {row.to ? <Go to={row.to}>{row.title}</Go> : <Button variant="default" size="compact-sm" onClick={row.open}>{row.title}</Button>}
              {row.sinceUtc && <Text size="xs" c="dimmed" style={{ flex: 'none' }}><DateTime value={row.sinceUtc} /></Text>}
            </Group>
            {row.note && <Text size="sm" lineClamp={2}>{row.note}</Text>}
          </li>
        ))}
      </ul>
      {rows.length > shown && <Go to={all}>{t('shell:home.all')}</Go>}
    </Paper>
  );
}
