import type { MachineState } from '../shared/theme/states';
import type { MachineNow, Segment } from './shapes';

/** The state as it is drawn: a stop is told apart by whether somebody has said why. */
export function shownState({ state, reasonCode, microStop }: Pick<MachineNow, 'state' | 'reasonCode'> & Partial<Pick<Segment, 'microStop'>>): MachineState {
  if (state !== 'stopped') return state;
  // A micro-stop asks nobody for a reason, so it is not left open either.
  return reasonCode !== null || microStop ? 'stoppedExplained' : 'stoppedUnexplained';
}
