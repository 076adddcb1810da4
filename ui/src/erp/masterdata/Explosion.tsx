import { Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { asList } from '../../shared/components/asList';
import { Go, linkColumn, numberColumn, quantityColumn, textColumn } from '../../shared/components/columns';
import { DataTable, type DataColumn } from '../../shared/components/DataTable';
import { QuantityInput } from '../../shared/components/QuantityInput';
import { formatNumber, parseDecimal, unitSymbol } from '../../shared/components/units';
import { useRead } from '../../shared/http/useRead';
import { useText } from '../../shared/texts/useText';
import { itemPath } from '../paths';
import { explodedRows, type ExplodedRow } from './explode';
import { topics, type Explosion } from './shapes';

/** What a quantity of an item consists of, through all levels, on a day. */
export function ExplosionView({ itemNo, unit }: { itemNo: string; unit: string }) {
  const { t, language } = useText();
  const [typed, setTyped] = useState({ quantity: '1', at: '', revision: '' });
  const [asked] = useDebouncedValue(typed, 400);
  const quantity = parseDecimal(asked.quantity);
  const read = useRead<Explosion>('/api/erp/bills/{itemNo}/explosion', {
    params: { itemNo }, query: { quantity: quantity ?? asked.quantity, at: asked.at, revision: asked.revision.trim() }, topics: topics.items,
  });
  const rows = useMemo(() => explodedRows(read.data?.lines ?? []), [read.data]);
  const full = (value: { value: number; unit: string }) => `${formatNumber(value.value, language, 6)} ${unitSymbol(value.unit, language)}`;
  const columns: DataColumn<ExplodedRow>[] = [
    { id: 'item', heading: t('erp:field.item'), value: (row) => row.itemNo, filter: true, cell: (row) => <span style={{ paddingInlineStart: (row.level - 1) * 20, whiteSpace: 'nowrap' }}><Go to={itemPath(row.itemNo)}>{row.itemNo}</Go></span> },
    textColumn('description', t('erp:field.description'), (row) => row.description),
    numberColumn('level', t('erp:bills.level'), (row) => row.level),
    textColumn('kind', t('erp:master.kind'), (row) => (row.phantom ? t('erp:itemKind.phantom') : t(`erp:itemKind.${row.kind}`)), { filter: true }),
    textColumn('revision', t('erp:field.revision'), (row) => row.revision, { cell: (row) => row.revision ?? <strong>{t('erp:bills.noRevision')}</strong> }),
    quantityColumn('net', t('erp:bills.net'), (row) => row.quantity, language, { cell: (row) => full(row.quantity) }),
    quantityColumn('gross', t('erp:bills.gross'), (row) => row.withScrap, language, { cell: (row) => full(row.withScrap) }),
    numberColumn('operation', t('erp:field.operation'), (row) => row.operationNo),
    textColumn('backflush', t('erp:bills.backflush'), (row) => (row.backflush ? t('erp:bills.yes') : '')),
  ];
  const totals: DataColumn<Explosion['totals'][number]>[] = [
    linkColumn('item', t('erp:field.item'), (row) => row.itemNo, itemPath),
    textColumn('description', t('erp:field.description'), (row) => row.description),
    textColumn('kind', t('erp:master.kind'), (row) => t(`erp:itemKind.${row.kind}`), { filter: true }),
    quantityColumn('quantity', t('erp:bills.gross'), (row) => row.quantity, language, { cell: (row) => full(row.quantity) }),
  ];
  const errors = read.refusal?.errors ?? {};
  return (
    <Stack gap="md">
      <Group gap="sm" align="flex-start">
        <QuantityInput label={t('erp:field.quantity')} unit={unit} value={typed.quantity} onChange={(text) => setTyped({ ...typed, quantity: text })} error={errors['quantity']?.join('\n')} />
        <TextInput type="date" label={t('erp:bills.at')} value={typed.at} onChange={(event) => setTyped({ ...typed, at: event.currentTarget.value })} error={errors['at']?.join('\n')} />
        <TextInput label={t('erp:revision.forItem')} value={typed.revision} onChange={(event) => setTyped({ ...typed, revision: event.currentTarget.value })} maxLength={40} w={140} />
      </Group>
      {read.data && !read.refusal && <Text size="sm">{t('erp:bills.explodedFor', { quantity: full(read.data.quantity), revision: read.data.revision ?? '–', day: read.data.at })}</Text>}
      <DataTable name="explosion" label={t('erp:bills.explosion')} columns={columns} list={asList(read.refusal ? [] : rows, read)} rowKey={(row) => row.key} empty={t('erp:bills.noComponents')} />
      {read.data && !read.refusal && (
        <section aria-labelledby="totals">
          <Title order={2} size="h4" mb="xs" id="totals">{t('erp:bills.totals')}</Title>
          <DataTable name="explosion-totals" label={t('erp:bills.totals')} columns={totals} list={asList(read.data.totals, read)} rowKey={(row) => row.itemNo} empty={t('erp:bills.noComponents')} />
        </section>
      )}
    </Stack>
  );
}
