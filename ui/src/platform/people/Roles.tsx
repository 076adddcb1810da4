import { Button, Group, List, Paper, Stack, Text, Title } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { DataTable } from '../../shared/components/DataTable';
import { DisabledWhy } from '../../shared/components/DisabledWhy';
import { PageHeader } from '../../shared/components/PageHeader';
import { useList } from '../../shared/http/useRead';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { rights, type Permission, type RoleRow } from '../shapes';
import { RoleDialog } from './RoleDialog';
import { useRightText, useRoleText } from './rightTexts';

/** Roles, and in words what each allows. */
export default function Roles() {
  const { t } = useText();
  const { may } = useSession();
  const roleText = useRoleText();
  const [query, setQuery] = useSearchParams();
  const [dialog, setDialog] = useState<'add' | 'change'>();
  const list = useList<RoleRow>('/api/platform/roles', { query: { limit: 500 }, topics: ['platform.people'] });
  const permissions = useList<Permission>('/api/platform/permissions');
  const chosen = list.items.find((role) => role.name === query.get('role'));
  const noRight = may(rights.people) ? undefined : t('platform:noRight', { right: rights.people });
  return (
    <Stack gap="md">
      <PageHeader
        title={t('platform:roles.title')}
        actions={<DisabledWhy why={noRight}><Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setDialog('add')}>{t('platform:roles.add')}</Button></DisabledWhy>}
      >
        {t('platform:roles.about')}
      </PageHeader>
      {chosen && (
        <Paper p="md" withBorder>
          <Group justify="space-between" align="flex-start" mb="sm">
            <div>
              <Title order={2}>{chosen.name}</Title>
              <Text>{roleText(chosen)}</Text>
            </div>
            <Group gap={8}>
              <DisabledWhy why={noRight}><Button variant="default" onClick={() => setDialog('change')}>{t('platform:change')}</Button></DisabledWhy>
              <Button variant="default" onClick={() => setQuery({})}>{t('shell:action.close')}</Button>
            </Group>
          </Group>
          <RightList names={chosen.permissions} known={permissions.items} />
        </Paper>
      )}
      <DataTable
        name="roles" label={t('platform:roles.title')} list={list} rowKey={(role) => role.name} onOpen={(role) => setQuery({ role: role.name })} empty={t('platform:roles.empty')}
        columns={[
          { id: 'name', heading: t('platform:roles.name'), value: (role) => role.name },
          { id: 'text', heading: t('platform:roles.text'), value: roleText },
          { id: 'count', heading: t('platform:roles.count'), numeric: true, value: (role) => role.permissions.length },
          { id: 'rights', heading: t('platform:roles.rights'), hidden: true, value: (role) => role.permissions.join(', ') },
        ]}
      />
      {dialog && (
        <RoleDialog
          role={dialog === 'change' ? chosen : undefined} permissions={permissions.items} onClose={() => setDialog(undefined)}
          onDone={(role) => {
            setDialog(undefined);
            setQuery({ role: role.name });
          }}
        />
      )}
    </Stack>
  );
}

function RightList({ names, known }: { names: readonly string[]; known: readonly Permission[] }) {
  const { t } = useText();
  const rightText = useRightText();
  if (names.length === 0) return <Text>{t('platform:roles.nothing')}</Text>;
  return (
    <List size="sm" spacing={4} aria-label={t('platform:roles.rights')}>
      {names.map((name) => {
        const right = known.find((one) => one.name === name);
        return <List.Item key={name}>{right ? rightText(right) : name} <Text component="span" size="xs" c="dimmed" ff="monospace">{name}</Text></List.Item>;
      })}
    </List>
  );
}
