import { useText } from '../shared/texts/useText';
import { StateBadge } from '../shared/theme/StateBadge';
import type { MachineState } from '../shared/theme/states';
import type { TaskRow, TaskState } from './taskShapes';

/** What nobody has taken yet looks like a stop without a reason; what somebody deals with like one with a reason. */
const looks: Record<TaskState, MachineState> = {
  waiting: 'noData', open: 'stoppedUnexplained', acknowledged: 'stoppedExplained', answered: 'idle', refused: 'stoppedExplained', withdrawn: 'idle',
};

export function TaskStateBadge({ task }: { task: Pick<TaskRow, 'state' | 'missedUtc'> }) {
  const { t } = useText();
  const word = t(`coordination:taskStates.${task.state}`);
  return <StateBadge state={looks[task.state]}>{task.missedUtc ? t('coordination:tasks.missed', { state: word }) : word}</StateBadge>;
}
