import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { CommandDialog } from '../shared/components/CommandForm';
import { DisabledWhy } from '../shared/components/DisabledWhy';
import { RefusalNotice } from '../shared/components/RefusalNotice';
import { useCommand } from '../shared/http/useCommand';
import { useSession } from '../shared/shell/session';
import { useText } from '../shared/texts/useText';
import { topics, type ExceptionRow } from './shapes';

/** The end of an exception: its root cause is named, somebody else verifies it, or it was none. */
export function Closing({ exception }: { exception: ExceptionRow }) {
  const { t } = useText();
  const { may } = useSession();
  const [asking, setAsking] = useState<'cause' | 'dismiss'>();
  const close = useCommand<{ exceptionNo: string }>('/api/coordination/exception-closings', { topics });
  if (['closed', 'merged', 'superseded', 'falseAlarm'].includes(exception.state)) return exception.causeCode ? <Text size="sm">{t('coordination:closing.cause')}: <b>{exception.causeCode}</b> ({exception.causeByNo}, {exception.verifiedByNo})</Text> : null;
  const why = may('coordination.decide') ? undefined : t('coordination:right');
  return (
    <>
      <Group gap="sm">
        {exception.causeCode && <Text size="sm">{t('coordination:closing.cause')}: <b>{exception.causeCode}</b> ({exception.causeByNo})</Text>}
        <DisabledWhy why={may('coordination.answer') ? undefined : t('coordination:closing.answerRight')}><Button variant="default" onClick={() => setAsking('cause')}>{t('coordination:closing.name')}</Button></DisabledWhy>
        {exception.state === 'resolved' && <DisabledWhy why={why ?? (exception.causeCode ? undefined : t('coordination:closing.first'))}><Button onClick={() => void close.send({ exceptionNo: exception.no })} loading={close.pending}>{t('coordination:closing.verify')}</Button></DisabledWhy>}
        <DisabledWhy why={why}><Button variant="subtle" onClick={() => setAsking('dismiss')}>{t('coordination:closing.dismiss')}</Button></DisabledWhy>
      </Group>
      <RefusalNotice refusal={close.refusal ?? null} />
      <CommandDialog
        opened={asking === 'cause'} title={t('coordination:closing.name')} path="/api/coordination/exception-causes" submit={t('coordination:closing.name')} topics={topics} fixed={{ exceptionNo: exception.no }}
        onDone={() => setAsking(undefined)} onClose={() => setAsking(undefined)}
        fields={[{ name: 'causeCode', kind: 'text', label: t('coordination:closing.code'), required: true }, { name: 'evidence', kind: 'long', label: t('coordination:closing.evidence'), required: true }]}
      />
      <CommandDialog
        opened={asking === 'dismiss'} title={t('coordination:closing.dismiss')} path="/api/coordination/exception-dismissals" submit={t('coordination:closing.dismiss')} topics={topics} fixed={{ exceptionNo: exception.no }}
        onDone={() => setAsking(undefined)} onClose={() => setAsking(undefined)} fields={[{ name: 'reason', kind: 'long', label: t('coordination:closing.why'), required: true }]}
      />
    </>
  );
}
