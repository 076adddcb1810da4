import type { Language } from '../../shared/texts/useText';
import type { OeeFigures } from '../shapes';

/** A ratio as per cent with one decimal; a dash where the figure has no meaning. */
export function percent(ratio: number | null, language: Language): string {
  if (ratio === null) return '–';
  return new Intl.NumberFormat(language === 'ko' ? 'ko-KR' : 'en-GB', { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(ratio);
}

/** The range in which OEE lies because of time nobody knows about; undefined when all time is known. */
export function oeeRange({ oeeLow, oeeHigh, unknownShare }: OeeFigures, language: Language): string | undefined {
  if (unknownShare <= 0 || oeeLow === null || oeeHigh === null) return undefined;
  return `${percent(oeeLow, language)} – ${percent(oeeHigh, language)}`;
}
