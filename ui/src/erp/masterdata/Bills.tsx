import { Button, Text } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { linkColumn, numberColumn, textColumn } from '../../shared/components/columns';
import { DataTable, type DataColumn } from '../../shared/components/DataTable';
import { DisabledWhy } from '../../shared/components/DisabledWhy';
import { PageHeader } from '../../shared/components/PageHeader';
import { useList } from '../../shared/http/useRead';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { billPath, itemPath } from '../paths';
import { BillForm } from './BillForm';
import { RevisionStateWord, useDays } from './RevisionWord';
import { masterRight, topics, type BillRow } from './shapes';

/** What made items consist of: every revision of every bill. */
export default function Bills() {
  const { t } = useText();
  const { may } = useSession();
  const navigate = useNavigate();
  const days = useDays();
  const [adding, setAdding] = useState(false);
  const list = useList<BillRow>('/api/erp/bills', { query: { limit: 500 }, topics: topics.items });
  const columns = useMemo<DataColumn<BillRow>[]>(() => [
    linkColumn('item', t('erp:field.item'), (row) => row.itemNo, itemPath),
    textColumn('description', t('erp:field.description'), (row) => row.description, { filter: true }),
    linkColumn('revision', t('erp:bills.one'), (row) => row.revision, (revision, row) => billPath(row.itemNo, revision)),
    textColumn('state', t('erp:field.state'), (row) => t(`erp:revisionState.${row.state}`), { filter: true, cell: (row) => <RevisionStateWord state={row.state} /> }),
    textColumn('days', t('erp:revision.days'), (row) => days(row.effectiveFrom, row.effectiveTo)),
    textColumn('itemRevision', t('erp:revision.forItem'), (row) => row.itemRevision ?? t('erp:revision.all')),
    numberColumn('lines', t('erp:field.lines'), (row) => row.lines),
  ], [t, days]);
  const add = (
    <DisabledWhy why={may(masterRight) ? undefined : t('erp:right.masterData')}>
      <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setAdding(true)}>{t('erp:bills.add')}</Button>
    </DisabledWhy>
  );
  return (
    <>
      <PageHeader title={t('erp:bills.title')} actions={add} />
      <DataTable
        name="bills" label={t('erp:bills.title')} columns={columns} list={list} rowKey={(row) => row.key} serverCsv onOpen={(row) => void navigate(billPath(row.itemNo, row.revision))}
        empty={<><Text mb="sm">{t('erp:bills.empty')}</Text>{add}</>}
      />
      {adding && <BillForm onDone={(bill) => void navigate(billPath(bill.itemNo, bill.revision))} onClose={() => setAdding(false)} />}
    </>
  );
}
