import { Button } from '@mantine/core';
import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { show } from '../../../tests/render';
import { StateBadge, StateTile } from '../theme/StateBadge';
import { machineStates } from '../theme/states';
import { ChartFrame } from './ChartFrame';
import { ConfirmWithReason } from './ConfirmWithReason';
import { DisabledWhy } from './DisabledWhy';
import { GraphView } from './GraphView';
import { layOut, nodeSize } from './graphLayout';
import { pressKey } from './Keypad';
import { QuantityInput, readQuantity } from './QuantityInput';
import { ReasonTiles } from './ReasonTiles';
import { Timeline } from './Timeline';
import { formatDuration, formatTime } from './Times';
import { formatMoney, formatQuantity, parseDecimal } from './units';

describe('states', () => {
  it('say their name and have a shape of their own', () => {
    const { container } = show(<>{machineStates.map((state) => <StateBadge key={state} state={state} />)}</>);
    const badges = [...container.querySelectorAll('[data-state]')];
    expect(new Set(badges.map((badge) => badge.textContent)).size).toBe(machineStates.length);
    expect(new Set(badges.map((badge) => badge.querySelector('svg')?.innerHTML)).size).toBe(machineStates.length);
  });

  it('open when they can be opened', async () => {
    let opened = 0;
    show(<StateTile state="stoppedUnexplained" name="M-07" onOpen={() => void opened++}>12 min</StateTile>);
    await userEvent.click(screen.getByRole('button', { name: /M-07.*no reason.*12 min/i }));
    expect(opened).toBe(1);
  });
});

describe('a quantity', () => {
  it('keeps what was typed, names its unit, and takes large keys', async () => {
    function Form() {
      const [text, setText] = useState('');
      return <QuantityInput label="Good" unit="KGM" value={text} onChange={setText} keypad />;
    }
    show(<Form />);
    for (const key of ['1', '2', 'Decimal point', '5']) await userEvent.click(screen.getByRole('button', { name: key }));
    expect(screen.getByLabelText('Good in kg')).toHaveValue('12.5');
    await userEvent.type(screen.getByLabelText('Good in kg'), 'x');
    expect(screen.getByLabelText('Good in kg')).toHaveValue('12.5x');
  });

  it.each([
    ['', 'C62', { problem: 'missing' }],
    ['abc', 'C62', { problem: 'not-a-number' }],
    ['1e3', 'C62', { problem: 'not-a-number' }],
    ['-1', 'C62', { problem: 'negative' }],
    ['1.5', 'C62', { problem: 'too-many-decimals' }],
    ['1.0', 'C62', { quantity: { value: 1, unit: 'C62' } }],
    ['12,5', 'KGM', { quantity: { value: 12.5, unit: 'KGM' } }],
    ['0.0001', 'KGM', { problem: 'too-many-decimals' }],
  ])('reads %j in %s', (text, unit, expected) => {
    expect(readQuantity(text, unit)).toEqual(expected);
  });

  it('presses only keys that make sense', () => {
    expect(pressKey('', '.', 3, 12)).toBe('0.');
    expect(pressKey('1.5', '.', 3, 12)).toBe('1.5');
    expect(pressKey('1.555', '5', 3, 12)).toBe('1.555');
    expect(pressKey('1', '.', 0, 12)).toBe('1');
    expect(pressKey('0', '7', 0, 12)).toBe('7');
    expect(pressKey('12', 'delete', 0, 12)).toBe('1');
    expect(pressKey('123', '4', 0, 3)).toBe('123');
  });

  it('is written with its unit in both languages', () => {
    expect(formatQuantity({ value: 1234, unit: 'C62' }, 'en')).toBe('1,234 pcs');
    expect(formatQuantity({ value: 0.125, unit: 'KGM' }, 'ko')).toBe('0.125 kg');
    expect(formatQuantity({ value: 3, unit: 'XYZ' }, 'en')).toBe('3 XYZ');
    expect(parseDecimal(' 1,5 ')).toBe(1.5);
    expect(parseDecimal('1.2.3')).toBeUndefined();
  });
});

describe('times and money', () => {
  it('stand in plant time, whatever the zone of the screen', () => {
    expect(formatTime('2026-03-01T15:30:00Z', 'Asia/Seoul', 'en')).toBe('02/03/2026, 00:30');
    expect(formatTime('2026-03-01T15:30:00Z', 'Europe/Berlin', 'en', 'time')).toBe('16:30');
    expect(formatTime('nonsense', 'UTC', 'en')).toBe('');
  });

  it('are short', () => {
    expect(formatDuration(12, 'en')).toBe('12 s');
    expect(formatDuration(250, 'en')).toBe('4 min 10 s');
    expect(formatDuration(7500, 'en')).toBe('2 h 05 min');
    expect(formatDuration(7500, 'ko')).toBe('2시간 05분');
    expect(formatDuration(-60, 'en')).toBe('−1 min');
  });

  it('lose no cent of a large amount', () => {
    expect(formatMoney('12345678901234567.89', 'EUR', 'en').replaceAll('\u00A0', ' ')).toBe('EUR 12,345,678,901,234,567.89');
  });
});

