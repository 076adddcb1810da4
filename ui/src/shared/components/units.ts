import type { Language } from '../texts/useText';

/** A quantity as the interface carries it: UN/CEFACT unit code, C62 piece, KGM kilogram. */
export interface Quantity {
  value: number;
  unit: string;
}

/** Shop symbol and decimals of a unit code. The server is the judge of units; this is how they are written. */
const units: Record<string, { en: string; ko: string; decimals: number }> = {
  C62: { en: 'pcs', ko: '개', decimals: 0 },
  KGM: { en: 'kg', ko: 'kg', decimals: 3 },
  GRM: { en: 'g', ko: 'g', decimals: 3 },
  TNE: { en: 't', ko: 't', decimals: 3 },
  LTR: { en: 'l', ko: 'l', decimals: 3 },
  MLT: { en: 'ml', ko: 'ml', decimals: 3 },
  MTR: { en: 'm', ko: 'm', decimals: 3 },
  MMT: { en: 'mm', ko: 'mm', decimals: 3 },
  MTK: { en: 'm²', ko: 'm²', decimals: 3 },
  MTQ: { en: 'm³', ko: 'm³', decimals: 3 },
  SEC: { en: 's', ko: '초', decimals: 3 },
  MIN: { en: 'min', ko: '분', decimals: 2 },
  HUR: { en: 'h', ko: '시간', decimals: 2 },
  P1: { en: '%', ko: '%', decimals: 2 },
};

export function unitSymbol(unit: string, language: Language): string {
  return units[unit]?.[language] ?? unit;
}

export function unitDecimals(unit: string): number {
  return units[unit]?.decimals ?? 3;
}

export function formatQuantity({ value, unit }: Quantity, language: Language): string {
  return `${formatNumber(value, language, unitDecimals(unit))} ${unitSymbol(unit, language)}`;
}

export function formatNumber(value: number, language: Language, maximumFractionDigits = 3): string {
  return new Intl.NumberFormat(language === 'ko' ? 'ko-KR' : 'en-GB', { maximumFractionDigits }).format(value);
}

/** Money amounts are decimal text on the wire; the text goes to the formatter untouched, so nothing is rounded on the way. */
export function formatMoney(amount: string, currency: string, language: Language): string {
  const format = new Intl.NumberFormat(language === 'ko' ? 'ko-KR' : 'en-GB', { style: 'currency', currency, currencyDisplay: 'code' });
  return format.format(amount as unknown as number);
}

/** `12,5`, ` 12.5` and `12.5` are the same; undefined when it is no number. */
export function parseDecimal(text: string): number | undefined {
  const clean = text.trim().replace(',', '.');
  return /^-?(\d+\.?\d*|\.\d+)$/.test(clean) ? Number(clean) : undefined;
}
