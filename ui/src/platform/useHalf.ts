import { useCallback } from 'react';
import { useText, type TextKey } from '../shared/texts/useText';

const known: Readonly<Record<string, TextKey>> = { erp: 'platform:halves.erp', mes: 'platform:halves.mes', platform: 'platform:halves.platform', coordination: 'platform:halves.coordination' };

/** What people call a half; one that a connector brought has only its own name. */
export function useHalf(): (half: string) => string {
  const { t } = useText();
  return useCallback((half) => {
    const text = known[half];
    return text ? t(text) : half;
  }, [t]);
}
