import { ScrollArea, Text } from '@mantine/core';
import { useRead } from '../shared/http/useRead';
import { formatTime } from '../shared/components/Times';
import { useTimeZone } from '../shared/shell/session';
import { useText } from '../shared/texts/useText';
import type { Planned, WayOut } from './shapes';

const row = 44, bar = 15, left = 96;

interface Piece { planned: Planned; before: boolean }

/** What would move: each machine has a line as planned now and one as it would be. The same operation is joined by its number. */
export function Moves({ option }: { option: WayOut }) {
  const { t, language } = useText();
  const zone = useTimeZone();
  const schedule = useRead<{ operations: Planned[] }>('/api/coordination/schedule', { topics: ['coordination.schedule'] });
  if (option.moves.length === 0) return <Text size="sm">{t('coordination:nothingMoves')}</Text>;
  const moved = new Map(option.moves.map((each) => [each.jobNo, each]));
  const pieces: Piece[] = [
    ...(schedule.data?.operations ?? []).filter((each) => moved.has(each.jobNo)).map((planned) => ({ planned, before: true })),
    ...option.moves.map((planned) => ({ planned, before: false })),
  ];
  const from = Math.min(...pieces.map(({ planned }) => Date.parse(planned.setupStartUtc)));
  const to = Math.max(...pieces.map(({ planned }) => Date.parse(planned.endUtc)), from + 1);
  const machines = [...new Set(pieces.map(({ planned }) => planned.machineNo))].sort();
  const width = 1000;
  const x = (time: string) => left + ((Date.parse(time) - from) / (to - from)) * (width - left);
  const name = (planned: Planned) => `${planned.jobNo}, ${planned.machineNo}, ${formatTime(planned.startUtc, zone, language)} – ${formatTime(planned.endUtc, zone, language)}`;
  return (
    <figure style={{ margin: 0 }}>
      <figcaption><Text size="sm" c="dimmed">{t('coordination:planHelp')}</Text></figcaption>
      <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': t('coordination:plan') }}>
        <svg viewBox={`0 0 ${width} ${machines.length * row + 4}`} width="100%" style={{ minWidth: 640, display: 'block' }} role="img" aria-label={t('coordination:plan')}>
          {machines.map((machine, at) => (
            <g key={machine} transform={`translate(0 ${at * row})`}>
              <text x={0} y={row / 2 + 4} fontSize={13} fill="currentColor">{machine}</text>
              <line x1={left} x2={width} y1={row} y2={row} stroke="currentColor" strokeOpacity={0.15} />
              {pieces.filter(({ planned }) => planned.machineNo === machine).map(({ planned, before }) => (
                <g key={`${planned.jobNo}${before}`}>
                  <rect
                    x={x(planned.setupStartUtc)} y={before ? 5 : 23} width={Math.max(2, x(planned.endUtc) - x(planned.setupStartUtc))} height={bar} rx={3}
                    fill={before ? 'none' : 'var(--state-setup-fill)'} stroke="currentColor" strokeOpacity={before ? 0.55 : 0.8} strokeDasharray={before ? '4 3' : undefined}
                  >
                    <title>{`${t(before ? 'coordination:now' : 'coordination:would')}: ${name(planned)}`}</title>
                  </rect>
                  {x(planned.endUtc) - x(planned.setupStartUtc) > 56 && (
                    <text x={x(planned.setupStartUtc) + 4} y={(before ? 5 : 23) + 12} fontSize={11} fill={before ? 'currentColor' : 'var(--state-setup-ink)'} pointerEvents="none">{planned.jobNo}</text>
                  )}
                </g>
              ))}
            </g>
          ))}
        </svg>
      </ScrollArea>
    </figure>
  );
}
