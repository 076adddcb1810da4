import { useEffect, useState } from 'react';
import { useTimeZone } from '../shell/session';
import { useText, type Language } from '../texts/useText';
import { formatMoney } from './units';

const locales: Record<Language, string> = { en: 'en-GB', ko: 'ko-KR' };

export type TimeDetail = 'date' | 'minute' | 'second' | 'time';

/** A moment in the plant's zone. Day first and 24 hours in English, year first in Korean. */
export function formatTime(value: string | Date, zone: string, language: Language, detail: TimeDetail = 'minute'): string {
  const moment = typeof value === 'string' ? new Date(value) : value;
  if (Number.isNaN(moment.getTime())) return '';
  const date: Intl.DateTimeFormatOptions = detail === 'time' ? {} : { year: 'numeric', month: '2-digit', day: '2-digit' };
  const time: Intl.DateTimeFormatOptions = detail === 'date' ? {} : {
    hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...(detail === 'second' ? { second: '2-digit' } : {}),
  };
  return new Intl.DateTimeFormat(locales[language], { timeZone: zone, ...date, ...time }).format(moment);
}

interface DateTimeProps {
  value: string | null | undefined;
  detail?: TimeDetail;
}

/** A moment in plant time; the zone is named once in the top bar, the exact UTC moment is in the element. */
export function DateTime({ value, detail = 'minute' }: DateTimeProps) {
  const zone = useTimeZone();
  const { t, language } = useText();
  if (!value) return <span aria-label={t('shell:time.none')}>–</span>;
  return <time dateTime={value} title={value} className="tabular">{formatTime(value, zone, language, detail)}</time>;
}

/** A day of the calendar (`2027-07-19`): the same everywhere, whatever the zone. */
export function Day({ value }: { value: string }) {
  const { language } = useText();
  return <time dateTime={value} className="tabular">{formatTime(`${value}T12:00:00Z`, 'UTC', language, 'date')}</time>;
}

/** Hours, minutes and seconds as far as they matter: `2 h 05 min`, `4 min 10 s`, `12 s`. */
export function formatDuration(seconds: number, language: Language): string {
  const [h, min, s] = language === 'ko' ? ['시간', '분', '초'] : [' h', ' min', ' s'];
  const sign = seconds < 0 ? '−' : '';
  const whole = Math.round(Math.abs(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = whole % 60;
  if (hours > 0) return `${sign}${hours}${h} ${String(minutes).padStart(2, '0')}${min}`;
  if (minutes > 0) return rest > 0 ? `${sign}${minutes}${min} ${String(rest).padStart(2, '0')}${s}` : `${sign}${minutes}${min}`;
  return `${sign}${rest}${s}`;
}

/** A span of time in seconds. */
export function Duration({ seconds }: { seconds: number | null | undefined }) {
  const { t, language } = useText();
  if (seconds === null || seconds === undefined) return <span aria-label={t('shell:time.none')}>–</span>;
  return <span className="tabular">{formatDuration(seconds, language)}</span>;
}

/** Time gone by since a moment; counts on while it is on the screen. */
export function Since({ value }: { value: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  // Clocks of terminals differ by seconds; "minus two seconds ago" helps nobody.
  return <Duration seconds={Math.max(0, (now - new Date(value).getTime()) / 1_000)} />;
}

export function Money({ amount, currency }: { amount: string; currency: string }) {
  const { language } = useText();
  return <span className="tabular">{formatMoney(amount, currency, language)}</span>;
}

/** How old the figures are when the terminal shows what it kept; nothing while they are fresh. */
export function Age({ asOfUtc, freshSeconds = 20 }: { asOfUtc: Date | undefined; freshSeconds?: number }) {
  const { t, language } = useText();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 5_000);
    return () => clearInterval(timer);
  }, []);
  if (!asOfUtc) return null;
  const seconds = (now - asOfUtc.getTime()) / 1_000;
  if (seconds <= freshSeconds) return null;
  return <span role="status">{t('shell:time.age', { duration: formatDuration(seconds, language) })}</span>;
}
