import { useCallback, useMemo } from 'react';
import type { Reason } from '../shared/components/ReasonTiles';
import { useList } from '../shared/http/useRead';
import { useText } from '../shared/texts/useText';
import type { ReasonKind, ReasonRow } from './shapes';

/** The plant's reasons in the person's language: tiles of one kind, and the word for any code. */
export function useReasons() {
  const { language } = useText();
  const { items, refusal } = useList<ReasonRow>('/api/mes/reason-codes', { query: { limit: 1000 }, keepForOffline: true });
  const word = useCallback(
    (row: ReasonRow) => (language === 'ko' ? row.textKo : row.textEn) || row.textEn || row.code, [language],
  );
  const tiles = useMemo(() => {
    const byKind = new Map<ReasonKind, Reason[]>();
    for (const row of [...items].sort((a, b) => a.place - b.place || a.code.localeCompare(b.code))) {
      if (!row.active) continue;
      byKind.set(row.kind, [...(byKind.get(row.kind) ?? []), { code: row.code, name: word(row) }]);
    }
    return (kind: ReasonKind): readonly Reason[] => byKind.get(kind) ?? [];
  }, [items, word]);
  const text = useCallback((code: string | null | undefined, kind?: ReasonKind) => {
    const row = items.find((each) => each.code === code && (kind === undefined || each.kind === kind));
    return row ? word(row) : code ?? '';
  }, [items, word]);
  return { tiles, text, refusal };
}
