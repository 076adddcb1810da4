import { Button, Checkbox, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { CommandDialog } from '../../platform/CommandDialog';
import { tag } from '../../platform/shapes';
import { DataTable } from '../../shared/components/DataTable';
import { DisabledWhy } from '../../shared/components/DisabledWhy';
import { PageHeader } from '../../shared/components/PageHeader';
import { useList } from '../../shared/http/useRead';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { masterRights, reasonKinds, type ReasonRow } from './rows';

const topics = ['mes.reasons'];

/** The reasons that people choose from at the stations. */
export default function Reasons() {
  const { t } = useText();
  const { may } = useSession();
  const [open, setOpen] = useState<ReasonRow | 'new'>();
  const list = useList<ReasonRow>('/api/mes/reason-codes', { query: { limit: 1000 }, topics });
  const noRight = may(masterRights.reasons) ? undefined : t('platform:noRight', { right: masterRights.reasons });
  return (
    <>
      <PageHeader
        title={t('platform:master.reasons')}
        actions={<DisabledWhy why={noRight}><Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setOpen('new')}>{t('platform:master.addReason')}</Button></DisabledWhy>}
      >
        {t('platform:master.reasonsAbout')}
      </PageHeader>
      <DataTable
        name="reasons" label={t('platform:master.reasons')} list={list} rowKey={(row) => row.key} empty={t('platform:master.reasonsEmpty')} onOpen={noRight ? undefined : setOpen}
        columns={[
          { id: 'kind', heading: t('platform:master.kind'), value: (row) => t(`platform:master.kinds.${row.kind}`), filter: true },
          { id: 'code', heading: t('platform:master.code'), value: (row) => row.code },
          { id: 'en', heading: t('platform:master.textEn'), value: (row) => row.textEn },
          { id: 'ko', heading: t('platform:master.textKo'), value: (row) => row.textKo },
          { id: 'place', heading: t('platform:master.place'), numeric: true, value: (row) => row.place },
          { id: 'state', heading: t('platform:master.state'), value: (row) => t(row.active ? 'platform:master.inUse' : 'platform:master.outOfUse') },
        ]}
      />
      {open && <ReasonDialogOf reason={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function ReasonDialogOf({ reason, onClose }: { reason: ReasonRow | undefined; onClose: () => void }) {
  const { t } = useText();
  const [form, setForm] = useState({
    kind: reason?.kind ?? 'scrap', code: reason?.code ?? '', textEn: reason?.textEn ?? '', textKo: reason?.textKo ?? '', place: reason?.place ?? 10, active: reason?.active ?? true,
  });
  const put = (part: Partial<typeof form>) => setForm((now) => ({ ...now, ...part }));
  return (
    <CommandDialog<object, unknown>
      title={reason ? t('platform:master.changeNamed', { name: reason.code }) : t('platform:master.addReason')} path="/api/mes/reason-codes" submit={t('shell:action.save')}
      topics={topics} ifMatch={tag(reason?.version)} onClose={onClose} onDone={onClose} fields={['kind', 'code', 'textEn', 'textKo', 'place']} body={() => form}
    >
      {(errorAt) => (
        <>
          <NativeSelect
            label={t('platform:master.kind')} disabled={Boolean(reason)} value={form.kind} error={errorAt('kind')} onChange={(event) => put({ kind: event.currentTarget.value as typeof form.kind })}
            data={reasonKinds.map((kind) => ({ value: kind, label: t(`platform:master.kinds.${kind}`) }))}
          />
          <TextInput label={t('platform:master.code')} required disabled={Boolean(reason)} value={form.code} onChange={(event) => put({ code: event.currentTarget.value })} error={errorAt('code')} maxLength={40} />
          <TextInput label={t('platform:master.textEn')} required value={form.textEn} onChange={(event) => put({ textEn: event.currentTarget.value })} error={errorAt('textEn')} />
          <TextInput label={t('platform:master.textKo')} required value={form.textKo} onChange={(event) => put({ textKo: event.currentTarget.value })} error={errorAt('textKo')} lang="ko" />
          <NumberInput label={t('platform:master.place')} value={form.place} onChange={(place) => put({ place: Number(place) || 0 })} min={0} error={errorAt('place')} />
          <Checkbox label={t('platform:master.inUse')} checked={form.active} onChange={(event) => put({ active: event.currentTarget.checked })} />
        </>
      )}
    </CommandDialog>
  );
}
