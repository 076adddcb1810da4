import type { Translate } from '../shared/texts/useText';
import type { Notice } from './taskShapes';

const known = {
  'escalation.step': 'coordination:notices.step', 'escalation.cameOnDuty': 'coordination:notices.cameOnDuty', 'escalation.acknowledgementExpired': 'coordination:notices.expired',
  'escalation.acknowledgerLeft': 'coordination:notices.left', 'escalation.reassigned': 'coordination:notices.reassigned', 'escalation.lastResort': 'coordination:notices.lastResort',
  escalationFault: 'coordination:notices.fault', 'task.withdrawn': 'coordination:notices.withdrawn', 'task.missed': 'coordination:notices.missed', 'task.refused': 'coordination:notices.refused',
  'task.assigned': 'coordination:notices.assigned', 'exception.assigned': 'coordination:notices.exceptionAssigned',
} as const;

/** What somebody is told, in their language; a text that this page does not know shows its subject all the same. */
export function noticeText(notice: Notice, t: Translate): string {
  const key = (known as Readonly<Record<string, (typeof known)[keyof typeof known]>>)[notice.text];
  const subject = notice.words.text ? `${notice.words.subject ?? ''} (${notice.words.text})` : notice.words.subject ?? '';
  return key ? t(key, { subject, why: notice.words.why ?? '', who: notice.words.who ?? '' }) : subject;
}
