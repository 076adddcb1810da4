import { Button, Group, Paper, SimpleGrid, Stack, Table, Tabs, Text, Title } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useParams } from 'react-router';
import { Go, linkColumn, quantityColumn, textColumn, timeColumn } from '../../shared/components/columns';
import { CommandDialog } from '../../shared/components/CommandForm';
import { ConfirmWithReason } from '../../shared/components/ConfirmWithReason';
import { DataTable, type DataColumn } from '../../shared/components/DataTable';
import { DisabledWhy } from '../../shared/components/DisabledWhy';
import { PageHeader } from '../../shared/components/PageHeader';
import { toLocal } from '../../shared/components/plantTime';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import { DateTime, Duration } from '../../shared/components/Times';
import { formatQuantity } from '../../shared/components/units';
import { useCommand } from '../../shared/http/useCommand';
import { useRead } from '../../shared/http/useRead';
import { useSession, useTimeZone } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { WorkOrderStateWord } from '../OrderState';
import { itemPath, orderPath, tracePath, workOrderPath } from '../paths';
import type { Move, WorkOrder as Order } from '../shapes';
import { Thread } from '../Thread';
import { MaterialOfOrder } from './MaterialOfOrder';

const topics = ['erp.work-orders', 'erp.stock'] as const;
type Asked = 'release' | 'change' | 'cancel' | { settle: string };

