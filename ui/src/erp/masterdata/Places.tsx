import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { Go, linkColumn, textColumn } from '../../shared/components/columns';
import type { CommandField } from '../../shared/components/CommandForm';
import type { DataColumn } from '../../shared/components/DataTable';
import { useText } from '../../shared/texts/useText';
import { stockPath, workCentrePath } from '../paths';
import { MasterList } from './MasterList';
import { placeKinds, topics, type Place, type PlaceRow } from './shapes';

/** Where stock lies: sites, warehouses, bins, lines. The virtual places are the other end of moves. */
export default function Places() {
  const { t } = useText();
  const columns = useMemo<DataColumn<PlaceRow>[]>(() => [
    textColumn('no', t('erp:master.no'), (row) => row.no, { filter: true }),
    textColumn('name', t('erp:master.name'), (row) => row.name, { filter: true }),
    textColumn('kind', t('erp:master.kind'), (row) => t(`erp:placeKind.${row.kind}`), { filter: true }),
    textColumn('parent', t('erp:places.parent'), (row) => row.parentNo, { filter: true }),
    linkColumn('workCentre', t('erp:field.workCentre'), (row) => row.workCentreNo, workCentrePath, { filter: false }),
    linkColumn('stock', t('erp:stock.title'), (row) => t('erp:places.stockAt', { place: row.no }), (_, row) => stockPath({ place: row.no }), { filter: false }),
    textColumn('use', t('erp:master.use'), (row) => t(row.active ? 'erp:master.inUse' : 'erp:master.outOfUse'), { filter: true }),
  ], [t]);
  const fields = (place: Place | undefined): CommandField[] => [
    { name: 'name', kind: 'text', label: t('erp:master.name'), required: true, start: place?.name ?? '' },
    ...(place ? [] : [{ name: 'kind', kind: 'choice', label: t('erp:master.kind'), required: true, start: 'bin', options: placeKinds.map((value) => ({ value, label: t(`erp:placeKind.${value}`) })) } as const]),
    { name: 'parentNo', kind: 'lookup', of: 'place', label: t('erp:places.parent'), help: t('erp:places.parentHelp'), start: place?.parentNo ?? '' },
    { name: 'workCentreNo', kind: 'lookup', of: 'workCentre', label: t('erp:field.workCentre'), help: t('erp:places.workCentreHelp'), start: place?.workCentreNo ?? '' },
    { name: 'active', kind: 'check', label: t('erp:master.inUse'), start: place?.active === false ? '' : 'yes' },
  ];
  return (
    <MasterList<PlaceRow, Place>
      name="places" title={t('erp:places.title')} add={t('erp:places.add')} empty={t('erp:places.empty')} path="/api/erp/places" one="/api/erp/places/{no}" topics={topics.places}
      columns={columns} fields={fields} same={(place) => ({ kind: place.kind })}
      about={(place) => (
        <Text size="sm" component="div">
          {[t(`erp:placeKind.${place.kind}`), [...place.way, place.no].join(' › '), place.virtual ? t('erp:places.virtual') : ''].filter(Boolean).join(' · ')}
          {' · '}<Go to={stockPath({ place: place.no })}>{t('erp:stock.title')}</Go>
        </Text>
      )}
    />
  );
}
