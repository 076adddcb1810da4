import { Button, Group, Paper, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { CommandDialog } from '../shared/components/CommandForm';
import { DisabledWhy } from '../shared/components/DisabledWhy';
import { PageHeader } from '../shared/components/PageHeader';
import { RefusalNotice } from '../shared/components/RefusalNotice';
import { DateTime, Day } from '../shared/components/Times';
import { useCommand } from '../shared/http/useCommand';
import { useRead } from '../shared/http/useRead';
import { useSession } from '../shared/shell/session';
import { useText } from '../shared/texts/useText';
import type { Roster as Shape } from './taskShapes';

const topics = ['coordination.roster', 'coordination.policies'] as const;

/** Who works which role in which shift, who is absent, who is on duty now. */
export default function Roster() {
  const { t } = useText();
  const { may } = useSession();
  const [doing, setDoing] = useState<'assign' | 'absent'>();
  const [ending, setEnding] = useState<Shape['assignments'][number]>();
  const read = useRead<Shape>('/api/coordination/roster', { topics: [...topics], refetchInterval: 60_000 });
  const back = useCommand<{ absenceId: string; endUtc: string | null }>('/api/coordination/absence-endings', { topics });
  const roster = read.data;
  const close = () => setDoing(undefined);
  if (!roster) return <><PageHeader title={t('coordination:roster.title')} /><RefusalNotice refusal={read.refusal} onRetry={() => void read.refetch()} /></>;
  const name = (no: string) => roster.people.find((each) => each.number === no)?.name ?? no;
  const why = may('coordination.roster') ? undefined : t('coordination:roster.right');
  const people = roster.people.filter((each) => each.active).map((each) => ({ value: each.number, label: `${each.name} (${each.number})` }));
  return (
    <>
      <PageHeader
        title={t('coordination:roster.title')}
        actions={(
          <DisabledWhy why={why}>
            <Button onClick={() => setDoing('assign')}>{t('coordination:roster.assign')}</Button>
          </DisabledWhy>
        )}
      >
        <Text size="sm">{t('coordination:roster.now', { shifts: roster.shiftsNow.join(', ') || t('coordination:roster.noShift') })}</Text>
      </PageHeader>
      <Stack gap="md">
        <Part title={t('coordination:roster.onDuty')}>
          {roster.onDuty.length === 0 ? <Text size="sm">{t('coordination:roster.empty')}</Text> : (
            <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="sm">
              {roster.onDuty.map(({ role, people: there }) => (
                <Paper key={role} withBorder p="sm">
                  <Text fw={650}>{t(`coordination:roles.${role}`)}</Text>
                  <Text size="sm">{there.length === 0 ? t('coordination:roster.nobody') : there.map(name).join(', ')}</Text>
                </Paper>
              ))}
            </SimpleGrid>
          )}
        </Part>
        <Part title={t('coordination:roster.assignments')}>
          {roster.assignments.length === 0 ? <Text size="sm">{t('coordination:roster.noAssignments')}</Text> : (
            <Table.ScrollContainer minWidth={640}>
              <Table aria-label={t('coordination:roster.assignments')}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('coordination:tasks.role')}</Table.Th><Table.Th>{t('coordination:roster.person')}</Table.Th><Table.Th>{t('coordination:roster.shift')}</Table.Th>
                    <Table.Th>{t('coordination:roster.from')}</Table.Th><Table.Th>{t('coordination:roster.to')}</Table.Th><Table.Th><span className="visually-hidden">{t('coordination:roster.end')}</span></Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {roster.assignments.map((line) => (
                    <Table.Tr key={line.id}>
                      <Table.Td>{t(`coordination:roles.${line.role}`)}</Table.Td><Table.Td>{name(line.personNo)}</Table.Td><Table.Td>{line.shift ?? t('coordination:roster.everyShift')}</Table.Td>
                      <Table.Td><Day value={line.from} /></Table.Td><Table.Td>{line.to ? <Day value={line.to} /> : '–'}</Table.Td>
                      <Table.Td>{why === undefined && <Button size="sm" variant="default" onClick={() => setEnding(line)}>{t('coordination:roster.end')}</Button>}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )}
        </Part>
        <Part title={t('coordination:roster.absences')}>
          <Stack gap="xs" align="flex-start">
            {roster.absences.length === 0 && <Text size="sm">{t('coordination:roster.noAbsences')}</Text>}
            {roster.absences.map((line) => (
              <Group key={line.id} gap="sm">
                <Text size="sm"><b>{name(line.personNo)}</b> <DateTime value={line.fromUtc} /> – {line.toUtc ? <DateTime value={line.toUtc} /> : t('coordination:roster.open')} ({line.reason})</Text>
                {why === undefined && <Button size="sm" variant="default" loading={back.pending} onClick={() => void back.send({ absenceId: line.id, endUtc: null })}>{t('coordination:roster.takeBack')}</Button>}
              </Group>
            ))}
            <RefusalNotice refusal={back.refusal} />
            <DisabledWhy why={why}>
              <Button variant="default" onClick={() => setDoing('absent')}>{t('coordination:roster.absent')}</Button>
            </DisabledWhy>
          </Stack>
        </Part>
      </Stack>
      <CommandDialog
        opened={doing === 'assign'} title={t('coordination:roster.assign')} path="/api/coordination/duty-assignments" submit={t('coordination:roster.assign')} topics={topics} onDone={close} onClose={close}
        fields={[
          { name: 'personNo', kind: 'choice', label: t('coordination:roster.person'), required: true, options: people },
          { name: 'role', kind: 'choice', label: t('coordination:tasks.role'), required: true, options: roster.roles.map((value) => ({ value, label: t(`coordination:roles.${value}`) })) },
          { name: 'shift', kind: 'choice', label: t('coordination:roster.shift'), help: t('coordination:roster.shiftHelp'), options: roster.shifts.map((value) => ({ value, label: value })) },
          { name: 'from', kind: 'day', label: t('coordination:roster.from'), required: true, start: roster.nowUtc.slice(0, 10) },
          { name: 'to', kind: 'day', label: t('coordination:roster.to'), help: t('coordination:roster.toHelp') },
        ]}
      />
      <CommandDialog
        opened={doing === 'absent'} title={t('coordination:roster.absent')} path="/api/coordination/absences" submit={t('coordination:roster.absent')} topics={topics} onDone={close} onClose={close}
        fields={[
          { name: 'personNo', kind: 'choice', label: t('coordination:roster.person'), required: true, options: people },
          { name: 'reason', kind: 'text', label: t('coordination:tasks.why'), required: true },
          { name: 'fromUtc', kind: 'moment', label: t('coordination:roster.from'), required: true },
          { name: 'toUtc', kind: 'moment', label: t('coordination:roster.to'), help: t('coordination:roster.toHelp') },
        ]}
      >
        <Text size="sm">{t('coordination:roster.absentHelp')}</Text>
      </CommandDialog>
      {ending && (
        <CommandDialog
          opened title={t('coordination:roster.end')} path="/api/coordination/duty-endings" submit={t('coordination:roster.end')} topics={topics} fixed={{ dutyId: ending.id }}
          shape={(body) => ({ lastDay: null, ...body })} onDone={() => setEnding(undefined)} onClose={() => setEnding(undefined)}
          fields={[{ name: 'lastDay', kind: 'day', label: t('coordination:roster.to'), help: t('coordination:roster.endHelp') }]}
        />
      )}
    </>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return <Paper withBorder p="md" component="section" aria-label={title}><Title order={2} size="h4" mb="xs">{title}</Title>{children}</Paper>;
}
