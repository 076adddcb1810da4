import { Text } from '@mantine/core';
import type { CommandField } from '../../shared/components/CommandForm';
import { LinesForm, type Line } from '../../shared/components/LinesForm';
import { parseDecimal } from '../../shared/components/units';
import { isRefusal } from '../../shared/http/refusal';
import { at, send } from '../../shared/http/send';
import { useText } from '../../shared/texts/useText';
import { unitChoices } from './ItemDialogs';
import { tag, topics, type Bill } from './shapes';

/** The next number of a line or an operation: ten above the highest. */
export function nextNo(lines: readonly Line[], field: string): string {
  return String(Math.max(0, ...lines.map((line) => Math.floor(parseDecimal(line.typed[field] ?? '') ?? 0))) + 10);
}

/** A new component is counted in its own base unit until the person chooses another. */
async function unitOf(field: string, no: string): Promise<{ unit: string } | undefined> {
  if (field !== 'componentNo' || no === '') return undefined;
  try {
    const { data } = await send<{ unit: string }>('GET', at('/api/erp/items/{no}', { no }));
    return { unit: data.unit };
  } catch (error) {
    // An unknown number is refused at its field when the bill is saved.
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

interface BillFormProps {
  /** Missing: the bill of an item that is still to be named. */
  itemNo?: string;
  /** Begins with these lines. */
  from?: Bill | undefined;
  /** Changes `from` itself; otherwise a new revision is made of it. */
  change?: boolean;
  onDone: (bill: Bill) => void;
  onClose: () => void;
}

/** Makes a revision of a bill with its lines, or changes a draft. */
export function BillForm({ itemNo, from, change, onDone, onClose }: BillFormProps) {
  const { t, language } = useText();
  const head: CommandField[] = [
    ...(itemNo ? [] : [{ name: 'itemNo', kind: 'lookup', of: 'item', label: t('erp:field.item'), required: true, filter: ['kind:ne:purchased'] } as const]),
    ...(change ? [] : [{ name: 'revision', kind: 'text', label: t('erp:field.revision'), required: true, start: from ? '' : 'A' } as const]),
    { name: 'baseQuantity', kind: 'quantity', unit: from?.baseQuantity.unit ?? 'C62', label: t('erp:bills.base'), help: t('erp:bills.baseHelp'), start: from ? String(from.baseQuantity.value) : '' },
    { name: 'itemRevision', kind: 'text', label: t('erp:revision.forItem'), help: t('erp:revision.forItemHelp'), start: from?.itemRevision ?? '' },
    { name: 'effectiveFrom', kind: 'day', label: t('erp:revision.from'), start: change ? from?.effectiveFrom ?? '' : '' },
    { name: 'effectiveTo', kind: 'day', label: t('erp:revision.to'), start: change ? from?.effectiveTo ?? '' : '' },
    { name: 'note', kind: 'text', label: t('erp:field.note'), start: change ? from?.note ?? '' : '' },
  ];
  return (
    <LinesForm<Bill>
      title={change ? t('erp:bills.changeTitle', { item: itemNo ?? '', revision: from?.revision ?? '' }) : itemNo ? t('erp:bills.newTitle', { item: itemNo }) : t('erp:bills.add')}
      path="/api/erp/bills" submit={t('erp:revision.saveDraft')} topics={topics.items} head={head} name="lines" heading={t('erp:bills.lines')}
      fixed={{ state: 'draft', ...(itemNo ? { itemNo } : {}), ...(change ? { revision: from?.revision } : {}) }} ifMatch={change && from ? tag(from.version) : undefined}
      blank={(lines) => ({ lineNo: nextNo(lines, 'lineNo'), unit: 'C62', quantity: '1' })}
      start={from ? from.lines.map((line) => ({
        lineNo: String(line.lineNo), componentNo: line.componentNo, quantity: String(line.quantity.value), unit: line.quantity.unit, componentRevision: line.componentRevision ?? '',
        operationNo: line.operationNo?.toString() ?? '', scrapPercent: line.scrapPercent ? String(line.scrapPercent) : '', phantom: line.phantom ? 'yes' : '',
        backflush: line.backflush ? 'yes' : '', effectiveFrom: line.effectiveFrom ?? '', effectiveTo: line.effectiveTo ?? '',
      })) : [{ lineNo: '10', unit: 'C62', quantity: '1' }]}
      fields={[
        { name: 'lineNo', kind: 'whole', label: t('erp:bills.line'), width: 70 },
        { name: 'componentNo', kind: 'lookup', of: 'item', label: t('erp:bills.component'), required: true, width: 170 },
        { name: 'quantity', kind: 'decimal', label: t('erp:field.quantity'), required: true, width: 100 },
        { name: 'unit', kind: 'choice', label: t('erp:master.unit'), required: true, options: unitChoices(language), width: 150 },
        { name: 'componentRevision', kind: 'text', label: t('erp:field.revision'), width: 90 },
        { name: 'operationNo', kind: 'whole', label: t('erp:field.operation'), width: 90 },
        { name: 'scrapPercent', kind: 'decimal', label: t('erp:bills.scrap'), width: 90 },
        { name: 'phantom', kind: 'check', label: t('erp:bills.phantom'), width: 80 },
        { name: 'backflush', kind: 'check', label: t('erp:bills.backflush'), width: 100 },
        { name: 'effectiveFrom', kind: 'day', label: t('erp:revision.from'), width: 150 },
        { name: 'effectiveTo', kind: 'day', label: t('erp:revision.to'), width: 150 },
      ]}
      onLeave={unitOf} shapeLine={({ quantity, unit, ...line }) => ({ ...line, quantity: { value: quantity, unit } })} onDone={onDone} onClose={onClose}
    >
      <Text size="sm">{t(change ? 'erp:bills.changeHelp' : 'erp:bills.newHelp')}</Text>
    </LinesForm>
  );
}
