import { Button, Checkbox, TextInput } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { dayStart } from '../../platform/audit/changes';
import { CommandDialog } from '../../platform/CommandDialog';
import { tag } from '../../platform/shapes';
import { DataTable } from '../../shared/components/DataTable';
import { DisabledWhy } from '../../shared/components/DisabledWhy';
import { PageHeader } from '../../shared/components/PageHeader';
import { DateTime, formatTime } from '../../shared/components/Times';
import { useList } from '../../shared/http/useRead';
import { useSession, useTimeZone } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { masterRights, type SkillRow } from './rows';

const topics = ['mes.labor'];

/** Who may do what, until when. A job that asks for a skill starts only with somebody who has it. */
export default function Skills() {
  const { t } = useText();
  const { may } = useSession();
  const [open, setOpen] = useState<SkillRow | 'new'>();
  const list = useList<SkillRow>('/api/mes/skill-grants', { query: { limit: 1000 }, topics });
  const noRight = may(masterRights.reasons) ? undefined : t('platform:noRight', { right: masterRights.reasons });
  return (
    <>
      <PageHeader
        title={t('platform:master.skills')}
        actions={<DisabledWhy why={noRight}><Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setOpen('new')}>{t('platform:master.addSkill')}</Button></DisabledWhy>}
      >
        {t('platform:master.skillsAbout')}
      </PageHeader>
      <DataTable
        name="skills" label={t('platform:master.skills')} list={list} rowKey={(row) => row.key} empty={t('platform:master.skillsEmpty')} onOpen={noRight ? undefined : setOpen}
        columns={[
          { id: 'person', heading: t('platform:people.number'), value: (row) => row.personNo, filter: true },
          { id: 'skill', heading: t('platform:master.skill'), value: (row) => row.skillCode, filter: true },
          { id: 'until', heading: t('platform:master.until'), value: (row) => row.validUntilUtc, cell: (row) => (row.validUntilUtc ? <DateTime value={row.validUntilUtc} detail="date" /> : t('platform:master.unlimited')) },
          { id: 'state', heading: t('platform:master.state'), value: (row) => t(row.active ? 'platform:master.granted' : 'platform:master.taken') },
        ]}
      />
      {open && <SkillDialog skill={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function SkillDialog({ skill, onClose }: { skill: SkillRow | undefined; onClose: () => void }) {
  const { t } = useText();
  const zone = useTimeZone();
  // The plant's day in the form that a date field wants.
  const day = skill?.validUntilUtc ? formatTime(skill.validUntilUtc, zone, 'en', 'date').split('/').reverse().join('-') : '';
  const [form, setForm] = useState({ personNo: skill?.personNo ?? '', skillCode: skill?.skillCode ?? '', until: day, active: skill?.active ?? true, reason: '' });
  const put = (part: Partial<typeof form>) => setForm((now) => ({ ...now, ...part }));
  return (
    <CommandDialog<object, unknown>
      title={t(skill ? 'platform:master.changeSkill' : 'platform:master.addSkill')} path="/api/mes/skill-grants" submit={t('shell:action.save')} topics={topics}
      ifMatch={tag(skill?.version)} onClose={onClose} onDone={onClose} fields={['personNo', 'skillCode', 'validUntilUtc', 'reason']}
      body={() => ({
        personNo: form.personNo.trim(), skillCode: form.skillCode.trim(), validUntilUtc: form.until ? dayStart(form.until, zone) : null, active: form.active, reason: form.reason.trim() || null,
      })}
    >
      {(errorAt) => (
        <>
          <TextInput label={t('platform:people.number')} required disabled={Boolean(skill)} value={form.personNo} onChange={(event) => put({ personNo: event.currentTarget.value })} error={errorAt('personNo')} />
          <TextInput label={t('platform:master.skill')} required disabled={Boolean(skill)} value={form.skillCode} onChange={(event) => put({ skillCode: event.currentTarget.value })} error={errorAt('skillCode')} />
          <TextInput label={t('platform:master.until')} description={t('platform:master.untilHelp')} type="date" value={form.until} onChange={(event) => put({ until: event.currentTarget.value })} error={errorAt('validUntilUtc')} />
          <Checkbox label={t('platform:master.granted')} checked={form.active} onChange={(event) => put({ active: event.currentTarget.checked })} />
          <TextInput label={t('platform:reasonOptional')} value={form.reason} onChange={(event) => put({ reason: event.currentTarget.value })} maxLength={500} />
        </>
      )}
    </CommandDialog>
  );
}
