import { Button, Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { Go } from '../../shared/components/columns';
import { CommandDialog } from '../../shared/components/CommandForm';
import { ConfirmWithReason } from '../../shared/components/ConfirmWithReason';
import { DisabledWhy } from '../../shared/components/DisabledWhy';
import { PageHeader } from '../../shared/components/PageHeader';
import { toLocal } from '../../shared/components/plantTime';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import { DateTime, Money } from '../../shared/components/Times';
import { formatQuantity } from '../../shared/components/units';
import { useCommand } from '../../shared/http/useCommand';
import { useRead } from '../../shared/http/useRead';
import { useSession, useTimeZone } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { SalesStateWord } from '../OrderState';
import { customerPath, itemPath, shipmentPath, workOrderPath } from '../paths';
import type { SalesLine, SalesOrder, WorkOrderHead } from '../shapes';
import { isLate, Thread } from '../Thread';
import { ShipForm } from '../stock/ShipForm';

type Asked = { what: 'change' | 'cancel' | 'make' | 'ship'; line: SalesLine } | { what: 'cancelAll' | 'add' };

const topics = ['erp.orders', 'erp.work-orders', 'erp.stock'] as const;

/** One customer's order: its lines, what hangs on them, what changed and why. */
export default function Order() {
  const { t } = useText();
  const { no = '' } = useParams();
  const { may } = useSession();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Asked>();
  const read = useRead<SalesOrder>('/api/erp/sales-orders/{no}', { params: { no }, topics });
  const order = read.data;
  const crumbs = [{ title: t('erp:orders.title'), to: '/orders' }, { title: no }];
  if (!order) return <><PageHeader title={no} crumbs={crumbs} /><RefusalNotice refusal={read.refusal} onRetry={() => void read.refetch()} /></>;
  const open = order.lines.some((line) => line.state === 'open' || line.state === 'partlyShipped');
  const why = !may('erp.sales') ? t('erp:right.sales') : open ? undefined : t('erp:orders.nothingOpen');
  return (
    <>
      <PageHeader
        title={t('erp:orders.one', { no: order.no })} crumbs={crumbs}
        actions={(
          <>
            <DisabledWhy why={may('erp.sales') ? undefined : t('erp:right.sales')}><Button variant="default" onClick={() => setAsked({ what: 'add' })}>{t('erp:orders.addLine')}</Button></DisabledWhy>
            <DisabledWhy why={why}><Button variant="default" onClick={() => setAsked({ what: 'cancelAll' })}>{t('erp:orders.cancel')}</Button></DisabledWhy>
          </>
        )}
      >
        <Group gap="sm">
          <SalesStateWord state={order.state} />
          <Text span fw={600}>{order.customerName}</Text>
          <Go to={customerPath(order.customerNo)}>{order.customerNo}</Go>
          {order.customerOrderNo && <Text span size="sm">{t('erp:orders.customerNo', { no: order.customerOrderNo })}</Text>}
          <Text span size="sm" c="dimmed"><DateTime value={order.orderedUtc} /></Text>
          {order.total && <Text span fw={600}><Money {...order.total} /></Text>}
        </Group>
        {order.note && <Text size="sm" mt={4}>{order.note}</Text>}
      </PageHeader>
      <Stack gap="md">
        {order.lines.map((line) => <Line key={line.lineNo} order={order} line={line} onAsk={setAsked} />)}
      </Stack>
      <Dialogs order={order} asked={asked} onClose={() => setAsked(undefined)} onMade={(made) => void navigate(workOrderPath(made))} />
    </>
  );
}

function Line({ order, line, onAsk }: { order: SalesOrder; line: SalesLine; onAsk: (asked: Asked) => void }) {
  const { t, language } = useText();
  const { may } = useSession();
  const open = line.state === 'open' || line.state === 'partlyShipped';
  const due = line.promisedUtc ?? line.requestedUtc;
  const late = isLate(due, line.state);
  const change = !may('erp.sales') ? t('erp:right.sales') : undefined;
  const mismatches = line.thread.workOrders.filter((each) => each.mismatch);
  return (
    <Paper p="sm" withBorder component="section" aria-label={t('erp:orders.lineNo', { no: line.lineNo })}>
      <Group justify="space-between" align="flex-start" mb="xs">
        <div>
          <Title order={2} size="h4">
            {t('erp:orders.lineNo', { no: line.lineNo })}{' · '}<Go to={itemPath(line.itemNo)}>{line.itemNo}</Go>{` ${line.description}`}
          </Title>
          <Group gap="md" mt={4}>
            <SalesStateWord state={line.state} />
            <Text size="sm" fw={600}>{formatQuantity(line.quantity, language)}</Text>
            <Text size="sm">{t('erp:orders.shippedRemaining', { shipped: formatQuantity(line.shipped, language), remaining: formatQuantity(line.remaining, language) })}</Text>
            <Text size="sm" fw={late ? 700 : undefined}>{late ? t('erp:late') : t('erp:thread.due')}{' '}<DateTime value={due} /></Text>
            <Text size="sm">{t('erp:orders.priority', { priority: line.priority })}</Text>
            {line.amount && <Text size="sm"><Money {...line.amount} /></Text>}
          </Group>
        </div>
        {open ? (
          <Group gap={8}>
            <DisabledWhy why={change}><Button variant="default" size="xs" onClick={() => onAsk({ what: 'change', line })}>{t('erp:orders.change')}</Button></DisabledWhy>
            <DisabledWhy why={may('erp.work-orders') ? undefined : t('erp:right.workOrders')}>
              <Button variant="default" size="xs" onClick={() => onAsk({ what: 'make', line })}>{t('erp:orders.makeWorkOrder')}</Button>
            </DisabledWhy>
            <DisabledWhy why={may('erp.ship') ? undefined : t('erp:right.ship')}>
              <Button variant="default" size="xs" onClick={() => onAsk({ what: 'ship', line })}>{t('erp:orders.ship')}</Button>
            </DisabledWhy>
            {!change && <Button variant="default" size="xs" onClick={() => onAsk({ what: 'cancel', line })}>{t('erp:orders.cancelLine')}</Button>}
          </Group>
        ) : <Text size="sm" c="dimmed">{t('erp:orders.lineClosed')}</Text>}
      </Group>
      {mismatches.map((each) => (
        <div key={each.no} className="refusal" style={{ marginBottom: 8 }}>
          <Text size="sm"><Go to={workOrderPath(each.no)}>{each.no}</Go>{`: ${each.mismatch}`}</Text>
        </div>
      ))}
      <Thread
        demand={{ salesOrderNo: order.no, lineNo: line.lineNo, customerName: order.customerName, itemNo: line.itemNo, quantity: line.quantity, shipped: line.shipped, dueUtc: due }}
        orderNos={line.thread.workOrders.map((each) => each.no)} shipments={line.thread.shipments}
      />
      {line.changes.length > 0 && <Changes line={line} />}
    </Paper>
  );
}

function Changes({ line }: { line: SalesLine }) {
  const { t } = useText();
  return (
    <details style={{ marginTop: 8 }}>
      <summary>{t('erp:orders.changes', { count: line.changes.length })}</summary>
      <Table mt={4} aria-label={t('erp:orders.changes', { count: line.changes.length })}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('erp:field.when')}</Table.Th><Table.Th>{t('erp:field.what')}</Table.Th><Table.Th>{t('erp:field.before')}</Table.Th>
            <Table.Th>{t('erp:field.after')}</Table.Th><Table.Th>{t('erp:field.reason')}</Table.Th><Table.Th>{t('erp:field.by')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {line.changes.map((change) => (
            <Table.Tr key={`${change.atUtc}-${change.field}`}>
              <Table.Td><DateTime value={change.atUtc} /></Table.Td><Table.Td>{t(`erp:orders.changed.${change.field}`)}</Table.Td><Table.Td>{change.before ?? '–'}</Table.Td>
              <Table.Td>{change.after ?? '–'}</Table.Td><Table.Td>{change.reason}</Table.Td><Table.Td>{change.byNumber}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </details>
  );
}

function Dialogs({ order, asked, onClose, onMade }: { order: SalesOrder; asked: Asked | undefined; onClose: () => void; onMade: (no: string) => void }) {
  const { t } = useText();
  const zone = useTimeZone();
  const navigate = useNavigate();
  const cancel = useCommand<{ orderNo: string; reason: string; lineNo?: number }>('/api/erp/sales-cancellations', { topics: [...topics], onDone: onClose });
  const close = () => {
    cancel.clearRefusal();
    onClose();
  };
  const line = asked && 'line' in asked ? asked.line : undefined;
  return (
    <>
      <ConfirmWithReason
        opened={asked?.what === 'cancel' || asked?.what === 'cancelAll'} confirm={t('erp:orders.cancelNow')} onClose={close}
        title={line ? t('erp:orders.cancelLineTitle', { no: line.lineNo }) : t('erp:orders.cancelTitle', { no: order.no })}
        refusal={cancel.refusal} pending={cancel.pending}
        onConfirm={(reason) => void cancel.send({ orderNo: order.no, reason, ...(line ? { lineNo: line.lineNo } : {}) })}
      >
        <Text size="sm">{t('erp:orders.cancelHelp')}</Text>
        <Touches lines={line ? [line] : order.lines} />
      </ConfirmWithReason>
      {line && (
        <>
          <CommandDialog
            opened={asked?.what === 'change'} title={t('erp:orders.changeTitle', { no: line.lineNo })} path="/api/erp/sales-line-changes"
            submit={t('erp:orders.changeNow')} topics={topics} onDone={close} onClose={close} fixed={{ orderNo: order.no, lineNo: line.lineNo }}
            fields={[
              { name: 'quantity', kind: 'quantity', unit: line.ordered.unit, label: t('erp:field.quantity'), start: String(line.ordered.value) },
              { name: 'requestedUtc', kind: 'moment', label: t('erp:field.requested'), start: toLocal(line.requestedUtc, zone) },
              { name: 'promisedUtc', kind: 'moment', label: t('erp:field.promised'), start: line.promisedUtc ? toLocal(line.promisedUtc, zone) : '' },
              { name: 'priority', kind: 'whole', label: t('erp:field.priority'), start: String(line.priority) },
              { name: 'reason', kind: 'long', label: t('erp:field.reason'), required: true },
            ]}
            shape={(body) => onlyChanged(body, line)}
          >
            <Touches lines={[line]} />
          </CommandDialog>
          <CommandDialog<WorkOrderHead>
            opened={asked?.what === 'make'} title={t('erp:orders.makeTitle', { no: line.lineNo })} path="/api/erp/work-orders" submit={t('erp:orders.makeWorkOrder')}
            topics={topics} onDone={(made) => onMade(made.no)} onClose={close} fixed={{ salesOrderNo: order.no, lineNo: line.lineNo }}
            fields={[
              { name: 'quantity', kind: 'quantity', unit: line.quantity.unit, label: t('erp:field.quantity'), help: t('erp:orders.makeHelp') },
              { name: 'startUtc', kind: 'moment', label: t('erp:field.start') },
              { name: 'withComponents', kind: 'check', label: t('erp:orders.withComponents') },
            ]}
          />
          {asked?.what === 'ship' && <ShipForm order={order} line={line} onDone={(made) => void navigate(shipmentPath(made.no))} onClose={close} />}
        </>
      )}
      <CommandDialog
        opened={asked?.what === 'add'} title={t('erp:orders.addLine')} path="/api/erp/sales-lines" submit={t('erp:orders.addLine')} topics={topics}
        onDone={close} onClose={close} fixed={{ orderNo: order.no }} unitOfField="line.itemNo"
        fields={[
          { name: 'line.itemNo', kind: 'lookup', of: 'item', label: t('erp:field.item'), required: true },
          { name: 'line.quantity', kind: 'quantity', label: t('erp:field.quantity'), required: true },
          { name: 'line.requestedUtc', kind: 'moment', label: t('erp:field.requested'), required: true },
          { name: 'line.price', kind: 'money', label: t('erp:field.price') },
          { name: 'reason', kind: 'long', label: t('erp:field.reason'), required: true },
        ]}
        shape={nested}
      />
    </>
  );
}

/** `line.itemNo` becomes `itemNo` of `line`. */
function nested(body: Record<string, unknown>): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  const line: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body)) {
    if (name.startsWith('line.')) line[name.slice(5)] = value;
    else made[name] = value;
  }
  return { ...made, line };
}

/** A change names only what differs, so that its history does too. */
function onlyChanged(body: Record<string, unknown>, line: SalesLine): Record<string, unknown> {
  const same = (name: string, value: unknown): boolean => {
    if (name === 'quantity') return (value as { value: number }).value === line.ordered.value;
    if (name === 'priority') return value === line.priority;
    const before = name === 'requestedUtc' ? line.requestedUtc : name === 'promisedUtc' ? line.promisedUtc : undefined;
    // The field shows minutes; seconds that it can't show are no change.
    return typeof before === 'string' && Math.floor(Date.parse(before) / 60_000) === Math.floor(Date.parse(String(value)) / 60_000);
  };
  return Object.fromEntries(Object.entries(body).filter(([name, value]) => !same(name, value)));
}

/** What hangs on lines, before somebody changes or cancels them. */
function Touches({ lines }: { lines: readonly SalesLine[] }) {
  const { t, language } = useText();
  const orders = lines.flatMap((line) => line.thread.workOrders).filter((each) => !['closed', 'cancelled', 'completed'].includes(each.state));
  const reserved = lines.flatMap((line) => line.thread.reservations).filter((each) => each.state === 'open');
  if (orders.length === 0 && reserved.length === 0) return <Text size="sm">{t('erp:orders.touchesNothing')}</Text>;
  return (
    <div>
      <Text size="sm" fw={600}>{t('erp:orders.touches')}</Text>
      <ul style={{ margin: '4px 0' }}>
        {orders.map((each) => (
          <li key={each.no}>
            <Text size="sm" span>{t('erp:orders.touchedOrder', { no: each.no, state: t(`erp:workOrderState.${each.state}`), done: formatQuantity(each.produced, language), all: formatQuantity(each.quantity, language) })}</Text>
          </li>
        ))}
        {reserved.length > 0 && <li><Text size="sm" span>{t('erp:orders.touchedReservations', { count: reserved.length })}</Text></li>}
      </ul>
    </div>
  );
}
