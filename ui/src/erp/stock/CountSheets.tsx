import { Button, Text } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { linkColumn, numberColumn, textColumn, timeColumn } from '../../shared/components/columns';
import { CommandDialog } from '../../shared/components/CommandForm';
import { DataTable, type DataColumn } from '../../shared/components/DataTable';
import { DisabledWhy } from '../../shared/components/DisabledWhy';
import { useList } from '../../shared/http/useRead';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { countSheetPath } from '../paths';

interface SheetRow {
  no: string; place: string; madeUtc: string; madeBy: string; lines: number; counted: number;
}

/** Sheets that were drawn up to count a place, and drawing up another. */
export function CountSheets({ place }: { place: string }) {
  const { t } = useText();
  const { may } = useSession();
  const navigate = useNavigate();
  const [drawing, setDrawing] = useState(false);
  const list = useList<SheetRow>('/api/erp/count-sheets', { query: { filter: place ? [`place:eq:${place}`] : [], limit: 200 }, topics: ['erp.stock'] });
  const columns = useMemo<DataColumn<SheetRow>[]>(() => [
    linkColumn('no', t('erp:count.sheet'), (row) => row.no, countSheetPath),
    textColumn('place', t('erp:field.place'), (row) => row.place, { filter: true }),
    timeColumn('made', t('erp:count.made'), (row) => row.madeUtc),
    textColumn('by', t('erp:field.by'), (row) => row.madeBy),
    numberColumn('lines', t('erp:field.lines'), (row) => row.lines),
    numberColumn('counted', t('erp:count.counted'), (row) => row.counted),
    textColumn('state', t('erp:field.state'), (row) => t(row.counted === row.lines ? 'erp:count.done' : 'erp:count.open'), { filter: true }),
  ], [t]);
  const draw = (
    <DisabledWhy why={may('erp.stock') ? undefined : t('erp:right.stock')}>
      <Button variant="default" leftSection={<Plus size={16} aria-hidden />} onClick={() => setDrawing(true)}>{t('erp:count.draw')}</Button>
    </DisabledWhy>
  );
  return (
    <>
      <DataTable
        name="count-sheets" label={t('erp:stock.counts')} columns={columns} list={list} rowKey={(row) => row.no} serverCsv onOpen={(row) => void navigate(countSheetPath(row.no))}
        tools={draw} empty={<><Text mb="sm">{t('erp:count.empty')}</Text>{draw}</>}
      />
      <CommandDialog<{ no: string }>
        opened={drawing} title={t('erp:count.draw')} path="/api/erp/count-sheets" submit={t('erp:count.draw')} topics={['erp.stock']} onClose={() => setDrawing(false)}
        onDone={(sheet) => void navigate(countSheetPath(sheet.no))}
        fields={[
          { name: 'place', kind: 'lookup', of: 'place', label: t('erp:field.place'), required: true, start: place },
          { name: 'itemNo', kind: 'lookup', of: 'item', label: t('erp:field.item'), help: t('erp:count.itemHelp') },
        ]}
      >
        <Text size="sm">{t('erp:count.drawHelp')}</Text>
      </CommandDialog>
    </>
  );
}
