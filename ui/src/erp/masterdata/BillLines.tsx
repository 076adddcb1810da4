import { Text } from '@mantine/core';
import { asList } from '../../shared/components/asList';
import { linkColumn, numberColumn, textColumn } from '../../shared/components/columns';
import { DataTable, type DataColumn } from '../../shared/components/DataTable';
import { formatNumber, formatQuantity, unitSymbol } from '../../shared/components/units';
import { useText } from '../../shared/texts/useText';
import { itemPath } from '../paths';
import { useDays } from './RevisionWord';
import type { Bill, BillLine } from './shapes';

/** The components of one revision of a bill, one level. */
export function BillLines({ bill }: { bill: Bill }) {
  const { t, language } = useText();
  const days = useDays();
  const columns: DataColumn<BillLine>[] = [
    numberColumn('line', t('erp:bills.line'), (row) => row.lineNo),
    linkColumn('component', t('erp:bills.component'), (row) => row.componentNo, itemPath),
    textColumn('description', t('erp:field.description'), (row) => row.description, { filter: true }),
    textColumn('kind', t('erp:master.kind'), (row) => t(`erp:itemKind.${row.kind}`), { hidden: true }),
    textColumn('revision', t('erp:field.revision'), (row) => row.componentRevision ?? t('erp:bills.valid')),
    // Bills count in fractions of pieces too, so all decimals are shown.
    { id: 'quantity', heading: t('erp:field.quantity'), numeric: true, value: (row) => row.quantity.value, cell: (row) => `${formatNumber(row.quantity.value, language, 6)} ${unitSymbol(row.quantity.unit, language)}` },
    numberColumn('scrap', t('erp:bills.scrap'), (row) => row.scrapPercent),
    numberColumn('operation', t('erp:field.operation'), (row) => row.operationNo),
    textColumn('flags', t('erp:bills.how'), (row) => [row.phantom ? t('erp:bills.phantom') : '', row.backflush ? t('erp:bills.backflush') : ''].filter(Boolean).join(', ')),
    textColumn('days', t('erp:revision.days'), (row) => days(row.effectiveFrom, row.effectiveTo)),
  ];
  return (
    <>
      <Text size="sm" mb={4}>{t('erp:bills.forBase', { quantity: formatQuantity(bill.baseQuantity, language) })}{bill.note && ` · ${bill.note}`}</Text>
      <DataTable
        name="bill-lines" label={t('erp:bills.lines')} columns={columns} list={asList(bill.lines, { isLoading: false, refusal: null, refetch: () => undefined })}
        rowKey={(row) => String(row.lineNo)} empty={t('erp:bills.noneYet')}
      />
    </>
  );
}
