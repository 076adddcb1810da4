import { Skeleton, Stack, Table, Text, TextInput, UnstyledButton, Button, Group } from '@mantine/core';
import {
  columnFilteringFeature, columnVisibilityFeature, createColumnHelper, createFilteredRowModel, createSortedRowModel, filterFn_includesString,
  globalFilteringFeature, rowSortingFeature, sortFn_alphanumeric, sortFn_basic, tableFeatures, useTable, type SortingState,
  type ColumnFiltersState, type ColumnVisibilityState,
} from '@tanstack/react-table';
import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react';
import { useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { ListResult } from '../http/useRead';
import { useText } from '../texts/useText';
import { DataTableTools } from './DataTableTools';
import type { ExportColumn } from './export';
import { RefusalNotice } from './RefusalNotice';
import type { View } from './savedViews';

export interface DataColumn<Row> {
  id: string;
  heading: string;
  /** The plain value: sorted, searched, filtered and exported. */
  value: (row: Row) => string | number | boolean | null | undefined;
  /** How it looks, when that is more than the plain value. */
  cell?: (row: Row) => ReactNode;
  numeric?: boolean;
  /** Offers a filter field under the heading. */
  filter?: boolean;
  /** Not shown until somebody chooses it. */
  hidden?: boolean;
  width?: number;
}

export interface DataTableProps<Row> {
  /** Stable name of the list; saved views and files are kept under it. */
  name: string;
  /** What the list shows, for people who can't see it. */
  label: string;
  columns: readonly DataColumn<Row>[];
  list: Pick<ListResult<Row>, 'items' | 'hasMore' | 'loadMore' | 'isLoading' | 'isLoadingMore' | 'refusal' | 'refetch'> & { address?: string };
  rowKey: (row: Row) => string;
  onOpen?: (row: Row) => void;
  /** What to do next when there is nothing, for example a button that makes the first. */
  empty: ReactNode;
  /** The server answers this list as CSV too; then the export holds all rows and not only the loaded ones. */
  serverCsv?: boolean;
  /** Further tools beside the search. */
  tools?: ReactNode;
  maxHeight?: number | string;
}

const features = tableFeatures({
  columnFilteringFeature,
  columnVisibilityFeature,
  globalFilteringFeature,
  rowSortingFeature,
  filteredRowModel: createFilteredRowModel(),
  sortedRowModel: createSortedRowModel(),
  filterFns: { includesString: filterFn_includesString },
  sortFns: { alphanumeric: sortFn_alphanumeric, basic: sortFn_basic },
});

/** Characters of a text from which on its column may not be squeezed to a word a line. */
const long = 28;

const noViewState: View = { sorting: [], filters: [], hidden: [], search: '' };

/** A list that sorts, filters, hides columns, keeps views, exports, and is used by keyboard as well as by mouse. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { name, label, columns, list, rowKey, onOpen, empty, serverCsv, tools, maxHeight = '70vh' } = props;
  const { t } = useText();
  const standard = useMemo<View>(
    () => ({ ...noViewState, hidden: columns.filter((column) => column.hidden).map((column) => column.id) }), [columns],
  );
  const [view, setView] = useState<View>(standard);
  const body = useRef<HTMLTableSectionElement>(null);

  const helper = useMemo(() => createColumnHelper<typeof features, Row>(), []);
  const definitions = useMemo(
    () => helper.columns(columns.map((column) => helper.accessor((row: Row) => column.value(row) ?? '', {
      id: column.id,
      header: column.heading,
      sortFn: column.numeric ? 'basic' : 'alphanumeric',
      filterFn: 'includesString',
      enableColumnFilter: Boolean(column.filter),
    }))),
    [helper, columns],
  );
  const visibility = useMemo<ColumnVisibilityState>(() => Object.fromEntries(view.hidden.map((id) => [id, false])), [view.hidden]);
  const data = useMemo(() => [...list.items], [list.items]);
  const change = <Part,>(update: Part | ((now: Part) => Part), now: Part) =>
    typeof update === 'function' ? (update as (now: Part) => Part)(now) : update;
  const table = useTable({
    features,
    columns: definitions,
    data,
    getRowId: rowKey,
    globalFilterFn: 'includesString',
    getColumnCanGlobalFilter: () => true,
    state: { sorting: view.sorting, columnFilters: view.filters, columnVisibility: visibility, globalFilter: view.search },
    onSortingChange: (update) => setView((now) => ({ ...now, sorting: change<SortingState>(update, now.sorting) })),
    onColumnFiltersChange: (update) =>
      setView((now) => ({ ...now, filters: change<ColumnFiltersState>(update, now.filters).map(({ id, value }) => ({ id, value: String(value) })) })),
  });

  const rows = table.getRowModel().rows;
  const shown = columns.filter((column) => !view.hidden.includes(column.id));
  const byId = new Map(columns.map((column) => [column.id, column]));
  const exportColumns: ExportColumn<Row>[] = shown.map(({ heading, value }) => ({ heading, value }));
  const filtered = view.search !== '' || view.filters.length > 0;

  const move = (event: KeyboardEvent<HTMLTableSectionElement>) => {
    const lines = [...(body.current?.querySelectorAll<HTMLElement>('tr[data-row]') ?? [])];
    const at = lines.indexOf(document.activeElement as HTMLElement);
    if (at < 0) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: lines.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      lines[Math.max(0, Math.min(lines.length - 1, to))]?.focus();
    } else if (event.key === 'Enter' && onOpen) {
      const row = rows[at];
      if (row) onOpen(row.original);
    }
  };

  const nothing = !list.isLoading && !list.refusal && list.items.length === 0;
  return (
    <Stack gap="xs">
      <DataTableTools
        name={name} columns={columns} view={view} standard={standard} onView={setView} rows={rows.map((row) => row.original)}
        exportColumns={exportColumns} serverCsv={serverCsv ? list.address : undefined} partial={list.hasMore}
      >
        {tools}
      </DataTableTools>
      <RefusalNotice refusal={list.refusal} onRetry={list.refetch} />
      {nothing ? (
        <div className="data-table-scroll" style={{ padding: 24 }} data-empty>{typeof empty === 'string' ? <Text>{empty}</Text> : empty}</div>
      ) : (
        // Scrollable parts take the focus, so that the keyboard scrolls them too.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className="data-table-scroll" style={{ maxHeight }} tabIndex={0} role="region" aria-label={label}>
          <Table className="data-table" aria-label={label} aria-busy={list.isLoading} highlightOnHover={false}>
            <Table.Thead>
              {table.getHeaderGroups().map((group) => (
                <Table.Tr key={group.id}>
                  {group.headers.map((header) => {
                    const column = byId.get(header.column.id)!;
                    const sorted = header.column.getIsSorted();
                    const Arrow = sorted === 'asc' ? ArrowUp : sorted === 'desc' ? ArrowDown : ArrowUpDown;
                    return (
                      <Table.Th
                        key={header.id} scope="col" style={{ verticalAlign: 'top', width: column.width }}
                        aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : 'none'}
                      >
                        <UnstyledButton
                          fz="sm" fw={650} onClick={header.column.getToggleSortingHandler()} title={t('shell:list.sortBy', { column: column.heading })}
                          style={{ display: 'flex', gap: 4, alignItems: 'center', width: '100%', justifyContent: column.numeric ? 'flex-end' : 'flex-start' }}
                        >
                          {column.heading}
                          <Arrow size={14} aria-hidden style={{ opacity: sorted ? 1 : 0.45 }} />
                        </UnstyledButton>
                        {column.filter && (
                          <TextInput
                            size="xs" mt={4} aria-label={t('shell:list.filterBy', { column: column.heading })}
                            value={view.filters.find((filter) => filter.id === column.id)?.value ?? ''}
                            onChange={(event) => header.column.setFilterValue(event.currentTarget.value)}
                          />
                        )}
                      </Table.Th>
                    );
                  })}
                </Table.Tr>
              ))}
            </Table.Thead>
            <Table.Tbody ref={body} onKeyDown={move}>
              {list.isLoading && Array.from({ length: 6 }, (_, line) => (
                <Table.Tr key={line} aria-hidden>
                  {shown.map((column) => <Table.Td key={column.id}><Skeleton h={14} animate /></Table.Td>)}
                </Table.Tr>
              ))}
              {rows.map((row, at) => (
                <Table.Tr
                  key={row.id} data-row tabIndex={at === 0 ? 0 : -1} data-clickable={onOpen ? true : undefined}
                  onClick={onOpen ? (event) => {
                    // A link or button in the row does its own work.
                    if (!(event.target as HTMLElement).closest('a,button,input')) onOpen(row.original);
                  } : undefined}
                >
                  {row.getVisibleCells().map((cell) => {
                    const column = byId.get(cell.column.id)!;
                    const content = column.cell ? column.cell(row.original) : String(column.value(row.original) ?? '');
                    const plain = column.value(row.original);
                    const isLong = typeof plain === 'string' && plain.length > long;
                    return <Table.Td key={cell.id} className={column.numeric ? 'numeric' : undefined} data-long={isLong ? true : undefined}>{content}</Table.Td>;
                  })}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          {!list.isLoading && rows.length === 0 && filtered && (
            <Group p="md">
              <Text>{t('shell:list.noMatch')}</Text>
              <Button variant="default" onClick={() => setView((now) => ({ ...now, search: '', filters: [] }))}>{t('shell:list.clearFilters')}</Button>
            </Group>
          )}
        </div>
      )}
      {!nothing && !list.isLoading && (
        <Group justify="space-between">
          <Text size="sm" c="dimmed" role="status">
            {t(list.hasMore ? 'shell:list.countMore' : 'shell:list.count', { count: rows.length })}
            {onOpen && <span className="visually-hidden">{t('shell:list.rowHelp')}</span>}
          </Text>
          {list.hasMore && (
            <Button variant="default" onClick={list.loadMore} loading={list.isLoadingMore}>{t('shell:list.loadMore')}</Button>
          )}
        </Group>
      )}
    </Stack>
  );
}
