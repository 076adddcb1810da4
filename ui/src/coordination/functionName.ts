import type { useText } from '../shared/texts/useText';
import { functionText } from './shapes';

/** A function's name; a plant's own function has only its own, and a system has none. */
export function functionName(t: ReturnType<typeof useText>['t'], role: string | null): string {
  if (role === null) return t('coordination:system');
  const key = functionText[role];
  return key ? t(key) : role;
}
