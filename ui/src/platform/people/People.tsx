import { Button, Text } from '@mantine/core';
import { Lock, UserPlus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { DataTable, type DataColumn } from '../../shared/components/DataTable';
import { DisabledWhy } from '../../shared/components/DisabledWhy';
import { PageHeader } from '../../shared/components/PageHeader';
import { useList } from '../../shared/http/useRead';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { rights, type PersonRow } from '../shapes';
import { PersonDialog } from './PersonDialog';

/** Everybody who works with Tactus. */
export default function People() {
  const { t } = useText();
  const { may } = useSession();
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  const list = useList<PersonRow>('/api/platform/people', { query: { limit: 500 }, topics: ['platform.people'] });
  const columns = useMemo<DataColumn<PersonRow>[]>(() => {
    const ways = (person: PersonRow) => [
      person.hasPassword && t('platform:people.password'), person.hasPin && t('platform:people.pin'), person.hasBadge && t('platform:people.badge'),
    ].filter(Boolean).join(', ');
    return [
      { id: 'number', heading: t('platform:people.number'), value: (person) => person.number, cell: personLink },
      { id: 'name', heading: t('platform:people.name'), value: (person) => person.name },
      { id: 'login', heading: t('platform:people.login'), value: (person) => person.login },
      { id: 'roles', heading: t('platform:people.roles'), value: (person) => person.roles.join(', '), filter: true },
      { id: 'signIn', heading: t('platform:people.signIn'), value: ways },
      { id: 'state', heading: t('platform:people.state'), value: (person) => t(`platform:people.states.${stateOf(person)}`), cell: personState, filter: true },
    ];
  }, [t]);
  const add = (
    <DisabledWhy why={may(rights.people) ? undefined : t('platform:noRight', { right: rights.people })}>
      <Button onClick={() => setAdding(true)} leftSection={<UserPlus size={16} aria-hidden />}>{t('platform:people.add')}</Button>
    </DisabledWhy>
  );
  return (
    <>
      <PageHeader title={t('platform:people.title')} actions={add}>{t('platform:people.about')}</PageHeader>
      <DataTable
        name="people" label={t('platform:people.title')} columns={columns} list={list} rowKey={(person) => person.number}
        onOpen={(person) => void navigate(`/people/${encodeURIComponent(person.number)}`)} empty={t('platform:people.empty')}
      />
      {adding && (
        <PersonDialog onClose={() => setAdding(false)} onDone={(person) => void navigate(`/people/${encodeURIComponent(person.number)}`)} />
      )}
    </>
  );
}

const personLink = ({ number }: PersonRow) => <Link to={`/people/${encodeURIComponent(number)}`}>{number}</Link>;
const personState = (person: PersonRow) => <PersonState person={person} />;

export function stateOf(person: { active: boolean; lockedUntilUtc: string | null }, now = Date.now()): 'active' | 'locked' | 'inactive' {
  if (!person.active) return 'inactive';
  return person.lockedUntilUtc && Date.parse(person.lockedUntilUtc) > now ? 'locked' : 'active';
}

export function PersonState({ person }: { person: { active: boolean; lockedUntilUtc: string | null } }) {
  const { t } = useText();
  const state = stateOf(person);
  return (
    <Text component="span" size="sm" fw={state === 'active' ? 400 : 650} c={state === 'inactive' ? 'dimmed' : undefined}>
      {state === 'locked' && <Lock size={14} aria-hidden style={{ verticalAlign: -2, marginRight: 4 }} />}
      {t(`platform:people.states.${state}`)}
    </Text>
  );
}
