import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { Go, textColumn } from '../../shared/components/columns';
import type { CommandField } from '../../shared/components/CommandForm';
import type { DataColumn } from '../../shared/components/DataTable';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { MasterList } from './MasterList';
import { topics, type WorkCentre, type WorkCentreRow } from './shapes';

/** Where operations are planned and costed. The plant keeps its machines under the same numbers. */
export default function WorkCentres() {
  const { t } = useText();
  const { may } = useSession();
  const columns = useMemo<DataColumn<WorkCentreRow>[]>(() => [
    textColumn('no', t('erp:master.no'), (row) => row.no, { filter: true }),
    textColumn('name', t('erp:master.name'), (row) => row.name, { filter: true }),
    textColumn('costCentre', t('erp:workCentres.costCentre'), (row) => row.costCentre, { filter: true }),
    textColumn('use', t('erp:master.use'), (row) => t(row.active ? 'erp:master.inUse' : 'erp:master.outOfUse'), { filter: true }),
  ], [t]);
  const fields = (centre: WorkCentre | undefined): CommandField[] => [
    { name: 'name', kind: 'text', label: t('erp:master.name'), required: true, start: centre?.name ?? '' },
    { name: 'costCentre', kind: 'text', label: t('erp:workCentres.costCentre'), start: centre?.costCentre ?? '' },
    { name: 'hourlyCost', kind: 'money', label: t('erp:workCentres.hourlyCost'), start: centre?.hourlyCost?.amount ?? '', startCurrency: centre?.hourlyCost?.currency ?? '' },
    { name: 'active', kind: 'check', label: t('erp:master.inUse'), start: centre?.active === false ? '' : 'yes' },
  ];
  return (
    <MasterList<WorkCentreRow, WorkCentre>
      name="work-centres" title={t('erp:workCentres.title')} add={t('erp:workCentres.add')} empty={t('erp:workCentres.empty')} path="/api/erp/work-centres" one="/api/erp/work-centres/{no}"
      topics={topics.items} columns={columns} fields={fields}
      about={(centre) => (may('mes.read') ? <Text size="sm" component="div"><Go to={`/dispatch?workCentre=${encodeURIComponent(centre.no)}`}>{t('mes:dispatch.title')}</Go></Text> : null)}
    />
  );
}
