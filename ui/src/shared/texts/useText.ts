import { createInstance } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type connect from '../../texts/en/connect.json';
import type coordination from '../../texts/en/coordination.json';
import type erp from '../../texts/en/erp.json';
import type mes from '../../texts/en/mes.json';
import type platform from '../../texts/en/platform.json';
import type shell from '../../texts/en/shell.json';

export const languages = ['en', 'ko'] as const;
export type Language = (typeof languages)[number];

export const areas = ['shell', 'platform', 'erp', 'mes', 'connect', 'coordination'] as const;
type Area = (typeof areas)[number];

// Plural forms are one key to the caller: `items_one` and `items_other` (and `items_zero`) are asked for as `items` with a count.
type Singular<K extends string> = K extends `${infer Base}_${'zero' | 'one' | 'other'}` ? Base : K;
type Leaves<T> = {
  [K in keyof T & string]: T[K] extends string ? Singular<K> : `${K}.${Leaves<T[K]>}`;
}[keyof T & string];

/** Every text there is, as `area:path.to.key`; a misspelled one does not compile. */
export type TextKey =
  | `shell:${Leaves<typeof shell>}`
  | `platform:${Leaves<typeof platform>}`
  | `erp:${Leaves<typeof erp>}`
  | `mes:${Leaves<typeof mes>}`
  | `connect:${Leaves<typeof connect>}`
  | `coordination:${Leaves<typeof coordination>}`;

export type TextValues = Record<string, string | number>;
export type Translate = (key: TextKey, values?: TextValues) => string;

const files = import.meta.glob<Record<string, unknown>>('../../texts/*/*.json', { eager: true, import: 'default' });

function resources() {
  const byLanguage: Record<Language, Record<string, Record<string, unknown>>> = { en: {}, ko: {} };
  for (const [path, texts] of Object.entries(files)) {
    const [, language, area] = /\/texts\/(\w+)\/(\w+)\.json$/.exec(path) ?? [];
    if (language === 'en' || language === 'ko') byLanguage[language][area as Area] = texts;
  }
  return byLanguage;
}

const remembered = 'tactus.language';

export function startLanguage(): Language {
  const kept = globalThis.localStorage?.getItem(remembered);
  if (kept === 'en' || kept === 'ko') return kept;
  return globalThis.navigator?.language?.toLowerCase().startsWith('ko') ? 'ko' : 'en';
}

export const texts = createInstance();

void texts.use(initReactI18next).init({
  resources: resources(),
  lng: startLanguage(),
  fallbackLng: 'en',
  ns: [...areas],
  defaultNS: 'shell',
  // React escapes what it renders.
  interpolation: { escapeValue: false },
  initAsync: false,
  returnNull: false,
});

/** Texts of the person's language. `t('shell:login.title')` always names its area. */
export function useText() {
  const { t, i18n } = useTranslation([...areas], { i18n: texts });
  return {
    t: t as unknown as Translate,
    language: (i18n.language === 'ko' ? 'ko' : 'en') as Language,
  };
}

export async function setLanguage(language: Language) {
  localStorage.setItem(remembered, language);
  await texts.changeLanguage(language);
  document.documentElement.lang = language;
}

/**
 * The sentence for a refusal in another language than the server's.
 * Any area may hold one under `refusals.<code>`; it is used only when every value it names is known.
 */
export function refusalText(code: string, values: TextValues | undefined, language: Language): string | undefined {
  // The server speaks English and knows the figures; its own sentence is the better one.
  if (language === 'en') return undefined;
  for (const area of areas) {
    const text: unknown = texts.getResource(language, area, `refusals.${code}`);
    if (typeof text !== 'string') continue;
    const named = [...text.matchAll(/\{\{(\w+)\}\}/g)].map((found) => found[1]!);
    if (named.some((name) => values?.[name] === undefined)) continue;
    return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values?.[name]));
  }
  return undefined;
}
