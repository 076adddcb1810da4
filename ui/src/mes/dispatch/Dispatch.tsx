import { ActionIcon, Button, Group, Select, Stack, Table, Text, TextInput, UnstyledButton } from '@mantine/core';
import { ArrowDown, ArrowUp, ChevronsUp, GripVertical } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { ConfirmWithReason } from '../../shared/components/ConfirmWithReason';
import { DisabledWhy } from '../../shared/components/DisabledWhy';
import { PageHeader } from '../../shared/components/PageHeader';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import { DateTime, Duration } from '../../shared/components/Times';
import { formatNumber, formatQuantity } from '../../shared/components/units';
import { useCommand } from '../../shared/http/useCommand';
import { useRead } from '../../shared/http/useRead';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { Gates } from '../station/Gates';
import type { DispatchList, DispatchRow } from '../shapes';
import { topics } from '../topics';
import { useWorkCentres } from '../useWorkCentres';
import { exportRows } from './exportDispatch';
import { JobDrawer } from './JobDrawer';
import { aligned, moved, sameOrder } from './reorder';

/** What each work centre has to do, in order; a lead changes the order with a reason. */
export default function Dispatch() {
  const { t } = useText();
  const [query, setQuery] = useSearchParams();
  const centres = useWorkCentres();
  const workCentreNo = query.get('workCentre') ?? centres.items[0]?.no;
  const change = (name: string, value: string | null) => setQuery((now) => {
    const next = new URLSearchParams(now);
    if (value === null) next.delete(name);
    else next.set(name, value);
    return next;
  });
  return (
    <Stack gap="sm">
      <PageHeader
        title={t('mes:dispatch.title')}
        actions={(
          <Select
            aria-label={t('mes:dispatch.workCentre')} value={workCentreNo ?? null} onChange={(no) => no && change('workCentre', no)} allowDeselect={false} searchable w={300}
            data={centres.items.map(({ no, name }) => ({ value: no, label: `${name} (${no})` }))}
          />
        )}
      >
        {t('mes:dispatch.help')}
      </PageHeader>
      <RefusalNotice refusal={centres.refusal} onRetry={centres.refetch} />
      {!centres.isLoading && !centres.refusal && centres.items.length === 0 && <Text>{t('mes:station.noWorkCentre')}</Text>}
      {workCentreNo && <Queue key={workCentreNo} workCentreNo={workCentreNo} onOpen={(no) => change('job', no)} />}
      <JobDrawer jobNo={query.get('job')} onClose={() => change('job', null)} onOpen={(no) => change('job', no)} />
    </Stack>
  );
}