describe('reason tiles', () => {
  const reasons = [{ code: 'flash', name: 'Flash' }, { code: 'short', name: 'Short shot' }, { code: 'burn', name: 'Burn mark' }];

  function Form() {
    const [code, setCode] = useState<string | null>(null);
    return <ReasonTiles label="Why" reasons={reasons} value={code} onChange={setCode} error={code ? undefined : 'Choose a reason.'} />;
  }

  it('are chosen by one touch or by arrow keys', async () => {
    show(<Form />);
    expect(screen.getByRole('alert')).toHaveTextContent('Choose a reason.');
    await userEvent.click(screen.getByRole('radio', { name: 'Short shot' }));
    expect(screen.getByRole('radio', { name: 'Short shot' })).toBeChecked();
    expect(screen.queryByRole('alert')).toBeNull();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    expect(screen.getByRole('radio', { name: 'Flash' })).toBeChecked();
  });
});

describe('asking for a reason', () => {
  it('refuses none, and gives what was written without its edges', async () => {
    const given: string[] = [];
    show(<ConfirmWithReason opened title="Stop the lot?" confirm="Stop" onConfirm={(reason) => void given.push(reason)} onClose={() => undefined} />);
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Stop' }));
    expect(within(dialog).getByText(/at least 3 characters/)).toBeVisible();
    await userEvent.type(within(dialog).getByRole('textbox'), '  crack in the seal ');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Stop' }));
    expect(given).toEqual(['crack in the seal']);
  });
});

describe('an action that is not possible', () => {
  it('says why beside it', () => {
    show(<DisabledWhy why="The job has not been started."><Button>Report</Button></DisabledWhy>);
    const button = screen.getByRole('button', { name: 'Report' });
    expect(button).toBeDisabled();
    expect(button).toHaveAccessibleDescription('The job has not been started.');
  });
});

describe('a timeline', () => {
  it('cuts its parts to the span and says them in words', () => {
    const { container } = show(
      <Timeline
        label="M-07" fromUtc="2026-03-01T06:00:00Z" toUtc="2026-03-01T08:00:00Z"
        parts={[
          { id: 'a', state: 'running', fromUtc: '2026-03-01T05:00:00Z', toUtc: '2026-03-01T07:00:00Z' },
          { id: 'b', state: 'stoppedUnexplained', fromUtc: '2026-03-01T07:00:00Z', toUtc: null },
          { id: 'c', state: 'idle', fromUtc: '2026-03-01T03:00:00Z', toUtc: '2026-03-01T04:00:00Z' },
        ]}
      />,
    );
    const parts = [...container.querySelectorAll<HTMLElement>('li')];
    expect(parts.map((part) => [part.style.left, part.style.width])).toEqual([['0%', '50%'], ['50%', '50%']]);
    expect(parts[0]).toHaveTextContent('Running: 06:00 to 07:00, 1 h 00 min');
  });
});

describe('a graph', () => {
  const nodes = [{ id: 'resin', title: 'Resin lot' }, { id: 'part', title: 'Housing lot', note: '500 pcs' }, { id: 'pump', title: 'Pump' }];
  const edges = [{ id: '1', from: 'resin', to: 'part' }, { id: '2', from: 'part', to: 'pump', label: '2 pcs' }, { id: '3', from: 'gone', to: 'pump' }];

  it('is arranged in layers that follow its edges', async () => {
    const places = new Map((await layOut(nodes, edges, 'RIGHT')).map((place) => [place.id, place.x]));
    expect(places.size).toBe(3);
    expect(places.get('part')! - places.get('resin')!).toBeGreaterThanOrEqual(nodeSize.width);
    expect(places.get('pump')! - places.get('part')!).toBeGreaterThanOrEqual(nodeSize.width);
  });

  it('reads as a list too', async () => {
    const opened: string[] = [];
    show(<GraphView label="Where it went" nodes={nodes} edges={edges} onOpen={(id) => void opened.push(id)} />);
    await userEvent.click(screen.getByRole('button', { name: 'Show as a list' }));
    expect(screen.getByText('→ Pump (2 pcs)')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Housing lot' }));
    expect(opened).toEqual(['part']);
  });
});

describe('a chart', () => {
  it('says in words and as a table what it draws', () => {
    const option = () => ({ xAxis: { type: 'category', data: ['6', '7'] }, yAxis: {}, series: [{ type: 'bar', data: [40, 38] }] });
    show(<ChartFrame title="Good by hour" summary="40 at six, 38 at seven." option={option} table={{ headings: ['Hour', 'Good'], rows: [['6', 40], ['7', 38]] }} />);
    expect(screen.getByRole('figure', { name: 'Good by hour' })).toHaveAccessibleDescription('40 at six, 38 at seven.');
    fireEvent.click(screen.getByRole('button', { name: 'Show as a table' }));
    expect(screen.getAllByRole('row').map((row) => row.textContent)).toEqual(['HourGood', '640', '738']);
  });
});
