import { Button, Group, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { Go } from '../../shared/components/columns';
import { ConfirmWithReason } from '../../shared/components/ConfirmWithReason';
import { DisabledWhy } from '../../shared/components/DisabledWhy';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import { DateTime } from '../../shared/components/Times';
import { formatQuantity, type Quantity } from '../../shared/components/units';
import { useCommand } from '../../shared/http/useCommand';
import { useRead } from '../../shared/http/useRead';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { itemPath, stockPath, tracePath, workOrderPath } from '../paths';
import type { MaterialCheck, WorkOrder } from '../shapes';

const topics = ['erp.work-orders', 'erp.stock'] as const;

interface Reserved {
  missing: { itemNo: string; revision: string; quantity: Quantity }[];
}

/** What the order needs, what it has, what is short and where more will come from; reservations are made and given back here. */
export function MaterialOfOrder({ thread }: { thread: WorkOrder }) {
  const { t, language } = useText();
  const { may } = useSession();
  const { no, state } = thread.order;
  const check = useRead<MaterialCheck>('/api/erp/work-orders/{no}/material-check', { params: { no }, topics });
  const [missing, setMissing] = useState<Reserved['missing']>([]);
  const [giving, setGiving] = useState<string>();
  const reserve = useCommand<{ workOrderNo: string }, Reserved>('/api/erp/material-reservations', { topics, onDone: (done) => setMissing(done.missing) });
  const give = useCommand<{ workOrderNo: string; reason: string; reservationId: string }>('/api/erp/reservation-releases', { topics, onDone: () => setGiving(undefined) });
  const over = ['completed', 'closed', 'cancelled'].includes(state);
  const why = !may('erp.work-orders') ? t('erp:right.workOrders') : over ? t('erp:workOrders.notNow', { state: t(`erp:workOrderState.${state}`) }) : undefined;
  const open = thread.reservations.filter((each) => each.state === 'open' || each.state === 'broken');
  return (
    <Stack gap="sm">
      <Group>
        <DisabledWhy why={why}>
          <Button variant="default" loading={reserve.pending} onClick={() => void reserve.send({ workOrderNo: no })}>{t('erp:material.reserve')}</Button>
        </DisabledWhy>
        {check.data && <Text fw={650}>{check.data.complete ? t('erp:material.complete') : t('erp:material.short')}</Text>}
      </Group>
      <RefusalNotice refusal={reserve.refusal ?? check.refusal} />
      {missing.length > 0 && <Text size="sm">{t('erp:material.stillMissing', { list: missing.map((each) => `${each.itemNo} ${formatQuantity(each.quantity, language)}`).join(', ') })}</Text>}
      {check.data && check.data.lines.length > 0 && (
        <div className="data-table-scroll">
          <Table aria-label={t('erp:workOrders.material')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('erp:field.item')}</Table.Th>
                {(['required', 'used', 'reserved', 'onHand', 'available', 'others', 'shortBy'] as const).map((key) => <Table.Th key={key} className="numeric">{t(`erp:material.${key}`)}</Table.Th>)}
                <Table.Th>{t('erp:material.why')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {check.data.lines.map((line) => (
                <Table.Tr key={`${line.itemNo}-${line.revision}`}>
                  <Table.Td><Go to={itemPath(line.itemNo)}>{line.itemNo}</Go></Table.Td>
                  <Table.Td className="numeric">{formatQuantity(line.required, language)}</Table.Td>
                  <Table.Td className="numeric">{formatQuantity(line.used, language)}</Table.Td>
                  <Table.Td className="numeric">{formatQuantity(line.reserved, language)}</Table.Td>
                  <Table.Td className="numeric"><Go to={stockPath({ item: line.itemNo })}>{formatQuantity(line.onHand, language)}</Go></Table.Td>
                  <Table.Td className="numeric">{formatQuantity(line.available, language)}</Table.Td>
                  <Table.Td className="numeric">{formatQuantity(line.reservedByOthers, language)}</Table.Td>
                  <Table.Td className="numeric">{line.short.value > 0 ? <strong>{formatQuantity(line.short, language)}</strong> : '–'}</Table.Td>
                  <Table.Td>
                    {line.short.value > 0 && <Text size="xs">{t(whyShort(line))}</Text>}
                    {line.expected.slice(0, 3).map((each) => (
                      <Text key={each.workOrderNo} size="xs" component="div">
                        {t('erp:material.expected', { quantity: formatQuantity(each.quantity, language) })}{' '}<Go to={workOrderPath(each.workOrderNo)}>{each.workOrderNo}</Go>{' '}<DateTime value={each.dueUtc} detail="date" />
                      </Text>
                    ))}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {check.data?.lines.length === 0 && <Text size="sm">{t('erp:material.none')}</Text>}
      {open.length > 0 && (
        <div className="data-table-scroll">
          <Table aria-label={t('erp:material.reservations')}>
            <Table.Thead>
              <Table.Tr><Table.Th>{t('erp:material.reservations')}</Table.Th><Table.Th>{t('erp:field.lot')}</Table.Th><Table.Th className="numeric">{t('erp:field.quantity')}</Table.Th><Table.Th>{t('erp:field.state')}</Table.Th><Table.Th /></Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {open.map((each) => (
                <Table.Tr key={each.id}>
                  <Table.Td><Go to={itemPath(each.itemNo)}>{each.itemNo}</Go></Table.Td>
                  <Table.Td>{each.lotNo ? <Go to={tracePath(each.lotNo)}>{each.lotNo}</Go> : t('erp:material.anyLot')}</Table.Td>
                  <Table.Td className="numeric">{formatQuantity(each.quantity, language)}</Table.Td>
                  <Table.Td>{t(`erp:reservationState.${each.state}` as 'erp:reservationState.open')}</Table.Td>
                  <Table.Td>{each.state === 'open' && !why && <Button size="compact-sm" variant="default" onClick={() => setGiving(each.id)}>{t('erp:material.giveBack')}</Button>}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      <ConfirmWithReason
        opened={giving !== undefined} title={t('erp:material.giveBack')} confirm={t('erp:material.giveBack')} refusal={give.refusal} pending={give.pending}
        onClose={() => { give.clearRefusal(); setGiving(undefined); }} onConfirm={(reason) => giving && void give.send({ workOrderNo: no, reason, reservationId: giving })}
      />
    </Stack>
  );
}

/** The figure that explains a shortage first: nothing there, nothing usable, or promised to others. */
export function whyShort(line: Pick<MaterialCheck['lines'][number], 'onHand' | 'available' | 'reservedByOthers'>) {
  if (line.onHand.value <= 0) return 'erp:material.whyNone' as const;
  if (line.available.value < line.onHand.value) return 'erp:material.whyBlocked' as const;
  return line.reservedByOthers.value > 0 ? ('erp:material.whyReserved' as const) : ('erp:material.whyLittle' as const);
}
