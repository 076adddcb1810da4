import { Text } from '@mantine/core';
import { CommandDialog, type CommandField } from '../../shared/components/CommandForm';
import { LinesForm } from '../../shared/components/LinesForm';
import { countedIn, unitSymbol } from '../../shared/components/units';
import { useText, type Language, type Translate } from '../../shared/texts/useText';
import { itemKinds, revisionStates, tag, topics, trackings, type Item, type ItemRevision } from './shapes';

export const unitChoices = (language: Language) => countedIn.map((code) => ({ value: code, label: `${unitSymbol(code, language)} (${code})` }));

export const stateChoices = (t: Translate) => revisionStates.map((value) => ({ value, label: t(`erp:revisionState.${value}`) }));

/** Makes an item, or changes it. */
export function ItemDialog({ item, onReload, onDone, onClose }: { item?: Item; onReload?: () => void; onDone: (item: Item) => void; onClose: () => void }) {
  const { t, language } = useText();
  const fields: CommandField[] = [
    ...(item ? [] : [{ name: 'no', kind: 'text', label: t('erp:master.no'), required: true } as const]),
    { name: 'description', kind: 'text', label: t('erp:field.description'), required: true, start: item?.description ?? '' },
    { name: 'kind', kind: 'choice', label: t('erp:master.kind'), required: true, start: item?.kind ?? 'purchased', options: itemKinds.map((value) => ({ value, label: t(`erp:itemKind.${value}`) })) },
    { name: 'tracking', kind: 'choice', label: t('erp:master.tracking'), required: true, start: item?.tracking ?? 'none', options: trackings.map((value) => ({ value, label: t(`erp:tracking.${value}`) })) },
    { name: 'unit', kind: 'choice', label: t('erp:master.baseUnit'), required: true, start: item?.unit ?? 'C62', options: unitChoices(language) },
    { name: 'family', kind: 'text', label: t('erp:master.family'), start: item?.family ?? '' },
    { name: 'shelfLifeDays', kind: 'whole', label: t('erp:master.shelfLife'), start: item?.shelfLifeDays?.toString() ?? '' },
    { name: 'largestOrder', kind: 'decimal', label: t('erp:master.largestOrder'), help: t('erp:master.largestOrderHelp'), start: item?.largestOrder?.toString() ?? '' },
    { name: 'standardCost', kind: 'money', label: t('erp:master.standardCost'), start: item?.standardCost?.amount ?? '', startCurrency: item?.standardCost?.currency ?? '' },
    ...(item
      ? [{ name: 'active', kind: 'check', label: t('erp:master.inUse'), start: item.active ? 'yes' : '' } as const, { name: 'reason', kind: 'long', label: t('erp:master.reason') } as const]
      : [
          { name: 'revision', kind: 'text', label: t('erp:master.firstRevision'), start: 'A' } as const,
          { name: 'release', kind: 'check', label: t('erp:master.releaseNow'), start: 'yes' } as const,
        ]),
  ];
  return (
    <CommandDialog<Item>
      opened title={item ? t('erp:master.changeNamed', { name: item.no }) : t('erp:items.add')} path="/api/erp/items" submit={t('shell:action.save')} topics={topics.items} fields={fields}
      fixed={item ? { no: item.no } : {}} ifMatch={item ? tag(item.version) : undefined} onReload={onReload} onDone={onDone} onClose={onClose}
    />
  );
}

/** The item's further units, for example boxes, each with how many of the base unit it is. */
export function UnitsDialog({ item, onClose }: { item: Item; onClose: () => void }) {
  const { t, language } = useText();
  // A change of an item names all its fields: what it has is sent again beside the units.
  const same = Object.fromEntries(
    (['no', 'description', 'unit', 'kind', 'tracking', 'shelfLifeDays', 'family', 'standardCost', 'largestOrder', 'active'] as const).map((name) => [name, item[name]]),
  );
  return (
    <LinesForm
      title={t('erp:items.unitsOf', { item: item.no })} path="/api/erp/items" submit={t('shell:action.save')} topics={topics.items} fixed={same} head={[]} name="units"
      heading={t('erp:items.units')} mayBeEmpty ifMatch={tag(item.version)} onDone={onClose} onClose={onClose} blank={() => ({ unit: 'XBX', factor: '' })}
      start={item.units.map((unit) => ({ unit: unit.unit, factor: String(unit.factor) }))}
      fields={[
        { name: 'unit', kind: 'choice', label: t('erp:master.unit'), required: true, options: unitChoices(language), width: 160 },
        { name: 'factor', kind: 'decimal', label: t('erp:items.factor', { unit: unitSymbol(item.unit, language) }), required: true, width: 160 },
      ]}
    >
      <Text size="sm">{t('erp:items.unitsHelp')}</Text>
    </LinesForm>
  );
}

/** Makes a revision of an item; releases one, closes its days or takes it out of use. */
export function RevisionDialog({ item, revision, onReload, onClose }: { item: Item; revision?: ItemRevision | undefined; onReload: () => void; onClose: () => void }) {
  const { t } = useText();
  return (
    <CommandDialog<Item>
      opened title={revision ? t('erp:revision.change', { revision: revision.revision, item: item.no }) : t('erp:revision.addTo', { item: item.no })} path="/api/erp/item-revisions"
      submit={t('shell:action.save')} topics={topics.items} ifMatch={tag(item.version)} onReload={onReload} onDone={onClose} onClose={onClose}
      fixed={{ itemNo: item.no, ...(revision ? { revision: revision.revision } : {}) }}
      fields={[
        ...(revision ? [] : [{ name: 'revision', kind: 'text', label: t('erp:field.revision'), required: true } as const]),
        { name: 'state', kind: 'choice', label: t('erp:field.state'), required: true, start: revision?.state ?? 'draft', options: stateChoices(t) },
        { name: 'effectiveFrom', kind: 'day', label: t('erp:revision.from'), help: t('erp:revision.fromHelp'), start: revision?.effectiveFrom ?? '' },
        { name: 'effectiveTo', kind: 'day', label: t('erp:revision.to'), help: t('erp:revision.toHelp'), start: revision?.effectiveTo ?? '' },
        { name: 'note', kind: 'long', label: t('erp:field.note'), start: revision?.note ?? '' },
        { name: 'reason', kind: 'long', label: t('erp:master.reason'), help: t('erp:revision.reasonHelp') },
      ]}
    />
  );
}
