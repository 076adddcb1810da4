import { Button, Group, NativeSelect, NumberInput, Paper, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { DisabledWhy } from '../shared/components/DisabledWhy';
import { PageHeader } from '../shared/components/PageHeader';
import { RefusalNotice } from '../shared/components/RefusalNotice';
import { useCommand } from '../shared/http/useCommand';
import { useRead } from '../shared/http/useRead';
import { useSession } from '../shared/shell/session';
import { useText } from '../shared/texts/useText';
import { roles, type Calendar, type Policy, type PolicyStep, type Role } from './taskShapes';

const topics = ['coordination.policies'] as const;
const titles = { exception: 'coordination:policies.exception', task: 'coordination:policies.task', overdue: 'coordination:policies.overdue' } as const;

/** Who is told of a case in which order, and the working time in which that counts. */
export default function Policies() {
  const { t } = useText();
  const { may } = useSession();
  const [editing, setEditing] = useState<string>();
  const read = useRead<{ items: Policy[] }>('/api/coordination/escalation-policies', { topics: [...topics] });
  const calendar = useRead<Calendar>('/api/coordination/sla-calendars', { topics: [...topics] });
  const why = may('coordination.policies') ? undefined : t('coordination:policies.right');
  return (
    <>
      <PageHeader title={t('coordination:policies.title')}>{t('coordination:policies.help')}</PageHeader>
      <RefusalNotice refusal={read.refusal ?? calendar.refusal} onRetry={() => void read.refetch()} />
      <Stack gap="md">
        {read.data?.items.map((policy) => {
          const title = policy.no in titles ? t(titles[policy.no as keyof typeof titles]) : policy.no;
          return (
            <Paper key={policy.no} withBorder p="md" component="section" aria-label={title}>
              <Group justify="space-between" mb="xs">
                <Title order={2} size="h4">{title}</Title>
                {editing !== policy.no && <DisabledWhy why={why}><Button variant="default" onClick={() => setEditing(policy.no)}>{t('coordination:policies.change')}</Button></DisabledWhy>}
              </Group>
              {editing === policy.no ? <Editor policy={policy} onDone={() => setEditing(undefined)} /> : <Steps policy={policy} />}
            </Paper>
          );
        })}
        {calendar.data && <Hours calendar={calendar.data} />}
      </Stack>
    </>
  );
}

function useRoleName() {
  const { t } = useText();
  return (role: PolicyStep['role']) => (role === 'owner' ? t('coordination:telling.owner') : role === 'task' ? t('coordination:policies.taskRole') : t(`coordination:roles.${role}`));
}

function Steps({ policy }: { policy: Policy }) {
  const { t } = useText();
  const name = useRoleName();
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table aria-label={policy.no}>
        <Table.Thead><Table.Tr><Table.Th>{t('coordination:policies.step')}</Table.Th><Table.Th>{t('coordination:policies.who')}</Table.Th><Table.Th>{t('coordination:policies.after')}</Table.Th><Table.Th>{t('coordination:policies.expires')}</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {policy.steps.map((step, at) => (
            <Table.Tr key={at}>
              <Table.Td>{at + 1}</Table.Td><Table.Td>{name(step.role)}</Table.Td>
              <Table.Td>{step.afterMinutes === 0 ? t('coordination:policies.atOnce') : t(step.clock === 'working' ? 'coordination:policies.working' : 'coordination:policies.wall', { count: step.afterMinutes })}</Table.Td>
              <Table.Td>{step.expiresMinutes === null ? t('coordination:policies.never') : t('coordination:policies.minutes', { count: step.expiresMinutes })}</Table.Td>
            </Table.Tr>
          ))}
          <Table.Tr>
            <Table.Td>{t('coordination:policies.last')}</Table.Td>
            <Table.Td>{policy.lastResortPeople.join(', ') || t('coordination:policies.withRole', { role: policy.lastResortRole ?? '' })}</Table.Td>
            <Table.Td>{t('coordination:policies.working', { count: policy.lastResortAfterMinutes })}</Table.Td><Table.Td>{t('coordination:policies.never')}</Table.Td>
          </Table.Tr>
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Editor({ policy, onDone }: { policy: Policy; onDone: () => void }) {
  const { t } = useText();
  const name = useRoleName();
  const [steps, setSteps] = useState(policy.steps);
  const [last, setLast] = useState(policy.lastResortAfterMinutes);
  const [people, setPeople] = useState(policy.lastResortPeople.join(' '));
  const [reason, setReason] = useState('');
  const command = useCommand<object>('/api/coordination/escalation-policies', { topics, onDone });
  const change = (at: number, part: Partial<PolicyStep>) => setSteps(steps.map((step, index) => (index === at ? { ...step, ...part } : step)));
  const choices = ['owner', ...(policy.no === 'task' ? ['task'] : []), ...roles].map((value) => ({ value, label: name(value as PolicyStep['role']) }));
  const minutes = (value: string | number) => Math.max(0, Math.round(Number(value) || 0));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void command.send(
          { no: policy.no, steps, lastResortPeople: people.split(/[\s,;]+/).filter(Boolean), lastResortRole: policy.lastResortRole ?? 'coordinator', lastResortAfterMinutes: last, reason },
          { ifMatch: policy.version > 0 ? `"${String(policy.version)}"` : undefined },
        );
      }}
    >
      <Stack gap="sm">
        {steps.map((step, at) => (
          <Group key={at} gap="sm" align="flex-end">
            <NativeSelect label={`${t('coordination:policies.step')} ${String(at + 1)}`} data={choices} value={step.role} onChange={(event) => change(at, { role: event.currentTarget.value as Role })} />
            <NumberInput label={t('coordination:policies.afterField')} min={0} value={step.afterMinutes} onChange={(value) => change(at, { afterMinutes: minutes(value) })} w={160} />
            <NumberInput label={t('coordination:policies.expiresField')} min={1} value={step.expiresMinutes ?? ''} onChange={(value) => change(at, { expiresMinutes: value === '' ? null : minutes(value) })} w={180} />
            <Button variant="default" disabled={steps.length === 1} onClick={() => setSteps(steps.filter((_, index) => index !== at))}>{t('coordination:policies.remove')}</Button>
          </Group>
        ))}
        <Group>
          <Button variant="default" onClick={() => setSteps([...steps, { role: 'plantManager', afterMinutes: 30, clock: 'working', by: 'one', skipIfNobody: true, expiresMinutes: 60 }])}>{t('coordination:policies.add')}</Button>
        </Group>
        <TextInput label={t('coordination:policies.lastField')} description={t('coordination:policies.lastHelp')} value={people} onChange={(event) => setPeople(event.currentTarget.value)} />
        <NumberInput label={t('coordination:policies.lastAfter')} min={0} value={last} onChange={(value) => setLast(minutes(value))} w={220} />
        <TextInput label={t('coordination:tasks.why')} required value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <RefusalNotice refusal={command.refusal} />
        <Group gap="sm">
          <Button type="submit" loading={command.pending}>{t('coordination:policies.save')}</Button>
          <Button variant="default" onClick={onDone}>{t('coordination:policies.cancel')}</Button>
        </Group>
      </Stack>
    </form>
  );
}

