import { Button, Group, Paper, SimpleGrid, Text, Title } from '@mantine/core';
import { Pause, Play } from 'lucide-react';
import { useState } from 'react';
import { DisabledWhy } from '../../shared/components/DisabledWhy';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import { DateTime, Duration } from '../../shared/components/Times';
import type { ListResult } from '../../shared/http/useRead';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { ReasonDialog } from '../CommandDialog';
import { Facts } from '../Facts';
import { rights, tag, type LinkView } from '../shapes';
import { useHalf } from '../useHalf';

/** Each way from one half to the other: what waits on it, for how long, and pausing it. */
export function Links({ list }: { list: ListResult<LinkView> }) {
  const { t } = useText();
  const { may } = useSession();
  const half = useHalf();
  const [changing, setChanging] = useState<LinkView>();
  const noRight = may(rights.integration) ? undefined : t('platform:noRight', { right: rights.integration });
  return (
    <section aria-labelledby="links">
      <Title order={2} id="links" mb="xs">{t('platform:integration.links')}</Title>
      <RefusalNotice refusal={list.refusal} onRetry={list.refetch} />
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        {list.items.map((link) => (
          <Paper key={`${link.source}-${link.destination}`} p="md" withBorder data-link={`${link.source}-${link.destination}`}>
            <Group justify="space-between" mb="xs">
              <Text fw={650}>{t('platform:integration.fromTo', { from: half(link.source), to: half(link.destination) })}</Text>
              <Group gap={6}>
                {link.paused ? <Pause size={16} aria-hidden /> : <Play size={16} aria-hidden />}
                <Text size="sm" fw={link.paused ? 650 : 400}>{t(link.paused ? 'platform:integration.paused' : 'platform:integration.open')}</Text>
              </Group>
            </Group>
            <Facts
              of={[
                [t('platform:integration.lag'), link.oldestUtc ? <Duration key="lag" seconds={link.lagSeconds} /> : t('platform:integration.noLag')],
                [t('platform:integration.undelivered'), link.undelivered],
                [t('platform:integration.states.waiting'), link.waiting],
                [t('platform:integration.states.stuck'), <Text key="stuck" component="span" fw={link.stuck > 0 ? 650 : 400}>{link.stuck}</Text>],
                [t('platform:integration.states.parked'), link.parked],
                [t('platform:integration.lastChange'), link.changedUtc
                  ? <span key="changed"><DateTime value={link.changedUtc} />{` · ${link.changedBy ?? ''} · ${link.reason ?? ''}`}</span>
                  : undefined],
              ]}
            />
            <Group mt="sm">
              <DisabledWhy why={noRight}>
                <Button variant="default" onClick={() => setChanging(link)}>{t(link.paused ? 'platform:integration.resume' : 'platform:integration.pause')}</Button>
              </DisabledWhy>
            </Group>
          </Paper>
        ))}
      </SimpleGrid>
      {changing && (
        <ReasonDialog
          title={t(changing.paused ? 'platform:integration.resume' : 'platform:integration.pause')} path="/api/platform/link-changes"
          confirm={t(changing.paused ? 'platform:integration.resume' : 'platform:integration.pause')} topics={['platform.messages']}
          ifMatch={changing.version > 0 ? tag(changing.version) : undefined} onClose={() => setChanging(undefined)}
          body={(reason) => ({ source: changing.source, destination: changing.destination, paused: !changing.paused, reason })}
        >
          <Text size="sm">{t(changing.paused ? 'platform:integration.resumeHelp' : 'platform:integration.pauseHelp')}</Text>
        </ReasonDialog>
      )}
    </section>
  );
}
