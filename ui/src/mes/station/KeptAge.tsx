import { Text } from '@mantine/core';
import { Age } from '../../shared/components/Times';
import { useLiveStatus } from '../../shared/live/useLive';
import { useReachable } from '../../shared/shell/useReachable';

/** How old the screen is. While the live stream stands, what is shown is current however long ago it was read. */
export function KeptAge({ asOfUtc }: { asOfUtc: Date | undefined }) {
  const reachable = useReachable();
  const live = useLiveStatus();
  if (reachable && live === 'online') return null;
  return <Text fz={16} fw={600}><Age asOfUtc={asOfUtc} /></Text>;
}
