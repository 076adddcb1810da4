import { Button, Checkbox, NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { CommandDialog } from '../../platform/CommandDialog';
import { tag } from '../../platform/shapes';
import { DataTable } from '../../shared/components/DataTable';
import { DisabledWhy } from '../../shared/components/DisabledWhy';
import { PageHeader } from '../../shared/components/PageHeader';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import { useList, useRead } from '../../shared/http/useRead';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { asTree, levels, masterRights, type EquipmentRow, type EquipmentView } from './rows';

const topics = ['mes.machines'];

/** The plant from the site down to its machines. */
export default function Equipment() {
  const { t } = useText();
  const { may } = useSession();
  const [open, setOpen] = useState<string | null>();
  const list = useList<EquipmentRow>('/api/mes/equipment', { query: { limit: 1000 }, topics });
  const tree = useMemo(() => ({ ...list, items: asTree(list.items) }), [list]);
  const noRight = may(masterRights.equipment) ? undefined : t('platform:noRight', { right: masterRights.equipment });
  return (
    <>
      <PageHeader
        title={t('platform:master.equipment')}
        actions={<DisabledWhy why={noRight}><Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setOpen(null)}>{t('platform:master.addEquipment')}</Button></DisabledWhy>}
      >
        {t('platform:master.equipmentAbout')}
      </PageHeader>
      <DataTable
        name="equipment" label={t('platform:master.equipment')} list={tree} rowKey={(row) => row.no} empty={t('platform:master.equipmentEmpty')}
        onOpen={noRight ? undefined : (row) => setOpen(row.no)}
        columns={[
          { id: 'no', heading: t('platform:master.no'), value: (row) => row.no, cell: (row) => <span style={{ paddingInlineStart: row.depth * 20 }}>{row.no}</span> },
          { id: 'name', heading: t('platform:master.name'), value: (row) => row.name },
          { id: 'level', heading: t('platform:master.level'), value: (row) => t(`platform:master.levels.${row.level}`), filter: true },
          { id: 'parent', heading: t('platform:master.parent'), value: (row) => row.parentNo },
          { id: 'state', heading: t('platform:master.state'), value: (row) => t(!row.active ? 'platform:master.outOfUse' : row.outOfService ? 'platform:master.outOfService' : 'platform:master.inUse') },
        ]}
      />
      {open === null && <EquipmentDialog all={list.items} node={undefined} onClose={() => setOpen(undefined)} />}
      {typeof open === 'string' && <Change no={open} all={list.items} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function Change({ no, all, onClose }: { no: string; all: readonly EquipmentRow[]; onClose: () => void }) {
  const { data, refusal } = useRead<EquipmentView>('/api/mes/equipment/{no}', { params: { no } });
  if (refusal) return <RefusalNotice refusal={refusal} />;
  return data?.no === no ? <EquipmentDialog node={data} all={all} onClose={onClose} /> : null;
}

const settings = ['cycleSeconds', 'microStopSeconds', 'partsPerCount', 'silenceSeconds', 'counterModulus', 'agentName'] as const;
type Setting = (typeof settings)[number];

function EquipmentDialog({ node, all, onClose }: { node: EquipmentView | undefined; all: readonly EquipmentRow[]; onClose: () => void }) {
  const { t } = useText();
  const [form, setForm] = useState({ no: node?.no ?? '', name: node?.name ?? '', level: node?.level ?? 'workUnit', parentNo: node?.parentNo ?? '', active: node?.active ?? true });
  const put = (part: Partial<typeof form>) => setForm((now) => ({ ...now, ...part }));
  const given = (node?.machine ?? {}) as Partial<Record<Setting, string | number | null>>;
  const [machine, setMachine] = useState(() => Object.fromEntries(settings.map((name) => [name, String(given[name] ?? '')])) as Record<Setting, string>);
  const isMachine = form.level === 'workUnit';
  // What is left empty takes the usual value of a new machine.
  const settingsBody = () => Object.fromEntries(settings.flatMap((name) => {
    const text = machine[name].trim();
    return text === '' ? [] : [[name, name === 'agentName' ? text : Number(text)]];
  }));
  const above = levels.slice(0, levels.indexOf(form.level));
  return (
    <CommandDialog<object, unknown>
      title={node ? t('platform:master.changeNamed', { name: node.no }) : t('platform:master.addEquipment')} path="/api/mes/equipment" submit={t('shell:action.save')} size="lg"
      topics={topics} ifMatch={tag(node?.version)} onClose={onClose} onDone={onClose} fields={['no', 'name', 'level', 'parentNo', ...settings.map((name) => `machine.${name}`)]}
      body={() => ({
        no: form.no.trim(), name: form.name.trim(), level: form.level, parentNo: form.parentNo || null, active: form.active, ...(isMachine ? { machine: settingsBody() } : {}),
      })}
    >
      {(errorAt) => (
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <TextInput label={t('platform:master.no')} required disabled={Boolean(node)} value={form.no} onChange={(event) => put({ no: event.currentTarget.value })} error={errorAt('no')} maxLength={40} />
          <TextInput label={t('platform:master.name')} required value={form.name} onChange={(event) => put({ name: event.currentTarget.value })} error={errorAt('name')} maxLength={120} />
          <NativeSelect
            label={t('platform:master.level')} disabled={Boolean(node)} value={form.level} error={errorAt('level')}
            onChange={(event) => put({ level: event.currentTarget.value as typeof form.level, parentNo: '' })}
            data={levels.map((level) => ({ value: level, label: t(`platform:master.levels.${level}`) }))}
          />
          <NativeSelect
            label={t('platform:master.parent')} value={form.parentNo} onChange={(event) => put({ parentNo: event.currentTarget.value })} error={errorAt('parentNo')}
            data={[{ value: '', label: t('platform:master.noParent') }, ...all.filter((row) => above.includes(row.level)).map((row) => ({ value: row.no, label: `${row.no} – ${row.name}` }))]}
          />
          {isMachine && settings.map((name) => (
            <TextInput
              key={name} label={t(`platform:master.machine.${name}`)} inputMode={name === 'agentName' ? 'text' : 'decimal'} value={machine[name]} error={errorAt(`machine.${name}`)}
              onChange={(event) => {
                const { value } = event.currentTarget;
                setMachine((now) => ({ ...now, [name]: value }));
              }}
            />
          ))}
          <Checkbox label={t('platform:master.inUse')} checked={form.active} onChange={(event) => put({ active: event.currentTarget.checked })} mt="lg" />
        </SimpleGrid>
      )}
    </CommandDialog>
  );
}
