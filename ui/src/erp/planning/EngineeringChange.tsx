import { Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useParams } from 'react-router';
import { Go } from '../../shared/components/columns';
import { CommandDialog } from '../../shared/components/CommandForm';
import { ConfirmWithReason } from '../../shared/components/ConfirmWithReason';
import { DisabledWhy } from '../../shared/components/DisabledWhy';
import { PageHeader } from '../../shared/components/PageHeader';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import { DateTime, Day } from '../../shared/components/Times';
import { formatQuantity } from '../../shared/components/units';
import { useCommand } from '../../shared/http/useCommand';
import { useRead } from '../../shared/http/useRead';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { itemPath, workOrderPath } from '../paths';
import { topics, type Change, type ChangeOrder } from './changes';

/** One change: who approved it, which running orders it meets, where their pieces are and what becomes of them. */
export default function EngineeringChange() {
  const { t } = useText();
  const { no = '' } = useParams();
  const { may } = useSession();
  const [withdrawing, setWithdrawing] = useState(false);
  const [allocating, setAllocating] = useState<ChangeOrder>();
  const read = useRead<Change>('/api/erp/engineering-changes/{no}', { params: { no }, topics });
  const approve = useCommand<{ changeNo: string }>('/api/erp/engineering-change-approvals', { topics });
  const withdraw = useCommand<{ changeNo: string; reason: string }>('/api/erp/engineering-change-withdrawals', { topics, onDone: () => setWithdrawing(false) });
  const change = read.data;
  const crumbs = [{ title: t('erp:changes.title'), to: '/engineering-changes' }, { title: no }];
  if (!change) return <><PageHeader title={no} crumbs={crumbs} /><RefusalNotice refusal={read.refusal} onRetry={() => void read.refetch()} /></>;
  const open = change.state === 'scheduled' || change.state === 'announced';
  const noApproval = !may('erp.approve-changes') ? t('shell:right.help', { right: 'erp.approve-changes' }) : change.approvedUtc ? t('erp:changes.isApproved') : undefined;
  const noChange = may('erp.engineering-changes') ? undefined : t('shell:right.help', { right: 'erp.engineering-changes' });
  return (
    <>
      <PageHeader
        title={t('erp:changes.ofNo', { no: change.no })} crumbs={crumbs}
        actions={open && (
          <>
            <DisabledWhy why={noApproval}><Button loading={approve.pending} onClick={() => void approve.send({ changeNo: no })}>{t('erp:changes.approve')}</Button></DisabledWhy>
            {!noChange && <Button variant="default" onClick={() => setWithdrawing(true)}>{t('erp:changes.withdraw')}</Button>}
          </>
        )}
      >
        <Group gap="sm">
          <Text span fw={650}>{t(`erp:changes.state.${change.state}`)}</Text>
          <Go to={itemPath(change.itemNo)}>{change.itemNo}</Go>
          <Text span size="sm">{t('erp:changes.fromTo', { from: change.fromRevision, to: change.toRevision })}</Text>
          <Text span size="sm">{t('erp:changes.touches', { list: change.operationNos.join(', ') })}</Text>
          {change.effectiveFrom && <Text span size="sm" component="span">{t('erp:changes.effective')} <Day value={change.effectiveFrom} /></Text>}
        </Group>
      </PageHeader>
      <Stack gap="md">
        <RefusalNotice refusal={approve.refusal} />
        <Text>{change.reason}</Text>
        {change.withdrawnBy && <Text size="sm">{t('erp:changes.withdrawnBy', { by: change.withdrawnBy, reason: change.withdrawnWhy ?? '' })}</Text>}
        <section aria-labelledby="approvals">
          <Title order={2} size="h4" mb="xs" id="approvals">{t('erp:changes.approvals', { count: change.approvals.length })}</Title>
          <Text size="sm">{t('erp:changes.raisedBy', { by: change.raisedBy })} <DateTime value={change.raisedUtc} /></Text>
          {change.approvals.map((each) => <Text key={each.personNo} size="sm" component="div">{each.personNo} · <DateTime value={each.atUtc} /></Text>)}
          {!change.approvedUtc && open && <Text size="sm">{t('erp:changes.approvalsHelp')}</Text>}
        </section>
        <Orders change={change} noChange={noChange} onAllocate={setAllocating} />
      </Stack>
      <ConfirmWithReason
        opened={withdrawing} title={t('erp:changes.withdraw')} confirm={t('erp:changes.withdraw')} refusal={withdraw.refusal} pending={withdraw.pending}
        onClose={() => { withdraw.clearRefusal(); setWithdrawing(false); }} onConfirm={(reason) => void withdraw.send({ changeNo: no, reason })}
      >
        <Text size="sm">{t('erp:changes.withdrawHelp')}</Text>
      </ConfirmWithReason>
      {allocating && <Allocate change={change} order={allocating} onClose={() => setAllocating(undefined)} />}
    </>
  );
}

