import { Alert, Button, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { PageHeader } from '../../shared/components/PageHeader';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import { useCommand } from '../../shared/http/useCommand';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';

/** One's own password and PIN. Somebody whose password was set by another chooses their own here before anything else. */
export default function OwnAccount() {
  const { t } = useText();
  const { me, refresh } = useSession();
  const [done, setDone] = useState<'password' | 'pin'>();
  return (
    <Stack gap="md" maw={560}>
      <PageHeader title={t('platform:account.title')}>{me?.person ? `${me.person.name} (${me.person.number ?? ''})` : ''}</PageHeader>
      {me?.passwordMustChange && <Alert title={t('platform:account.mustTitle')}>{t('platform:account.mustHelp')}</Alert>}
      <OwnPassword
        key={done === 'password' ? 'changed' : 'asked'} changed={done === 'password'}
        onDone={() => {
          setDone('password');
          void refresh();
        }}
      />
      {!me?.passwordMustChange && <OwnPin changed={done === 'pin'} onDone={() => setDone('pin')} />}
    </Stack>
  );
}

interface OwnProps {
  changed: boolean;
  onDone: () => void;
}

function OwnPassword({ changed, onDone }: OwnProps) {
  const { t } = useText();
  const [form, setForm] = useState({ currentPassword: '', password: '', again: '' });
  const [asked, setAsked] = useState(false);
  const { send, pending, refusal, errorAt } = useCommand<object, unknown>('/api/platform/password-changes', { onDone });
  const differs = form.password !== form.again;
  const field = (name: keyof typeof form) => ({
    value: form[name], required: true, visibilityToggleButtonProps: { 'aria-label': t('shell:login.showPassword') },
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setForm((now) => ({ ...now, [name]: value }));
    },
  });
  return (
    <Paper p="md" withBorder>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (!differs) void send({ password: form.password, currentPassword: form.currentPassword });
        }}
      >
        <Stack gap="sm">
          <Title order={2}>{t('platform:account.password')}</Title>
          <PasswordInput label={t('platform:account.current')} {...field('currentPassword')} autoComplete="current-password" error={errorAt('currentPassword')} />
          <PasswordInput label={t('platform:account.new')} description={t('platform:people.help.own')} {...field('password')} autoComplete="new-password" error={errorAt('password')} />
          <PasswordInput
            label={t('platform:account.again')} {...field('again')} autoComplete="new-password" error={asked && differs ? t('platform:account.differs') : undefined}
          />
          <RefusalNotice refusal={refusal} fields={['currentPassword', 'password']} />
          {changed && <Text role="status" fw={600}>{t('platform:account.passwordDone')}</Text>}
          <Button type="submit" loading={pending} style={{ alignSelf: 'flex-start' }}>{t('platform:account.change')}</Button>
        </Stack>
      </form>
    </Paper>
  );
}

function OwnPin({ changed, onDone }: OwnProps) {
  const { t } = useText();
  const [pin, setPin] = useState('');
  const { send, pending, refusal, errorAt } = useCommand<object, unknown>('/api/platform/pin-changes', {
    onDone: () => {
      setPin('');
      onDone();
    },
  });
  return (
    <Paper p="md" withBorder>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send({ pin });
        }}
      >
        <Stack gap="sm">
          <Title order={2}>{t('platform:account.pin')}</Title>
          <PasswordInput
            label={t('platform:people.pin')} description={t('platform:people.help.pin')} value={pin} onChange={(event) => setPin(event.currentTarget.value)} required
            inputMode="numeric" autoComplete="off" error={errorAt('pin')} visibilityToggleButtonProps={{ 'aria-label': t('shell:login.showPassword') }}
          />
          <RefusalNotice refusal={refusal} fields={['pin']} />
          {changed && <Text role="status" fw={600}>{t('platform:account.pinDone')}</Text>}
          <Button type="submit" loading={pending} style={{ alignSelf: 'flex-start' }}>{t('platform:account.setPin')}</Button>
        </Stack>
      </form>
    </Paper>
  );
}
