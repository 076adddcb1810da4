import { Text, TextInput } from '@mantine/core';
import { Keypad } from './Keypad';
import { useText } from '../texts/useText';
import { parseDecimal, unitDecimals, unitSymbol, type Quantity } from './units';

interface QuantityInputProps {
  label: string;
  unit: string;
  /** What was typed, as typed: a half-written number must survive a refusal and a new render. */
  value: string;
  onChange: (text: string) => void;
  error?: string | undefined;
  description?: string;
  required?: boolean;
  autoFocus?: boolean;
  /** Shows large keys below, for touch. */
  keypad?: boolean;
  /** Called when the field is chosen, so that a form with two fields can move its one keypad. */
  onFocus?: () => void;
}

/** A quantity in one unit; the unit stands in the field, decimals are those of the unit. */
export function QuantityInput({ label, unit, value, onChange, keypad, ...rest }: QuantityInputProps) {
  const { t, language } = useText();
  const decimals = unitDecimals(unit);
  return (
    <div>
      <TextInput
        {...rest}
        label={label}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        inputMode={keypad ? 'none' : decimals === 0 ? 'numeric' : 'decimal'}
        autoComplete="off"
        rightSectionWidth={64}
        rightSection={<Text size="sm" c="dimmed" aria-hidden>{unitSymbol(unit, language)}</Text>}
        aria-label={t('shell:quantity.in', { label, unit: unitSymbol(unit, language) })}
        styles={{ input: { fontVariantNumeric: 'tabular-nums', textAlign: 'right' } }}
      />
      {keypad && (
        <div style={{ marginTop: 8 }}>
          <Keypad value={value} onChange={onChange} decimals={decimals} label={t('shell:keypad.label', { label })} />
        </div>
      )}
    </div>
  );
}

export type QuantityProblem = 'missing' | 'not-a-number' | 'negative' | 'too-many-decimals';

/** Reads what was typed, or says what is wrong with it. The server decides what is possible; this only saves a round trip. */
export function readQuantity(text: string, unit: string): { quantity: Quantity } | { problem: QuantityProblem } {
  if (text.trim() === '') return { problem: 'missing' };
  const value = parseDecimal(text);
  if (value === undefined) return { problem: 'not-a-number' };
  if (value < 0) return { problem: 'negative' };
  const fraction = text.trim().replace(',', '.').split('.')[1] ?? '';
  if (fraction.replace(/0+$/, '').length > unitDecimals(unit)) return { problem: 'too-many-decimals' };
  return { quantity: { value, unit } };
}
