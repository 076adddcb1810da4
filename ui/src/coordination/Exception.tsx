import { Button, Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useParams } from 'react-router';
import { workOrderPath } from '../erp/paths';
import { Go } from '../shared/components/columns';
import { CommandDialog } from '../shared/components/CommandForm';
import { ConfirmWithReason } from '../shared/components/ConfirmWithReason';
import { DisabledWhy } from '../shared/components/DisabledWhy';
import { PageHeader } from '../shared/components/PageHeader';
import { RefusalNotice } from '../shared/components/RefusalNotice';
import { DateTime } from '../shared/components/Times';
import { useCommand } from '../shared/http/useCommand';
import { useRead } from '../shared/http/useRead';
import { useSession } from '../shared/shell/session';
import { useText } from '../shared/texts/useText';
import { Actions } from './Actions';
import { Closing } from './Closing';
import { ExceptionStateBadge } from './ExceptionStateBadge';
import { ExceptionTasks } from './ExceptionTasks';
import { Figures } from './Figures';
import { functionName } from './functionName';
import { Moves } from './Moves';
import { Options } from './Options';
import { Owner } from './Owner';
import { kindText, topics, type ExceptionView, type LateLine, type WayOut } from './shapes';
import { Told } from './Told';

/** One exception: what happened, who is hit, the ways out side by side, the decision and its story. */
export default function Exception() {
  const { t } = useText();
  const { no = '' } = useParams();
  const { may } = useSession();
  const [shown, setShown] = useState<string>();
  const [choosing, setChoosing] = useState<WayOut>();
  const [estimating, setEstimating] = useState(false);
  const read = useRead<ExceptionView>('/api/coordination/exceptions/{no}', { params: { no }, topics: [...topics] });
  const decide = useCommand<{ exceptionNo: string; optionId: string; rationale: string }>('/api/coordination/decisions', { topics, onDone: () => setChoosing(undefined) });
  const view = read.data;
  const crumbs = [{ title: t('coordination:title'), to: '/exceptions' }, { title: no }];
  if (!view) return <><PageHeader title={no} crumbs={crumbs} /><RefusalNotice refusal={read.refusal} onRetry={() => void read.refetch()} /></>;
  const { exception } = view;
  const kind = kindText[exception.kind];
  const option = view.options.find(({ id }) => id === shown) ?? view.options[0];
  const asked = exception.state === 'awaitingDecision';
  const scheduled = exception.kind === 'machineDown';
  return (
    <>
      <PageHeader
        title={`${kind ? t(kind) : exception.kind}: ${exception.subject}`} crumbs={crumbs}
        actions={exception.endedUtc === null && (
          <DisabledWhy why={may('coordination.estimate') ? undefined : t('coordination:estimateRight')}>
            <Button variant="default" onClick={() => setEstimating(true)}>{t('coordination:estimate')}</Button>
          </DisabledWhy>
        )}
      >
        <Group gap="sm">
          <ExceptionStateBadge state={exception.state} />
          {exception.reasonCode && <Text span fw={600}>{exception.reasonCode}</Text>}
          <Text span size="sm">{t('coordination:since')} <DateTime value={exception.occurredUtc} /></Text>
          {exception.expectedEndUtc && exception.endedUtc === null && (
            <Text span size="sm">{t('coordination:until')} <DateTime value={exception.expectedEndUtc} /> ({t(exception.estimated ? 'coordination:estimated' : 'coordination:usual')})</Text>
          )}
        </Group>
      </PageHeader>
      <Stack gap="md">
        <Owner view={view} />
        {view.blocked && <div className="refusal" role="alert"><Text>{t(view.blocked === 'schedule-none' ? 'coordination:blocked.none' : 'coordination:blocked.infeasible')}</Text></div>}
        {(view.options.length > 0 || exception.endedUtc === null) && <Part title={t('coordination:options')}>
          {view.options.length === 0 ? <Text size="sm">{t('coordination:noOptions')}</Text> : (
            <Options options={view.options} chosen={option?.id} asked={asked} onShow={setShown} onChoose={(each) => { decide.clearRefusal(); setChoosing(each); }} />
          )}
        </Part>}
        {option && option.figures.length > 0 && <Part title={`${t('coordination:figuresTitle')}: ${t(`coordination:ways.${option.kind}`)}`}><Figures figures={option.figures} /></Part>}
        {option && asked && option.actions.length > 0 && (
          <Part title={`${t('coordination:willDo')}: ${t(`coordination:ways.${option.kind}`)}`}>
            <ul style={{ margin: 0, paddingInlineStart: 20 }}>{option.actions.map((each) => <li key={each.key}><Text size="sm"><b>{functionName(t, each.role)}</b> <span lang="en">{each.text}</span></Text></li>)}</ul>
          </Part>
        )}
        {option && (scheduled || option.moves.length > 0) && <Part title={`${t('coordination:plan')}: ${t(`coordination:ways.${option.kind}`)}`}><Moves option={option} /></Part>}
        {view.options.length > 0 && scheduled && <Part title={t('coordination:impact')}><Late lines={view.impact} /></Part>}
        {view.decision && (
          <Part title={t('coordination:decision')}>
            <Text fw={600}>{t('coordination:decidedBy', { by: view.decision.byName, way: t(`coordination:ways.${view.decision.optionKind}`) })}</Text>
            <Text>{view.decision.rationale}</Text>
            <Text size="sm"><DateTime value={view.decision.atUtc} /></Text>
            <Text size="sm">{`${t('coordination:told')}: ${view.decision.told.join(', ') || '–'}`}</Text>
            <Text size="sm">{`${t('coordination:confirmed')}: ${view.decision.confirmed.join(', ') || '–'}`}</Text>
          </Part>
        )}
        {view.actions.length > 0 && <Part title={t('coordination:actions')}><Actions actions={view.actions} /></Part>}
        <ExceptionTasks tasks={view.tasks.filter(({ no: task }) => !view.actions.some(({ taskNo }) => taskNo === task))} />
        <Told lines={view.told} />
        <Part title={t('coordination:closing.title')}><Closing exception={exception} /></Part>
        <Part title={t('coordination:story')}>
          <ol style={{ margin: 0, paddingInlineStart: 20, fontSize: 'var(--mantine-font-size-sm)' }}>
            {view.story.map((line, at) => <li key={at}><Text size="sm"><DateTime value={line.atUtc} /> <b>{t(`coordination:steps.${line.what}`)}</b> <span lang="en">{line.text}</span> <Text span c="dimmed" size="xs">{line.actorNo}</Text></Text></li>)}
          </ol>
        </Part>
      </Stack>
      <ConfirmWithReason
        opened={choosing !== undefined} title={t('coordination:chooseTitle', { way: choosing ? t(`coordination:ways.${choosing.kind}`) : '' })} confirm={t('coordination:choose')}
        refusal={decide.refusal} pending={decide.pending} onClose={() => setChoosing(undefined)}
        onConfirm={(rationale) => choosing && void decide.send({ exceptionNo: no, optionId: choosing.id, rationale })}
      >
        {choosing && <Text size="sm">{choosing.actions.length > 0 ? t('coordination:changeHelp') : t('coordination:chooseHelp', { late: choosing.lateOrders, changes: choosing.machineChanges, moves: choosing.startMoves })}</Text>}
      </ConfirmWithReason>
      <CommandDialog
        opened={estimating} title={t('coordination:estimateTitle')} path="/api/coordination/estimates" submit={t('coordination:estimate')} topics={topics} fixed={{ exceptionNo: no }}
        onDone={() => setEstimating(false)} onClose={() => setEstimating(false)}
        fields={[
          { name: 'untilUtc', kind: 'moment', label: t('coordination:untilField'), required: true },
          { name: 'reason', kind: 'long', label: t('coordination:found'), required: true },
        ]}
      />
    </>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return <Paper withBorder p="md" component="section" aria-label={title}><Title order={2} size="h4" mb="xs">{title}</Title>{children}</Paper>;
}

function Late({ lines }: { lines: readonly LateLine[] }) {
  const { t } = useText();
  if (lines.length === 0) return <Text size="sm">{t('coordination:noImpact')}</Text>;
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table aria-label={t('coordination:impact')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('coordination:order')}</Table.Th><Table.Th>{t('coordination:customer')}</Table.Th><Table.Th>{t('coordination:line')}</Table.Th><Table.Th>{t('coordination:due')}</Table.Th>
            <Table.Th>{t('coordination:end')}</Table.Th><Table.Th ta="right">{t('coordination:late')}</Table.Th><Table.Th ta="right">{t('coordination:before')}</Table.Th><Table.Th>{t('coordination:cause')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line) => (
            <Table.Tr key={line.workOrderNo}>
              <Table.Td style={{ whiteSpace: 'nowrap' }}><Go to={workOrderPath(line.workOrderNo)}>{line.workOrderNo}</Go></Table.Td><Table.Td>{line.customerName ?? '–'}</Table.Td>
              <Table.Td>{line.salesOrderNo ? `${line.salesOrderNo}/${line.salesLineNo ?? ''}` : '–'}</Table.Td><Table.Td><DateTime value={line.dueUtc} /></Table.Td><Table.Td><DateTime value={line.endUtc} /></Table.Td>
              <Table.Td ta="right">{line.hoursLate}</Table.Td><Table.Td ta="right">{line.hoursLateBefore}</Table.Td><Table.Td>{`${t(`coordination:causes.${line.cause}`)} ${line.causeSubject ?? ''} (${line.causeHours} h)`}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
