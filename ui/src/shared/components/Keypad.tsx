import { Button } from '@mantine/core';
import { Delete } from 'lucide-react';
import { useText } from '../texts/useText';

interface KeypadProps {
  /** Called with the new text after a key. */
  onChange: (text: string) => void;
  value: string;
  /** Most digits after the decimal sign; 0 leaves the sign out. */
  decimals?: number;
  maxLength?: number;
  label: string;
}

/** Applies one key to what stands there; keys that make no sense change nothing. */
export function pressKey(value: string, key: string, decimals: number, maxLength: number): string {
  if (key === 'delete') return value.slice(0, -1);
  if (key === 'clear') return '';
  if (key === '.') return decimals === 0 || value.includes('.') ? value : `${value === '' ? '0' : value}.`;
  const [, fraction] = value.split('.');
  if (fraction !== undefined && fraction.length >= decimals) return value;
  if (value.length >= maxLength) return value;
  return value === '0' ? key : value + key;
}

/** Large number keys for gloves, beside the keyboard, never instead of it. */
export function Keypad({ value, onChange, decimals = 0, maxLength = 12, label }: KeypadProps) {
  const { t } = useText();
  const press = (key: string) => onChange(pressKey(value, key, decimals, maxLength));
  return (
    <div role="group" aria-label={label} className="touch-grid" style={{ gridTemplateColumns: 'repeat(3, minmax(72px, 1fr))' }}>
      {['7', '8', '9', '4', '5', '6', '1', '2', '3'].map((digit) => (
        <Button key={digit} variant="default" h={72} fz={26} onClick={() => press(digit)}>{digit}</Button>
      ))}
      {decimals > 0
        ? <Button variant="default" h={72} fz={26} aria-label={t('shell:keypad.decimal')} onClick={() => press('.')}>.</Button>
        : <Button variant="default" h={72} onClick={() => press('clear')}>{t('shell:keypad.clear')}</Button>}
      <Button variant="default" h={72} fz={26} onClick={() => press('0')}>0</Button>
      <Button variant="default" h={72} aria-label={t('shell:keypad.delete')} onClick={() => press('delete')}><Delete size={26} aria-hidden /></Button>
    </div>
  );
}
