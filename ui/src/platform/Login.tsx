import { Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { Link, Navigate, useLocation, useSearchParams } from 'react-router';
import { RefusalNotice } from '../shared/components/RefusalNotice';
import { useCommand } from '../shared/http/useCommand';
import { useSession } from '../shared/shell/session';
import { useText } from '../shared/texts/useText';
import { SignInFrame } from './SignInFrame';

/** Only paths of this application: an address from outside must not be able to send people elsewhere. */
export function safeReturn(wanted: string | null): string {
  return wanted && /^\/(?![/\\])/.test(wanted) ? wanted : '/';
}

/** Sign-in with login and password. */
export default function Login() {
  const { t } = useText();
  const [query] = useSearchParams();
  const { search } = useLocation();
  const { me } = useSession();
  // Leaving when the session is there, not when the answer is: the page behind asks the session.
  if (me?.person) return <Navigate to={safeReturn(query.get('return'))} replace />;
  return (
    <SignInFrame title={t('shell:login.title')}>
      <LoginForm />
      <Anchor component={Link} to={{ pathname: '/station/login', search }} size="sm">{t('shell:login.toStation')}</Anchor>
    </SignInFrame>
  );
}

/** Also shown over a page whose session has ended; the page keeps what was typed in it. */
export function LoginForm() {
  const { t } = useText();
  const { refresh } = useSession();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const { send, pending, refusal, errorAt } = useCommand<{ login: string; password: string }>('/api/platform/sessions');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await send({ login: login.trim(), password }))) return;
    await refresh();
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        <TextInput
          label={t('shell:login.login')} value={login} onChange={(event) => setLogin(event.currentTarget.value)} autoComplete="username"
          autoCapitalize="none" spellCheck={false} required data-autofocus autoFocus error={errorAt('login')}
        />
        <PasswordInput
          label={t('shell:login.password')} value={password} onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="current-password" required error={errorAt('password')}
          visibilityToggleButtonProps={{ 'aria-label': t('shell:login.showPassword') }}
        />
        <RefusalNotice refusal={refusal} fields={['login', 'password']} />
        <Button type="submit" loading={pending} size="md">{t('shell:login.submit')}</Button>
      </Stack>
    </form>
  );
}
