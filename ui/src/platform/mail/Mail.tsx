import { Button, Checkbox, Group, NumberInput, Paper, PasswordInput, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { DisabledWhy } from '../../shared/components/DisabledWhy';
import { PageHeader } from '../../shared/components/PageHeader';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import { useCommand } from '../../shared/http/useCommand';
import { useRead } from '../../shared/http/useRead';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { rights, tag } from '../shapes';

type Security = 'none' | 'startTls' | 'tls';

interface MailView { active: boolean; host: string; port: number; security: Security; user: string | null; hasPassword: boolean; from: string; site: string | null; version: number }

const topics = ['platform.integration'];

/** By which server people are written to. */
export default function Mail() {
  const { t } = useText();
  const read = useRead<MailView>('/api/platform/mail-server', { topics });
  return (
    <Stack gap="md" maw={640}>
      <PageHeader title={t('platform:mail.title')}>{t('platform:mail.about')}</PageHeader>
      <RefusalNotice refusal={read.refusal} onRetry={() => void read.refetch()} />
      {read.data && <Settings key={read.data.version} mail={read.data} />}
      {read.data?.active && <Test />}
    </Stack>
  );
}

function Settings({ mail }: { mail: MailView }) {
  const { t } = useText();
  const { may } = useSession();
  const [form, setForm] = useState({ ...mail, user: mail.user ?? '', site: mail.site ?? '', password: '' });
  const put = (part: Partial<typeof form>) => setForm((now) => ({ ...now, ...part }));
  const { send, refusal, errorAt, pending } = useCommand<object>('/api/platform/mail-server', { topics });
  const noRight = may(rights.integration) ? undefined : t('platform:noRight', { right: rights.integration });
  return (
    <Paper withBorder p="md">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const { active, host, port, security, from } = form;
          void send(
            { active, host: host.trim(), port, security, from: from.trim(), user: form.user.trim() || null, password: form.password || null, site: form.site.trim() || null },
            { ifMatch: mail.version > 0 ? tag(mail.version) : undefined },
          );
        }}
      >
        <Stack gap="sm">
          <Checkbox label={t('platform:mail.active')} checked={form.active} onChange={(event) => put({ active: event.currentTarget.checked })} />
          <TextInput label={t('platform:mail.host')} required value={form.host} onChange={(event) => put({ host: event.currentTarget.value })} error={errorAt('host')} />
          <Select
            label={t('platform:mail.security')} value={form.security} onChange={(chosen) => put({ security: (chosen ?? 'startTls') as Security })} allowDeselect={false} error={errorAt('security')}
            data={[{ value: 'startTls', label: 'STARTTLS' }, { value: 'tls', label: 'TLS' }, { value: 'none', label: t('platform:mail.none') }]}
          />
          <NumberInput label={t('platform:mail.port')} required min={1} max={65_535} value={form.port} onChange={(value) => put({ port: Number(value) || 0 })} error={errorAt('port')} />
          <TextInput label={t('platform:mail.user')} autoComplete="off" value={form.user} onChange={(event) => put({ user: event.currentTarget.value })} error={errorAt('user')} />
          <PasswordInput
            label={t('platform:mail.password')} description={mail.hasPassword ? t('platform:mail.kept') : undefined} autoComplete="new-password" value={form.password}
            onChange={(event) => put({ password: event.currentTarget.value })} error={errorAt('password')} visibilityToggleButtonProps={{ 'aria-label': t('shell:login.showPassword') }}
          />
          <TextInput label={t('platform:mail.from')} required type="email" value={form.from} onChange={(event) => put({ from: event.currentTarget.value })} error={errorAt('from')} />
          <TextInput label={t('platform:mail.site')} description={t('platform:mail.siteHelp')} value={form.site} onChange={(event) => put({ site: event.currentTarget.value })} error={errorAt('site')} />
          <RefusalNotice refusal={refusal} fields={['host', 'port', 'security', 'user', 'password', 'from', 'site']} />
          <DisabledWhy why={noRight}><Button type="submit" loading={pending} style={{ alignSelf: 'flex-start' }}>{t('shell:action.save')}</Button></DisabledWhy>
        </Stack>
      </form>
    </Paper>
  );
}

function Test() {
  const { t } = useText();
  const [to, setTo] = useState('');
  const [done, setDone] = useState<{ sent: boolean; fault: string | null }>();
  const { send, refusal, errorAt, pending } = useCommand<{ to: string }, { sent: boolean; fault: string | null }>('/api/platform/mail-tests', { onDone: setDone });
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="mail-test">
      <Title order={2} size="h4" mb="xs" id="mail-test">{t('platform:mail.test')}</Title>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setDone(undefined);
          void send({ to: to.trim() });
        }}
      >
        <Group gap="sm" align="flex-end">
          <TextInput label={t('platform:mail.to')} type="email" value={to} onChange={(event) => setTo(event.currentTarget.value)} error={errorAt('to')} flex={1} />
          <Button type="submit" variant="default" loading={pending} disabled={to.trim() === ''}>{t('platform:mail.send')}</Button>
        </Group>
      </form>
      <RefusalNotice refusal={refusal} fields={['to']} />
      {done && <Text role="status" fw={600} mt="sm">{done.sent ? t('platform:mail.sent') : t('platform:mail.failed', { fault: done.fault ?? '' })}</Text>}
    </Paper>
  );
}
