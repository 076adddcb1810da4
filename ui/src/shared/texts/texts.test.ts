import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { areas, languages, refusalText, texts } from './useText';

const source = join(process.cwd(), 'src');

type Tree = { [key: string]: string | Tree };

function leaves(tree: Tree, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const path = prefix ? `${prefix}.${key}` : key;
    if (typeof value === 'string') found.set(path, value);
    else for (const [inner, text] of leaves(value, path)) found.set(inner, text);
  }
  return found;
}

const read = (language: string, area: string) =>
  leaves(JSON.parse(readFileSync(join(source, 'texts', language, `${area}.json`), 'utf8')) as Tree);

const plural = /_(zero|one|two|few|many|other)$/;
const base = (keys: Iterable<string>) => new Set([...keys].map((key) => key.replace(plural, '')));
const values = (text: string) => new Set([...text.matchAll(/\{\{(\w+)/g)].map((found) => found[1]));

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(join(folder, entry.name)) : /(?<!\.test)\.tsx?$/.test(entry.name) ? [join(folder, entry.name)] : []);
}

describe('texts', () => {
  it('has one file per area and language', () => {
    for (const language of languages)
      expect(readdirSync(join(source, 'texts', language)).sort()).toEqual(areas.map((area) => `${area}.json`).sort());
  });

  for (const area of areas) {
    it(`has every key of ${area} in both languages, with the same values in it`, () => {
      const en = read('en', area);
      const ko = read('ko', area);
      // Refusals are sentences of the server in English; only other languages need a text for them.
      const own = (keys: Iterable<string>) => [...base(keys)].filter((key) => !key.startsWith('refusals.')).sort();
      expect(own(ko.keys())).toEqual(own(en.keys()));
      const inKorean = (key: string) => ko.get(key) ?? ko.get(key.replace(plural, '_other')) ?? '';
      const named = (text: string) => [...values(text)].sort().join(' ');
      for (const [key, text] of en) expect(`${key}: ${named(inKorean(key))}`).toBe(`${key}: ${named(text)}`);
    });

    it(`has no empty text in ${area}`, () => {
      for (const language of languages)
        for (const [key, text] of read(language, area)) expect(text.trim(), `${language} ${area}:${key}`).not.toBe('');
    });
  }

  it('has a text for every key that the code uses', () => {
    const known = new Set(areas.flatMap((area) => [...base(read('en', area).keys())].map((key) => `${area}:${key}`)));
    const used = new RegExp(`['"\`]((?:${areas.join('|')}):[a-zA-Z][\\w.-]*)(\\$\\{)?`, 'g');
    const missing: string[] = [];
    let count = 0;
    for (const file of files(source))
      for (const [, key, computed] of readFileSync(file, 'utf8').matchAll(used)) {
        count++;
        const there = computed ? [...known].some((one) => one.startsWith(key!)) : known.has(key!);
        if (!there) missing.push(`${file}: ${key}`);
      }
    expect(count).toBeGreaterThan(50);
    expect(missing).toEqual([]);
  });

  it('speaks Korean with Korean counting', async () => {
    await texts.changeLanguage('ko');
    expect(texts.t('shell:queue.waiting', { count: 1 })).toBe('전송 대기 1건');
    await texts.changeLanguage('en');
    expect(texts.t('shell:queue.needsReview', { count: 1 })).toBe('1 needs a decision');
  });

  it('uses the text of a refusal only when it knows every value', () => {
    texts.addResource('ko', 'mes', 'refusals.scrap-exceeds-wip', '작업 {{job}}의 재공은 {{inProcess}}뿐입니다.');
    expect(refusalText('scrap-exceeds-wip', { job: 'J-1', inProcess: 4 }, 'ko')).toBe('작업 J-1의 재공은 4뿐입니다.');
    expect(refusalText('scrap-exceeds-wip', { job: 'J-1' }, 'ko')).toBeUndefined();
    expect(refusalText('scrap-exceeds-wip', { job: 'J-1', inProcess: 4 }, 'en')).toBeUndefined();
    expect(refusalText('unheard-of', {}, 'ko')).toBeUndefined();
  });
});
