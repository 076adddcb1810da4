import type { Language } from '../texts/useText';

/** A quantity as the interface carries it: UN/CEFACT unit code, C62 piece, KGM kilogram. */
export interface Quantity {
  value: number;
  unit: string;
}

/** Shop symbol and decimals of a unit code. The server is the judge of units; this is how they are written. */
const units: Record<string, { en: string; ko: string; decimals: number }> = {
  C62: { en: 'pcs', ko: '개', decimals: 0 },
  PR: { en: 'pair', ko: '쌍', decimals: 0 },
  DZN: { en: 'dz', ko: '다스', decimals: 0 },
  CEN: { en: '×100', ko: '백 개', decimals: 3 },
  MIL: { en: '×1000', ko: '천 개', decimals: 3 },
  KGM: { en: 'kg', ko: 'kg', decimals: 3 },
  GRM: { en: 'g', ko: 'g', decimals: 3 },
  MGM: { en: 'mg', ko: 'mg', decimals: 3 },
  TNE: { en: 't', ko: 't', decimals: 3 },
  LBR: { en: 'lb', ko: 'lb', decimals: 3 },
  LTR: { en: 'l', ko: 'l', decimals: 3 },
  MLT: { en: 'ml', ko: 'ml', decimals: 3 },
  MTR: { en: 'm', ko: 'm', decimals: 3 },
  CMT: { en: 'cm', ko: 'cm', decimals: 3 },
  MMT: { en: 'mm', ko: 'mm', decimals: 3 },
  MTK: { en: 'm²', ko: 'm²', decimals: 3 },
  MTQ: { en: 'm³', ko: 'm³', decimals: 3 },
  SEC: { en: 's', ko: '초', decimals: 3 },
  MIN: { en: 'min', ko: '분', decimals: 2 },
  HUR: { en: 'h', ko: '시간', decimals: 2 },
  KWH: { en: 'kWh', ko: 'kWh', decimals: 3 },
  SET: { en: 'set', ko: '세트', decimals: 0 },
  XBX: { en: 'box', ko: '박스', decimals: 0 },
  XCT: { en: 'carton', ko: '카톤', decimals: 0 },
  XPK: { en: 'pack', ko: '팩', decimals: 0 },
  XBG: { en: 'bag', ko: '포', decimals: 0 },
  XDR: { en: 'drum', ko: '드럼', decimals: 0 },
  XRO: { en: 'roll', ko: '롤', decimals: 0 },
  XPX: { en: 'pallet', ko: '팔레트', decimals: 0 },
  P1: { en: '%', ko: '%', decimals: 2 },
};

/** Units that things are counted in, for choosing; time and shares are none of them. */
export const countedIn = Object.keys(units).filter((code) => !['SEC', 'MIN', 'HUR', 'P1'].includes(code));

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
