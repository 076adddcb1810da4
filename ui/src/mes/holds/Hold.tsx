import { Button, Group, Paper, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useParams } from 'react-router';
import { orderPath, stockPath, tracePath, workOrderPath } from '../../erp/paths';
import type { ShippedStock } from '../../erp/shapes';
import { Go } from '../../shared/components/columns';
import { ConfirmWithReason } from '../../shared/components/ConfirmWithReason';
import { DisabledWhy } from '../../shared/components/DisabledWhy';
import { PageHeader } from '../../shared/components/PageHeader';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import { DateTime } from '../../shared/components/Times';
import { formatQuantity, type Quantity } from '../../shared/components/units';
import { useCommand } from '../../shared/http/useCommand';
import { useRead } from '../../shared/http/useRead';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { recallPath } from '../recalls/shapes';
import { useReasons } from '../useReasons';
import { AskRelease } from './AskRelease';
import { HoldStateBadge, type PlantHoldState } from './HoldState';

interface PlantHold {
  recallNo: string | null; disposition: 'use' | 'scrap'; lotNo: string; reasonCode: string; text: string; heldBy: string; state: PlantHoldState; severity: number; overdue: boolean;
  atUtc: string; confirmedUtc: string | null; releaseReason: string | null; releaseAskedBy: string | null; releaseAskedUtc: string | null;
  releaseApprovedBy: string | null; endedUtc: string | null; lotNos: string[]; lateLotNos: string[]; blockedJobs: string[]; shipped: ShippedStock[];
}

interface BusinessHold {
  state: 'open' | 'releaseAsked' | 'released' | 'ended' | 'scrapped';
  blockedUtc: string; askedBy: string | null; askedReason: string | null; releasedBy: string | null; releaseReason: string | null;
  releasedUtc: string | null; endedUtc: string | null;
  blocked: { lotNo: string; itemNo: string; place: string; quantity: Quantity }[];
  reservationsBroken: { workOrderNo: string; itemNo: string; lotNo: string; quantity: Quantity }[];
  shipped: ShippedStock[];
}

const topics = ['mes.holds', 'mes.lots', 'erp.stock'] as const;
const mostLots = 40;

/** One hold as both halves see it, and its way out: quality asks, the business gives free, the plant takes the fence down. */
export default function Hold() {
  const { t } = useText();
  const { holdId = '' } = useParams();
  const { may } = useSession();
  const reasons = useReasons();
  const [asked, setAsked] = useState<'ask' | 'approve'>();
  const close = () => setAsked(undefined);
  const plant = useRead<PlantHold>('/api/mes/lot-holds/{holdId}', { params: { holdId }, topics });
  const business = useRead<BusinessHold>('/api/erp/stock-holds/{holdId}', { params: { holdId }, topics, enabled: may('erp.read') });
  const approve = useCommand<{ holdId: string; reason: string }>('/api/erp/hold-releases', { topics, onDone: close });
  const hold = plant.data;
  const crumbs = [{ title: t('mes:holds.title'), to: '/holds' }, { title: hold?.lotNo ?? '…' }];
  if (!hold) return <><PageHeader title={t('mes:holds.one')} crumbs={crumbs} /><RefusalNotice refusal={plant.refusal} onRetry={() => void plant.refetch()} /></>;
  const noAsk = !may('mes.quality-hold') ? t('mes:holds.right')
    : hold.state === 'ended' || hold.state === 'scrapped' ? t('mes:holds.isEnded') : hold.state === 'releaseAsked' ? t('mes:holds.isAsked') : undefined;
  const noApprove = !may('erp.release-holds') ? t('erp:right.releaseHolds') : business.data?.state === 'releaseAsked' ? undefined : t('mes:holds.notAsked');
  return (
    <>
      <PageHeader
        title={t('mes:holds.ofLot', { lot: hold.lotNo })} crumbs={crumbs}
        actions={hold.state !== 'ended' && hold.state !== 'scrapped' && (
          <>
            <DisabledWhy why={noAsk}><Button variant="default" onClick={() => setAsked('ask')}>{t('mes:holds.ask')}</Button></DisabledWhy>
            <DisabledWhy why={noApprove}><Button onClick={() => setAsked('approve')}>{t('mes:holds.approve')}</Button></DisabledWhy>
          </>
        )}
      >
        <Group gap="sm">
          <HoldStateBadge state={hold.state} />
          <Text span fw={600}>{`${reasons.text(hold.reasonCode, 'hold')}: ${hold.text}`}</Text>
          <Go to={tracePath(hold.lotNo)}>{t('mes:trace.title')}</Go>
          {hold.recallNo && <Go to={recallPath(hold.recallNo)}>{t('mes:recalls.ofNo', { no: hold.recallNo })}</Go>}
        </Group>
      </PageHeader>
      <Stack gap="md">
        {hold.severity === 1 && <div className="refusal" role="alert"><Text fw={650}>{t('mes:holds.severe')}</Text></div>}
        {hold.overdue && <div className="refusal"><Text size="sm">{t('mes:holds.overdue')}</Text></div>}
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Side title={t('mes:holds.plant')}>
            <HoldStateBadge state={hold.state} />
            <Step at={hold.atUtc} text={t('mes:holds.fencedBy', { by: hold.heldBy })} />
            <Step at={hold.confirmedUtc} text={t('mes:holds.confirmed')} />
            <Step at={hold.releaseAskedUtc} text={t('mes:holds.askedBy', { by: hold.releaseAskedBy ?? '', reason: hold.releaseReason ?? '' })} />
            {hold.releaseAskedUtc && <Text size="sm">{t('mes:holds.toBecome', { what: t(`mes:holds.dispositionOf.${hold.disposition}`) })}</Text>}
            <Step at={hold.endedUtc} text={t('mes:holds.ended')} />
            <Text size="sm" mt={4}>{t('mes:holds.covers', { count: hold.lotNos.length })}</Text>
            <Group gap={8}>{hold.lotNos.slice(0, mostLots).map((no) => <Go key={no} to={tracePath(no)}>{no}</Go>)}</Group>
            {hold.lateLotNos.length > 0 && <Text size="xs">{t('mes:holds.late', { list: hold.lateLotNos.slice(0, mostLots).join(', ') })}</Text>}
            {hold.blockedJobs.length > 0 && <Text size="sm">{t('mes:holds.blockedJobs', { list: hold.blockedJobs.join(', ') })}</Text>}
          </Side>
          <Side title={t('mes:holds.business')}>
            {business.data ? (
              <>
                <Text size="sm" fw={650}>{t(`mes:holds.businessState.${business.data.state}`)}</Text>
                <Step at={business.data.blockedUtc} text={t('mes:holds.blockedAt')} />
                <Step at={business.data.releasedUtc} text={t('mes:holds.releasedBy', { by: business.data.releasedBy ?? '', reason: business.data.releaseReason ?? '' })} />
                <Step at={business.data.endedUtc} text={t('mes:holds.ended')} />
              </>
            ) : <Text size="sm">{may('erp.read') ? t('mes:holds.noAnswer') : t('shell:right.help', { right: 'erp.read' })}</Text>}
          </Side>
        </SimpleGrid>
        {business.data && <Blocked hold={business.data} />}
        <Shipped shipped={business.data?.shipped ?? hold.shipped} />
      </Stack>
      {asked === 'ask' && <AskRelease holdId={holdId} lotNo={hold.lotNo} onClose={close} />}
      <ConfirmWithReason
        opened={asked === 'approve'} title={t('mes:holds.approve')} confirm={t('mes:holds.approve')} refusal={approve.refusal} pending={approve.pending}
        onClose={() => { approve.clearRefusal(); close(); }} onConfirm={(reason) => void approve.send({ holdId, reason })}
      >
        <Text size="sm" fw={650}>{t('mes:holds.toBecome', { what: t(`mes:holds.dispositionOf.${hold.disposition}`) })}</Text>
        <Text size="sm">{t('mes:holds.approveHelp', { by: business.data?.askedBy ?? '', reason: business.data?.askedReason ?? '' })}</Text>
      </ConfirmWithReason>
    </>
  );
}