const days = { monday: 'coordination:days.monday', tuesday: 'coordination:days.tuesday', wednesday: 'coordination:days.wednesday', thursday: 'coordination:days.thursday', friday: 'coordination:days.friday', saturday: 'coordination:days.saturday', sunday: 'coordination:days.sunday' } as const;

function Hours({ calendar }: { calendar: Calendar }) {
  const { t } = useText();
  return (
    <Paper withBorder p="md" component="section" aria-label={t('coordination:policies.hours')}>
      <Title order={2} size="h4" mb="xs">{t('coordination:policies.hours')}</Title>
      <Text size="sm">{t('coordination:policies.hoursHelp', { zone: calendar.plan.zone })}</Text>
      <ul style={{ marginBlock: 8, paddingInlineStart: 20, fontSize: 'var(--mantine-font-size-sm)' }}>
        {calendar.plan.week.map((line) => (
          <li key={line.shift.name}><b>{line.shift.name}</b> {line.shift.start.slice(0, 5)}–{line.shift.end.slice(0, 5)}: {line.days.map((day) => t(days[day as keyof typeof days])).join(', ')}</li>
        ))}
        {calendar.plan.days.map((day) => <li key={`${day.date} ${day.name}`}>{day.date} {day.name}</li>)}
      </ul>
    </Paper>
  );
}
