import { ActionIcon, Button, Checkbox, Group, Menu, Popover, Stack, Text, TextInput } from '@mantine/core';
import { Columns3, Download, Search, Star, Trash2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useText } from '../texts/useText';
import { download, toCsv, toXlsx, type ExportColumn } from './export';
import { readViews, writeViews, type View } from './savedViews';
import { isRefusal, type Refusal } from '../http/refusal';
import { transport } from '../http/transport';
import { RefusalNotice } from './RefusalNotice';

interface DataTableToolsProps<Row> {
  name: string;
  columns: readonly { id: string; heading: string }[];
  view: View;
  standard: View;
  onView: (view: View) => void;
  rows: readonly Row[];
  exportColumns: readonly ExportColumn<Row>[];
  /** Address that answers text/csv, when the server has one. */
  serverCsv: string | undefined;
  /** There are rows that have not been loaded. */
  partial: boolean;
  children?: ReactNode;
}

/** Search, columns, views and export of a list. */
export function DataTableTools<Row>(props: DataTableToolsProps<Row>) {
  const { name, columns, view, standard, onView, rows, exportColumns, serverCsv, partial, children } = props;
  const { t } = useText();
  const [failed, setFailed] = useState<Refusal>();
  const fileName = (kind: string) => `${name}-${new Date().toISOString().slice(0, 10)}.${kind}`;

  const exportCsv = () => {
    if (serverCsv) {
      // All rows, however many are loaded; the server writes them when it is asked for this type.
      transport(new Request(new URL(serverCsv, location.origin), { headers: { Accept: 'text/csv' } }))
        .then((response) => response.blob())
        .then((file) => { setFailed(undefined); download(file, fileName('csv')); }, (error: unknown) => { if (isRefusal(error)) setFailed(error); });
    } else download(new Blob([toCsv(rows, exportColumns)], { type: 'text/csv;charset=utf-8' }), fileName('csv'));
  };

  return (
    <Group gap={8} justify="space-between">
      <Group gap={8}>
        <TextInput
          aria-label={t('shell:list.search')} placeholder={t('shell:list.search')} leftSection={<Search size={16} aria-hidden />} w={260}
          value={view.search} onChange={(event) => onView({ ...view, search: event.currentTarget.value })} type="search"
        />
        {children}
        <RefusalNotice refusal={failed} />
      </Group>
      <Group gap={8}>
        <Popover position="bottom-end" withinPortal trapFocus>
          <Popover.Target>
            <Button variant="default" leftSection={<Columns3 size={16} aria-hidden />}>{t('shell:list.columns')}</Button>
          </Popover.Target>
          <Popover.Dropdown>
            <Stack gap={8}>
              {columns.map(({ id, heading }) => (
                <Checkbox
                  key={id} label={heading} checked={!view.hidden.includes(id)}
                  onChange={(event) => onView({
                    ...view, hidden: event.currentTarget.checked ? view.hidden.filter((one) => one !== id) : [...view.hidden, id],
                  })}
                />
              ))}
            </Stack>
          </Popover.Dropdown>
        </Popover>
        <Views name={name} view={view} standard={standard} onView={onView} />
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <Button variant="default" leftSection={<Download size={16} aria-hidden />}>{t('shell:list.export')}</Button>
          </Menu.Target>
          <Menu.Dropdown>
            {partial && !serverCsv && <Menu.Label>{t('shell:list.exportNote')}</Menu.Label>}
            <Menu.Item onClick={exportCsv}>{t('shell:list.csv')}</Menu.Item>
            {partial && serverCsv && <Menu.Label>{t('shell:list.exportNote')}</Menu.Label>}
            <Menu.Item onClick={() => void toXlsx(rows, exportColumns, name).then((file) => download(file, fileName('xlsx')))}>
              {t('shell:list.xlsx')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Group>
    </Group>
  );
}

function Views({ name, view, standard, onView }: { name: string; view: View; standard: View; onView: (view: View) => void }) {
  const { t } = useText();
  const [views, setViews] = useState(() => readViews(name));
  const [title, setTitle] = useState('');
  const keep = (next: Record<string, View>) => {
    writeViews(name, next);
    setViews(next);
  };
  return (
    <Popover position="bottom-end" withinPortal trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<Star size={16} aria-hidden />}>{t('shell:list.views')}</Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={8} miw={240}>
          <Button variant="subtle" justify="flex-start" onClick={() => onView(standard)}>{t('shell:list.allColumns')}</Button>
          {Object.keys(views).length === 0 && <Text size="sm" c="dimmed">{t('shell:list.noViews')}</Text>}
          {Object.entries(views).map(([saved, kept]) => (
            <Group key={saved} gap={4} wrap="nowrap">
              <Button variant="subtle" justify="flex-start" style={{ flex: 1 }} onClick={() => onView(kept)}>{saved}</Button>
              <ActionIcon
                aria-label={t('shell:list.deleteView', { name: saved })}
                onClick={() => keep(Object.fromEntries(Object.entries(views).filter(([other]) => other !== saved)))}
              >
                <Trash2 size={16} aria-hidden />
              </ActionIcon>
            </Group>
          ))}
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (title.trim() === '') return;
              keep({ ...views, [title.trim()]: view });
              setTitle('');
            }}
          >
            <Group gap={4} wrap="nowrap" align="flex-end">
              <TextInput label={t('shell:list.viewName')} value={title} onChange={(event) => setTitle(event.currentTarget.value)} maxLength={40} />
              <Button type="submit" variant="default">{t('shell:action.save')}</Button>
            </Group>
          </form>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