function Side({ title, children }: { title: string; children: ReactNode }) {
  return <Paper withBorder p="sm"><Title order={2} size="h5" mb={6}>{title}</Title><Stack gap={4} align="flex-start">{children}</Stack></Paper>;
}

function Step({ at, text }: { at: string | null; text: string }) {
  return at ? <Text size="sm" component="div"><DateTime value={at} />{` · ${text}`}</Text> : null;
}

function Blocked({ hold }: { hold: BusinessHold }) {
  const { t, language } = useText();
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <Side title={t('mes:holds.blockedStock', { count: hold.blocked.length })}>
        {hold.blocked.map((each) => (
          <Text key={`${each.lotNo}-${each.place}-${each.itemNo}`} size="sm" component="div">
            <Go to={tracePath(each.lotNo)}>{each.lotNo}</Go>{` ${formatQuantity(each.quantity, language)} `}<Go to={stockPath({ lot: each.lotNo })}>{each.place}</Go>
          </Text>
        ))}
      </Side>
      <Side title={t('mes:holds.broken', { count: hold.reservationsBroken.length })}>
        {hold.reservationsBroken.map((each, index) => (
          <Text key={`${each.workOrderNo}-${each.lotNo}-${index}`} size="sm" component="div">
            <Go to={workOrderPath(each.workOrderNo)}>{each.workOrderNo}</Go>{` ${each.itemNo} ${formatQuantity(each.quantity, language)} ${each.lotNo}`}
          </Text>
        ))}
      </Side>
    </SimpleGrid>
  );
}

/** What customers have of it; what left after the fence was up stands out. */
function Shipped({ shipped }: { shipped: readonly ShippedStock[] }) {
  const { t, language } = useText();
  if (shipped.length === 0) return <Text size="sm">{t('mes:holds.noneShipped')}</Text>;
  return (
    <div className="data-table-scroll">
      <Table aria-label={t('mes:holds.shipped')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('erp:field.customer')}</Table.Th><Table.Th>{t('erp:field.order')}</Table.Th><Table.Th>{t('mes:trace.lot')}</Table.Th>
            <Table.Th className="numeric">{t('erp:field.quantity')}</Table.Th><Table.Th>{t('erp:field.when')}</Table.Th><Table.Th>{t('mes:holds.severity')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shipped.map((each, index) => (
            <Table.Tr key={`${each.lotNo}-${each.salesOrderNo}-${index}`}>
              <Table.Td>{`${each.customerNo} ${each.customerName}`}</Table.Td>
              <Table.Td><Go to={orderPath(each.salesOrderNo)}>{t('erp:thread.line', { order: each.salesOrderNo, line: each.salesLineNo })}</Go></Table.Td>
              <Table.Td><Go to={tracePath(each.lotNo)}>{each.lotNo}</Go></Table.Td>
              <Table.Td className="numeric">{formatQuantity(each.quantity, language)}</Table.Td>
              <Table.Td><DateTime value={each.shippedUtc} /></Table.Td>
              <Table.Td>{each.afterHold ? <strong>{t('mes:holds.afterHold')}</strong> : t('mes:holds.beforeHold')}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
