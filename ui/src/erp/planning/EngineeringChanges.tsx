import { Button, Text } from '@mantine/core';
import { GitBranch } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { dayColumn, linkColumn, numberColumn, textColumn, timeColumn } from '../../shared/components/columns';
import { CommandDialog } from '../../shared/components/CommandForm';
import { DataTable, type DataColumn } from '../../shared/components/DataTable';
import { DisabledWhy } from '../../shared/components/DisabledWhy';
import { PageHeader } from '../../shared/components/PageHeader';
import { useList } from '../../shared/http/useRead';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { itemPath } from '../paths';
import { changePath, topics, type ChangeRow } from './changes';

/** Changes of how items are made, also of what is running. */
export default function EngineeringChanges() {
  const { t } = useText();
  const { may } = useSession();
  const navigate = useNavigate();
  const [raising, setRaising] = useState(false);
  const list = useList<ChangeRow>('/api/erp/engineering-changes', { query: { limit: 200 }, topics });
  const columns = useMemo<DataColumn<ChangeRow>[]>(() => [
    linkColumn('no', t('erp:changes.one'), (row) => row.no, changePath),
    linkColumn('item', t('erp:field.item'), (row) => row.itemNo, itemPath),
    textColumn('revisions', t('erp:changes.revisions'), (row) => t('erp:changes.fromTo', { from: row.fromRevision, to: row.toRevision })),
    textColumn('state', t('erp:field.state'), (row) => t(`erp:changes.state.${row.state}`), { filter: true }),
    textColumn('reason', t('erp:changes.reason'), (row) => row.reason),
    numberColumn('open', t('erp:changes.openOrders'), (row) => row.openOrders),
    dayColumn('from', t('erp:changes.effective'), (row) => row.effectiveFrom),
    timeColumn('approved', t('erp:changes.approved'), (row) => row.approvedUtc),
    timeColumn('raised', t('erp:changes.raised'), (row) => row.raisedUtc),
    textColumn('by', t('erp:field.by'), (row) => row.raisedBy, { hidden: true }),
  ], [t]);
  const raise = (
    <DisabledWhy why={may('erp.engineering-changes') ? undefined : t('shell:right.help', { right: 'erp.engineering-changes' })}>
      <Button leftSection={<GitBranch size={16} aria-hidden />} onClick={() => setRaising(true)}>{t('erp:changes.raise')}</Button>
    </DisabledWhy>
  );
  return (
    <>
      <PageHeader title={t('erp:changes.title')} actions={raise} />
      <DataTable
        name="engineering-changes" label={t('erp:changes.title')} columns={columns} list={list} rowKey={(row) => row.no} serverCsv
        onOpen={(row) => void navigate(changePath(row.no))} empty={<><Text mb="sm">{t('erp:changes.empty')}</Text>{raise}</>}
      />
      <CommandDialog<{ no: string }>
        opened={raising} title={t('erp:changes.raise')} path="/api/erp/engineering-changes" submit={t('erp:changes.raiseNow')} topics={topics}
        onDone={(made) => void navigate(changePath(made.no))} onClose={() => setRaising(false)}
        shape={(body) => ({ ...body, operationNos: (Array.isArray(body['operationNos']) ? body['operationNos'] : []).map(Number) })}
        fields={[
          { name: 'itemNo', kind: 'lookup', of: 'item', label: t('erp:field.item'), required: true },
          { name: 'fromRevision', kind: 'text', label: t('erp:changes.from'), required: true },
          { name: 'toRevision', kind: 'text', label: t('erp:changes.to'), required: true },
          { name: 'operationNos', kind: 'list', label: t('erp:changes.operations'), help: t('erp:changes.operationsHelp'), required: true },
          {
            name: 'disposition', kind: 'choice', label: t('erp:changes.begun'), required: true, start: 'useUp',
            options: (['useUp', 'convert', 'scrap'] as const).map((value) => ({ value, label: t(`erp:changes.disposition.${value}`) })),
          },
          { name: 'effectiveFrom', kind: 'day', label: t('erp:changes.effective'), help: t('erp:changes.effectiveHelp') },
          { name: 'reason', kind: 'long', label: t('erp:changes.reason'), required: true },
        ]}
      >
        <Text size="sm">{t('erp:changes.raiseHelp')}</Text>
      </CommandDialog>
    </>
  );
}
