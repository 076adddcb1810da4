import { Button, Group, Skeleton, Table, Text, Title, useComputedColorScheme } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { useEffect, useId, useRef, useState } from 'react';
import { useText } from '../texts/useText';
import { chartNeutrals, pageColours, type Scheme } from '../theme/states';

export interface ChartTable {
  headings: readonly string[];
  rows: readonly (readonly (string | number)[])[];
}

interface ChartFrameProps {
  title: string;
  /** What the chart says, in a sentence or two: read instead of the picture. */
  summary: string;
  /** Built for the scheme in use; take colours from `chartStateStyle` and `chartNeutrals`. Keep it memoised. */
  option: (scheme: Scheme) => EChartsCoreOption;
  /** The same figures as a table. */
  table: ChartTable;
  height?: number;
  onOpen?: (point: { name: string; seriesName: string; dataIndex: number }) => void;
}

/** Axes in the ink of the page. */
function chartTheme(scheme: Scheme) {
  const { dimmed, line } = pageColours[scheme];
  const axis = { axisLabel: { color: dimmed }, axisLine: { lineStyle: { color: dimmed } }, splitLine: { lineStyle: { color: line } }, nameTextStyle: { color: dimmed } };
  return { categoryAxis: axis, valueAxis: axis, timeAxis: axis, logAxis: axis, legend: { textStyle: { color: dimmed } } };
}

/** A chart with its title, its meaning in words, and its figures as a table. */
export function ChartFrame({ title, summary, option, table, height = 280, onOpen }: ChartFrameProps) {
  const { t } = useText();
  const id = useId();
  const scheme = useComputedColorScheme('light');
  const still = useReducedMotion();
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);
  const open = useRef(onOpen);
  const [asTable, setAsTable] = useState(false);
  const [ready, setReady] = useState(false);

  useEffect(() => {
    open.current = onOpen;
  });
  useEffect(() => {
    const element = place.current;
    if (asTable || !element) return undefined;
    let gone = false;
    let watch: ResizeObserver | undefined;
    // The chart library is the largest part of the application; pages without a chart never load it.
    void import('./echarts').then(({ init }) => {
      if (gone) return;
      const made = init(element, chartTheme(scheme), { renderer: 'svg', height });
      made.on('click', (point) => open.current?.({ name: point.name, seriesName: point.seriesName ?? '', dataIndex: point.dataIndex }));
      watch = new ResizeObserver(() => made.resize());
      watch.observe(element);
      chart.current = made;
      setReady(true);
    });
    return () => {
      gone = true;
      watch?.disconnect();
      chart.current?.dispose();
      chart.current = undefined;
      setReady(false);
    };
  }, [asTable, height, scheme]);
  useEffect(() => {
    if (!ready) return;
    const { ink, surface } = pageColours[scheme];
    chart.current?.setOption({
      color: [...chartNeutrals[scheme]],
      backgroundColor: 'transparent',
      textStyle: { color: ink, fontFamily: 'inherit' },
      tooltip: { trigger: 'axis', confine: true, backgroundColor: surface, textStyle: { color: ink } },
      animation: !still,
      aria: { enabled: false, decal: { show: false } },
      ...option(scheme),
    }, { notMerge: true });
  }, [ready, option, scheme, still]);

  return (
    <figure style={{ margin: 0 }} aria-labelledby={`${id}-title`} aria-describedby={`${id}-summary`}>
      <Group justify="space-between" mb={4}>
        <Title order={3} id={`${id}-title`}>{title}</Title>
        <Button variant="subtle" size="xs" onClick={() => setAsTable((now) => !now)}>{asTable ? t('shell:chart.chart') : t('shell:chart.table')}</Button>
      </Group>
      <Text size="sm" c="dimmed" id={`${id}-summary`} mb={6}>{summary}</Text>
      {asTable ? (
        <div className="data-table-scroll" style={{ maxHeight: height }}>
          <Table aria-labelledby={`${id}-title`}>
            <Table.Thead>
              <Table.Tr>{table.headings.map((heading) => <Table.Th key={heading} scope="col">{heading}</Table.Th>)}</Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {table.rows.map((row) => (
                <Table.Tr key={row.join('|')}>
                  {row.map((value, at) => (
                    <Table.Td key={table.headings[at]} className={typeof value === 'number' ? 'numeric' : undefined}>{value}</Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      ) : (
        <div style={{ position: 'relative', height }}>
          {!ready && <Skeleton h={height} aria-label={t('shell:list.loading')} />}
          {/* The picture itself is silent: title, summary and table say the same. */}
          <div ref={place} aria-hidden style={{ position: 'absolute', inset: 0 }} />
        </div>
      )}
    </figure>
  );
}
