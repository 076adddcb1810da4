import { Anchor, Button, Group, PasswordInput, Stack, Tabs, Text, TextInput } from '@mantine/core';
import { IdCard, KeyRound } from 'lucide-react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { Link, Navigate, useLocation, useSearchParams } from 'react-router';
import { Keypad } from '../shared/components/Keypad';
import { RefusalNotice } from '../shared/components/RefusalNotice';
import { useCommand } from '../shared/http/useCommand';
import { useSession } from '../shared/shell/session';
import { useText } from '../shared/texts/useText';
import { safeReturn } from './Login';
import { SignInFrame } from './SignInFrame';
import { useBadgeScan } from './useBadgeScan';

type StationSignIn = { badge: string } | { personNumber: string; pin: string };

/** Sign-in at a terminal: scan a badge at any time, or touch in number and PIN. */
export default function StationLogin() {
  const { t } = useText();
  const [query] = useSearchParams();
  const { search } = useLocation();
  const { me, may } = useSession();
  if (me?.person) {
    const wanted = safeReturn(query.get('return'));
    // A terminal is for work: who came from nowhere in particular gets the jobs, not the desk's first page.
    return <Navigate to={wanted === '/' && may('mes.operate') ? '/station' : wanted} replace />;
  }
  return (
    <div data-density="station">
      <SignInFrame title={me?.station?.name ?? t('shell:station.title')} wide>
        <StationLoginForm />
        <Group gap="lg">
          <Anchor component={Link} to={{ pathname: '/login', search }} size="sm">{t('shell:station.toPassword')}</Anchor>
          <Anchor component={Link} to="/station/enrol" size="sm">{t('shell:station.toEnrol')}</Anchor>
        </Group>
      </SignInFrame>
    </div>
  );
}

export function StationLoginForm({ onSignedIn }: { onSignedIn?: () => void }) {
  const { t } = useText();
  const { refresh } = useSession();
  const [way, setWay] = useState<string | null>('badge');
  const [personNumber, setPersonNumber] = useState('');
  const [pin, setPin] = useState('');
  const [field, setField] = useState<'number' | 'pin'>('number');
  const badgeField = useRef<HTMLInputElement>(null);
  const [badge, setBadge] = useState('');
  const { send, pending, refusal, errorAt, clearRefusal } = useCommand<StationSignIn>('/api/platform/station-sessions');

  const signIn = async (command: StationSignIn) => {
    const answer = await send(command);
    // A PIN or badge is not kept on a shared screen, refused or not; the number is.
    setPin('');
    setBadge('');
    if (!answer) return;
    await refresh();
    onSignedIn?.();
  };
  useBadgeScan((code) => void signIn({ badge: code }));
  useEffect(() => {
    if (way === 'badge') badgeField.current?.focus();
  }, [way]);

  const submitPin = (event: FormEvent) => {
    event.preventDefault();
    void signIn({ personNumber: personNumber.trim(), pin });
  };
  return (
    <Stack gap="sm">
      <Tabs value={way} onChange={(chosen) => { setWay(chosen); clearRefusal(); }} keepMounted={false}>
        <Tabs.List grow>
          <Tabs.Tab value="badge" leftSection={<IdCard size={24} aria-hidden />} h={56} fz="lg">{t('shell:station.badge')}</Tabs.Tab>
          <Tabs.Tab value="pin" leftSection={<KeyRound size={24} aria-hidden />} h={56} fz="lg">{t('shell:station.pin')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="badge" pt="md">
          <form noValidate onSubmit={(event) => { event.preventDefault(); if (badge.trim()) void signIn({ badge: badge.trim() }); }}>
            <Stack align="center" gap="md" py="lg">
              <IdCard size={72} strokeWidth={1.25} aria-hidden />
              <Text fz="xl" fw={600}>{t('shell:station.scan')}</Text>
              <TextInput
                ref={badgeField} aria-label={t('shell:station.badgeCode')} placeholder={t('shell:station.badgeCode')} value={badge} w={320}
                onChange={(event) => setBadge(event.currentTarget.value)} autoComplete="off" inputMode="none" error={errorAt('badge')}
              />
              <Button type="submit" data-primary loading={pending} w={320}>{t('shell:login.submit')}</Button>
            </Stack>
          </form>
        </Tabs.Panel>
        <Tabs.Panel value="pin" pt="sm">
          <form noValidate onSubmit={submitPin}>
            <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 280px), 1fr))', gap: 16 }}>
              <Stack gap={8}>
                <TextInput
                  label={t('shell:station.number')} value={personNumber} onFocus={() => setField('number')} autoComplete="off" autoFocus
                  onChange={(event) => setPersonNumber(event.currentTarget.value)} inputMode="none" error={errorAt('personNumber')}
                  styles={field === 'number' ? { input: { borderWidth: 3, borderColor: 'var(--page-ink)' } } : {}}
                />
                <PasswordInput
                  label={t('shell:station.pin')} value={pin} onFocus={() => setField('pin')} autoComplete="off"
                  onChange={(event) => setPin(event.currentTarget.value)} inputMode="none" error={errorAt('pin')} visible={false}
                  visibilityToggleIcon={() => null} visibilityToggleButtonProps={{ hidden: true }}
                  styles={field === 'pin' ? { input: { borderWidth: 3, borderColor: 'var(--page-ink)' } } : {}}
                />
                <Button type="submit" data-primary loading={pending} mt={8}>{t('shell:login.submit')}</Button>
                <RefusalNotice refusal={refusal} fields={['personNumber', 'pin']} />
              </Stack>
              <Keypad
                value={field === 'number' ? personNumber : pin}
                onChange={field === 'number' ? setPersonNumber : setPin}
                label={field === 'number' ? t('shell:station.number') : t('shell:station.pin')}
              />
            </div>
          </form>
        </Tabs.Panel>
      </Tabs>
      {way === 'badge' && <RefusalNotice refusal={refusal} fields={['badge']} />}
    </Stack>
  );
}
