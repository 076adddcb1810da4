/** The states of a machine, line or station. These are the only things in Tactus that carry a colour. */
export const machineStates = [
  'running', 'idle', 'stoppedUnexplained', 'stoppedExplained', 'setup', 'plannedStop', 'noData',
] as const;

export type MachineState = (typeof machineStates)[number];

/** Colours of one state in one scheme; `line` is the edge that keeps the shape visible against the page. */
export interface StateColours {
  fill: string;
  ink: string;
  line: string;
}

/** How the area is filled beside its colour, so that a state can be read without colour vision. */
export type StatePattern = 'solid' | 'hatched' | 'dotted-edge';

export interface StateToken {
  light: StateColours;
  dark: StateColours;
  pattern: StatePattern;
}

/** Every ink reaches 4.5:1 on its fill and every line 3:1 on the page; states.test.ts computes it. */
export const stateTokens: Record<MachineState, StateToken> = {
  running: {
    light: { fill: '#1d7a35', ink: '#ffffff', line: '#14592a' },
    dark: { fill: '#4fc46d', ink: '#0b0e11', line: '#7ddb95' },
    pattern: 'solid',
  },
  idle: {
    light: { fill: '#68717c', ink: '#ffffff', line: '#4a525c' },
    dark: { fill: '#9aa4b0', ink: '#0b0e11', line: '#bcc4cd' },
    pattern: 'solid',
  },
  stoppedUnexplained: {
    light: { fill: '#c02626', ink: '#ffffff', line: '#8f1717' },
    dark: { fill: '#ff7468', ink: '#0b0e11', line: '#ffa097' },
    pattern: 'solid',
  },
  stoppedExplained: {
    light: { fill: '#f2a900', ink: '#171b20', line: '#8a5d00' },
    dark: { fill: '#ffc233', ink: '#0b0e11', line: '#ffd778' },
    pattern: 'solid',
  },
  setup: {
    light: { fill: '#1f5fbf', ink: '#ffffff', line: '#15458d' },
    dark: { fill: '#74adff', ink: '#0b0e11', line: '#a4c9ff' },
    pattern: 'solid',
  },
  plannedStop: {
    light: { fill: '#e9edf1', ink: '#171b20', line: '#68717c' },
    dark: { fill: '#333c46', ink: '#f4f6f8', line: '#9aa4b0' },
    pattern: 'hatched',
  },
  noData: {
    light: { fill: '#ffffff', ink: '#171b20', line: '#68717c' },
    dark: { fill: '#f4f6f8', ink: '#171b20', line: '#9aa4b0' },
    pattern: 'dotted-edge',
  },
};

export const pageColours = {
  light: { page: '#f4f6f8', surface: '#ffffff', ink: '#171b20', dimmed: '#525c67', line: '#c9d0d7' },
  dark: { page: '#14181d', surface: '#1b2128', ink: '#f4f6f8', dimmed: '#b4bdc7', line: '#3a444f' },
} as const;

export type Scheme = 'light' | 'dark';

/** Fill, hatching and edge of a state for an ECharts `itemStyle`. */
export function chartStateStyle(state: MachineState, scheme: Scheme) {
  const token = stateTokens[state];
  const { fill, line } = token[scheme];
  return {
    color: fill,
    borderColor: line,
    borderWidth: token.pattern === 'dotted-edge' ? 2 : 1,
    borderType: token.pattern === 'dotted-edge' ? ('dotted' as const) : ('solid' as const),
    ...(token.pattern === 'hatched'
      ? { decal: { symbol: 'rect', color: line, dashArrayX: [1, 0], dashArrayY: [2, 6], rotation: -Math.PI / 4 } }
      : {}),
  };
}

/** Series that are no machine state (quantities, times) in charts: shades of ink, told apart by shade, dash and label. */
export const chartNeutrals: Record<Scheme, readonly string[]> = {
  light: ['#2b3541', '#68717c', '#98a2ad', '#46535f', '#7f8b97'],
  dark: ['#e3e8ed', '#9aa4b0', '#6d7883', '#c4ccd4', '#84909c'],
};

/** Contrast ratio of two colours as WCAG 2.2 defines it, 1 to 21. */
export function contrastRatio(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
