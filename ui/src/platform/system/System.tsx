import { Button, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { Schema } from '../../api/client';
import { asList } from '../../shared/components/asList';
import { Go, numberColumn, textColumn, timeColumn } from '../../shared/components/columns';
import { DataTable, type DataColumn } from '../../shared/components/DataTable';
import { PageHeader } from '../../shared/components/PageHeader';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import { DateTime, Duration, Since } from '../../shared/components/Times';
import { formatNumber } from '../../shared/components/units';
import { isRefusal } from '../../shared/http/refusal';
import { send } from '../../shared/http/send';
import { useList, useRead } from '../../shared/http/useRead';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { Facts } from '../Facts';
import { Links } from '../integration/Links';
import { rights, type LinkView } from '../shapes';
import { useHalf } from '../useHalf';
import { matters, type HalfState } from './matters';

type SystemView = Omit<Schema<'SystemView'>, 'halves'> & { halves: HalfState[] };

const againMs = 10_000;

/** How the installation is: version, databases, what waits between the halves, ledgers. */
export default function System() {
  const { t } = useText();
  const { may } = useSession();
  const read = useRead<SystemView>('/api/platform/system', { refetchInterval: againMs });
  const links = useList<LinkView>('/api/platform/links', { topics: ['platform.messages'], refetchInterval: againMs });
  const system = read.data;
  return (
    <Stack gap="lg">
      <PageHeader title={t('platform:system.title')}>{t('platform:system.about')}</PageHeader>
      <RefusalNotice refusal={read.refusal} onRetry={() => void read.refetch()} />
      {read.isLoading && <Loader aria-label={t('shell:list.loading')} />}
      {system && (
        <>
          <Facts
            of={[
              [t('platform:system.health'), <Health key="health" halves={system.halves} nowUtc={system.nowUtc} />],
              [t('platform:system.version'), system.version],
              [t('platform:system.started'), <span key="started"><DateTime value={system.startedUtc} />{' · '}<Since value={system.startedUtc} /></span>],
              [t('platform:system.runtime'), system.runtime],
              [t('platform:system.database'), `${system.database === 'sqlite' ? 'SQLite' : 'PostgreSQL'} · ${system.databasePlace}`],
            ]}
          />
          <Halves halves={system.halves} read={read} />
        </>
      )}
      <Links list={links} />
      {may('mes.read') && <Agents />}
      {may('erp.read') && <StockProof />}
      {may(rights.auditRead) && <Text size="sm"><Go to="/audit">{t('platform:system.proveLedger')}</Go></Text>}
    </Stack>
  );
}

/** The server's own word, and what of the halves asks for somebody. */
function Health({ halves, nowUtc }: { halves: readonly HalfState[]; nowUtc: string }) {
  const { t } = useText();
  const ready = useQuery({
    queryKey: ['health'], refetchInterval: againMs, retry: false,
    queryFn: async ({ signal }) => (await send<{ status: string }>('GET', '/health/ready', undefined, { signal })).data.status,
  });
  const name = useHalf();
  const found = matters(halves, Date.parse(nowUtc));
  const bad = ready.isError || found.length > 0;
  const Icon = bad ? TriangleAlert : CircleCheck;
  return (
    <Group gap={6} align="flex-start" wrap="nowrap">
      <Icon size={18} aria-hidden style={{ flex: 'none', marginTop: 3 }} />
      <div>
        <Text span fw={650}>{ready.isError ? t('platform:system.notReady') : t(bad ? 'platform:system.attention' : 'platform:system.well')}</Text>
        {found.map(({ half, matter, count }) => <Text key={`${half}-${matter}`} size="sm">{t('platform:system.of', { half: name(half), text: t(`platform:system.matter.${matter}`, { count }) })}</Text>)}
      </div>
    </Group>
  );
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return <section aria-labelledby={id}><Title order={2} size="h4" mb="xs" id={id}>{title}</Title>{children}</section>;
}

function Halves({ halves, read }: { halves: readonly HalfState[]; read: Parameters<typeof asList>[1] }) {
  const { t } = useText();
  const half = useHalf();
  const columns: DataColumn<HalfState>[] = [
    textColumn('name', t('platform:system.half'), (row) => half(row.name), { cell: (row) => <strong>{half(row.name)}</strong> }),
    textColumn('answers', t('platform:system.answers'), (row) => (row.answers ? t('platform:system.inMs', { count: row.answerMilliseconds }) : t('platform:system.noAnswer')), { cell: (row) => (row.answers ? t('platform:system.inMs', { count: row.answerMilliseconds }) : <strong>{t('platform:system.noAnswer')}</strong>) }),
    textColumn('schema', t('platform:system.schema'), (row) => row.schema, { cell: (row) => (row.schemaPending > 0 ? <strong>{t('platform:system.pending', { count: row.schemaPending })}</strong> : row.schema) }),
    numberColumn('undelivered', t('platform:system.outbox'), (row) => row.undelivered),
    timeColumn('oldest', t('platform:system.oldest'), (row) => row.oldestUndeliveredUtc),
    numberColumn('waiting', t('platform:integration.states.waiting'), (row) => row.waiting),
    numberColumn('stuck', t('platform:integration.states.stuck'), (row) => row.stuck, { cell: (row) => (row.stuck > 0 ? <Go to="/integration?state=stuck">{String(row.stuck)}</Go> : '0') }),
    numberColumn('parked', t('platform:integration.states.parked'), (row) => row.parked, { cell: (row) => (row.parked > 0 ? <Go to="/integration?state=parked">{String(row.parked)}</Go> : '0') }),
    numberColumn('sealed', t('platform:system.sealed'), (row) => row.sealed),
    numberColumn('unsealed', t('platform:system.unsealed'), (row) => row.unsealed),
    timeColumn('lastSealed', t('platform:system.lastSealed'), (row) => row.lastSealedUtc),
  ];
  return (
    <Section id="halves" title={t('platform:system.halvesTitle')}>
      <DataTable name="halves" label={t('platform:system.halvesTitle')} columns={columns} list={asList(halves, read)} rowKey={(row) => row.name} empty="–" />
    </Section>
  );
}

interface Agent {
  agent: string; epoch: number; highestSeq: number; gaps: number; lastReceivedUtc: string; lagMilliseconds: number;
}

/** Programs at machines that send signals: what has arrived of each, what is missing, how late. */
function Agents() {
  const { t } = useText();
  const list = useList<Agent>('/api/mes/signal-agents', { topics: ['mes.machines'], refetchInterval: 30_000 });
  const columns: DataColumn<Agent>[] = [
    textColumn('agent', t('platform:system.agent'), (row) => row.agent, { filter: true }),
    numberColumn('epoch', t('platform:system.epoch'), (row) => row.epoch, { hidden: true }),
    numberColumn('highest', t('platform:system.signals'), (row) => row.highestSeq),
    numberColumn('gaps', t('platform:system.gaps'), (row) => row.gaps),
    timeColumn('last', t('platform:system.lastReceived'), (row) => row.lastReceivedUtc),
    numberColumn('lag', t('platform:system.lag'), (row) => row.lagMilliseconds / 1000, { cell: (row) => <Duration seconds={row.lagMilliseconds / 1000} /> }),
  ];
  return (
    <Section id="agents" title={t('platform:system.agents')}>
      <DataTable name="agents" label={t('platform:system.agents')} columns={columns} list={list} rowKey={(row) => `${row.agent}-${row.epoch}`} empty={t('platform:system.noAgents')} />
    </Section>
  );
}

type StockCheck = Schema<'ErpStockCheck'>;

/** Adds every stock move up anew and compares the sums with the balances; takes a while, so it is asked for. */
function StockProof() {
  const { t, language } = useText();
  const [asked, setAsked] = useState(false);
  const check = useQuery({
    queryKey: ['stock-verification'], enabled: asked, staleTime: 0, gcTime: 0,
    queryFn: async ({ signal }) => (await send<StockCheck>('GET', '/api/erp/stock-verification', undefined, { signal })).data,
  });
  const found = check.data;
  return (
    <Section id="stock-proof" title={t('platform:system.stockProof')}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{t('platform:system.stockProofAbout')}</Text>
        <Button variant="default" loading={check.isFetching} onClick={() => { if (asked) void check.refetch(); else setAsked(true); }}>{t('platform:system.addUp')}</Button>
        <RefusalNotice refusal={isRefusal(check.error) ? check.error : null} onRetry={() => void check.refetch()} />
        {found && !check.isFetching && (
          <div role="status">
            <Group gap={6}>
              {found.faults.length === 0 ? <CircleCheck size={18} aria-hidden /> : <TriangleAlert size={18} aria-hidden />}
              <Text fw={650}>{t(found.faults.length === 0 ? 'platform:system.stockTrue' : 'platform:system.stockFalse', { moves: formatNumber(found.moves, language), count: found.faults.length })}</Text>
            </Group>
            {found.faults.slice(0, 20).map((fault) => <Text key={fault} size="sm">{fault}</Text>)}
          </div>
        )}
      </Stack>
    </Section>
  );
}
