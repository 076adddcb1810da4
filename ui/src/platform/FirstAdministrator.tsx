import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { RefusalNotice } from '../shared/components/RefusalNotice';
import { useCommand } from '../shared/http/useCommand';
import { useSession } from '../shared/shell/session';
import { useText } from '../shared/texts/useText';
import { SignInFrame } from './SignInFrame';

interface FirstAdministratorCommand {
  token: string;
  login: string;
  name: string;
  password: string;
}

/** A new Tactus has nobody in it: the token printed at its first start makes the first administrator. */
export default function FirstAdministrator() {
  const { t } = useText();
  const [query] = useSearchParams();
  const { me, refresh } = useSession();
  const [form, setForm] = useState<FirstAdministratorCommand>({ token: query.get('token') ?? '', login: '', name: '', password: '' });
  const { send, pending, refusal, errorAt } = useCommand<FirstAdministratorCommand>('/api/platform/first-administrator');
  const field = (name: keyof FirstAdministratorCommand) => ({
    value: form[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setForm((now) => ({ ...now, [name]: value }));
    },
    error: errorAt(name),
    required: true,
  });
  if (me) return <Navigate to="/" replace />;
  return (
    <SignInFrame title={t('shell:first.title')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send(form).then((answer) => (answer ? refresh() : undefined));
        }}
      >
        <Stack gap="sm">
          <Text size="sm">{t('shell:first.help')}</Text>
          <TextInput label={t('shell:first.token')} {...field('token')} autoComplete="off" spellCheck={false} />
          <TextInput label={t('shell:first.name')} {...field('name')} autoComplete="name" />
          <TextInput label={t('shell:login.login')} {...field('login')} autoComplete="username" autoCapitalize="none" spellCheck={false} />
          <PasswordInput
            label={t('shell:login.password')} {...field('password')} autoComplete="new-password"
            visibilityToggleButtonProps={{ 'aria-label': t('shell:login.showPassword') }}
          />
          <RefusalNotice refusal={refusal} fields={['token', 'login', 'name', 'password']} />
          <Button type="submit" loading={pending} size="md">{t('shell:first.submit')}</Button>
        </Stack>
      </form>
    </SignInFrame>
  );
}
