import { stateTokens, type MachineState } from '../theme/states';
import { StateIcon, stateStyle, stateTexts } from '../theme/StateBadge';
import { useTimeZone } from '../shell/session';
import { useText } from '../texts/useText';
import { formatDuration, formatTime } from './Times';

export interface TimelinePart {
  id: string;
  state: MachineState;
  fromUtc: string;
  /** Missing while it lasts. */
  toUtc: string | null;
  /** Reason or job; otherwise the state's own word. */
  label?: string;
}

interface TimelineProps {
  label: string;
  fromUtc: string;
  toUtc: string;
  parts: readonly TimelinePart[];
  onOpen?: (part: TimelinePart) => void;
}

/** The states of one machine over a span of time, each a piece of the line and an entry of a list. */
export function Timeline({ label, fromUtc, toUtc, parts, onOpen }: TimelineProps) {
  const { t, language } = useText();
  const zone = useTimeZone();
  const start = Date.parse(fromUtc);
  const span = Math.max(1, Date.parse(toUtc) - start);
  const shown = parts.flatMap((part) => {
    const from = Math.max(start, Date.parse(part.fromUtc));
    const to = Math.min(start + span, part.toUtc ? Date.parse(part.toUtc) : start + span);
    return to > from ? [{ part, from, to, left: ((from - start) / span) * 100, width: ((to - from) / span) * 100 }] : [];
  });
  return (
    <ol className="timeline-track" aria-label={label} style={{ margin: 0, padding: 0, listStyle: 'none' }}>
      {shown.map(({ part, from, to, left, width }) => {
        const name = part.label ?? t(stateTexts[part.state]);
        const text = t('shell:timeline.part', {
          name,
          from: formatTime(new Date(from), zone, language, 'time'),
          to: formatTime(new Date(to), zone, language, 'time'),
          duration: formatDuration((to - from) / 1_000, language),
        });
        const content = (
          <>
            {width > 3 && <StateIcon state={part.state} size={14} />}
            {width > 10 && <span aria-hidden style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>{name}</span>}
            <span className="visually-hidden">{text}</span>
          </>
        );
        const drawn = {
          className: 'state timeline-part', title: text, 'data-state': part.state, 'data-pattern': stateTokens[part.state].pattern,
          style: { ...stateStyle(part.state), width: '100%', height: '100%' },
        };
        return (
          <li key={part.id} style={{ position: 'absolute', left: `${left}%`, width: `${width}%`, top: 0, bottom: 0 }}>
            {onOpen ? <button type="button" {...drawn} onClick={() => onOpen(part)}>{content}</button> : <span {...drawn}>{content}</span>}
          </li>
        );
      })}
    </ol>
  );
}
