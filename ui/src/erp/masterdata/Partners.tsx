import { useMemo } from 'react';
import { textColumn } from '../../shared/components/columns';
import type { CommandField } from '../../shared/components/CommandForm';
import type { DataColumn } from '../../shared/components/DataTable';
import { useText } from '../../shared/texts/useText';
import { MasterList } from './MasterList';
import { topics, type Partner, type PartnerRow } from './shapes';

/** Customers or suppliers: who they are, and whether something is in the way of new business with them. */
export function Partners({ of }: { of: 'customers' | 'suppliers' }) {
  const { t } = useText();
  const columns = useMemo<DataColumn<PartnerRow>[]>(() => [
    textColumn('no', t('erp:master.no'), (row) => row.no, { filter: true }),
    textColumn('name', t('erp:master.name'), (row) => row.name, { filter: true }),
    textColumn('country', t('erp:partner.country'), (row) => row.country, { filter: true }),
    textColumn('email', t('erp:partner.email'), (row) => row.email),
    textColumn('phone', t('erp:partner.phone'), (row) => row.phone),
    textColumn('currency', t('shell:form.currency'), (row) => row.currency, { hidden: true }),
    textColumn('blocked', t('erp:partner.blocked'), (row) => row.blockedReason, { filter: true, cell: (row) => (row.blockedReason ? <strong>{row.blockedReason}</strong> : '') }),
  ], [t]);
  const fields = (partner: Partner | undefined): CommandField[] => [
    { name: 'name', kind: 'text', label: t('erp:master.name'), required: true, start: partner?.name ?? '' },
    { name: 'country', kind: 'text', label: t('erp:partner.country'), help: t('erp:partner.countryHelp'), start: partner?.country ?? '' },
    { name: 'address', kind: 'long', label: t('erp:partner.address'), start: partner?.address ?? '' },
    { name: 'email', kind: 'text', label: t('erp:partner.email'), start: partner?.email ?? '' },
    { name: 'phone', kind: 'text', label: t('erp:partner.phone'), start: partner?.phone ?? '' },
    { name: 'taxNo', kind: 'text', label: t('erp:partner.taxNo'), start: partner?.taxNo ?? '' },
    { name: 'currency', kind: 'text', label: t('shell:form.currency'), start: partner?.currency ?? '' },
    { name: 'blockedReason', kind: 'text', label: t('erp:partner.blocked'), help: t('erp:partner.blockedHelp'), wide: true, start: partner?.blockedReason ?? '' },
  ];
  return (
    <MasterList<PartnerRow, Partner>
      name={of} title={t(`erp:partner.${of}`)} add={t(`erp:partner.add.${of}`)} empty={t(`erp:partner.empty.${of}`)} path={`/api/erp/${of}`} one={`/api/erp/${of}/{no}`}
      topics={topics.partners} columns={columns} fields={fields}
    />
  );
}