/** One work order: where it stands, its material, what was made and used against the plan. */
export default function WorkOrder() {
  const { t, language } = useText();
  const { no = '' } = useParams();
  const { may } = useSession();
  const [asked, setAsked] = useState<Asked>();
  const read = useRead<Order>('/api/erp/work-orders/{no}', { params: { no }, topics: [...topics, 'erp.orders'] });
  const close = useCommand<{ workOrderNo: string }>('/api/erp/work-order-closings', { topics });
  const crumbs = [{ title: t('erp:workOrders.title'), to: '/work-orders' }, { title: no }];
  if (!read.data) return <><PageHeader title={no} crumbs={crumbs} /><RefusalNotice refusal={read.refusal} onRetry={() => void read.refetch()} /></>;
  const thread = read.data;
  const { order } = thread;
  const right = may('erp.work-orders') ? undefined : t('erp:right.workOrders');
  const only = (states: readonly string[]) => right ?? (states.includes(order.state) ? undefined : t('erp:workOrders.notNow', { state: t(`erp:workOrderState.${order.state}`) }));
  const openNotices = thread.mismatches.filter((each) => !each.settledUtc);
  return (
    <>
      <PageHeader
        title={t('erp:workOrders.one', { no: order.no })} crumbs={crumbs}
        actions={right ? <Text size="sm">{right}</Text> : (
          <>
            {order.state === 'planned' && <Button onClick={() => setAsked('release')}>{t('erp:workOrders.release')}</Button>}
            <DisabledWhy why={only(['planned', 'released', 'accepted', 'started'])}><Button variant="default" onClick={() => setAsked('change')}>{t('erp:workOrders.change')}</Button></DisabledWhy>
            {['planned', 'released', 'accepted', 'started'].includes(order.state) && <Button variant="default" onClick={() => setAsked('cancel')}>{t('erp:workOrders.cancel')}</Button>}
            {order.state === 'completed' && <Button loading={close.pending} onClick={() => void close.send({ workOrderNo: order.no }, { ifMatch: read.etag })}>{t('erp:workOrders.close')}</Button>}
          </>
        )}
      >
        <Group gap="sm">
          <WorkOrderStateWord state={order.state} />
          <Go to={itemPath(order.itemNo)}>{order.itemNo}</Go>
          <Text span size="sm">{t('erp:workOrders.revision', { revision: order.revision })}</Text>
          {order.salesOrderNo && <Go to={orderPath(order.salesOrderNo)}>{t('erp:thread.line', { order: order.salesOrderNo, line: order.salesLineNo ?? 0 })}</Go>}
          {order.parentNo && <Go to={workOrderPath(order.parentNo)}>{t('erp:thread.componentOf', { order: order.parentNo })}</Go>}
        </Group>
      </PageHeader>
      <Stack gap="md">
        <RefusalNotice refusal={close.refusal} />
        {thread.cancelAskedUtc && order.state !== 'cancelled' && (
          <div className="refusal"><Text size="sm">{t('erp:workOrders.cancelWaits', { reason: thread.cancelReason ?? '' })}</Text></div>
        )}
        {openNotices.map((each) => (
          <div key={each.id} className="refusal">
            <Group justify="space-between">
              <Text size="sm">{t('erp:workOrders.mismatchText', { text: each.text })}</Text>
              {!right && <Button size="xs" variant="default" onClick={() => setAsked({ settle: each.id })}>{t('erp:workOrders.settle')}</Button>}
            </Group>
          </div>
        ))}
        {thread.releasedShortWhy && <Text size="sm">{t('erp:workOrders.releasedShort', { reason: thread.releasedShortWhy })}</Text>}
        <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="xs">
          <Figure label={t('erp:field.quantity')}>{formatQuantity(order.quantity, language)}</Figure>
          <Figure label={t('erp:field.produced')}>{formatQuantity(thread.produced, language)}</Figure>
          <Figure label={t('erp:field.scrapped')}>{formatQuantity(thread.scrapped, language)}</Figure>
          <Figure label={t('erp:workOrders.labour')}><Duration seconds={thread.laborSeconds} /></Figure>
          <Figure label={t('erp:field.start')}><DateTime value={order.startUtc} /></Figure>
          <Figure label={t('erp:field.due')}><DateTime value={order.dueUtc} /></Figure>
        </SimpleGrid>
        <Thread
          demand={thread.demand ? { ...thread.demand, customerName: thread.demand.customerName ?? thread.demand.customerNo } : null}
          orderNos={[order.no, ...thread.components.map((child) => child.no)]} shipments={thread.shipments}
        />
        <Tabs defaultValue="material" keepMounted={false}>
          <Tabs.List>
            <Tabs.Tab value="material">{t('erp:workOrders.material')}</Tabs.Tab>
            <Tabs.Tab value="operations">{t('erp:thread.operations')}</Tabs.Tab>
            <Tabs.Tab value="moves">{t('erp:stock.moves')}</Tabs.Tab>
            <Tabs.Tab value="history">{t('erp:workOrders.history')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="material" pt="sm"><MaterialOfOrder thread={thread} /></Tabs.Panel>
          <Tabs.Panel value="operations" pt="sm"><Operations thread={thread} /></Tabs.Panel>
          <Tabs.Panel value="moves" pt="sm"><Moves moves={thread.moves} /></Tabs.Panel>
          <Tabs.Panel value="history" pt="sm"><History thread={thread} /></Tabs.Panel>
        </Tabs>
      </Stack>
      <Dialogs thread={thread} etag={read.etag} asked={asked} onClose={() => setAsked(undefined)} onReload={() => void read.refetch()} />
    </>
  );
}

function Figure({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <Paper p="xs" withBorder>
      <Text size="xs" c="dimmed">{label}</Text>
      <Text fw={650} className="tabular" component="div">{children}</Text>
    </Paper>
  );
}

function Operations({ thread }: { thread: Order }) {
  const { t } = useText();
  if (thread.operations.length === 0) return <Text size="sm">{t('erp:thread.notReleased')}</Text>;
  return (
    <div className="data-table-scroll">
      <Table aria-label={t('erp:thread.operations')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('erp:field.operation')}</Table.Th><Table.Th>{t('erp:field.workCentre')}</Table.Th>
            <Table.Th className="numeric">{t('erp:field.good')}</Table.Th><Table.Th className="numeric">{t('erp:field.scrapped')}</Table.Th>
            <Table.Th className="numeric">{t('erp:workOrders.planned')}</Table.Th><Table.Th className="numeric">{t('erp:workOrders.setup')}</Table.Th><Table.Th className="numeric">{t('erp:workOrders.run')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {thread.operations.map((each) => (
            <Table.Tr key={each.no}>
              <Table.Td>{`${each.no} ${each.description}`}</Table.Td><Table.Td>{each.workCentreNo}</Table.Td>
              <Table.Td className="numeric">{each.good}</Table.Td><Table.Td className="numeric">{each.scrapped}</Table.Td>
              <Table.Td className="numeric"><Duration seconds={each.plannedSeconds} /></Table.Td><Table.Td className="numeric"><Duration seconds={each.setupSeconds} /></Table.Td>
              <Table.Td className="numeric"><Duration seconds={each.runSeconds} /></Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** Moves that a command or a document carries with it, as a list. */
export function Moves({ moves }: { moves: readonly Move[] }) {
  const { t, language } = useText();
  const columns = useMemo<DataColumn<Move>[]>(() => [
    timeColumn('at', t('erp:field.when'), (row) => row.atUtc),
    textColumn('kind', t('erp:field.what'), (row) => t(`erp:moveKind.${row.kind}` as 'erp:moveKind.receive'), { filter: true }),
    linkColumn('item', t('erp:field.item'), (row) => row.itemNo, itemPath),
    linkColumn('lot', t('erp:field.lot'), (row) => row.serialNo ?? row.lotNo, tracePath),
    textColumn('from', t('erp:field.from'), (row) => row.fromPlace),
    textColumn('to', t('erp:field.to'), (row) => row.toPlace),
    quantityColumn('quantity', t('erp:field.quantity'), (row) => row.quantity, language),
  ], [t, language]);
  const list = { items: moves, hasMore: false, loadMore: () => undefined, isLoading: false, isLoadingMore: false, refusal: null, refetch: () => undefined };
  return <DataTable name="order-moves" label={t('erp:stock.moves')} columns={columns} list={list} rowKey={(row) => row.id} empty={t('erp:stock.noMoves')} />;
}

function History({ thread }: { thread: Order }) {
  const { t } = useText();
  const steps: readonly [string, string | null][] = [
    [t('erp:workOrders.created'), thread.createdUtc], [t('erp:workOrderState.released'), thread.releasedUtc], [t('erp:workOrderState.started'), thread.startedUtc],
    [t('erp:workOrderState.completed'), thread.completedUtc], [t('erp:workOrderState.closed'), thread.closedUtc],
  ];
  return (
    <Stack gap={4}>
      {steps.filter(([, time]) => time).map(([name, time]) => <Text key={name} size="sm" component="div"><DateTime value={time} />{` · ${name}`}</Text>)}
      {thread.mismatches.filter((each) => each.settledUtc).map((each) => (
        <Text key={each.id} size="sm" component="div"><DateTime value={each.settledUtc} />{` · ${each.text} · ${each.settledBy ?? ''}: ${each.settledWhy ?? ''}`}</Text>
      ))}
      <Title order={3} size="h6" mt="xs">{t('erp:workOrders.method')}</Title>
      <Text size="sm">{t('erp:workOrders.methodText', { bill: thread.billRevision ?? '–', routing: thread.routingRevision ?? '–' })}</Text>
    </Stack>
  );
}

interface DialogsProps {
  thread: Order;
  etag: string | undefined;
  asked: Asked | undefined;
  onClose: () => void;
  onReload: () => void;
}

function Dialogs({ thread: { order }, etag, asked, onClose, onReload }: DialogsProps) {
  const { t } = useText();
  const zone = useTimeZone();
  const cancel = useCommand<{ workOrderNo: string; reason: string }>('/api/erp/work-order-cancellations', { topics, onDone: onClose });
  const settle = useCommand<{ mismatchId: string; reason: string }>('/api/erp/demand-mismatch-settlements', { topics, onDone: onClose });
  const closing = () => {
    cancel.clearRefusal();
    settle.clearRefusal();
    onClose();
  };
  return (
    <>
      <CommandDialog
        opened={asked === 'release'} title={t('erp:workOrders.releaseTitle', { no: order.no })} path="/api/erp/work-order-releases" submit={t('erp:workOrders.release')}
        topics={topics} ifMatch={etag} onReload={onReload} onDone={closing} onClose={closing} fixed={{ workOrderNo: order.no }}
        fields={[
          { name: 'allowShort', kind: 'check', label: t('erp:workOrders.allowShort') },
          { name: 'reason', kind: 'long', label: t('erp:workOrders.shortReason') },
        ]}
      >
        <Text size="sm">{t('erp:workOrders.releaseHelp')}</Text>
      </CommandDialog>
      <CommandDialog
        opened={asked === 'change'} title={t('erp:workOrders.changeTitle', { no: order.no })} path="/api/erp/work-order-changes" submit={t('erp:workOrders.change')}
        topics={topics} ifMatch={etag} onReload={onReload} onDone={closing} onClose={closing} fixed={{ workOrderNo: order.no }}
        fields={[
          { name: 'quantity', kind: 'quantity', unit: order.quantity.unit, label: t('erp:field.quantity'), start: String(order.quantity.value) },
          { name: 'startUtc', kind: 'moment', label: t('erp:field.start'), start: order.startUtc ? toLocal(order.startUtc, zone) : '' },
          { name: 'dueUtc', kind: 'moment', label: t('erp:field.due'), start: toLocal(order.dueUtc, zone) },
          { name: 'priority', kind: 'whole', label: t('erp:field.priority'), start: String(order.priority) },
          { name: 'reason', kind: 'long', label: t('erp:field.reason'), required: true },
        ]}
      />
      <ConfirmWithReason
        opened={asked === 'cancel'} title={t('erp:workOrders.cancelTitle', { no: order.no })} confirm={t('erp:workOrders.cancel')} onClose={closing}
        refusal={cancel.refusal} pending={cancel.pending} onConfirm={(reason) => void cancel.send({ workOrderNo: order.no, reason }, { ifMatch: etag })}
      >
        <Text size="sm">{order.state === 'planned' ? t('erp:workOrders.cancelPlanned') : t('erp:workOrders.cancelInPlant')}</Text>
      </ConfirmWithReason>
      <ConfirmWithReason
        opened={typeof asked === 'object'} title={t('erp:workOrders.settle')} confirm={t('erp:workOrders.settle')} onClose={closing}
        refusal={settle.refusal} pending={settle.pending} onConfirm={(reason) => typeof asked === 'object' && void settle.send({ mismatchId: asked.settle, reason })}
      >
        <Text size="sm">{t('erp:workOrders.settleHelp')}</Text>
      </ConfirmWithReason>
    </>
  );
}
