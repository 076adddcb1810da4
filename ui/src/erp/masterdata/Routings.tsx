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
import { routingPath, itemPath } from '../paths';
import { RoutingForm } from './RoutingForm';
import { RevisionStateWord, useDays } from './RevisionWord';
import { masterRight, topics, type RoutingRow } from './shapes';

/** How items are made: every revision of every routing. */
export default function Routings() {
  const { t } = useText();
  const { may } = useSession();
  const navigate = useNavigate();
  const days = useDays();
  const [adding, setAdding] = useState(false);
  const list = useList<RoutingRow>('/api/erp/routings', { query: { limit: 500 }, topics: topics.items });
  const columns = useMemo<DataColumn<RoutingRow>[]>(() => [
    linkColumn('item', t('erp:field.item'), (row) => row.itemNo, itemPath),
    textColumn('description', t('erp:field.description'), (row) => row.description, { filter: true }),
    linkColumn('revision', t('erp:routings.one'), (row) => row.revision, (revision, row) => routingPath(row.itemNo, revision)),
    textColumn('state', t('erp:field.state'), (row) => t(`erp:revisionState.${row.state}`), { filter: true, cell: (row) => <RevisionStateWord state={row.state} /> }),
    textColumn('days', t('erp:revision.days'), (row) => days(row.effectiveFrom, row.effectiveTo)),
    textColumn('itemRevision', t('erp:revision.forItem'), (row) => row.itemRevision ?? t('erp:revision.all')),
    numberColumn('operations', t('erp:routings.operations'), (row) => row.operations),
  ], [t, days]);
  const add = (
    <DisabledWhy why={may(masterRight) ? undefined : t('erp:right.masterData')}>
      <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setAdding(true)}>{t('erp:routings.add')}</Button>
    </DisabledWhy>
  );
  return (
    <>
      <PageHeader title={t('erp:routings.title')} actions={add} />
      <DataTable
        name="routings" label={t('erp:routings.title')} columns={columns} list={list} rowKey={(row) => row.key} serverCsv onOpen={(row) => void navigate(routingPath(row.itemNo, row.revision))}
        empty={<><Text mb="sm">{t('erp:routings.empty')}</Text>{add}</>}
      />
      {adding && <RoutingForm onDone={(routing) => void navigate(routingPath(routing.itemNo, routing.revision))} onClose={() => setAdding(false)} />}
    </>
  );
}
