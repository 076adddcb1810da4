import { Group, Paper, SegmentedControl, Stack, Table, Text, Title } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Go } from '../shared/components/columns';
import { PageHeader } from '../shared/components/PageHeader';
import { RefusalNotice } from '../shared/components/RefusalNotice';
import { useRead } from '../shared/http/useRead';
import { useText } from '../shared/texts/useText';
import { functionName } from './functionName';
import { topics } from './shapes';
import { taskPath } from './taskShapes';

interface TimeFigure { p50Seconds: number | null; p90Seconds: number | null; answered: string[]; open: string[] }
interface Share { counted: string[]; of: string[]; value: number | null }
interface MeasuresView {
  responseWall: TimeFigure; responseShift: TimeFigure;
  parts: { part: 'detect' | 'assess' | 'decide' | 'execute'; wall: TimeFigure; shift: TimeFigure }[];
  leftOut: { why: string; cases: string[] }[];
  repeatRate: Share; causeCoverage: Share; coverageMet: boolean | null; compliance: Share;
  pairs: { fromDepartment: string; toDepartment: string; met: Share }[];
  causes: { cause: string | null; weight: number; share: number | null; cumulative: number | null; cases: string[] }[];
  patterns: { fingerprint: string; cases: string[] }[];
}

const day = 86_400_000;

function span(seconds: number | null): string {
  if (seconds === null) return '–';
  if (seconds < 90) return `${Math.round(seconds * 10) / 10} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 360) / 10} h`;
}

const percent = (value: number | null) => (value === null ? '–' : `${Math.round(value * 1000) / 10} %`);

/** The three measures over a period. Every number opens its cases. */
export default function Measures() {
  const { t } = useText();
  const [days, setDays] = useState('30');
  const [now] = useState(() => Date.now());
  const fromUtc = useMemo(() => new Date(now - Number(days) * day).toISOString(), [now, days]);
  const read = useRead<MeasuresView>('/api/coordination/measures', { query: { fromUtc }, topics: [...topics] });
  const [opened, setOpened] = useState<string>();
  const view = read.data;
  const cases = (key: string, numbers: readonly string[]) => (
    <button type="button" className="link" aria-expanded={opened === key} style={{ minHeight: 32, minWidth: 40, textDecoration: 'underline', background: 'none', border: 0, font: 'inherit', color: 'inherit', cursor: 'pointer' }} onClick={() => setOpened(opened === key ? undefined : key)}>{numbers.length}</button>
  );
  const shown = (key: string, numbers: readonly string[]) => opened === key && (
    <Text size="sm">{numbers.length === 0 ? '–' : numbers.map((no, at) => <span key={no}>{at > 0 && ', '}<Go to={no.startsWith('TK-') ? taskPath(no) : `/exceptions/${no}`}>{no}</Go></span>)}</Text>
  );
  const time = (key: string, title: string, figure: TimeFigure) => (
    <Table.Tr key={key}>
      <Table.Th scope="row" fw={500}>{title}</Table.Th><Table.Td ta="right">{span(figure.p50Seconds)}</Table.Td><Table.Td ta="right">{span(figure.p90Seconds)}</Table.Td>
      <Table.Td ta="right">{cases(`${key}a`, figure.answered)}{shown(`${key}a`, figure.answered)}</Table.Td><Table.Td ta="right">{cases(`${key}o`, figure.open)}{shown(`${key}o`, figure.open)}</Table.Td>
    </Table.Tr>
  );
  const share = (key: string, title: string, figure: Share) => (
    <Group gap="sm" key={key}><Text fw={600}>{title}: {percent(figure.value)}</Text><Text size="sm">{cases(`${key}c`, figure.counted)} / {cases(`${key}f`, figure.of)}</Text>{shown(`${key}c`, figure.counted)}{shown(`${key}f`, figure.of)}</Group>
  );
  return (
    <>
      <PageHeader title={t('coordination:measures.title')}>
        <SegmentedControl size="xs" aria-label={t('coordination:measures.period')} value={days} onChange={setDays} data={['1', '7', '30', '90'].map((value) => ({ value, label: t('coordination:measures.days', { count: Number(value) }) }))} />
      </PageHeader>
      <RefusalNotice refusal={read.refusal} />
      {view && (
        <Stack gap="md">
          <Part title={t('coordination:measures.response')}>
            <Table.ScrollContainer minWidth={560}>
              <Table aria-label={t('coordination:measures.response')}>
                <Table.Thead><Table.Tr><Table.Th /><Table.Th ta="right">{t('coordination:measures.half')}</Table.Th><Table.Th ta="right">{t('coordination:measures.most')}</Table.Th><Table.Th ta="right">{t('coordination:measures.answered')}</Table.Th><Table.Th ta="right">{t('coordination:measures.still')}</Table.Th></Table.Tr></Table.Thead>
                <Table.Tbody>
                  {time('wall', t('coordination:measures.wall'), view.responseWall)}
                  {time('shift', t('coordination:measures.shift'), view.responseShift)}
                  {view.parts.map((each) => time(each.part, t(`coordination:measures.parts.${each.part}`), each.wall))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
            {view.leftOut.map((each) => <Group gap="sm" key={each.why}><Text size="sm">{t('coordination:measures.leftOut')}: {each.why}</Text>{cases(each.why, each.cases)}{shown(each.why, each.cases)}</Group>)}
          </Part>
          <Part title={t('coordination:measures.repeats')}>
            {share('repeat', t('coordination:measures.rate'), view.repeatRate)}
            {share('coverage', t('coordination:measures.coverage'), view.causeCoverage)}
            {view.patterns.map((each) => <Group gap="sm" key={each.fingerprint}><Text size="sm">{each.fingerprint}</Text>{cases(each.fingerprint, each.cases)}{shown(each.fingerprint, each.cases)}</Group>)}
          </Part>
          <Part title={t('coordination:measures.causes')}>
            {view.causes.length === 0 ? <Text size="sm">{t('coordination:measures.none')}</Text> : (
              <Table aria-label={t('coordination:measures.causes')}>
                <Table.Tbody>
                  {view.causes.map((each) => (
                    <Table.Tr key={each.cause ?? ''}>
                      <Table.Th scope="row" fw={500}>{each.cause ?? t('coordination:measures.unknown')}</Table.Th><Table.Td ta="right">{`${each.weight} min`}</Table.Td><Table.Td ta="right">{percent(each.share)}</Table.Td>
                      <Table.Td ta="right">{percent(each.cumulative)}</Table.Td><Table.Td ta="right">{cases(`cause${each.cause ?? ''}`, each.cases)}{shown(`cause${each.cause ?? ''}`, each.cases)}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            )}
          </Part>
          <Part title={t('coordination:measures.compliance')}>
            {share('sla', t('coordination:measures.met'), view.compliance)}
            {view.pairs.map((each) => share(`${each.fromDepartment}>${each.toDepartment}`, `${functionName(t, each.fromDepartment)} → ${functionName(t, each.toDepartment)}`, each.met))}
          </Part>
        </Stack>
      )}
    </>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return <Paper withBorder p="md" component="section" aria-label={title}><Title order={2} size="h4" mb="xs">{title}</Title>{children}</Paper>;
}
