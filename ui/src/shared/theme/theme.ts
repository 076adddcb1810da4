import {
  ActionIcon, Anchor, Button, createTheme, defaultVariantColorsResolver, type CSSVariablesResolver, Input, Loader, Paper, Table, Tooltip,
} from '@mantine/core';
import { pageColours, stateTokens, machineStates, type Scheme } from './states';

/** Neutral ink: everything that is not a state is drawn in it. */
const ink = [
  '#f4f6f8', '#e3e8ed', '#c9d0d7', '#aab4be', '#88949f', '#68717c', '#4a525c', '#353e48', '#242c35', '#171b20',
] as const;

export const theme = createTheme({
  primaryColor: 'ink',
  colors: {
    ink,
    gray: ink,
    dark: ['#f4f6f8', '#d5dbe1', '#b4bdc7', '#8a96a2', '#4c5763', '#3a444f', '#262e37', '#1b2128', '#14181d', '#0b0e11'],
  },
  primaryShade: { light: 8, dark: 1 },
  // The filled ink turns light in the dark scheme; its text has to turn with it.
  variantColorResolver: (input) => {
    const colours = defaultVariantColorsResolver(input);
    return input.variant === 'filled' ? { ...colours, color: 'var(--page-surface)' } : colours;
  },
  black: pageColours.light.ink,
  fontFamily:
    "'Inter', 'Pretendard', system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'Noto Sans KR', 'Apple SD Gothic Neo', 'Malgun Gothic', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', monospace",
  headings: { fontWeight: '650', sizes: { h1: { fontSize: '1.5rem' }, h2: { fontSize: '1.2rem' }, h3: { fontSize: '1.05rem' } } },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { size: 'sm' } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', size: 'lg' } }),
    Anchor: Anchor.extend({ defaultProps: { underline: 'always', c: 'inherit' } }),
    Loader: Loader.extend({ defaultProps: { type: 'dots' } }),
    Paper: Paper.extend({ defaultProps: { withBorder: true, p: 'md' } }),
    Table: Table.extend({ defaultProps: { verticalSpacing: 6, horizontalSpacing: 'sm' } }),
    Tooltip: Tooltip.extend({ defaultProps: { withArrow: true, events: { hover: true, focus: true, touch: true } } }),
    InputWrapper: Input.Wrapper.extend({ defaultProps: { inputWrapperOrder: ['label', 'description', 'input', 'error'] } }),
  },
});

/** State and page colours as CSS variables: `--state-running-fill`, `-ink`, `-line`, `--page-dimmed` and so on. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: variablesOf('light'),
  dark: variablesOf('dark'),
});

function variablesOf(scheme: Scheme): Record<string, string> {
  const page = pageColours[scheme];
  const variables: Record<string, string> = {
    '--page': page.page,
    '--page-surface': page.surface,
    '--page-ink': page.ink,
    '--page-dimmed': page.dimmed,
    '--page-line': page.line,
    '--mantine-color-body': page.surface,
    '--mantine-color-text': page.ink,
    '--mantine-color-dimmed': page.dimmed,
    '--mantine-color-placeholder': page.dimmed,
    '--mantine-color-default-border': scheme === 'light' ? '#8b95a0' : '#6d7883',
    // Red belongs to the unexplained stop. A refused field is marked by weight, edge and icon instead.
    '--mantine-color-error': page.ink,
  };
  for (const state of machineStates) {
    const { fill, ink: text, line } = stateTokens[state][scheme];
    variables[`--state-${state}-fill`] = fill;
    variables[`--state-${state}-ink`] = text;
    variables[`--state-${state}-line`] = line;
  }
  return variables;
}
