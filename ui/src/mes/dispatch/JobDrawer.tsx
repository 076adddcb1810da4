import { Drawer, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import { GraphView } from '../../shared/components/GraphView';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import { DateTime, Duration } from '../../shared/components/Times';
import { formatNumber, formatQuantity } from '../../shared/components/units';
import { useRead } from '../../shared/http/useRead';
import { useText } from '../../shared/texts/useText';
import type { JobView, OrderView } from '../shapes';
import { Gates } from '../station/Gates';
import { topics } from '../topics';
import { useReasons } from '../useReasons';

interface JobDrawerProps {
  jobNo: string | null;
  onClose: () => void;
  onOpen: (jobNo: string) => void;
}

/** Everything about one job: its place in the order, what a start would be asked, and the reports behind its figures. */
export function JobDrawer({ jobNo, onClose, onOpen }: JobDrawerProps) {
  const { t } = useText();
  return (
    <Drawer
      opened={jobNo !== null} onClose={onClose} position="right" size="xl" title={<Text fw={700} fz="lg">{jobNo}</Text>} closeButtonProps={{ 'aria-label': t('shell:action.close') }}
    >
      {jobNo && <Details key={jobNo} jobNo={jobNo} onOpen={onOpen} />}
    </Drawer>
  );
}

function Details({ jobNo, onOpen }: { jobNo: string; onOpen: (jobNo: string) => void }) {
  const { t, language } = useText();
  const reasons = useReasons();
  const { data, refusal, refetch } = useRead<JobView>('/api/mes/job-orders/{jobNo}', { params: { jobNo }, topics: topics.jobs });
  const { data: order } = useRead<OrderView>('/api/mes/production-orders/{orderNo}', { params: { orderNo: jobNo.slice(0, jobNo.lastIndexOf('/')) }, topics: topics.jobs });
  const graph = useMemo(() => ({
    nodes: (order?.operations ?? []).map(({ job }) => ({
      id: job.no, title: `${job.operationNo} ${job.description}`, marked: job.no === jobNo,
      note: `${t(`mes:jobState.${job.state}`)} · ${formatNumber(job.good, language)} / ${formatQuantity({ value: job.planned, unit: job.unit }, language)}`,
    })),
    edges: (order?.operations ?? []).flatMap(({ job, predecessors }) => predecessors.map((before) => ({
      id: `${before}-${job.operationNo}`, from: `${job.orderNo}/${before}`, to: job.no,
    }))),
  }), [jobNo, language, order, t]);
  if (!data) return <RefusalNotice refusal={refusal} onRetry={() => void refetch()} />;
  const { job } = data;
  const quantity = (value: number) => formatQuantity({ value, unit: job.unit }, language);
  return (
    <Stack gap="md">
      <RefusalNotice refusal={refusal} />
      <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="xs">
        <Figure label={t('mes:dispatch.state')}>{t(`mes:jobState.${job.state}`)}{job.machineNo ? ` · ${job.machineNo}` : ''}</Figure>
        <Figure label={t('mes:dispatch.due')}><DateTime value={job.dueUtc} /></Figure>
        <Figure label={t('mes:dispatch.item')}>{`${job.itemNo} ${job.revision}`}</Figure>
        <Figure label={t('mes:dispatch.priority')}>{job.priority}</Figure>
        <Figure label={t('mes:job.good')}>{`${formatNumber(job.good, language)} / ${quantity(job.planned)}`}</Figure>
        <Figure label={t('mes:job.scrap')}>{quantity(job.scrapped)}</Figure>
        <Figure label={t('mes:job.inProcess')}>{quantity(job.inProcess)}</Figure>
        <Figure label={t('mes:dispatch.startable')}>{quantity(data.startable)}</Figure>
      </SimpleGrid>
      <section>
        <Title order={2} mb="xs">{t('mes:dispatch.order', { order: job.orderNo })}</Title>
        {graph.nodes.length > 0 && <GraphView label={t('mes:dispatch.order', { order: job.orderNo })} nodes={graph.nodes} edges={graph.edges} height={240} onOpen={onOpen} />}
      </section>
      {job.state !== 'completed' && job.state !== 'cancelled' && (
        <section>
          <Title order={2} mb="xs">{t('mes:gate.label')}</Title>
          <Gates gates={data.gates} />
        </section>
      )}
      <Section title={t('mes:dispatch.materials')} empty={data.materials.length === 0}>
        <Rows headings={[t('mes:dispatch.item'), t('mes:dispatch.planned'), t('mes:dispatch.consumed')]}>
          {data.materials.map((need) => [
            `${need.itemNo} ${need.revision}`, formatQuantity({ value: need.quantity, unit: need.unit }, language), formatQuantity({ value: need.consumed, unit: need.unit }, language),
          ])}
        </Rows>
      </Section>
      <Section title={t('mes:dispatch.reports')} empty={data.reports.length === 0}>
        <Rows headings={[t('mes:dispatch.at'), t('mes:dispatch.kind'), t('mes:job.good'), t('mes:job.scrap'), t('mes:dispatch.person')]}>
          {data.reports.map((report) => [
            <DateTime key="at" value={report.atUtc} detail="second" />, t(`mes:reportKind.${report.kind}`), quantity(report.good),
            report.scrap.map((line) => `${quantity(line.quantity)} ${reasons.text(line.reasonCode, 'scrap')}`).join(', '), report.personNo ?? report.machineNo ?? '',
          ])}
        </Rows>
      </Section>
      <Section title={t('mes:dispatch.labor')} empty={data.labor.length === 0}>
        <Rows headings={[t('mes:dispatch.person'), t('mes:dispatch.kind'), t('mes:labor.start'), t('mes:labor.end'), t('mes:labor.time')]}>
          {data.labor.map((span) => [
            span.personNo, t(`mes:laborKind.${span.kind}`), <DateTime key="from" value={span.startUtc} />, <DateTime key="to" value={span.endUtc} />, <Duration key="time" seconds={span.seconds} />,
          ])}
        </Rows>
      </Section>
      <Section title={t('mes:dispatch.history')} empty={data.events.length === 0}>
        <Rows headings={[t('mes:dispatch.at'), t('mes:dispatch.event'), t('mes:dispatch.person'), t('shell:reason.label')]}>
          {data.events.map((event) => [
            <DateTime key="at" value={event.atUtc} detail="second" />,
            `${t(`mes:jobEvent.${event.kind}` as 'mes:jobEvent.started')}${event.quantity ? ` ${quantity(event.quantity)}` : ''}${event.machineNo ? ` · ${event.machineNo}` : ''}`,
            event.personNo ?? '', [reasons.text(event.reasonCode), event.note].filter(Boolean).join(' · '),
          ])}
        </Rows>
      </Section>
    </Stack>
  );
}

function Figure({ label, children }: { label: string; children: ReactNode }) {
  return <div><Text size="xs" c="dimmed">{label}</Text><Text fw={600} component="div">{children}</Text></div>;
}

function Section({ title, empty, children }: { title: string; empty: boolean; children: ReactNode }) {
  const { t } = useText();
  return (
    <section>
      <Title order={2} mb="xs">{title}</Title>
      {empty ? <Text c="dimmed">{t('mes:dispatch.nothingYet')}</Text> : children}
    </section>
  );
}

function Rows({ headings, children }: { headings: readonly string[]; children: readonly (readonly ReactNode[])[] }) {
  return (
    <div style={{ overflowX: 'auto' }}>
      <Table>
        <Table.Thead><Table.Tr>{headings.map((heading) => <Table.Th key={heading} scope="col">{heading}</Table.Th>)}</Table.Tr></Table.Thead>
        <Table.Tbody>
          {children.map((row, line) => <Table.Tr key={line}>{row.map((cell, at) => <Table.Td key={headings[at]}>{cell}</Table.Td>)}</Table.Tr>)}
        </Table.Tbody>
      </Table>
    </div>
  );
}
