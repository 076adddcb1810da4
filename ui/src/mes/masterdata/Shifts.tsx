import { Button, Checkbox, Group, NativeSelect, Paper, Stack, TextInput, Title } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { CommandDialog } from '../../platform/CommandDialog';
import { tag } from '../../platform/shapes';
import { DataTable } from '../../shared/components/DataTable';
import { DisabledWhy } from '../../shared/components/DisabledWhy';
import { PageHeader } from '../../shared/components/PageHeader';
import { FieldRefusal } from '../../shared/components/RefusalNotice';
import { useList } from '../../shared/http/useRead';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { masterRights, weekdays, type CalendarAssignment, type CalendarDay, type EquipmentRow, type PatternShift, type ShiftPattern } from './rows';

const topics = ['mes.machines'];
type Open = { pattern: ShiftPattern | undefined } | 'assign' | 'day';

/** When the plant works: weekly patterns, where each is in force, and the days that are otherwise. */
export default function Shifts() {
  const { t } = useText();
  const { may } = useSession();
  const [open, setOpen] = useState<Open>();
  const list = useList<ShiftPattern>('/api/mes/shift-patterns', { topics });
  const days = useList<CalendarDay>('/api/mes/calendar-exceptions', { query: { limit: 1000 }, topics });
  const inForce = useList<CalendarAssignment>('/api/mes/calendar-assignments', { query: { limit: 1000 }, topics });
  const equipment = useList<EquipmentRow>('/api/mes/equipment', { query: { limit: 1000 }, topics });
  const noRight = may(masterRights.equipment) ? undefined : t('platform:noRight', { right: masterRights.equipment });
  const close = () => setOpen(undefined);
  return (
    <Stack gap="md">
      <PageHeader
        title={t('platform:master.shifts')}
        actions={(
          <DisabledWhy why={noRight}>
            <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setOpen({ pattern: undefined })}>{t('platform:master.addPattern')}</Button>
          </DisabledWhy>
        )}
      >
        {t('platform:master.shiftsAbout')}
      </PageHeader>
      <DataTable
        name="shift-patterns" label={t('platform:master.shifts')} list={list} rowKey={(row) => row.no} empty={t('platform:master.shiftsEmpty')}
        onOpen={noRight ? undefined : (pattern) => setOpen({ pattern })}
        columns={[
          { id: 'no', heading: t('platform:master.no'), value: (row) => row.no },
          { id: 'name', heading: t('platform:master.name'), value: (row) => row.name },
          { id: 'shifts', heading: t('platform:master.shiftsOf'), value: (row) => row.shifts.map((shift) => `${shift.name} ${shift.start.slice(0, 5)}–${shift.end.slice(0, 5)}`).join(', ') },
        ]}
      />
      <section aria-labelledby="in-force">
        <Title order={2} id="in-force" mb="xs">{t('platform:master.inForce')}</Title>
        <DataTable
          name="calendar-assignments" label={t('platform:master.inForce')} list={inForce} rowKey={(row) => row.key} empty={t('platform:master.inForceEmpty')}
          tools={noRight ? undefined : <Button variant="default" onClick={() => setOpen('assign')}>{t('platform:master.assign')}</Button>}
          columns={[
            { id: 'equipment', heading: t('platform:master.equipment'), value: (row) => row.equipmentNo, filter: true },
            { id: 'pattern', heading: t('platform:master.pattern'), value: (row) => row.patternNo, filter: true },
            { id: 'from', heading: t('platform:master.fromDate'), value: (row) => row.fromDate },
          ]}
        />
      </section>
      <section aria-labelledby="days">
        <Title order={2} id="days" mb="xs">{t('platform:master.days')}</Title>
        <DataTable
          name="calendar-days" label={t('platform:master.days')} list={days} rowKey={(row) => row.key} empty={t('platform:master.daysEmpty')}
          tools={noRight ? undefined : <Button variant="default" onClick={() => setOpen('day')}>{t('platform:master.addDay')}</Button>}
          columns={[
            { id: 'date', heading: t('platform:master.date'), value: (row) => row.date },
            { id: 'equipment', heading: t('platform:master.equipment'), value: (row) => row.equipmentNo, filter: true },
            { id: 'kind', heading: t('platform:master.kind'), value: (row) => t(`platform:master.dayKinds.${row.kind === 'overtime' ? 'overtime' : 'holiday'}`) },
            { id: 'text', heading: t('platform:master.what'), value: (row) => row.text },
          ]}
        />
      </section>
      {open === 'assign' && <AssignDialog patterns={list.items} equipment={equipment.items} onClose={close} />}
      {open === 'day' && <DayDialog equipment={equipment.items} onClose={close} />}
      {typeof open === 'object' && <PatternDialog pattern={open.pattern} onClose={close} />}
    </Stack>
  );
}

