import { PasswordInput, Text, TextInput, Textarea, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../shared/texts/useText';
import { CommandDialog } from '../CommandDialog';
import type { PersonView } from '../shapes';

export type SignInWay = 'password' | 'pin' | 'badge';

const paths = { password: '/api/platform/password-changes', pin: '/api/platform/pin-changes', badge: '/api/platform/badge-changes' } as const;

interface SignInDialogProps {
  way: SignInWay;
  person: PersonView;
  onClose: () => void;
}

/** Sets somebody's password, PIN or badge, or takes PIN or badge away. */
export function SignInDialog({ way, person, onClose }: SignInDialogProps) {
  const { t } = useText();
  const [value, setValue] = useState('');
  const [remove, setRemove] = useState(false);
  const [reason, setReason] = useState('');
  const has = way === 'pin' ? person.hasPin : way === 'badge' && person.hasBadge;
  const field = {
    label: t(`platform:people.${way}`), description: t(`platform:people.help.${way}`), value, required: !remove, disabled: remove, 'data-autofocus': true,
    onChange: (event: { currentTarget: { value: string } }) => setValue(event.currentTarget.value), autoComplete: 'off' as const,
  };
  return (
    <CommandDialog<object, PersonView>
      title={t(`platform:people.set.${way}`)} path={paths[way]} submit={t('shell:action.save')} fields={[way, 'reason']} topics={['platform.people']}
      incomplete={!remove && value === '' ? t('platform:people.enterFirst') : undefined} onClose={onClose} onDone={onClose}
      body={() => ({ [way]: remove ? null : value, personNumber: person.number, reason: reason.trim() || null })}
    >
      {(errorAt) => (
        <>
          <Text size="sm">{t(`platform:people.for.${way}`, { name: person.name })}</Text>
          {way === 'badge'
            ? <TextInput {...field} error={errorAt(way)} spellCheck={false} />
            : (
              <PasswordInput
                {...field} autoComplete={way === 'password' ? 'new-password' : 'off'} inputMode={way === 'pin' ? 'numeric' : undefined} error={errorAt(way)}
                visibilityToggleButtonProps={{ 'aria-label': t('shell:login.showPassword') }}
              />
            )}
          {has && <Checkbox label={t(`platform:people.remove.${way === 'pin' ? 'pin' : 'badge'}`)} checked={remove} onChange={(event) => setRemove(event.currentTarget.checked)} />}
          <Textarea label={t('platform:reasonOptional')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} autosize maxLength={500} error={errorAt('reason')} />
        </>
      )}
    </CommandDialog>
  );
}
