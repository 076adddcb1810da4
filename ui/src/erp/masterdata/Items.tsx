import { Button, Text } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { linkColumn, numberColumn, textColumn } from '../../shared/components/columns';
import { DataTable, type DataColumn } from '../../shared/components/DataTable';
import { DisabledWhy } from '../../shared/components/DisabledWhy';
import { PageHeader } from '../../shared/components/PageHeader';
import { unitSymbol } from '../../shared/components/units';
import { useList } from '../../shared/http/useRead';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { itemPath } from '../paths';
import { ItemDialog } from './ItemDialogs';
import { masterRight, topics, type ItemRow } from './shapes';

/** Everything that is bought, made, stocked or sold. */
export default function Items() {
  const { t, language } = useText();
  const { may } = useSession();
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  const list = useList<ItemRow>('/api/erp/items', { query: { limit: 500 }, topics: topics.items });
  const columns = useMemo<DataColumn<ItemRow>[]>(() => [
    linkColumn('no', t('erp:field.item'), (row) => row.no, itemPath),
    textColumn('description', t('erp:field.description'), (row) => row.description, { filter: true }),
    textColumn('kind', t('erp:master.kind'), (row) => t(`erp:itemKind.${row.kind}`), { filter: true }),
    textColumn('tracking', t('erp:master.tracking'), (row) => t(`erp:tracking.${row.tracking}`), { filter: true }),
    textColumn('unit', t('erp:master.unit'), (row) => unitSymbol(row.unit, language)),
    textColumn('family', t('erp:master.family'), (row) => row.family, { filter: true }),
    numberColumn('shelfLife', t('erp:master.shelfLife'), (row) => row.shelfLifeDays, { hidden: true }),
    textColumn('use', t('erp:master.use'), (row) => t(row.active ? 'erp:master.inUse' : 'erp:master.outOfUse'), { filter: true }),
  ], [t, language]);
  const add = (
    <DisabledWhy why={may(masterRight) ? undefined : t('erp:right.masterData')}>
      <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setAdding(true)}>{t('erp:items.add')}</Button>
    </DisabledWhy>
  );
  return (
    <>
      <PageHeader title={t('erp:items.title')} actions={add} />
      <DataTable
        name="items" label={t('erp:items.title')} columns={columns} list={list} rowKey={(row) => row.no} serverCsv onOpen={(row) => void navigate(itemPath(row.no))}
        empty={<><Text mb="sm">{t('erp:items.empty')}</Text>{add}</>}
      />
      {adding && <ItemDialog onDone={(item) => void navigate(itemPath(item.no))} onClose={() => setAdding(false)} />}
    </>
  );
}