const choices = (equipment: readonly EquipmentRow[], none: string) => [{ value: '', label: none }, ...equipment.map((row) => ({ value: row.no, label: `${row.no} – ${row.name}` }))];

function AssignDialog({ patterns, equipment, onClose }: { patterns: readonly ShiftPattern[]; equipment: readonly EquipmentRow[]; onClose: () => void }) {
  const { t } = useText();
  const [form, setForm] = useState({ equipmentNo: '', patternNo: patterns[0]?.no ?? '', fromDate: new Date().toISOString().slice(0, 10) });
  const put = (part: Partial<typeof form>) => setForm((now) => ({ ...now, ...part }));
  return (
    <CommandDialog<object, unknown>
      title={t('platform:master.assign')} path="/api/mes/calendar-assignments" submit={t('shell:action.save')} topics={topics} onClose={onClose} onDone={onClose}
      fields={['equipmentNo', 'patternNo', 'fromDate']} body={() => form} incomplete={form.equipmentNo && form.patternNo && form.fromDate ? undefined : t('platform:master.chooseAll')}
    >
      {(errorAt) => (
        <>
          <NativeSelect label={t('platform:master.equipment')} value={form.equipmentNo} onChange={(event) => put({ equipmentNo: event.currentTarget.value })} data={choices(equipment, t('platform:master.choose'))} error={errorAt('equipmentNo')} />
          <NativeSelect label={t('platform:master.pattern')} value={form.patternNo} onChange={(event) => put({ patternNo: event.currentTarget.value })} data={patterns.map((row) => ({ value: row.no, label: `${row.no} – ${row.name}` }))} error={errorAt('patternNo')} />
          <TextInput label={t('platform:master.fromDate')} type="date" value={form.fromDate} onChange={(event) => put({ fromDate: event.currentTarget.value })} error={errorAt('fromDate')} />
        </>
      )}
    </CommandDialog>
  );
}

function DayDialog({ equipment, onClose }: { equipment: readonly EquipmentRow[]; onClose: () => void }) {
  const { t } = useText();
  const [form, setForm] = useState({ equipmentNo: '', date: '', text: '', kind: 'holiday', start: '08:00', end: '12:00' });
  const put = (part: Partial<typeof form>) => setForm((now) => ({ ...now, ...part }));
  const weekday = () => weekdays[(new Date(`${form.date}T00:00:00Z`).getUTCDay() + 6) % 7]!;
  return (
    <CommandDialog<object, unknown>
      title={t('platform:master.addDay')} path="/api/mes/calendar-exceptions" submit={t('shell:action.save')} topics={topics} onClose={onClose} onDone={onClose}
      fields={['equipmentNo', 'date', 'text', 'kind', 'shifts']} incomplete={form.equipmentNo && form.date ? undefined : t('platform:master.chooseAll')}
      body={() => ({
        equipmentNo: form.equipmentNo, date: form.date, text: form.text.trim(), kind: form.kind === 'usual' ? null : form.kind,
        ...(form.kind === 'overtime' ? { shifts: [{ name: form.text.trim(), days: [weekday()], start: form.start, end: form.end, breaks: [] }] } : {}),
      })}
    >
      {(errorAt) => (
        <>
          <NativeSelect label={t('platform:master.equipment')} value={form.equipmentNo} onChange={(event) => put({ equipmentNo: event.currentTarget.value })} data={choices(equipment, t('platform:master.choose'))} error={errorAt('equipmentNo')} />
          <TextInput label={t('platform:master.date')} type="date" required value={form.date} onChange={(event) => put({ date: event.currentTarget.value })} error={errorAt('date')} />
          <NativeSelect
            label={t('platform:master.kind')} value={form.kind} onChange={(event) => put({ kind: event.currentTarget.value })} error={errorAt('kind')}
            data={(['holiday', 'overtime', 'usual'] as const).map((kind) => ({ value: kind, label: t(`platform:master.dayKinds.${kind}`) }))}
          />
          <TextInput label={t('platform:master.what')} required value={form.text} onChange={(event) => put({ text: event.currentTarget.value })} error={errorAt('text')} maxLength={40} />
          {form.kind === 'overtime' && (
            <Group gap={8}>
              <TextInput label={t('platform:master.start')} type="time" value={form.start} onChange={(event) => put({ start: event.currentTarget.value })} />
              <TextInput label={t('platform:master.end')} type="time" value={form.end} onChange={(event) => put({ end: event.currentTarget.value })} />
            </Group>
          )}
          <FieldRefusal>{errorAt('shifts')}</FieldRefusal>
        </>
      )}
    </CommandDialog>
  );
}

