import { CalendarClock, CircleDashed, CircleQuestionMark, Minus, OctagonX, Play, Wrench, type LucideIcon } from 'lucide-react';
import type { CSSProperties, ReactNode } from 'react';
import { useText, type TextKey } from '../texts/useText';
import { stateTokens, type MachineState } from './states';

const icons: Record<MachineState, LucideIcon> = {
  running: Play,
  idle: Minus,
  stoppedUnexplained: CircleQuestionMark,
  stoppedExplained: OctagonX,
  setup: Wrench,
  plannedStop: CalendarClock,
  noData: CircleDashed,
};

export const stateTexts: Record<MachineState, TextKey> = {
  running: 'shell:state.running',
  idle: 'shell:state.idle',
  stoppedUnexplained: 'shell:state.stoppedUnexplained',
  stoppedExplained: 'shell:state.stoppedExplained',
  setup: 'shell:state.setup',
  plannedStop: 'shell:state.plannedStop',
  noData: 'shell:state.noData',
};

/** CSS variables that `.state` in theme.css draws with. */
export function stateStyle(state: MachineState): CSSProperties {
  return {
    '--state-fill': `var(--state-${state}-fill)`,
    '--state-ink': `var(--state-${state}-ink)`,
    '--state-line': `var(--state-${state}-line)`,
  } as CSSProperties;
}

export function StateIcon({ state, size = 16 }: { state: MachineState; size?: number }) {
  const Icon = icons[state];
  return <Icon size={size} strokeWidth={2.5} aria-hidden style={{ flex: 'none' }} />;
}

interface StateBadgeProps {
  state: MachineState;
  /** Replaces the state's own word, for example with the reason of the stop. */
  children?: ReactNode;
}

/** A state in a line of text or a table cell: colour, shape and word together. */
export function StateBadge({ state, children }: StateBadgeProps) {
  const { t } = useText();
  return (
    <span className="state state-badge" style={stateStyle(state)} data-pattern={stateTokens[state].pattern} data-state={state}>
      <StateIcon state={state} size={14} />
      <span>{children ?? t(stateTexts[state])}</span>
    </span>
  );
}

interface StateTileProps {
  state: MachineState;
  name: string;
  /** Reason, job, since when: what somebody five metres away needs. */
  children?: ReactNode;
  onOpen?: () => void;
}

/** A machine on a board; with `onOpen` it is a button. */
export function StateTile({ state, name, children, onOpen }: StateTileProps) {
  const { t } = useText();
  const shared = {
    className: 'state state-tile',
    style: stateStyle(state),
    'data-pattern': stateTokens[state].pattern,
    'data-state': state,
  };
  const content = (
    <>
      <span className="state-tile-head">
        <span>{name}</span>
        <span>
          <StateIcon state={state} size={20} />
          {t(stateTexts[state])}
        </span>
      </span>
      {children !== undefined && <span>{children}</span>}
    </>
  );
  return onOpen ? <button type="button" {...shared} onClick={onOpen}>{content}</button> : <div {...shared}>{content}</div>;
}
