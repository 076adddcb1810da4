import { Button, Drawer, Group, NativeSelect, Paper, Stack, Table, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { fieldChanges } from '../../shared/components/fieldChanges';
import { DataTable, type DataColumn } from '../../shared/components/DataTable';
import { PageHeader } from '../../shared/components/PageHeader';
import { DateTime } from '../../shared/components/Times';
import { useList } from '../../shared/http/useRead';
import { useTimeZone } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { Facts } from '../Facts';
import type { AuditRow } from '../shapes';
import { useHalf } from '../useHalf';
import { dayAfter, dayStart } from './changes';
import { Verification } from './Verification';

const asked = ['half', 'actor', 'command', 'subject', 'key', 'from', 'to', 'correlation'] as const;
type Asked = Record<(typeof asked)[number], string>;

/** Every change that was ever made: who, when, why, before and after. The search stands in the address, so that it can be sent to somebody. */
export default function Audit() {
  const { t } = useText();
  const zone = useTimeZone();
  const half = useHalf();
  const [query, setQuery] = useSearchParams();
  const search = Object.fromEntries(asked.map((name) => [name, query.get(name) ?? ''])) as Asked;
  const [open, setOpen] = useState<AuditRow>();
  const list = useList<AuditRow>('/api/platform/audit-entries', {
    query: {
      ...search, limit: 200,
      from: search.from ? dayStart(search.from, zone) : undefined,
      to: search.to ? dayStart(dayAfter(search.to), zone) : undefined,
    },
  });
  const columns: DataColumn<AuditRow>[] = [
    { id: 'at', heading: t('platform:audit.at'), value: (row) => row.atUtc, cell: entryAt },
    { id: 'who', heading: t('platform:audit.who'), value: (row) => `${row.actorName} (${row.actorNumber})`, cell: (row) => <span translate="no">{`${row.actorName} (${row.actorNumber})`}</span> },
    { id: 'command', heading: t('platform:audit.command'), value: (row) => row.command, cell: (row) => <span translate="no">{row.command}</span> },
    { id: 'action', heading: t('platform:audit.action'), value: (row) => row.action },
    { id: 'subject', heading: t('platform:audit.subject'), value: (row) => row.subject, cell: (row) => <span translate="no">{row.subject}</span> },
    { id: 'key', heading: t('platform:audit.key'), value: (row) => row.subjectKey, cell: (row) => <span translate="no">{row.subjectKey}</span> },
    { id: 'why', heading: t('platform:audit.why'), value: (row) => row.why, cell: (row) => <span translate="no">{row.why}</span> },
    { id: 'half', heading: t('platform:audit.half'), value: (row) => half(row.half) },
    { id: 'station', heading: t('platform:audit.station'), value: (row) => row.stationNo, hidden: true },
    { id: 'before', heading: t('platform:audit.before'), value: (row) => row.before, hidden: true },
    { id: 'after', heading: t('platform:audit.after'), value: (row) => row.after, hidden: true },
  ];
  return (
    <Stack gap="md">
      <PageHeader title={t('platform:audit.title')}>{t('platform:audit.about')}</PageHeader>
      <Verification />
      <Search key={query.toString()} search={search} onSearch={(next) => setQuery(Object.fromEntries(Object.entries(next).filter(([, value]) => value)))} />
      <DataTable
        name="audit" label={t('platform:audit.title')} columns={columns} list={list} rowKey={(row) => `${row.half}-${row.id}`} onOpen={setOpen}
        empty={t('platform:audit.empty')}
      />
      <Drawer
        opened={open !== undefined} onClose={() => setOpen(undefined)} position="right" size="xl" title={<Text fw={650}>{t('platform:audit.entry')}</Text>}
        closeButtonProps={{ 'aria-label': t('shell:action.close') }}
      >
        {open && (
          <Entry
            row={open} onFollow={(next) => {
              setOpen(undefined);
              setQuery(next);
            }}
          />
        )}
      </Drawer>
    </Stack>
  );
}

const entryAt = (row: AuditRow) => <DateTime value={row.atUtc} detail="second" />;

function Search({ search, onSearch }: { search: Asked; onSearch: (search: Asked) => void }) {
  const { t } = useText();
  const half = useHalf();
  const [typed, setTyped] = useState(search);
  const field = (name: keyof Asked) => ({
    label: t(`platform:audit.${name}`), value: typed[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setTyped((now) => ({ ...now, [name]: value }));
    },
  });
  return (
    <Paper p="sm" withBorder>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSearch(typed);
        }}
      >
        <Group gap={8} align="flex-end">
          <NativeSelect {...field('half')} data={[{ value: '', label: t('platform:audit.all') }, ...['erp', 'mes', 'coordination', 'platform'].map((value) => ({ value, label: half(value) }))]} />
          <TextInput {...field('actor')} w={130} />
          <TextInput {...field('command')} w={160} />
          <TextInput {...field('subject')} w={140} />
          <TextInput {...field('key')} w={160} />
          <TextInput {...field('from')} type="date" />
          <TextInput {...field('to')} type="date" />
          {typed.correlation && <TextInput {...field('correlation')} w={300} />}
          <Button type="submit">{t('platform:audit.search')}</Button>
          <Button variant="default" onClick={() => onSearch(Object.fromEntries(asked.map((name) => [name, ''])) as Asked)}>{t('platform:clear')}</Button>
        </Group>
      </form>
    </Paper>
  );
}

function Entry({ row, onFollow }: { row: AuditRow; onFollow: (query: Record<string, string>) => void }) {
  const { t } = useText();
  const half = useHalf();
  const changed = fieldChanges(row.before, row.after);
  return (
    <Stack gap="md">
      <Facts
        of={[
          [t('platform:audit.at'), <DateTime key="at" value={row.atUtc} detail="second" />],
          [t('platform:audit.who'), `${row.actorName} (${row.actorNumber})`],
          [t('platform:audit.station'), row.stationNo],
          [t('platform:audit.command'), row.command],
          [t('platform:audit.why'), row.why],
          [t('platform:audit.subject'), `${row.subject} ${row.subjectKey}`],
          [t('platform:audit.action'), row.action],
          [t('platform:audit.half'), half(row.half)],
        ]}
      />
      <Table aria-label={t('platform:audit.changes')} withTableBorder>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('platform:audit.field')}</Table.Th>
            <Table.Th scope="col">{t('platform:audit.before')}</Table.Th>
            <Table.Th scope="col">{t('platform:audit.after')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {changed.map(({ field, before, after }) => (
            <Table.Tr key={field}>
              <Table.Th scope="row">{field}</Table.Th>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{before === undefined ? '' : <del>{before}</del>}</Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{after ?? ''}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group gap={8}>
        <Button variant="default" onClick={() => onFollow({ half: row.half, subject: row.subject, key: row.subjectKey })}>{t('platform:audit.ofSubject')}</Button>
        <Button variant="default" onClick={() => onFollow({ correlation: row.correlationId })}>{t('platform:audit.ofStory')}</Button>
        <Button variant="default" onClick={() => onFollow({ actor: row.actorNumber })}>{t('platform:audit.ofActor')}</Button>
      </Group>
    </Stack>
  );
}
