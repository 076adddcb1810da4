import { MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useList } from '../../shared/http/useRead';
import { useText } from '../../shared/texts/useText';
import { CommandDialog } from '../CommandDialog';
import { tag, type PersonView, type RoleRow } from '../shapes';
import { useRoleText } from './rightTexts';

interface PersonDialogProps {
  /** Missing: a new one. */
  person?: PersonView | undefined;
  onDone: (person: PersonView) => void;
  onClose: () => void;
}

/** Adds a person, or changes name, login, address, language and roles of one. */
export function PersonDialog({ person, onDone, onClose }: PersonDialogProps) {
  const { t } = useText();
  const roleText = useRoleText();
  const roles = useList<RoleRow>('/api/platform/roles', { query: { limit: 500 }, topics: ['platform.people'] });
  const [form, setForm] = useState({
    number: person?.number ?? '', name: person?.name ?? '', login: person?.login ?? '', email: person?.email ?? '', language: person?.language ?? '', roles: [...(person?.roles ?? [])], reason: '',
  });
  const put = (part: Partial<typeof form>) => setForm((now) => ({ ...now, ...part }));
  return (
    <CommandDialog<object, PersonView>
      title={t(person ? 'platform:people.changeTitle' : 'platform:people.add')} path={person ? '/api/platform/person-changes' : '/api/platform/people'}
      submit={t(person ? 'shell:action.save' : 'platform:people.add')} fields={['number', 'name', 'login', 'email', 'language', 'roles', 'reason']}
      topics={['platform.people']} ifMatch={tag(person?.version)} onClose={onClose} onDone={onDone}
      body={() => ({
        number: form.number.trim(), name: form.name.trim(), login: form.login.trim() || null, email: form.email.trim() || null, language: form.language || null, roles: form.roles,
        ...(person ? { reason: form.reason.trim() || null } : {}),
      })}
    >
      {(errorAt) => (
        <>
          <TextInput
            label={t('platform:people.number')} description={t('platform:people.numberHelp')} required data-autofocus={person ? undefined : true} disabled={Boolean(person)}
            value={form.number} onChange={(event) => put({ number: event.currentTarget.value })} error={errorAt('number')} maxLength={40}
          />
          <TextInput
            label={t('platform:people.name')} required data-autofocus={person ? true : undefined}
            value={form.name} onChange={(event) => put({ name: event.currentTarget.value })} error={errorAt('name')} maxLength={120}
          />
          <TextInput
            label={t('platform:people.login')} description={t('platform:people.loginHelp')} autoCapitalize="none" spellCheck={false} autoComplete="off"
            value={form.login} onChange={(event) => put({ login: event.currentTarget.value })} error={errorAt('login')} maxLength={80}
          />
          <TextInput
            label={t('platform:people.email')} description={t('platform:people.emailHelp')} type="email" autoComplete="off"
            value={form.email} onChange={(event) => put({ email: event.currentTarget.value })} error={errorAt('email')} maxLength={254}
          />
          <Select
            label={t('platform:people.language')} value={form.language} onChange={(language) => put({ language: language ?? '' })} allowDeselect={false} error={errorAt('language')}
            data={[{ value: '', label: t('platform:people.plantLanguage') }, { value: 'en', label: 'English' }, { value: 'ko', label: '한국어' }]}
          />
          <MultiSelect
            label={t('platform:people.roles')} description={t('platform:people.rolesHelp')} data={roles.items.map((role) => ({ value: role.name, label: role.text === role.name ? role.name : `${role.name} – ${roleText(role)}` }))}
            value={form.roles} onChange={(chosen) => put({ roles: chosen })} searchable error={errorAt('roles')} clearButtonProps={{ 'aria-label': t('platform:clear') }}
          />
          {person && (
            <Textarea label={t('platform:reasonOptional')} value={form.reason} onChange={(event) => put({ reason: event.currentTarget.value })} autosize maxLength={500} error={errorAt('reason')} />
          )}
        </>
      )}
    </CommandDialog>
  );
}