const newShift = (): PatternShift => ({ name: '', days: weekdays.slice(0, 5), start: '06:00', end: '14:00', breaks: [] });

function PatternDialog({ pattern, onClose }: { pattern: ShiftPattern | undefined; onClose: () => void }) {
  const { t } = useText();
  const [no, setNo] = useState(pattern?.no ?? '');
  const [name, setName] = useState(pattern?.name ?? '');
  const [shifts, setShifts] = useState<PatternShift[]>(() => pattern?.shifts.map((shift) => ({ ...shift })) ?? [newShift()]);
  const put = (at: number, part: Partial<PatternShift>) => setShifts((now) => now.map((shift, index) => (index === at ? { ...shift, ...part } : shift)));
  return (
    <CommandDialog<object, unknown>
      title={pattern ? t('platform:master.changeNamed', { name: pattern.no }) : t('platform:master.addPattern')} path="/api/mes/shift-patterns" submit={t('shell:action.save')} size="xl"
      topics={topics} ifMatch={tag(pattern?.version)} onClose={onClose} onDone={onClose} fields={['no', 'name', 'shifts']} body={() => ({ no: no.trim(), name: name.trim(), shifts })}
    >
      {(errorAt) => (
        <>
          <Group gap={8} grow align="flex-start">
            <TextInput label={t('platform:master.no')} required disabled={Boolean(pattern)} value={no} onChange={(event) => setNo(event.currentTarget.value)} error={errorAt('no')} maxLength={40} />
            <TextInput label={t('platform:master.name')} required value={name} onChange={(event) => setName(event.currentTarget.value)} error={errorAt('name')} maxLength={120} />
          </Group>
          <FieldRefusal>{errorAt('shifts')}</FieldRefusal>
          {shifts.map((shift, at) => (
            // Shifts have no name of their own yet while they are typed.
            // eslint-disable-next-line react/no-array-index-key
            <Paper key={at} p="sm" withBorder role="group" aria-label={t('platform:master.shiftNamed', { name: shift.name || String(at + 1) })}>
              <Stack gap={8}>
                <Group gap={8} align="flex-end">
                  <TextInput label={t('platform:master.shift')} value={shift.name} onChange={(event) => put(at, { name: event.currentTarget.value })} maxLength={40} w={160} />
                  <TextInput label={t('platform:master.start')} type="time" value={shift.start.slice(0, 5)} onChange={(event) => put(at, { start: event.currentTarget.value })} />
                  <TextInput label={t('platform:master.end')} type="time" value={shift.end.slice(0, 5)} onChange={(event) => put(at, { end: event.currentTarget.value })} />
                  <Button variant="default" onClick={() => put(at, { breaks: [...shift.breaks, { start: '10:00', end: '10:15' }] })}>{t('platform:master.addBreak')}</Button>
                  <Button variant="default" onClick={() => setShifts((now) => now.filter((_, index) => index !== at))}>{t('platform:master.removeShift')}</Button>
                </Group>
                <Group gap="md">
                  {weekdays.map((day) => (
                    <Checkbox
                      key={day} label={t(`platform:master.weekdays.${day}`)} checked={shift.days.includes(day)}
                      onChange={(event) => put(at, { days: event.currentTarget.checked ? [...shift.days, day] : shift.days.filter((other) => other !== day) })}
                    />
                  ))}
                </Group>
                {shift.breaks.map((pause, index) => (
                  // eslint-disable-next-line react/no-array-index-key
                  <Group key={index} gap={8} align="flex-end">
                    <TextInput
                      label={t('platform:master.breakFrom')} type="time" value={pause.start.slice(0, 5)}
                      onChange={(event) => put(at, { breaks: shift.breaks.map((each, place) => (place === index ? { ...each, start: event.currentTarget.value } : each)) })}
                    />
                    <TextInput
                      label={t('platform:master.breakTo')} type="time" value={pause.end.slice(0, 5)}
                      onChange={(event) => put(at, { breaks: shift.breaks.map((each, place) => (place === index ? { ...each, end: event.currentTarget.value } : each)) })}
                    />
                    <Button variant="default" onClick={() => put(at, { breaks: shift.breaks.filter((_, place) => place !== index) })}>{t('platform:master.removeBreak')}</Button>
                  </Group>
                ))}
              </Stack>
            </Paper>
          ))}
          <Group><Button variant="default" onClick={() => setShifts((now) => [...now, newShift()])}>{t('platform:master.addShift')}</Button></Group>
        </>
      )}
    </CommandDialog>
  );
}
