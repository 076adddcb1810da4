import { Drawer, Stack, Table, Text, Title } from '@mantine/core';
import { useMemo, useState } from 'react';
import { DataTable, type DataColumn } from '../../shared/components/DataTable';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import { DateTime, formatDuration } from '../../shared/components/Times';
import { useList, useRead } from '../../shared/http/useRead';
import { useText, type Language } from '../../shared/texts/useText';
import { topics } from '../topics';

interface ClosingRow {
  id: string;
  equipmentNo: string;
  shiftKey: string;
  startUtc: string;
  endUtc: string;
  byNumber: string;
  atUtc: string;
  corrections: number;
}

/** Seconds by state, and parts. */
interface MachineFigures {
  machineNo: string;
  runningSeconds: number;
  idleSeconds: number;
  setupSeconds: number;
  stoppedSeconds: number;
  microStopSeconds: number;
  plannedStopSeconds: number;
  unknownSeconds: number;
  unexplainedSeconds: number;
  counted: number;
  good: number;
  scrap: number;
}

interface Closing extends Omit<ClosingRow, 'corrections'> {
  figures: MachineFigures[];
  corrections: { id: string; machineNo: string; cause: string; signals: number; firstUtc: string; lastUtc: string; receivedUtc: string; byNumber: string; before: MachineFigures; after: MachineFigures }[];
}

const shown = [
  'runningSeconds', 'setupSeconds', 'idleSeconds', 'stoppedSeconds', 'microStopSeconds', 'plannedStopSeconds', 'unknownSeconds', 'unexplainedSeconds', 'counted', 'good', 'scrap',
] as const satisfies readonly (keyof MachineFigures)[];

function text(figures: MachineFigures, name: (typeof shown)[number], language: Language): string {
  return name.endsWith('Seconds') ? formatDuration(figures[name], language) : String(figures[name]);
}

/** Shifts whose figures were fixed, and every correction since: what was, what is, and what did it. */
export function ClosedShifts({ equipmentNo }: { equipmentNo: string }) {
  const { t } = useText();
  const [opened, setOpened] = useState<string>();
  const list = useList<ClosingRow>('/api/mes/shift-closings', { query: { filter: [`equipmentNo:eq:${equipmentNo}`] }, topics: topics.machines });
  const columns = useMemo<DataColumn<ClosingRow>[]>(() => [
    { id: 'shift', heading: t('mes:closed.shift'), value: (row) => row.shiftKey, filter: true },
    { id: 'from', heading: t('mes:labor.start'), value: (row) => row.startUtc, cell: (row) => <DateTime value={row.startUtc} /> },
    { id: 'to', heading: t('mes:labor.end'), value: (row) => row.endUtc, cell: (row) => <DateTime value={row.endUtc} /> },
    { id: 'by', heading: t('mes:closed.by'), value: (row) => row.byNumber },
    { id: 'at', heading: t('mes:closed.at'), value: (row) => row.atUtc, cell: (row) => <DateTime value={row.atUtc} /> },
    { id: 'corrections', heading: t('mes:closed.corrections'), value: (row) => row.corrections, numeric: true },
  ], [t]);
  return (
    <>
      <DataTable
        name="shift-closings" label={t('mes:machines.closed')} columns={columns} list={list} rowKey={(row) => row.id} onOpen={(row) => setOpened(row.id)} serverCsv empty={t('mes:closed.empty')}
      />
      <Drawer
        opened={opened !== undefined} onClose={() => setOpened(undefined)} position="right" size="xl" title={<Text fw={700}>{t('mes:machines.closed')}</Text>}
        closeButtonProps={{ 'aria-label': t('shell:action.close') }}
      >
        {opened && <Details id={opened} />}
      </Drawer>
    </>
  );
}

function Details({ id }: { id: string }) {
  const { t, language } = useText();
  const { data, refusal, refetch } = useRead<Closing>('/api/mes/shift-closings/{id}', { params: { id }, topics: topics.machines });
  if (!data) return <RefusalNotice refusal={refusal} onRetry={() => void refetch()} />;
  return (
    <Stack gap="md">
      <Text fw={600}>{`${data.equipmentNo} · ${data.shiftKey}`}</Text>
      <div style={{ overflowX: 'auto' }}>
        <Table>
          <Table.Thead>
            <Table.Tr><Table.Th scope="col">{t('mes:closed.figure')}</Table.Th>{data.figures.map((each) => <Table.Th key={each.machineNo} scope="col" className="numeric">{each.machineNo}</Table.Th>)}</Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((name) => (
              <Table.Tr key={name}>
                <Table.Th scope="row">{t(`mes:closed.figures.${name}`)}</Table.Th>
                {data.figures.map((each) => <Table.Td key={each.machineNo} className="numeric">{text(each, name, language)}</Table.Td>)}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <section>
        <Title order={2} mb="xs">{t('mes:closed.corrections')}</Title>
        {data.corrections.length === 0 && <Text c="dimmed">{t('mes:closed.noCorrections')}</Text>}
        <Stack gap="sm">
          {data.corrections.map((each) => (
            <div key={each.id} className="refusal">
              <Text fw={600}>{`${each.machineNo} · ${t(`mes:closed.cause.${each.cause}` as 'mes:closed.cause.explanation')}`}</Text>
              <Text size="sm" c="dimmed"><DateTime value={each.receivedUtc} detail="second" />{` · ${each.byNumber}`}</Text>
              <Table>
                <Table.Thead><Table.Tr><Table.Th scope="col">{t('mes:closed.figure')}</Table.Th><Table.Th scope="col" className="numeric">{t('mes:closed.before')}</Table.Th><Table.Th scope="col" className="numeric">{t('mes:closed.after')}</Table.Th></Table.Tr></Table.Thead>
                <Table.Tbody>
                  {shown.filter((name) => each.before[name] !== each.after[name]).map((name) => (
                    <Table.Tr key={name}>
                      <Table.Th scope="row">{t(`mes:closed.figures.${name}`)}</Table.Th>
                      <Table.Td className="numeric">{text(each.before, name, language)}</Table.Td>
                      <Table.Td className="numeric">{text(each.after, name, language)}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </div>
          ))}
        </Stack>
      </section>
    </Stack>
  );
}
