import { Button, Text } from '@mantine/core';
import { Check } from 'lucide-react';
import { useId } from 'react';
import { useText } from '../texts/useText';
import { FieldRefusal } from './RefusalNotice';

export interface Reason {
  code: string;
  name: string;
  /** Further word under the name, for example the group. */
  note?: string;
}

interface ReasonTilesProps {
  label: string;
  reasons: readonly Reason[];
  value: string | null;
  onChange: (code: string) => void;
  error?: string | undefined;
}

/** Reasons as large tiles; one is chosen by one touch, or with the arrow keys. */
export function ReasonTiles({ label, reasons, value, onChange, error }: ReasonTilesProps) {
  const { t } = useText();
  const id = useId();
  const focusable = value ?? reasons[0]?.code;
  return (
    <div
      role="radiogroup" tabIndex={-1} aria-labelledby={`${id}-label`} aria-invalid={error ? true : undefined} aria-describedby={error ? `${id}-error` : undefined}
      onKeyDown={(event) => {
        const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        if (!step || reasons.length === 0) return;
        event.preventDefault();
        const tiles = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=radio]')];
        const at = tiles.indexOf(document.activeElement as HTMLElement);
        const next = (at + step + tiles.length) % tiles.length;
        tiles[next]?.focus();
        onChange(reasons[next]!.code);
      }}
    >
      <Text id={`${id}-label`} fw={600} mb={6}>{label}</Text>
      {reasons.length === 0 && <Text c="dimmed">{t('shell:reason.none')}</Text>}
      <div className="touch-grid" style={{ gridTemplateColumns: 'repeat(auto-fill, minmax(160px, 1fr))' }}>
        {reasons.map(({ code, name, note }) => {
          const chosen = code === value;
          return (
            <Button
              key={code} role="radio" aria-checked={chosen} tabIndex={code === focusable ? 0 : -1}
              variant={chosen ? 'filled' : 'default'} h="auto" mih={72} py={8} onClick={() => onChange(code)}
              data-primary style={{ position: 'relative' }} px="sm"
            >
              {chosen && <Check size={20} aria-hidden style={{ position: 'absolute', top: 6, right: 6 }} />}
              <span style={{ whiteSpace: 'normal', fontSize: 18 }}>
                {name}
                {note && <Text component="span" size="sm" display="block" fw={400} inherit={false}>{note}</Text>}
              </span>
            </Button>
          );
        })}
      </div>
      <FieldRefusal id={`${id}-error`}>{error}</FieldRefusal>
    </div>
  );
}
