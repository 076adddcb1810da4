import { Checkbox, Group, Modal, NativeSelect, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState, type ReactNode } from 'react';
import type { ApiPath } from '../../api/client';
import { useCommand } from '../http/useCommand';
import { useRead } from '../http/useRead';
import { useTimeZone } from '../shell/session';
import { useText } from '../texts/useText';
import { FormEnd } from './FormEnd';
import { Lookup, type LookupSource } from './Lookup';
import { toUtc } from './plantTime';
import { QuantityInput, readQuantity } from './QuantityInput';
import { SeenVersion, useSeenVersion } from './SeenVersion';
import { RefusalNotice } from './RefusalNotice';
import { parseDecimal } from './units';

interface AnyField {
  /** As the command names it. */
  name: string;
  label: string;
  help?: string;
  required?: boolean;
  /** What stands in it at first. */
  start?: string;
  wide?: boolean;
}

/** A field of a command. `moment` is typed on the plant's clock, `list` is several texts, one a line. */
export type CommandField = AnyField & (
  | { kind: 'text' | 'long' | 'day' | 'moment' | 'whole' | 'decimal' | 'check' | 'list' }
  | { kind: 'money'; startCurrency?: string }
  | { kind: 'quantity'; unit?: string; signed?: boolean }
  | { kind: 'choice'; options: readonly { value: string; label: string }[] }
  | { kind: 'lookup'; of: LookupSource; filter?: readonly string[] }
);

export interface CommandFormProps<Result> {
  path: ApiPath<'post'>;
  fields: readonly CommandField[];
  /** Sent beside what is typed. */
  fixed?: Record<string, unknown>;
  submit: string;
  topics?: readonly string[];
  ifMatch?: string | undefined;
  /** Says what will happen, above the fields. */
  children?: ReactNode;
  /** The unit of quantities is that of the item in this field, or of this item. */
  unitOfField?: string;
  /** Before it is sent, what the fields make together is shaped into the command. */
  shape?: (body: Record<string, unknown>) => Record<string, unknown>;
  /** Reads again what the form changes; fields that nobody typed in follow it when the person goes on after somebody else's change. */
  onReload?: (() => void) | undefined;
  onDone: (result: Result) => void;
  onClose: () => void;
}

/** What was typed as the command wants it; empty fields are left out. */
export function commandBody(fields: readonly CommandField[], values: Readonly<Record<string, string>>, zone: string, unit: string): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const field of fields) {
    const text = (values[field.name] ?? '').trim();
    if (field.kind === 'check') {
      body[field.name] = text === 'yes';
      continue;
    }
    if (text === '') continue;
    switch (field.kind) {
      case 'moment': body[field.name] = toUtc(text, zone) ?? text; break;
      case 'whole': case 'decimal': body[field.name] = parseDecimal(text) ?? text; break;
      case 'quantity': body[field.name] = { value: parseDecimal(text) ?? text, unit: field.unit ?? unit }; break;
      case 'money': body[field.name] = { amount: text.replace(',', '.'), currency: (values[`${field.name}.currency`] ?? '').trim() }; break;
      case 'list': body[field.name] = text.split(/[\s,;]+/).filter(Boolean); break;
      default: body[field.name] = text;
    }
  }
  return body;
}

/** What stands in the fields at first. */
export function startsOf(fields: readonly CommandField[]): Record<string, string> {
  return Object.fromEntries(fields.flatMap((field) => [
    [field.name, field.start ?? ''], ...(field.kind === 'money' ? [[`${field.name}.currency`, field.startCurrency ?? '']] : []),
  ]));
}

export const wideKinds = new Set<CommandField['kind']>(['long', 'list']);