function Orders({ change, noChange, onAllocate }: { change: Change; noChange: string | undefined; onAllocate: (order: ChangeOrder) => void }) {
  const { t, language } = useText();
  return (
    <section aria-labelledby="orders">
      <Title order={2} size="h4" mb="xs" id="orders">{t('erp:changes.orders')}</Title>
      {change.orders.length === 0 ? <Text size="sm">{t(change.state === 'scheduled' ? 'erp:changes.ordersLater' : 'erp:changes.noOrders')}</Text> : (
        <div className="data-table-scroll">
          <Table aria-label={t('erp:changes.orders')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('erp:field.workOrder')}</Table.Th><Table.Th>{t('erp:field.state')}</Table.Th>
                {(['ordered', 'done', 'inProcess', 'unstarted'] as const).map((key) => <Table.Th key={key} className="numeric">{t(`erp:changes.${key}`)}</Table.Th>)}
                <Table.Th>{t('erp:changes.where')}</Table.Th><Table.Th>{t('erp:changes.becomes')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {change.orders.map((order) => {
                const why = noChange ?? (change.approvedUtc ? undefined : t('erp:changes.notApproved'));
                return (
                  <Table.Tr key={order.workOrderNo}>
                    <Table.Td><Go to={workOrderPath(order.workOrderNo)}>{order.workOrderNo}</Go></Table.Td>
                    <Table.Td>{t(`erp:changes.orderState.${order.state}`)}</Table.Td>
                    {([order.ordered, order.done, order.inProcess, order.unstarted]).map((quantity, index) => (
                      <Table.Td key={index} className="numeric">{order.answeredUtc ? formatQuantity(quantity, language) : '–'}</Table.Td>
                    ))}
                    <Table.Td>
                      {order.positions.map((each) => (
                        <Text key={each.operationNo} size="sm" component="div">
                          {t(each.touched ? 'erp:changes.atTouched' : 'erp:changes.at', { quantity: formatQuantity(each.quantity, language), operation: each.operationNo })}
                        </Text>
                      ))}
                    </Table.Td>
                    <Table.Td>
                      {order.state === 'answered' && change.state === 'announced' && <DisabledWhy why={why}><Button size="compact-md" onClick={() => onAllocate(order)}>{t('erp:changes.allocate')}</Button></DisabledWhy>}
                      {order.untouched && order.inProcess.value > 0 && <Text size="sm">{t(`erp:changes.disposition.${order.untouched}`)}</Text>}
                      {order.kept && <Text size="sm">{t('erp:changes.kept', { quantity: formatQuantity(order.kept, language), revision: change.fromRevision })}</Text>}
                      {order.newOrderNo && (
                        <Text size="sm" component="div">
                          <Go to={workOrderPath(order.newOrderNo)}>{order.newOrderNo}</Go>
                          {order.newQuantity && ` ${t('erp:changes.kept', { quantity: formatQuantity(order.newQuantity, language), revision: change.toRevision })}`}
                        </Text>
                      )}
                    </Table.Td>
                  </Table.Tr>
                );
              })}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </section>
  );
}

/** What becomes of the begun pieces; what can't be for this order is not offered. */
function Allocate({ change, order, onClose }: { change: Change; order: ChangeOrder; onClose: () => void }) {
  const { t, language } = useText();
  const options = (values: readonly ('useUp' | 'convert' | 'scrap')[]) => values.map((value) => ({ value, label: t(`erp:changes.disposition.${value}`) }));
  const [before, behind] = [order.positions.some((each) => !each.touched), order.positions.some((each) => each.touched)];
  return (
    <CommandDialog
      opened title={t('erp:changes.allocateOf', { order: order.workOrderNo })} path="/api/erp/engineering-change-allocations" submit={t('erp:changes.allocate')} topics={topics}
      fixed={{ changeNo: change.no, workOrderNo: order.workOrderNo, ...(before && order.chain ? {} : { untouched: 'useUp' }) }} onDone={onClose} onClose={onClose}
      fields={[
        ...(before && order.chain ? [{ name: 'untouched', kind: 'choice' as const, label: t('erp:changes.begun'), required: true, start: change.disposition, options: options(['useUp', 'convert', 'scrap']) }] : []),
        ...(behind && order.chain ? [{ name: 'touched', kind: 'choice' as const, label: t('erp:changes.begunTouched'), required: true, start: 'useUp', options: options(['useUp', 'scrap']) }] : []),
      ]}
    >
      <Text size="sm">
        {t('erp:changes.allocateHelp', { done: formatQuantity(order.done, language), unstarted: formatQuantity(order.unstarted, language), from: change.fromRevision, to: change.toRevision })}
      </Text>
    </CommandDialog>
  );
}
