import { Text } from '@mantine/core';
import type { CommandField } from '../../shared/components/CommandForm';
import { LinesForm } from '../../shared/components/LinesForm';
import { useText } from '../../shared/texts/useText';
import { nextNo } from './BillForm';
import { tag, topics, type Routing } from './shapes';

interface RoutingFormProps {
  /** Missing: the routing of an item that is still to be named. */
  itemNo?: string;
  /** Begins with these operations. */
  from?: Routing | undefined;
  /** Changes `from` itself; otherwise a new revision is made of it. */
  change?: boolean;
  onDone: (routing: Routing) => void;
  onClose: () => void;
}

/** Predecessors as the command has them: empty is the operation with the next lower number, `0` is none. */
export function predecessors(typed: unknown): { predecessors: number[] } | Record<string, never> {
  if (!Array.isArray(typed)) return {};
  return { predecessors: typed.map(Number).filter((no) => no !== 0) };
}

/** Makes a revision of a routing with its operations, or changes a draft. */
export function RoutingForm({ itemNo, from, change, onDone, onClose }: RoutingFormProps) {
  const { t } = useText();
  const head: CommandField[] = [
    ...(itemNo ? [] : [{ name: 'itemNo', kind: 'lookup', of: 'item', label: t('erp:field.item'), required: true, filter: ['kind:eq:made'] } as const]),
    ...(change ? [] : [{ name: 'revision', kind: 'text', label: t('erp:field.revision'), required: true, start: from ? '' : 'A' } as const]),
    { name: 'itemRevision', kind: 'text', label: t('erp:revision.forItem'), help: t('erp:revision.forItemHelp'), start: from?.itemRevision ?? '' },
    { name: 'effectiveFrom', kind: 'day', label: t('erp:revision.from'), start: change ? from?.effectiveFrom ?? '' : '' },
    { name: 'effectiveTo', kind: 'day', label: t('erp:revision.to'), start: change ? from?.effectiveTo ?? '' : '' },
    { name: 'note', kind: 'text', label: t('erp:field.note'), start: change ? from?.note ?? '' : '' },
  ];
  return (
    <LinesForm<Routing>
      title={change ? t('erp:routings.changeTitle', { item: itemNo ?? '', revision: from?.revision ?? '' }) : itemNo ? t('erp:routings.newTitle', { item: itemNo }) : t('erp:routings.add')}
      path="/api/erp/routings" submit={t('erp:revision.saveDraft')} topics={topics.items} head={head} name="operations" heading={t('erp:routings.operations')}
      fixed={{ state: 'draft', ...(itemNo ? { itemNo } : {}), ...(change ? { revision: from?.revision } : {}) }} ifMatch={change && from ? tag(from.version) : undefined}
      blank={(lines) => ({ no: nextNo(lines, 'no'), yieldPercent: '100' })}
      start={from ? from.operations.map((operation) => ({
        no: String(operation.no), description: operation.description, workCentreNo: operation.workCentreNo, predecessors: operation.predecessors.join(' ') || '0',
        setupSeconds: String(operation.setupSeconds), runSecondsPerUnit: String(operation.runSecondsPerUnit), overlapQuantity: operation.overlapQuantity?.toString() ?? '',
        skills: operation.skills.join(' '), yieldPercent: String(operation.yieldPercent), backflush: operation.backflush ? 'yes' : '', serialsHere: operation.serialsHere ? 'yes' : '',
        toolNo: operation.toolNo ?? '',
      })) : [{ no: '10', yieldPercent: '100' }]}
      fields={[
        { name: 'no', kind: 'whole', label: t('erp:field.operation'), required: true, width: 80 },
        { name: 'description', kind: 'text', label: t('erp:field.description'), required: true, width: 200 },
        { name: 'workCentreNo', kind: 'lookup', of: 'workCentre', label: t('erp:field.workCentre'), required: true, width: 150 },
        { name: 'predecessors', kind: 'list', label: t('erp:routings.after'), width: 100 },
        { name: 'setupSeconds', kind: 'decimal', label: t('erp:routings.setupSeconds'), width: 100 },
        { name: 'runSecondsPerUnit', kind: 'decimal', label: t('erp:routings.runSeconds'), width: 110 },
        { name: 'overlapQuantity', kind: 'decimal', label: t('erp:routings.overlap'), width: 100 },
        { name: 'skills', kind: 'list', label: t('erp:routings.skills'), width: 130 },
        { name: 'yieldPercent', kind: 'decimal', label: t('erp:routings.yieldPercent'), width: 90 },
        { name: 'backflush', kind: 'check', label: t('erp:bills.backflush'), width: 100 },
        { name: 'serialsHere', kind: 'check', label: t('erp:routings.serialsHere'), width: 110 },
        { name: 'toolNo', kind: 'text', label: t('erp:routings.tool'), width: 110 },
      ]}
      shapeLine={({ predecessors: typed, ...line }) => ({ ...line, ...predecessors(typed) })} onDone={onDone} onClose={onClose}
    >
      <Text size="sm">{t(change ? 'erp:routings.changeHelp' : 'erp:routings.newHelp')}</Text>
      <Text size="sm" c="dimmed">{t('erp:routings.afterHelp')}</Text>
    </LinesForm>
  );
}
