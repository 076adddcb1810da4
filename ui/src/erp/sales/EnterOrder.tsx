import { Button, Fieldset, Group, Modal, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Lookup } from '../../shared/components/Lookup';
import { toUtc } from '../../shared/components/plantTime';
import { QuantityInput } from '../../shared/components/QuantityInput';
import { FormEnd } from '../../shared/components/FormEnd';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import { parseDecimal } from '../../shared/components/units';
import { useCommand } from '../../shared/http/useCommand';
import { useRead } from '../../shared/http/useRead';
import { useTimeZone } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import type { SalesOrder } from '../shapes';

interface LineTyped {
  key: number;
  itemNo: string;
  quantity: string;
  unit: string;
  requested: string;
  promised: string;
  price: string;
  currency: string;
}

const blank = (key: number): LineTyped => ({ key, itemNo: '', quantity: '', unit: 'C62', requested: '', promised: '', price: '', currency: '' });

/** A customer's order with its lines, in one form. */
export function EnterOrder({ opened, onClose, onDone }: { opened: boolean; onClose: () => void; onDone: (no: string) => void }) {
  const { t } = useText();
  return (
    <Modal opened={opened} onClose={onClose} size="min(1000px, 96vw)" title={<Text fw={650}>{t('erp:orders.enter')}</Text>} closeButtonProps={{ 'aria-label': t('shell:action.close') }}>
      <EnterOrderForm onClose={onClose} onDone={onDone} />
    </Modal>
  );
}

function EnterOrderForm({ onClose, onDone }: { onClose: () => void; onDone: (no: string) => void }) {
  const { t } = useText();
  const zone = useTimeZone();
  const [head, setHead] = useState({ customerNo: '', customerOrderNo: '', note: '' });
  const [lines, setLines] = useState<LineTyped[]>([blank(0)]);
  const command = useCommand<unknown, SalesOrder>('/api/erp/sales-orders', { topics: ['erp.orders'], onDone: (order) => onDone(order.no) });
  const change = (key: number, part: Partial<LineTyped>) => setLines((now) => now.map((line) => (line.key === key ? { ...line, ...part } : line)));
  const shown = ['customerNo', 'customerOrderNo', 'note'];
  const submit = () => command.send({
    customerNo: head.customerNo.trim(),
    ...(head.customerOrderNo.trim() ? { customerOrderNo: head.customerOrderNo.trim() } : {}),
    ...(head.note.trim() ? { note: head.note.trim() } : {}),
    lines: lines.map((line) => ({
      itemNo: line.itemNo.trim(),
      quantity: { value: parseDecimal(line.quantity) ?? 0, unit: line.unit },
      requestedUtc: toUtc(line.requested, zone) ?? '',
      ...(line.promised ? { promisedUtc: toUtc(line.promised, zone) } : {}),
      ...(line.price.trim() ? { price: { amount: line.price.trim().replace(',', '.'), currency: line.currency.trim() } } : {}),
    })),
  });
  const complete = head.customerNo.trim() !== '' && lines.every((line) => line.itemNo.trim() !== '' && line.quantity.trim() !== '' && line.requested !== '');
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); if (complete) void submit(); }}>
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
          <Lookup of="customer" label={t('erp:field.customer')} value={head.customerNo} onChange={(customerNo) => setHead({ ...head, customerNo })} error={command.errorAt('customerNo')} required autoFocus />
          <TextInput label={t('erp:field.customerOrderNo')} value={head.customerOrderNo} onChange={(event) => setHead({ ...head, customerOrderNo: event.currentTarget.value })} error={command.errorAt('customerOrderNo')} maxLength={60} />
          <TextInput label={t('erp:field.note')} value={head.note} onChange={(event) => setHead({ ...head, note: event.currentTarget.value })} error={command.errorAt('note')} maxLength={1000} />
        </SimpleGrid>
        {lines.map((line, index) => (
          <Line
            key={line.key} line={line} index={index} onChange={(part) => change(line.key, part)} errorAt={command.errorAt}
            onRemove={lines.length > 1 ? () => setLines((now) => now.filter((one) => one.key !== line.key)) : undefined}
          />
        ))}
        <Button variant="default" leftSection={<Plus size={16} aria-hidden />} onClick={() => setLines((now) => [...now, blank(Math.max(...now.map((one) => one.key)) + 1)])} style={{ alignSelf: 'flex-start' }}>
          {t('erp:orders.addLine')}
        </Button>
        <RefusalNotice refusal={command.refusal} fields={shown} />
        <FormEnd submit={t('erp:orders.enterNow')} pending={command.pending} disabled={!complete} onClose={onClose}>
          {!complete && <Text size="sm">{t('erp:orders.incomplete')}</Text>}
        </FormEnd>
      </Stack>
    </form>
  );
}

interface LineProps {
  line: LineTyped;
  index: number;
  onChange: (part: Partial<LineTyped>) => void;
  onRemove: (() => void) | undefined;
  errorAt: (field: string) => string | undefined;
}

function Line({ line, index, onChange, onRemove, errorAt }: LineProps) {
  const { t } = useText();
  const item = useRead<{ unit: string }>('/api/erp/items/{no}', { params: { no: line.itemNo.trim() }, enabled: line.itemNo.trim().length > 1 });
  const unit = item.data?.unit;
  if (unit && unit !== line.unit) onChange({ unit });
  const at = (field: string) => errorAt(`lines[${index}].${field}`) ?? errorAt(`lines[${index}].${field}.value`);
  return (
    <Fieldset legend={t('erp:orders.lineNo', { no: (index + 1) * 10 })} p="sm">
      <SimpleGrid cols={{ base: 1, xs: 2, md: 5 }} spacing="sm">
        <Lookup of="item" label={t('erp:field.item')} value={line.itemNo} onChange={(itemNo) => onChange({ itemNo })} error={at('itemNo')} required />
        <QuantityInput label={t('erp:field.quantity')} unit={line.unit} value={line.quantity} onChange={(quantity) => onChange({ quantity })} error={at('quantity')} required />
        <TextInput type="datetime-local" label={t('erp:field.requested')} value={line.requested} onChange={(event) => onChange({ requested: event.currentTarget.value })} error={at('requestedUtc')} required />
        <TextInput type="datetime-local" label={t('erp:field.promised')} value={line.promised} onChange={(event) => onChange({ promised: event.currentTarget.value })} error={at('promisedUtc')} />
        <Group gap={6} align="flex-end" wrap="nowrap">
          <TextInput label={t('erp:field.price')} inputMode="decimal" value={line.price} onChange={(event) => onChange({ price: event.currentTarget.value })} error={at('price')} style={{ flex: 1 }} />
          <TextInput aria-label={t('shell:form.currency')} placeholder="EUR" w={64} maxLength={3} value={line.currency} onChange={(event) => onChange({ currency: event.currentTarget.value.toUpperCase() })} />
        </Group>
      </SimpleGrid>
      {onRemove && <Button variant="subtle" size="xs" mt={6} leftSection={<Trash2 size={14} aria-hidden />} onClick={onRemove}>{t('erp:orders.removeLine')}</Button>}
    </Fieldset>
  );
}
