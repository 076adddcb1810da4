import { Text } from '@mantine/core';
import { asList } from '../../shared/components/asList';
import { linkColumn, numberColumn, textColumn } from '../../shared/components/columns';
import { DataTable, type DataColumn } from '../../shared/components/DataTable';
import { Duration } from '../../shared/components/Times';
import { formatNumber, unitSymbol } from '../../shared/components/units';
import { useText } from '../../shared/texts/useText';
import { workCentrePath } from '../paths';
import type { Routing, RoutingOperation } from './shapes';

/** The operations of one revision of a routing. */
export function Operations({ routing }: { routing: Routing }) {
  const { t, language } = useText();
  const columns: DataColumn<RoutingOperation>[] = [
    numberColumn('no', t('erp:field.operation'), (row) => row.no),
    textColumn('description', t('erp:field.description'), (row) => row.description),
    linkColumn('workCentre', t('erp:field.workCentre'), (row) => row.workCentreNo, workCentrePath, { filter: false }),
    textColumn('after', t('erp:routings.after'), (row) => row.predecessors.join(', ') || t('erp:routings.atOnce')),
    { ...numberColumn<RoutingOperation>('setup', t('erp:workOrders.setup'), (row) => row.setupSeconds), cell: (row) => <Duration seconds={row.setupSeconds} /> },
    { ...numberColumn<RoutingOperation>('run', t('erp:routings.runEach'), (row) => row.runSecondsPerUnit), cell: (row) => t('erp:routings.seconds', { seconds: formatNumber(row.runSecondsPerUnit, language, 3) }) },
    { ...numberColumn<RoutingOperation>('overlap', t('erp:routings.overlap'), (row) => row.overlapQuantity), cell: (row) => (row.overlapQuantity === null ? '–' : `${formatNumber(row.overlapQuantity, language)} ${unitSymbol(routing.unit, language)}`) },
    textColumn('skills', t('erp:routings.skills'), (row) => row.skills.join(', ')),
    { ...numberColumn<RoutingOperation>('yield', t('erp:routings.yield'), (row) => row.yieldPercent), cell: (row) => `${formatNumber(row.yieldPercent, language)} %` },
    textColumn('flags', t('erp:bills.how'), (row) => [row.backflush ? t('erp:bills.backflush') : '', row.serialsHere ? t('erp:routings.serialsHere') : ''].filter(Boolean).join(', ')),
    textColumn('tool', t('erp:routings.tool'), (row) => row.toolNo),
  ];
  return (
    <>
      {routing.note && <Text size="sm" mb={4}>{routing.note}</Text>}
      <DataTable
        name="routing-operations" label={t('erp:routings.operations')} columns={columns} list={asList(routing.operations, { isLoading: false, refusal: null, refetch: () => undefined })}
        rowKey={(row) => String(row.no)} empty={t('erp:routings.noneYet')}
      />
    </>
  );
}
