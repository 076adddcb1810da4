import { Button, Group, Paper, Text } from '@mantine/core';
import { useState } from 'react';
import { CommandDialog } from '../shared/components/CommandForm';
import { DisabledWhy } from '../shared/components/DisabledWhy';
import { RefusalNotice } from '../shared/components/RefusalNotice';
import { DateTime } from '../shared/components/Times';
import { useCommand } from '../shared/http/useCommand';
import { useRead } from '../shared/http/useRead';
import { useSession } from '../shared/shell/session';
import { useText } from '../shared/texts/useText';
import { topics, type ExceptionView } from './shapes';
import type { Roster } from './taskShapes';

const over = new Set(['closed', 'merged', 'superseded', 'falseAlarm', 'transient']);

/** Who owns an exception, and how to take it or give it to somebody. */
export function Owner({ view }: { view: ExceptionView }) {
  const { t } = useText();
  const { may, me } = useSession();
  const [giving, setGiving] = useState(false);
  const { exception, escalation } = view;
  const acknowledge = useCommand<{ exceptionNo: string }>('/api/coordination/exception-acknowledgements', { topics });
  const take = useCommand<{ exceptionNo: string }>('/api/coordination/exception-takes', { topics });
  const roster = useRead<Roster>('/api/coordination/roster', { enabled: giving });
  if (over.has(exception.state) || exception.state === 'detected') return null;
  const mine = me?.person?.number ?? undefined;
  const told = mine !== undefined && escalation?.told.includes(mine) && !escalation.acknowledged.includes(mine);
  return (
    <Paper withBorder p="md" component="section" aria-label={t('coordination:own.owner')}>
      <Group gap="sm">
        <Text>{t('coordination:own.owner')}: <b>{exception.ownerNo ?? t('coordination:own.nobody')}</b>{exception.ownerRole ? ` (${t(`coordination:roles.${exception.ownerRole}`)})` : ''}</Text>
        {escalation?.dueUtc && <Text size="sm">{t('coordination:own.next')}: <DateTime value={escalation.dueUtc} /></Text>}
        <DisabledWhy why={may('coordination.answer') ? undefined : t('coordination:own.right')}>
          {told
            ? <Button variant="default" loading={acknowledge.pending} onClick={() => void acknowledge.send({ exceptionNo: exception.no })}>{t('coordination:own.acknowledge')}</Button>
            : <Button variant="default" loading={take.pending} onClick={() => void take.send({ exceptionNo: exception.no })}>{t('coordination:own.take')}</Button>}
        </DisabledWhy>
        {may('coordination.give') && <Button variant="default" onClick={() => setGiving(true)}>{t('coordination:own.assign')}</Button>}
      </Group>
      <RefusalNotice refusal={acknowledge.refusal ?? take.refusal} />
      <CommandDialog
        opened={giving} title={t('coordination:own.assign')} path="/api/coordination/exception-assignments" submit={t('coordination:own.assign')} topics={topics} fixed={{ exceptionNo: exception.no }}
        onDone={() => setGiving(false)} onClose={() => setGiving(false)}
        fields={[
          { name: 'personNo', kind: 'choice', label: t('coordination:roster.person'), required: true, options: (roster.data?.people ?? []).filter((each) => each.active).map((each) => ({ value: each.number, label: `${each.name} (${each.number})` })) },
          { name: 'reason', kind: 'text', label: t('coordination:tasks.why'), required: true },
        ]}
      />
    </Paper>
  );
}
