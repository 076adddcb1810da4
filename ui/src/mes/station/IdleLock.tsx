import { Modal, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { StationLoginForm } from '../../platform/StationLogin';
import { useSession } from '../../shared/shell/session';
import { useReachable } from '../../shared/shell/useReachable';
import { useText } from '../../shared/texts/useText';

/** Minutes without a touch after which somebody else may be standing at the terminal. */
const idleMinutes = 10;

/**
 * Covers a terminal that nobody touches and asks who is there; the page beneath stays as it is. While the server is away
 * nobody could sign in, so the terminal stays open then.
 */
export function IdleLock({ minutes = idleMinutes }: { minutes?: number }) {
  const { t } = useText();
  const { me } = useSession();
  const reachable = useReachable();
  const [locked, setLocked] = useState(false);

  const active = Boolean(me?.station && me.person) && reachable;
  useEffect(() => {
    if (!active) return undefined;
    let timer = setTimeout(() => setLocked(true), minutes * 60_000);
    const touched = () => {
      clearTimeout(timer);
      timer = setTimeout(() => setLocked(true), minutes * 60_000);
    };
    for (const event of ['pointerdown', 'keydown'] as const) globalThis.addEventListener(event, touched);
    return () => {
      clearTimeout(timer);
      for (const event of ['pointerdown', 'keydown'] as const) globalThis.removeEventListener(event, touched);
    };
  }, [active, minutes]);

  return (
    <Modal
      opened={locked} onClose={() => undefined} withCloseButton={false} closeOnEscape={false} closeOnClickOutside={false} centered size="xl"
      title={<Text fw={700} fz={20}>{t('mes:station.locked')}</Text>} overlayProps={{ blur: 12, backgroundOpacity: 0.7 }} zIndex={500}
    >
      <Stack gap="sm" data-density="station">
        <Text>{t('mes:station.lockedHelp', { person: me?.person?.name ?? '' })}</Text>
        <StationLoginForm onSignedIn={() => setLocked(false)} />
      </Stack>
    </Modal>
  );
}
