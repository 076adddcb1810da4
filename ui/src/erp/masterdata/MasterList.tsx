import { Button, Modal, Text } from '@mantine/core';
import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ApiPath } from '../../api/client';
import { CommandDialog, type CommandField } from '../../shared/components/CommandForm';
import { DataTable, type DataColumn } from '../../shared/components/DataTable';
import { DisabledWhy } from '../../shared/components/DisabledWhy';
import { PageHeader } from '../../shared/components/PageHeader';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import { useList, useRead } from '../../shared/http/useRead';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { masterRight, tag } from './shapes';
import { newOne, useOpened } from './useOpened';

interface Numbered {
  no: string;
}

interface MasterListProps<Row, View> {
  name: string;
  title: string;
  add: string;
  empty: string;
  path: ApiPath<'get'> & ApiPath<'post'>;
  one: ApiPath<'get'>;
  topics: readonly string[];
  columns: readonly DataColumn<Row>[];
  /** The fields beside the number; without a view, those of a new one. */
  fields: (view: View | undefined) => readonly CommandField[];
  /** Sent unchanged with a change. */
  same?: (view: View) => Record<string, unknown>;
  /** Stands above the fields of one that exists, for example where it is used. */
  about?: (view: View) => ReactNode;
}

/** Master data that is a number, a name and a few fields: a list, and a form over it. */
export function MasterList<Row extends Numbered, View extends Numbered & { version: number }>(props: MasterListProps<Row, View>) {
  const { name, title, add, empty, path, topics, columns } = props;
  const { t } = useText();
  const { may } = useSession();
  const [opened, open] = useOpened();
  const list = useList<Row>(path, { query: { limit: 500 }, topics });
  const why = may(masterRight) ? undefined : t('erp:right.masterData');
  const button = (
    <DisabledWhy why={why}><Button leftSection={<Plus size={16} aria-hidden />} onClick={() => open(newOne)}>{add}</Button></DisabledWhy>
  );
  return (
    <>
      <PageHeader title={title} actions={button} />
      <DataTable
        name={name} label={title} columns={columns} list={list} rowKey={(row) => row.no} serverCsv onOpen={(row) => open(row.no)}
        empty={<><Text mb="sm">{empty}</Text>{button}</>}
      />
      {opened === newOne && !why && <Form {...props} view={undefined} onClose={() => open(null)} />}
      {opened !== null && opened !== newOne && <Opened key={opened} {...props} no={opened} why={why} onClose={() => open(null)} />}
    </>
  );
}

function Opened<Row extends Numbered, View extends Numbered & { version: number }>(
  { no, why, onClose, ...props }: MasterListProps<Row, View> & { no: string; why: string | undefined; onClose: () => void },
) {
  const { t } = useText();
  const read = useRead<View>(props.one, { params: { no }, topics: props.topics });
  const view = read.data?.no === no ? read.data : undefined;
  if (view && !why) return <Form {...props} view={view} onReload={() => void read.refetch()} onClose={onClose} />;
  return (
    <Modal opened onClose={onClose} title={<Text fw={650}>{no}</Text>} centered size="lg" closeButtonProps={{ 'aria-label': t('shell:action.close') }}>
      <RefusalNotice refusal={read.refusal} onRetry={() => void read.refetch()} />
      {view && (
        <>
          {props.about?.(view)}
          <dl style={{ margin: '8px 0' }}>
            {props.fields(view).filter((field) => field.start).map((field) => (
              <div key={field.name} style={{ display: 'flex', gap: 12 }}>
                <Text component="dt" size="sm" c="dimmed" w={160}>{field.label}</Text>
                <Text component="dd" size="sm" m={0}>{field.kind === 'choice' ? field.options.find(({ value }) => value === field.start)?.label : field.kind === 'check' ? t('erp:bills.yes') : field.start}</Text>
              </div>
            ))}
          </dl>
          <Text size="sm">{why}</Text>
        </>
      )}
    </Modal>
  );
}

function Form<Row extends Numbered, View extends Numbered & { version: number }>(
  { add, path, topics, fields, same, about, view, onReload, onClose }: MasterListProps<Row, View> & { view: View | undefined; onReload?: () => void; onClose: () => void },
) {
  const { t } = useText();
  return (
    <CommandDialog
      opened title={view ? t('erp:master.changeNamed', { name: view.no }) : add} path={path} submit={t('shell:action.save')} topics={topics} onReload={onReload} onDone={onClose} onClose={onClose}
      fixed={view ? { no: view.no, ...same?.(view) } : {}} ifMatch={view ? tag(view.version) : undefined}
      fields={[
        ...(view ? [] : [{ name: 'no', kind: 'text', label: t('erp:master.no'), required: true } as const]),
        ...fields(view),
        ...(view ? [{ name: 'reason', kind: 'long', label: t('erp:master.reason') } as const] : []),
      ]}
    >
      {view && about?.(view)}
    </CommandDialog>
  );
}
