import { Button, SegmentedControl, Text } from '@mantine/core';
import { CalendarRange } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { linkColumn, numberColumn, textColumn, timeColumn } from '../shared/components/columns';
import { CommandDialog } from '../shared/components/CommandForm';
import { DataTable, type DataColumn } from '../shared/components/DataTable';
import { DisabledWhy } from '../shared/components/DisabledWhy';
import { PageHeader } from '../shared/components/PageHeader';
import { useList } from '../shared/http/useRead';
import { useSession } from '../shared/shell/session';
import { useText } from '../shared/texts/useText';
import { ExceptionStateBadge } from './ExceptionStateBadge';
import { kindText, topics, type ExceptionRow } from './shapes';

const exceptionPath = (no: string) => `/exceptions/${no}`;
const over = 'transient,resolved,closed,merged,superseded,falseAlarm';

/** What makes the plan wrong now, the worst and oldest first. */
export default function Exceptions() {
  const { t } = useText();
  const { may } = useSession();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const [planning, setPlanning] = useState(false);
  const all = params.get('all') === '1';
  const filter = all ? [] : over.split(',').map((state) => `state:ne:${state}`);
  const list = useList<ExceptionRow>('/api/coordination/exceptions', { query: { filter, sort: all ? '-occurredUtc' : 'severity,occurredUtc', limit: 200 }, topics: [...topics] });
  const columns = useMemo<DataColumn<ExceptionRow>[]>(() => [
    linkColumn('no', t('coordination:one'), (row) => row.no, exceptionPath),
    textColumn('what', t('coordination:what'), (row) => { const key = kindText[row.kind]; return key ? t(key) : row.kind; }, { filter: true }),
    textColumn('subject', t('coordination:subject'), (row) => (row.workCentreNo ? `${row.subject} (${row.workCentreNo})` : row.subject), { filter: true }),
    textColumn('state', t('coordination:state'), (row) => t(`coordination:states.${row.state}`), { filter: true, cell: (row) => <ExceptionStateBadge state={row.state} /> }),
    numberColumn('severity', t('coordination:severity'), (row) => row.severity),
    timeColumn('since', t('coordination:since'), (row) => row.occurredUtc),
    timeColumn('until', t('coordination:until'), (row) => row.endedUtc ?? row.expectedEndUtc),
    numberColumn('times', t('coordination:times'), (row) => row.occurrences),
  ], [t]);
  return (
    <>
      <PageHeader
        title={t('coordination:title')}
        actions={(
          <DisabledWhy why={may('coordination.plan') ? undefined : t('coordination:floor.right')}>
            <Button leftSection={<CalendarRange size={16} aria-hidden />} onClick={() => setPlanning(true)}>{t('coordination:floor.plan')}</Button>
          </DisabledWhy>
        )}
      >
        <SegmentedControl
          size="xs" aria-label={t('erp:orders.view')} value={all ? 'all' : 'open'} onChange={(value) => setParams(value === 'all' ? { all: '1' } : {})}
          data={[{ value: 'open', label: t('coordination:open') }, { value: 'all', label: t('coordination:all') }]}
        />
      </PageHeader>
      <DataTable
        name="exceptions" label={t('coordination:title')} columns={columns} list={list} rowKey={(row) => row.no} serverCsv maxHeight="70vh"
        onOpen={(row) => void navigate(exceptionPath(row.no))} empty={<Text>{t('coordination:empty')}</Text>}
      />
      <CommandDialog
        opened={planning} title={t('coordination:floor.title')} path="/api/coordination/schedule-requests" submit={t('coordination:floor.submit')} topics={topics}
        onDone={() => setPlanning(false)} onClose={() => setPlanning(false)}
        fields={[
          { name: 'reason', kind: 'text', label: t('coordination:floor.reason'), required: true },
          { name: 'seconds', kind: 'decimal', label: t('coordination:floor.seconds'), required: true, start: '5' },
        ]}
      >
        <Text size="sm">{t('coordination:floor.help')}</Text>
      </CommandDialog>
    </>
  );
}
