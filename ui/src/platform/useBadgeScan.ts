import { useEffect, useRef } from 'react';

/** Scanners type faster than any hand: at most this many milliseconds between two characters. */
const scannerGapMs = 45;
const shortest = 4;

/**
 * Hears a badge or label scanner that types like a keyboard and ends with Enter, wherever the focus is.
 * Typing in a field of the page is left alone: a person is slower than the gap.
 */
export function useBadgeScan(onScan: (code: string) => void) {
  const latest = useRef(onScan);
  useEffect(() => {
    latest.current = onScan;
  });
  useEffect(() => {
    let heard = '';
    let lastMs = 0;
    const listen = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement | null;
      // A field that has the focus takes the scan itself and its form sends it.
      if (target && (target.tagName === 'INPUT' || target.tagName === 'TEXTAREA')) return;
      const fast = event.timeStamp - lastMs <= scannerGapMs;
      lastMs = event.timeStamp;
      if (event.key === 'Enter') {
        if (fast && heard.length >= shortest) {
          event.preventDefault();
          latest.current(heard);
        }
        heard = '';
      } else if (event.key.length === 1) heard = fast ? heard + event.key : event.key;
    };
    globalThis.addEventListener('keydown', listen);
    return () => globalThis.removeEventListener('keydown', listen);
  }, []);
}
