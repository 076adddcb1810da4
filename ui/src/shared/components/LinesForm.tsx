import { ActionIcon, Button, Checkbox, Modal, NativeSelect, SimpleGrid, Stack, Table, Text, TextInput } from '@mantine/core';
import { Plus, Trash2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { ApiPath } from '../../api/client';
import { useCommand } from '../http/useCommand';
import { useTimeZone } from '../shell/session';
import { useText } from '../texts/useText';
import { commandBody, FieldInput, startsOf, wideKinds, type CommandField } from './CommandForm';
import { FormEnd } from './FormEnd';
import { Lookup } from './Lookup';
import { RefusalNotice } from './RefusalNotice';
import { SeenVersion, useSeenVersion } from './SeenVersion';

/** A cell of a line, with the width of its column in pixels. */
export type LineField = CommandField & { width?: number };

/** What was typed in one line, by field, under a key that stays while lines come and go. */
export interface Line {
  key: number;
  typed: Readonly<Record<string, string>>;
}

export interface LinesFormProps<Result> {
  title: string;
  path: ApiPath<'post'>;
  submit: string;
  topics: readonly string[];
  /** Sent beside what is typed. */
  fixed?: Record<string, unknown>;
  head: readonly CommandField[];
  /** What the command calls its lines. */
  name: string;
  /** What people call them. */
  heading: string;
  fields: readonly LineField[];
  start: readonly Readonly<Record<string, string>>[];
  /** A new line below the others. */
  blank: (lines: readonly Line[]) => Readonly<Record<string, string>>;
  /** The command's line from what the cells make. */
  shapeLine?: (body: Record<string, unknown>) => Record<string, unknown>;
  /** The same for the whole command. */
  shape?: (body: Record<string, unknown>) => Record<string, unknown>;
  /** When a looked-up number of a line has changed and is left: what else of the line follows from it. */
  onLeave?: (field: string, text: string) => Promise<Readonly<Record<string, string>> | undefined>;
  ifMatch?: string | undefined;
  mayBeEmpty?: boolean;
  children?: ReactNode;
  onDone: (result: Result) => void;
  onClose: () => void;
}

/** Which sentences of a refusal belong to a cell: `lines[2].quantity.value` stands at `quantity` of the third line. */
export function cellErrors(errors: Readonly<Record<string, readonly string[]>>, name: string, line: number, field: string): readonly [string, string][] {
  const cell = `${name}[${line}].${field}`;
  return Object.entries(errors)
    .filter(([key]) => key === cell || key.startsWith(`${cell}.`) || key.startsWith(`${cell}[`))
    .map(([key, said]) => [key, said.join('\n')]);
}

/** A command with lines, in a dialog as wide as the screen: the head above, the lines as a table that is typed in. */
export function LinesForm<Result = unknown>(props: LinesFormProps<Result>) {
  const { t } = useText();
  return (
    <Modal
      opened onClose={props.onClose} size="min(1500px, 98vw)" closeOnClickOutside={false} title={<Text fw={650}>{props.title}</Text>}
      closeButtonProps={{ 'aria-label': t('shell:action.close') }}
    >
      <Form {...props} />
    </Modal>
  );
}

function Form<Result>({ path, submit, topics, fixed, head, name, heading, fields, start, blank, shapeLine, shape, onLeave, ifMatch, mayBeEmpty, children, onDone, onClose }: LinesFormProps<Result>) {
  const { t } = useText();
  const zone = useTimeZone();
  const [values, setValues] = useState<Record<string, string>>(() => startsOf(head));
  const [lines, setLines] = useState<readonly Line[]>(() => start.map((typed, key) => ({ key, typed })));
  const [asked, setAsked] = useState(false);
  const command = useCommand<Record<string, unknown>, Result>(path, { topics, onDone });
  const seen = useSeenVersion(ifMatch, command);
  const errors = command.refusal?.errors ?? {};
  const missing = (field: CommandField, typed: Readonly<Record<string, string>>) =>
    (field.required && field.kind !== 'check' && (typed[field.name] ?? '').trim() === '' ? t('shell:form.missing') : undefined);
  const headErrors = (field: CommandField) => Object.entries(errors).filter(([key]) => key === field.name || key.startsWith(`${field.name}.`));
  const incomplete = head.some((field) => missing(field, values)) || lines.some((line) => fields.some((field) => missing(field, line.typed)));
  const shown = [
    ...head.flatMap((field) => headErrors(field).map(([key]) => key)),
    ...lines.flatMap((_, at) => fields.flatMap((field) => cellErrors(errors, name, at, field.name).map(([key]) => key))),
  ];
  const put = (key: number, field: string, text: string) =>
    setLines((now) => now.map((line) => (line.key === key ? { ...line, typed: { ...line.typed, [field]: text } } : line)));
  const leave = async (key: number, field: string, text: string) => {
    const follows = await onLeave?.(field, text);
    // Only while the number that it follows from still stands there.
    if (follows) setLines((now) => now.map((line) => (line.key === key && (line.typed[field] ?? '').trim() === text ? { ...line, typed: { ...line.typed, ...follows } } : line)));
  };
  const add = () => setLines((now) => [...now, { key: Math.max(-1, ...now.map((line) => line.key)) + 1, typed: blank(now) }]);

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (incomplete || (lines.length === 0 && !mayBeEmpty)) return;
        const made = lines.map((line) => commandBody(fields, line.typed, zone, 'C62'));
        const body = { ...fixed, ...commandBody(head, values, zone, 'C62'), [name]: shapeLine ? made.map(shapeLine) : made };
        void command.send(shape ? shape(body) : body, { ifMatch: seen.ifMatch });
      }}
    >
      <Stack gap="sm">
        {children}
        {head.length > 0 && (
          <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="sm">
            {head.map((field) => (
              <div key={field.name} style={wideKinds.has(field.kind) || field.wide ? { gridColumn: '1 / -1' } : undefined}>
                <FieldInput
                  field={field} unit="C62" values={values} set={(key, text) => setValues((now) => ({ ...now, [key]: text }))}
                  shared={{
                    label: field.label, value: values[field.name] ?? '', required: field.required ?? false, ...(field.help ? { description: field.help } : {}),
                    error: (asked ? missing(field, values) : undefined) ?? (headErrors(field).map(([, said]) => said.join('\n')).join('\n') || undefined),
                  }}
                />
              </div>
            ))}
          </SimpleGrid>
        )}
        {lines.length > 0 && (
          // Scrollable parts take the focus, so that the keyboard scrolls them too.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          <div className="data-table-scroll" style={{ maxHeight: '55vh' }} tabIndex={0} role="region" aria-label={heading}>
            <Table className="data-table lines-form" aria-label={heading}>
              <Table.Thead>
                <Table.Tr>
                  {fields.map((field) => <Table.Th key={field.name} scope="col" miw={field.width ?? 110}>{field.label}{field.required && <span aria-hidden>{' *'}</span>}</Table.Th>)}
                  <Table.Th><span className="visually-hidden">{t('shell:lines.remove')}</span></Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {lines.map((line, at) => (
                  <Table.Tr key={line.key}>
                    {fields.map((field) => (
                      <Table.Td key={field.name} style={{ verticalAlign: 'top' }}>
                        <Cell
                          field={field} text={line.typed[field.name] ?? ''} label={t('shell:lines.cell', { field: field.label, line: at + 1 })} onText={(text) => put(line.key, field.name, text)}
                          {...(onLeave ? { onLeave: (text: string) => void leave(line.key, field.name, text) } : {})}
                          error={(asked ? missing(field, line.typed) : undefined) ?? (cellErrors(errors, name, at, field.name).map(([, said]) => said).join('\n') || undefined)}
                        />
                      </Table.Td>
                    ))}
                    <Table.Td style={{ verticalAlign: 'top' }}>
                      <ActionIcon variant="default" size={36} aria-label={t('shell:lines.removeLine', { line: at + 1 })} onClick={() => setLines((now) => now.filter((one) => one.key !== line.key))}>
                        <Trash2 size={16} aria-hidden />
                      </ActionIcon>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        )}
        {lines.length === 0 && <Text size="sm">{t('shell:lines.none')}</Text>}
        <Button variant="default" leftSection={<Plus size={16} aria-hidden />} onClick={add} style={{ alignSelf: 'flex-start' }}>{t('shell:lines.add')}</Button>
        <RefusalNotice
          refusal={command.refusal} fields={shown} {...(command.refusal?.isRetryable ? { onRetry: () => void command.retry(), retrying: command.pending } : {})}
        />
        <SeenVersion seen={seen} />
        <FormEnd submit={submit} pending={command.pending} onClose={onClose}>
          {asked && incomplete && <Text size="sm" role="status">{t('shell:lines.incomplete')}</Text>}
        </FormEnd>
      </Stack>
    </form>
  );
}

interface CellProps {
  field: CommandField;
  text: string;
  label: string;
  error: string | undefined;
  onText: (text: string) => void;
  onLeave?: (text: string) => void;
}

function Cell({ field, text, label, error, onText, onLeave }: CellProps) {
  const [left, setLeft] = useState(text.trim());
  switch (field.kind) {
    case 'check':
      return <Checkbox aria-label={label} checked={text === 'yes'} error={error} onChange={(event) => onText(event.currentTarget.checked ? 'yes' : '')} mt={8} />;
    case 'lookup':
      return <Lookup of={field.of} ariaLabel={label} value={text} onChange={onText} error={error} onLeave={() => { if (text.trim() !== left) { setLeft(text.trim()); onLeave?.(text.trim()); } }} {...(field.filter ? { filter: field.filter } : {})} />;
    case 'choice':
      return (
        <NativeSelect
          aria-label={label} value={text} error={error} onChange={(event) => onText(event.currentTarget.value)}
          data={[...(field.required ? [] : [{ value: '', label: '–' }]), ...field.options]}
        />
      );
    default: {
      const numeric = field.kind === 'whole' || field.kind === 'decimal' || field.kind === 'quantity';
      return (
        <TextInput
          aria-label={label} value={text} error={error} autoComplete="off" type={field.kind === 'day' ? 'date' : 'text'}
          inputMode={field.kind === 'whole' ? 'numeric' : field.kind === 'decimal' ? 'decimal' : 'text'}
          styles={numeric ? { input: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' } } : {}}
          onChange={(event) => onText(event.currentTarget.value)}
        />
      );
    }
  }
}