function Queue({ workCentreNo, onOpen }: { workCentreNo: string; onOpen: (jobNo: string) => void }) {
  const { t, language } = useText();
  const { may } = useSession();
  const { data, refusal, refetch } = useRead<DispatchList>('/api/mes/dispatch-lists/{workCentreNo}', { params: { workCentreNo }, topics: topics.jobs });
  const [mine, setMine] = useState<string[]>();
  const [asking, setAsking] = useState(false);
  const [search, setSearch] = useState('');
  const [dragged, setDragged] = useState<string>();
  const body = useRef<HTMLTableSectionElement>(null);
  const save = useCommand<{ workCentreNo: string; jobNos: string[]; reason: string }>('/api/mes/dispatch-changes', { topics: topics.jobs });

  const server = useMemo(() => data?.jobs.map((row) => row.job.no) ?? [], [data]);
  const order = useMemo(() => (mine ? aligned(mine, server) : server), [mine, server]);
  const rows = useMemo(() => new Map(data?.jobs.map((row) => [row.job.no, row])), [data]);
  const changed = !sameOrder(order, server);
  const lead = may('mes.lead');
  const wanted = search.trim().toLowerCase();
  const shown = order.filter((no) => {
    const job = rows.get(no)?.job;
    return job && (wanted === '' || [job.no, job.itemNo, job.description, job.customerName ?? ''].some((text) => text.toLowerCase().includes(wanted)));
  });

  const move = (no: string, to: number, focus?: string) => {
    setMine(moved(order, no, to));
    // The button that was pressed moves along with its row.
    if (focus) requestAnimationFrame(() => body.current?.querySelector<HTMLElement>(`[data-move="${CSS.escape(`${focus}:${no}`)}"]`)?.focus());
  };
  if (!data) return <RefusalNotice refusal={refusal} onRetry={() => void refetch()} />;
  return (
    <Stack gap="xs">
      <RefusalNotice refusal={refusal} onRetry={() => void refetch()} />
      <Group gap={8} justify="space-between">
        <TextInput
          type="search" size="sm" placeholder={t('shell:list.search')} aria-label={t('shell:list.search')} value={search} onChange={(event) => setSearch(event.currentTarget.value)} miw={240}
        />
        <Group gap={8}>
          <Button variant="default" onClick={() => void exportRows(shown.flatMap((no) => rows.get(no) ?? []), workCentreNo, t, 'csv')}>{t('shell:list.csv')}</Button>
          <Button variant="default" onClick={() => void exportRows(shown.flatMap((no) => rows.get(no) ?? []), workCentreNo, t, 'xlsx')}>{t('shell:list.xlsx')}</Button>
          {changed && <Button variant="default" onClick={() => setMine(undefined)}>{t('mes:dispatch.undo')}</Button>}
          <DisabledWhy why={lead ? (changed ? undefined : t('mes:dispatch.unchanged')) : t('shell:right.help', { right: 'mes.lead' })}>
            <Button onClick={() => setAsking(true)}>{t('mes:dispatch.save')}</Button>
          </DisabledWhy>
        </Group>
      </Group>
      {data.change && (
        <Text size="sm" className="refusal">
          {t('mes:dispatch.changedBy', { person: data.change.personNo, reason: data.change.reason })} <DateTime value={data.change.atUtc} />
        </Text>
      )}
      {order.length === 0 ? <Text p="md">{t('mes:dispatch.empty')}</Text> : (
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className="data-table-scroll" tabIndex={0} role="region" aria-label={t('mes:dispatch.title')} style={{ maxHeight: '72vh' }}>
          <Table className="data-table" aria-label={t('mes:dispatch.title')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t('mes:dispatch.place')}</Table.Th>
                <Table.Th scope="col">{t('mes:dispatch.move')}</Table.Th>
                <Table.Th scope="col">{t('mes:dispatch.job')}</Table.Th>
                <Table.Th scope="col" className="numeric">{t('mes:dispatch.done')}</Table.Th>
                <Table.Th scope="col" className="numeric">{t('mes:dispatch.left')}</Table.Th>
                <Table.Th scope="col">{t('mes:dispatch.due')}</Table.Th>
                <Table.Th scope="col" style={{ minWidth: 240 }}>{t('mes:dispatch.ready')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody ref={body}>
              {shown.map((no) => {
                const row = rows.get(no) as DispatchRow;
                const at = order.indexOf(no);
                const { job } = row;
                return (
                  <Table.Tr
                    key={no} data-row draggable={lead && wanted === ''} style={dragged === no ? { opacity: 0.5 } : undefined}
                    onDragStart={(event) => { setDragged(no); event.dataTransfer.effectAllowed = 'move'; event.dataTransfer.setData('text/plain', no); }}
                    onDragOver={(event) => { if (dragged) event.preventDefault(); }}
                    onDrop={(event) => { event.preventDefault(); if (dragged && dragged !== no) move(dragged, at); }}
                    onDragEnd={() => setDragged(undefined)}
                  >
                    <Table.Td>
                      <Group gap={4} wrap="nowrap">{lead && <GripVertical size={16} aria-hidden style={{ cursor: 'grab' }} />}<span className="tabular">{at + 1}</span></Group>
                    </Table.Td>
                    <Table.Td>
                      <Group gap={2} wrap="nowrap">
                        <ActionIcon disabled={!lead || at === 0} data-move={`first:${no}`} aria-label={t('mes:dispatch.first', { job: no })} onClick={() => move(no, 0, 'first')}><ChevronsUp size={18} aria-hidden /></ActionIcon>
                        <ActionIcon disabled={!lead || at === 0} data-move={`up:${no}`} aria-label={t('mes:dispatch.up', { job: no })} onClick={() => move(no, at - 1, 'up')}><ArrowUp size={18} aria-hidden /></ActionIcon>
                        <ActionIcon disabled={!lead || at === order.length - 1} data-move={`down:${no}`} aria-label={t('mes:dispatch.down', { job: no })} onClick={() => move(no, at + 1, 'down')}><ArrowDown size={18} aria-hidden /></ActionIcon>
                      </Group>
                    </Table.Td>
                    <Table.Td>
                      <UnstyledButton onClick={() => onOpen(no)} fw={650} style={{ textDecoration: 'underline', whiteSpace: 'nowrap' }}>{no}</UnstyledButton>
                      <Text size="sm" c="dimmed">{[job.description, job.itemNo, job.customerName].filter(Boolean).join(' · ')}</Text>
                    </Table.Td>
                    <Table.Td className="numeric">{`${formatNumber(job.good, language)} / ${formatQuantity({ value: job.planned, unit: job.unit }, language)}`}</Table.Td>
                    <Table.Td className="numeric"><Duration seconds={row.runSecondsLeft} /></Table.Td>
                    <Table.Td style={{ whiteSpace: 'nowrap' }}>
                      <DateTime value={job.dueUtc} />
                      <Text size="sm" c="dimmed">{t('mes:dispatch.priorityIs', { priority: job.priority })}</Text>
                    </Table.Td>
                    <Table.Td style={{ fontSize: 14 }}>
                      <Text component="span" display="block" fw={650}>{[t(`mes:jobState.${job.state}`), job.machineNo].filter(Boolean).join(' · ')}</Text>
                      {job.state === 'running' || job.state === 'setup' ? t('mes:dispatch.underWay') : row.ready === null ? t('mes:dispatch.notAsked') : row.ready ? t('mes:dispatch.canStart') : <Gates gates={row.blocks} brief />}
                    </Table.Td>
                  </Table.Tr>
                );
              })}
            </Table.Tbody>
          </Table>
          {shown.length === 0 && <Text p="md">{t('shell:list.noMatch')}</Text>}
        </div>
      )}
      <span role="status" className="visually-hidden">{changed ? t('mes:dispatch.notSaved') : ''}</span>
      <ConfirmWithReason
        opened={asking} title={t('mes:dispatch.save')} confirm={t('shell:action.save')} refusal={save.refusal} pending={save.pending} onClose={() => setAsking(false)}
        onConfirm={(reason) => void save.send({ workCentreNo, jobNos: order, reason }).then((done) => {
          if (!done) return;
          setMine(undefined);
          setAsking(false);
        })}
      >
        <Text>{t('mes:dispatch.saveHelp')}</Text>
      </ConfirmWithReason>
    </Stack>
  );
}
