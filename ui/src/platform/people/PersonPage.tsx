import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { DisabledWhy } from '../../shared/components/DisabledWhy';
import { PageHeader } from '../../shared/components/PageHeader';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import { DateTime } from '../../shared/components/Times';
import { useRead } from '../../shared/http/useRead';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { ReasonDialog } from '../CommandDialog';
import { Facts } from '../Facts';
import { rights, tag, type PersonView } from '../shapes';
import { PersonDialog } from './PersonDialog';
import { PersonState, stateOf } from './People';
import { SignInDialog, type SignInWay } from './SignInDialog';

type Open = 'change' | 'active' | SignInWay;

/** One person: what they may do, how they sign in, and taking that away. */
export default function PersonPage() {
  const { t } = useText();
  const { may, me } = useSession();
  const { number = '' } = useParams();
  const [open, setOpen] = useState<Open>();
  const { data: person, refusal, refetch } = useRead<PersonView>('/api/platform/people/{number}', { params: { number }, topics: ['platform.people'] });
  const close = () => setOpen(undefined);
  const noRight = may(rights.people) ? undefined : t('platform:noRight', { right: rights.people });
  if (!person || person.number !== number) {
    return (
      <>
        <PageHeader title={number} crumbs={[{ title: t('platform:people.title'), to: '/people' }]} />
        <RefusalNotice refusal={refusal} onRetry={() => void refetch()} />
      </>
    );
  }
  const ways: { way: SignInWay; has: boolean; why?: string | undefined }[] = [
    { way: 'password', has: person.hasPassword, why: person.login ? undefined : t('platform:people.noLogin') },
    { way: 'pin', has: person.hasPin },
    { way: 'badge', has: person.hasBadge },
  ];
  return (
    <Stack gap="md">
      <PageHeader
        title={person.name} crumbs={[{ title: t('platform:people.title'), to: '/people' }, { title: person.number }]}
        actions={(
          <DisabledWhy why={noRight}>
            <Button variant="default" onClick={() => setOpen('change')}>{t('platform:change')}</Button>
          </DisabledWhy>
        )}
      />
      <Paper p="md" withBorder>
        <Facts
          of={[
            [t('platform:people.number'), person.number],
            [t('platform:people.login'), person.login ?? t('platform:people.stationsOnly')],
            [t('platform:people.email'), person.email ?? '–'],
            [t('platform:people.language'), person.language === 'ko' ? '한국어' : person.language === 'en' ? 'English' : t('platform:people.plantLanguage')],
            [t('platform:people.roles'), person.roles.length === 0
              ? t('platform:people.noRoles')
              : <Group key="roles" gap={12}>{person.roles.map((role) => <Link key={role} to={`/roles?role=${encodeURIComponent(role)}`}>{role}</Link>)}</Group>],
            [t('platform:people.state'), <PersonState key="state" person={person} />],
            [t('platform:people.lockedUntil'), stateOf(person) === 'locked'
              ? <>{<DateTime value={person.lockedUntilUtc} />} <Text component="span" size="sm">{t('platform:people.lockedHelp')}</Text></>
              : undefined],
          ]}
        />
        {may(rights.auditRead) && (
          <Text size="sm" mt="sm"><Link to={`/audit?subject=Person&key=${encodeURIComponent(person.id)}`}>{t('platform:people.history')}</Link></Text>
        )}
      </Paper>
      <Paper p="md" withBorder>
        <Title order={2} mb="sm">{t('platform:people.signIn')}</Title>
        <Stack gap="xs">
          {ways.map(({ way, has, why }) => (
            <Group key={way} gap="md">
              <Text w={110} fw={600}>{t(`platform:people.${way}`)}</Text>
              <Text w={180} size="sm">
                {t(has ? 'platform:people.there' : 'platform:people.notThere')}
                {way === 'password' && person.passwordMustChange && `, ${t('platform:people.mustChange')}`}
              </Text>
              <DisabledWhy why={noRight ?? why}>
                <Button variant="default" onClick={() => setOpen(way)}>{t(`platform:people.set.${way}`)}</Button>
              </DisabledWhy>
            </Group>
          ))}
        </Stack>
      </Paper>
      <Paper p="md" withBorder>
        <Title order={2} mb={4}>{t('platform:people.access')}</Title>
        <Text size="sm" mb="sm">{t(person.active ? 'platform:people.deactivateHelp' : 'platform:people.activateHelp')}</Text>
        <DisabledWhy why={noRight ?? (me?.person?.number === person.number && person.active ? t('platform:people.self') : undefined)}>
          <Button variant="default" onClick={() => setOpen('active')}>{t(person.active ? 'platform:people.deactivate' : 'platform:people.activate')}</Button>
        </DisabledWhy>
      </Paper>
      {open === 'change' && <PersonDialog person={person} onClose={close} onDone={close} />}
      {open === 'active' && (
        <ReasonDialog
          title={t(person.active ? 'platform:people.deactivate' : 'platform:people.activate')} path="/api/platform/person-deactivations"
          confirm={t(person.active ? 'platform:people.deactivate' : 'platform:people.activate')} topics={['platform.people']} ifMatch={tag(person.version)} onClose={close}
          body={(reason) => ({ number: person.number, reason, active: !person.active })}
        >
          <Text size="sm">{t(person.active ? 'platform:people.deactivateHelp' : 'platform:people.activateHelp')}</Text>
        </ReasonDialog>
      )}
      {(open === 'password' || open === 'pin' || open === 'badge') && (
        <SignInDialog way={open} person={person} onClose={close} />
      )}
    </Stack>
  );
}
