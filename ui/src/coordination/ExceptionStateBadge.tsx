import { useText } from '../shared/texts/useText';
import { StateBadge } from '../shared/theme/StateBadge';
import type { MachineState } from '../shared/theme/states';
import type { ExceptionState } from './shapes';

/** What nobody has answered yet looks like a stop without a reason; what is answered but lasts like one with a reason. */
const looks: Record<ExceptionState, MachineState> = {
  detected: 'noData', transient: 'idle', open: 'stoppedUnexplained', contained: 'stoppedUnexplained', assessed: 'stoppedUnexplained', optionsReady: 'stoppedUnexplained',
  awaitingDecision: 'stoppedUnexplained', decided: 'stoppedExplained', executing: 'stoppedExplained', verifying: 'stoppedExplained', resolved: 'idle', closed: 'idle',
  merged: 'idle', superseded: 'idle', falseAlarm: 'idle',
};

export function ExceptionStateBadge({ state }: { state: ExceptionState }) {
  const { t } = useText();
  return <StateBadge state={looks[state]}>{t(`coordination:states.${state}`)}</StateBadge>;
}
