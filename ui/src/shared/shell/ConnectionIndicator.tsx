import { Button, Group, Text } from '@mantine/core';
import { CloudOff, RefreshCw, TriangleAlert, Wifi } from 'lucide-react';
import { useState } from 'react';
import { useLiveStatus } from '../live/useLive';
import { ReviewPanel } from '../offline/ReviewPanel';
import { useQueueView } from '../offline/useQueue';
import { useText } from '../texts/useText';
import { useReachable } from './useReachable';

/** Online, reconnecting or offline, with what waits to be sent; opens the queue when there is something in it. */
export function ConnectionIndicator() {
  const { t } = useText();
  const live = useLiveStatus();
  const reachable = useReachable();
  const { waiting, review } = useQueueView();
  const [open, setOpen] = useState(false);
  const offline = !reachable;
  const [Icon, text] = offline
    ? ([CloudOff, t('shell:connection.offline')] as const)
    : live === 'reconnecting'
      ? ([RefreshCw, t('shell:connection.reconnecting')] as const)
      : ([Wifi, t('shell:connection.online')] as const);
  const queued = waiting.length + review.length;
  return (
    <Group gap={8} wrap="nowrap">
      {/* Announced when it changes, so that somebody who can't see the icon learns it too. */}
      <Group gap={6} wrap="nowrap" role="status" data-connection={offline ? 'offline' : live}>
        <Icon size={18} aria-hidden />
        <Text component="span" size="sm" fw={offline ? 700 : 400} style={{ whiteSpace: 'nowrap' }} {...(offline ? {} : { visibleFrom: 'md' })}>{text}</Text>
        {!offline && <span className="visually-hidden">{text}</span>}
      </Group>
      {queued > 0 && (
        <Button
          variant="default" size="xs" onClick={() => setOpen(true)}
          leftSection={review.length > 0 ? <TriangleAlert size={16} aria-hidden /> : undefined}
        >
          {review.length > 0
            ? t('shell:queue.needsReview', { count: review.length })
            : t('shell:queue.waiting', { count: waiting.length })}
        </Button>
      )}
      <ReviewPanel opened={open} onClose={() => setOpen(false)} />
    </Group>
  );
}