/** The form of a command: its fields, the refusal at each of them, and what was typed kept until it is done. */
export function CommandForm<Result = unknown>(props: CommandFormProps<Result>) {
  const { path, fields, fixed, submit, topics, ifMatch, children, unitOfField, shape, onReload, onDone, onClose } = props;
  const { t } = useText();
  const zone = useTimeZone();
  const [values, setValues] = useState<Record<string, string>>(() => startsOf(fields));
  const [starts, setStarts] = useState(values);
  const [asked, setAsked] = useState(false);
  const command = useCommand<Record<string, unknown>, Result>(path, { ...(topics ? { topics } : {}), onDone });
  const seen = useSeenVersion(ifMatch, command);
  const fresh = startsOf(fields);
  if (seen.taken && JSON.stringify(fresh) !== JSON.stringify(starts)) {
    // Somebody else's change was looked at: what the person left alone is what it is now, what they typed stays.
    setValues(Object.fromEntries(Object.entries(values).map(([name, text]) => [name, text === starts[name] ? fresh[name] ?? text : text])));
    setStarts(fresh);
  }
  const [itemNo] = useDebouncedValue(unitOfField ? (values[unitOfField] ?? String(fixed?.[unitOfField] ?? '')).trim() : '', 300);
  const item = useRead<{ unit: string }>('/api/erp/items/{no}', { params: { no: itemNo }, enabled: itemNo !== '' });
  const unit = (itemNo !== '' && item.data?.unit) || 'C62';

  const set = (name: string, text: string) => {
    setValues((now) => ({ ...now, [name]: text }));
  };
  const said = Object.entries(command.refusal?.errors ?? {});
  const at = (name: string) => said.filter(([key]) => key === name || key.startsWith(`${name}.`) || key.startsWith(`${name}[`));
  const typed = (field: CommandField): string | undefined => {
    const text = (values[field.name] ?? '').trim();
    if (field.required && text === '' && field.kind !== 'check') return t('shell:form.missing');
    if (field.kind === 'quantity' && text !== '') {
      const read = readQuantity(field.signed ? text.replace(/^-/, '') : text, field.unit ?? unit);
      if ('problem' in read && read.problem !== 'too-many-decimals') return t('shell:quantity.notANumber');
    }
    if ((field.kind === 'decimal' || field.kind === 'whole') && text !== '' && parseDecimal(text) === undefined) return t('shell:quantity.notANumber');
    return undefined;
  };
  const errorOf = (field: CommandField) => (asked ? typed(field) : undefined) ?? (at(field.name).flatMap(([, sentences]) => sentences).join('\n') || undefined);

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (fields.some((field) => typed(field) !== undefined)) return;
        const body = { ...fixed, ...commandBody(fields, values, zone, unit) };
        void command.send(shape ? shape(body) : body, { ifMatch: seen.ifMatch });
      }}
    >
      <Stack gap="sm">
        {children}
        <SimpleGrid cols={{ base: 1, sm: fields.length > 3 ? 2 : 1 }} spacing="sm" verticalSpacing="sm">
          {fields.map((field, index) => {
            const shared = {
              label: field.label, value: values[field.name] ?? '', error: errorOf(field), required: field.required ?? false,
              ...(field.help ? { description: field.help } : {}), ...(index === 0 ? { autoFocus: true, 'data-autofocus': true } : {}),
            };
            return (
              <div key={field.name} style={wideKinds.has(field.kind) || field.wide ? { gridColumn: '1 / -1' } : undefined}>
                <FieldInput field={field} unit={unit} shared={shared} values={values} set={set} />
              </div>
            );
          })}
        </SimpleGrid>
        <RefusalNotice
          refusal={command.refusal} fields={fields.flatMap((field) => at(field.name).map(([key]) => key))}
          {...(command.refusal?.isRetryable ? { onRetry: () => void command.retry(), retrying: command.pending } : {})}
        />
        <SeenVersion seen={seen} onTake={onReload} />
        <FormEnd submit={submit} pending={command.pending} onClose={onClose} />
      </Stack>
    </form>
  );
}

interface FieldInputProps {
  field: CommandField;
  unit: string;
  shared: { label: string; value: string; error: string | undefined; required: boolean; description?: string; autoFocus?: boolean };
  values: Readonly<Record<string, string>>;
  set: (name: string, text: string) => void;
}

/** The input of one field of a command. */
export function FieldInput({ field, unit, shared, values, set }: FieldInputProps) {
  const { t } = useText();
  const { name } = field;
  switch (field.kind) {
    case 'check':
      return (
        <Checkbox
          label={shared.label} description={shared.description} error={shared.error} checked={shared.value === 'yes'} mt={26}
          onChange={(event) => set(name, event.currentTarget.checked ? 'yes' : '')}
        />
      );
    case 'long': case 'list':
      return <Textarea {...shared} autosize minRows={2} maxRows={8} onChange={(event) => set(name, event.currentTarget.value)} maxLength={field.kind === 'list' ? 20_000 : 1000} />;
    case 'choice':
      return <NativeSelect {...shared} data={[...(field.required ? [] : [{ value: '', label: '–' }]), ...field.options]} onChange={(event) => set(name, event.currentTarget.value)} />;
    case 'lookup':
      return <Lookup {...shared} of={field.of} {...(field.filter ? { filter: field.filter } : {})} onChange={(text) => set(name, text)} />;
    case 'quantity':
      return <QuantityInput {...shared} unit={field.unit ?? unit} onChange={(text) => set(name, text)} />;
    case 'money':
      return (
        <Group gap={8} align="flex-end" wrap="nowrap">
          <TextInput {...shared} inputMode="decimal" style={{ flex: 1 }} onChange={(event) => set(name, event.currentTarget.value)} />
          <TextInput
            aria-label={t('shell:form.currency')} placeholder="EUR" w={76} maxLength={3} value={values[`${name}.currency`] ?? ''}
            onChange={(event) => set(`${name}.currency`, event.currentTarget.value.toUpperCase())}
          />
        </Group>
      );
    case 'day':
      return <TextInput {...shared} type="date" onChange={(event) => set(name, event.currentTarget.value)} />;
    case 'moment':
      return <TextInput {...shared} type="datetime-local" onChange={(event) => set(name, event.currentTarget.value)} />;
    default:
      return (
        <TextInput
          {...shared} autoComplete="off" inputMode={field.kind === 'whole' ? 'numeric' : field.kind === 'decimal' ? 'decimal' : 'text'}
          onChange={(event) => set(name, event.currentTarget.value)}
        />
      );
  }
}

/** The same in a dialog. */
export function CommandDialog<Result = unknown>({ opened, title, ...form }: CommandFormProps<Result> & { opened: boolean; title: string }) {
  const { t } = useText();
  return (
    <Modal
      opened={opened} onClose={form.onClose} size={form.fields.length > 3 ? 'xl' : 'md'} centered
      title={<Text fw={650}>{title}</Text>} closeButtonProps={{ 'aria-label': t('shell:action.close') }}
    >
      {/* A part of its own: Modal takes it away when closed, and the next opening starts as it should. */}
      <CommandForm {...form} />
    </Modal>
  );
}
