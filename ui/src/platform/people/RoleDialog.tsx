import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../shared/texts/useText';
import { CommandDialog } from '../CommandDialog';
import { tag, type Permission, type RoleRow } from '../shapes';
import { RightPicker } from './RightPicker';

interface RoleDialogProps {
  /** Missing: a new one. */
  role: RoleRow | undefined;
  permissions: readonly Permission[];
  onDone: (role: RoleRow) => void;
  onClose: () => void;
}

/** Makes a role or changes what it allows. */
export function RoleDialog({ role, permissions, onDone, onClose }: RoleDialogProps) {
  const { t } = useText();
  const [name, setName] = useState(role?.name ?? '');
  const [text, setText] = useState(role?.text ?? '');
  const [chosen, setChosen] = useState<string[]>([...(role?.permissions ?? [])]);
  const [reason, setReason] = useState('');
  return (
    <CommandDialog<object, RoleRow>
      title={t(role ? 'platform:roles.changeTitle' : 'platform:roles.add')} path={role ? '/api/platform/role-changes' : '/api/platform/roles'} size="lg"
      submit={t(role ? 'shell:action.save' : 'platform:roles.add')} fields={['name', 'text', 'permissions', 'reason']} topics={['platform.people']}
      ifMatch={tag(role?.version)} onClose={onClose} onDone={onDone}
      body={() => ({ name: name.trim(), text: text.trim(), permissions: chosen, ...(role ? { reason: reason.trim() || null } : {}) })}
    >
      {(errorAt) => (
        <>
          <TextInput label={t('platform:roles.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} required disabled={Boolean(role)} error={errorAt('name')} maxLength={40} />
          <TextInput label={t('platform:roles.text')} value={text} onChange={(event) => setText(event.currentTarget.value)} required error={errorAt('text')} maxLength={120} data-autofocus />
          <RightPicker label={t('platform:roles.rights')} permissions={permissions} value={chosen} onChange={setChosen} error={errorAt('permissions')} />
          {role && <Textarea label={t('platform:reasonOptional')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} autosize maxLength={500} />}
        </>
      )}
    </CommandDialog>
  );
}
