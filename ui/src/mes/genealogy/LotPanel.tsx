import { Button, CloseButton, Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { itemPath, stockPath, tracePath, workOrderPath } from '../../erp/paths';
import { Go } from '../../shared/components/columns';
import { DateTime, Day } from '../../shared/components/Times';
import { formatQuantity, type Quantity } from '../../shared/components/units';
import { useRead } from '../../shared/http/useRead';
import { useText } from '../../shared/texts/useText';
import { StateBadge } from '../../shared/theme/StateBadge';
import type { TraceNode } from './trace';

interface LotDetail {
  status: string;
  places: { workCentreNo: string; quantity: Quantity }[];
  holds: { holdId: string; rootLotNo: string; reasonCode: string; text: string; state: string; late: boolean; atUtc: string }[];
  moves: { bookingId: string; kind: 'received' | 'picked' | 'returned' | 'consumed' | 'produced' | 'scrapped' | 'splitOff' | 'merged'; quantity: Quantity; workCentreNo: string | null; jobNo: string | null; personNo: string | null; reversed: boolean; atUtc: string }[];
}

/** One lot of the picture: figures, holds, newest bookings, and where to go from here. */
export function LotPanel({ node, onClose, onExpand }: { node: TraceNode; onClose: () => void; onExpand: (() => void) | undefined }) {
  const { t, language } = useText();
  const lot = useRead<LotDetail>('/api/mes/lots/{no}', { params: { no: node.lotNo }, topics: ['mes.lots', 'mes.holds'] });
  const figures: readonly [string, Quantity][] = [
    [t('mes:trace.made'), node.made], [t('mes:trace.inStore'), node.inStore], [t('mes:trace.atLine'), node.atLine], [t('mes:trace.consumed'), node.consumed], [t('erp:field.scrapped'), node.scrapped],
  ];
  return (
    <Paper withBorder p="sm" component="aside" aria-label={node.lotNo} style={{ overflow: 'auto', maxHeight: 'min(68vh, 680px)' }}>
      <Group justify="space-between" wrap="nowrap">
        <Title order={2} size="h5">{node.lotNo}</Title>
        <CloseButton onClick={onClose} aria-label={t('shell:action.close')} />
      </Group>
      <Stack gap={6}>
        <Text size="sm" component="div">{`${t(`mes:trace.kind.${node.kind}`)} · `}<Go to={itemPath(node.itemNo)}>{node.itemNo}</Go></Text>
        <Group gap={8}>
          {node.orderNo && <Go to={workOrderPath(node.orderNo)}>{node.orderNo}</Go>}
          {node.kind !== 'wip' && <Go to={stockPath({ lot: node.lotNo })}>{t('mes:trace.inStock')}</Go>}
          <Go to={tracePath(node.lotNo)}>{t('mes:trace.fromHere')}</Go>
          {node.kind !== 'wip' && <Go to={`/holds?lot=${encodeURIComponent(node.lotNo)}`}>{t('mes:holds.title')}</Go>}
        </Group>
        {onExpand && <Button size="xs" variant="default" onClick={onExpand}>{t('mes:trace.expand')}</Button>}
        {lot.data?.holds.filter((hold) => hold.state !== 'ended').map((hold) => (
          <div key={hold.holdId}>
            <StateBadge state="stoppedExplained">{t('mes:trace.held')}</StateBadge>
            <Text size="sm" component="div"><Go to={`/holds/${hold.holdId}`}>{hold.reasonCode}</Go>{` ${hold.text}`}</Text>
          </div>
        ))}
        <Table withRowBorders={false} verticalSpacing={2}>
          <Table.Tbody>
            {figures.filter(([, quantity]) => quantity.value !== 0).map(([name, quantity]) => (
              <Table.Tr key={name}><Table.Td>{name}</Table.Td><Table.Td className="numeric">{formatQuantity(quantity, language)}</Table.Td></Table.Tr>
            ))}
            {lot.data?.places.map((place) => (
              <Table.Tr key={place.workCentreNo}><Table.Td>{place.workCentreNo}</Table.Td><Table.Td className="numeric">{formatQuantity(place.quantity, language)}</Table.Td></Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {node.supplierNo && <Text size="sm">{t('mes:trace.bought', { supplier: node.supplierNo, lot: node.supplierLotNo ?? '–' })}</Text>}
        {node.expiresOn && <Text size="sm" component="div">{t('mes:trace.expires')}{' '}<Day value={node.expiresOn} /></Text>}
        <Text size="sm" component="div">{t('mes:trace.born')}{' '}<DateTime value={node.bornUtc} /></Text>
        {lot.data && lot.data.moves.length > 0 && (
          <>
            <Text size="xs" fw={650} mt={4}>{t('mes:trace.bookings')}</Text>
            {lot.data.moves.slice(0, 20).map((move) => (
              <Text key={move.bookingId} size="xs" component="div" td={move.reversed ? 'line-through' : undefined}>
                <DateTime value={move.atUtc} />{` ${t(`mes:trace.move.${move.kind}`)} ${formatQuantity(move.quantity, language)} ${move.jobNo ?? move.workCentreNo ?? ''} ${move.personNo ?? ''}`}
              </Text>
            ))}
          </>
        )}
      </Stack>
    </Paper>
  );
}
