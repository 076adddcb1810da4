import { Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { registerSW } from 'virtual:pwa-register';
import { useText } from '../shared/texts/useText';

/** Installs the service worker; a new version waits until it is wanted, never in the middle of a report. */
export function offerUpdates() {
  const update = registerSW({
    onNeedRefresh: () =>
      void notifications.show({ id: 'update', message: <Offer onAccept={() => void update(true)} />, autoClose: false }),
  });
}

function Offer({ onAccept }: { onAccept: () => void }) {
  const { t } = useText();
  return (
    <>
      <Text fw={650}>{t('shell:update.title')}</Text>
      <Text size="sm" mb={8}>{t('shell:update.help')}</Text>
      <Button variant="default" onClick={onAccept}>{t('shell:action.reload')}</Button>
    </>
  );
}
