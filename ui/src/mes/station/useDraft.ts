import { useCallback, useState } from 'react';

/**
 * What somebody typed, kept in this tab over a reload, a lock of the screen and a change of the panel. The name holds the
 * person, so that nobody reports another person's figures.
 */
export function useDraft<T>(name: string, empty: T): [T, (change: Partial<T>) => void, () => void] {
  const key = `tactus.draft.${name}`;
  const [held, setHeld] = useState<{ key: string; value: T }>(() => ({ key, value: read(key, empty) }));
  // Another person or another job: what stood there for the last one stays in its own place.
  const value = held.key === key ? held.value : read(key, empty);
  const change = useCallback((part: Partial<T>) => {
    setHeld((now) => {
      const next = { ...(now.key === key ? now.value : read(key, empty)), ...part };
      sessionStorage.setItem(key, JSON.stringify(next));
      return { key, value: next };
    });
  }, [empty, key]);
  const clear = useCallback(() => {
    sessionStorage.removeItem(key);
    setHeld({ key, value: empty });
  }, [empty, key]);
  return [value, change, clear];
}

function read<T>(key: string, empty: T): T {
  try {
    const text = sessionStorage.getItem(key);
    return text ? { ...empty, ...(JSON.parse(text) as Partial<T>) } : empty;
  } catch {
    return empty;
  }
}
