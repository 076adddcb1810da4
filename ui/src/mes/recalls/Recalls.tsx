import { Button, SegmentedControl, Text } from '@mantine/core';
import { Megaphone } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { linkColumn, numberColumn, textColumn, timeColumn } from '../../shared/components/columns';
import { CommandDialog } from '../../shared/components/CommandForm';
import { DataTable, type DataColumn } from '../../shared/components/DataTable';
import { DisabledWhy } from '../../shared/components/DisabledWhy';
import { PageHeader } from '../../shared/components/PageHeader';
import { useList } from '../../shared/http/useRead';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { useReasons } from '../useReasons';
import { recallPath, topics, type RecallRow } from './shapes';

/** Deliveries that had to be called back, and how far each is. */
export default function Recalls() {
  const { t } = useText();
  const { may } = useSession();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const [declaring, setDeclaring] = useState(false);
  const reasons = useReasons();
  const codes = reasons.tiles('hold');
  const word = reasons.text;
  const all = params.get('all') === '1';
  const list = useList<RecallRow>('/api/mes/recalls', { query: { filter: all ? [] : ['closedUtc:null'], limit: 200 }, topics });
  const columns = useMemo<DataColumn<RecallRow>[]>(() => [
    linkColumn('no', t('mes:recalls.one'), (row) => row.recallNo, recallPath),
    textColumn('supplier', t('erp:field.supplier'), (row) => row.supplierNo, { filter: true }),
    textColumn('supplierLot', t('mes:recalls.supplierLot'), (row) => row.supplierLotNo, { filter: true }),
    textColumn('reason', t('mes:holds.reason'), (row) => word(row.reasonCode, 'hold'), { filter: true }),
    textColumn('text', t('mes:holds.text'), (row) => row.text),
    numberColumn('lots', t('mes:holds.lots'), (row) => row.lots),
    numberColumn('open', t('mes:recalls.toDecide'), (row) => row.openHolds),
    timeColumn('at', t('mes:recalls.since'), (row) => row.atUtc),
    timeColumn('closed', t('mes:recalls.closed'), (row) => row.closedUtc),
  ], [t, word]);
  const declare = (
    <DisabledWhy why={may('mes.quality-hold') ? undefined : t('mes:holds.right')}>
      <Button leftSection={<Megaphone size={16} aria-hidden />} onClick={() => setDeclaring(true)}>{t('mes:recalls.declare')}</Button>
    </DisabledWhy>
  );
  return (
    <>
      <PageHeader title={t('mes:recalls.title')} actions={declare}>
        <SegmentedControl
          size="xs" aria-label={t('erp:orders.view')} value={all ? 'all' : 'open'} onChange={(value) => setParams(value === 'all' ? { all: '1' } : {})}
          data={[{ value: 'open', label: t('mes:holds.open') }, { value: 'all', label: t('mes:holds.all') }]}
        />
      </PageHeader>
      <DataTable
        name="recalls" label={t('mes:recalls.title')} columns={columns} list={list} rowKey={(row) => row.recallNo} serverCsv
        onOpen={(row) => void navigate(recallPath(row.recallNo))} empty={<><Text mb="sm">{t('mes:recalls.empty')}</Text>{declare}</>}
      />
      <CommandDialog<{ recallNo: string }>
        opened={declaring} title={t('mes:recalls.declare')} path="/api/mes/recalls" submit={t('mes:recalls.declareNow')} topics={topics}
        onDone={(made) => void navigate(recallPath(made.recallNo))} onClose={() => setDeclaring(false)}
        shape={(body) => ({ ...body, atUtc: new Date().toISOString() })}
        fields={[
          { name: 'supplierNo', kind: 'lookup', of: 'supplier', label: t('erp:field.supplier') },
          { name: 'supplierLotNo', kind: 'text', label: t('mes:recalls.supplierLot'), help: t('mes:recalls.supplierLotHelp') },
          { name: 'lotNos', kind: 'list', label: t('mes:recalls.ourLots'), help: t('mes:recalls.ourLotsHelp') },
          codes.length > 0
            ? { name: 'reasonCode', kind: 'choice', label: t('mes:holds.reason'), required: true, start: codes[0]!.code, options: codes.map(({ code, name }) => ({ value: code, label: name })) }
            : { name: 'reasonCode', kind: 'text', label: t('mes:holds.reason'), required: true },
          { name: 'text', kind: 'long', label: t('mes:holds.text'), required: true },
        ]}
      >
        <Text size="sm">{t('mes:recalls.declareHelp')}</Text>
      </CommandDialog>
    </>
  );
}
