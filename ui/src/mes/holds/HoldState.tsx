import { useText } from '../../shared/texts/useText';
import { StateBadge } from '../../shared/theme/StateBadge';

export type PlantHoldState = 'fenced' | 'confirmed' | 'releaseAsked' | 'releaseApproved' | 'ended' | 'scrapped';

/** The fence of the plant: as long as it is up, the lot is stopped for a known reason. */
export function HoldStateBadge({ state }: { state: PlantHoldState }) {
  const { t } = useText();
  return <StateBadge state={state === 'ended' ? 'idle' : 'stoppedExplained'}>{t(`mes:holds.state.${state}`)}</StateBadge>;
}
