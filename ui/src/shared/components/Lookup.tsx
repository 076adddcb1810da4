import { Autocomplete, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { useList } from '../http/useRead';

/** Where a number is looked up, and what stands beside it. */
const sources = {
  item: { path: '/api/erp/items', no: 'no', name: 'description' },
  place: { path: '/api/erp/places', no: 'no', name: 'name' },
  customer: { path: '/api/erp/customers', no: 'no', name: 'name' },
  supplier: { path: '/api/erp/suppliers', no: 'no', name: 'name' },
  workCentre: { path: '/api/erp/work-centres', no: 'no', name: 'name' },
  workOrder: { path: '/api/erp/work-orders', no: 'no', name: 'itemNo' },
  stockLot: { path: '/api/erp/lots', no: 'no', name: 'itemNo' },
  plantLot: { path: '/api/mes/lots', no: 'lotNo', name: 'itemNo' },
} as const;

export type LookupSource = keyof typeof sources;

interface LookupProps {
  of: LookupSource;
  /** Above the field; a cell of a table has `ariaLabel` instead. */
  label?: string;
  ariaLabel?: string;
  value: string;
  onChange: (text: string) => void;
  error?: string | undefined;
  description?: string | undefined;
  required?: boolean;
  autoFocus?: boolean;
  /** Looks among these only, for example `itemNo:eq:A-1`. */
  filter?: readonly string[];
  onEnter?: () => void;
  onLeave?: () => void;
}

/** A number that is typed, scanned or chosen from what the server finds for it. Anything may be typed: the server is the judge. */
export function Lookup({ of, label, ariaLabel, value, onChange, filter, onEnter, onLeave, ...rest }: LookupProps) {
  const { path, no, name } = sources[of];
  const [search] = useDebouncedValue(value.trim(), 250);
  // Asked when somebody goes there: a bill has a hundred of these.
  const [entered, setEntered] = useState(false);
  const { items } = useList<Record<string, unknown>>(path, { query: { search, limit: 20, ...(filter ? { filter } : {}) }, enabled: entered });
  const names = useMemo(() => new Map(items.map((row) => [String(row[no]), String(row[name] ?? '')])), [items, no, name]);
  return (
    <Autocomplete
      {...rest}
      {...(label === undefined ? {} : { label })}
      {...(ariaLabel === undefined ? {} : { 'aria-label': ariaLabel })}
      value={value}
      onChange={onChange}
      onFocus={() => setEntered(true)}
      onBlur={onLeave}
      data={[...names.keys()]}
      // The list itself scrolls: a part around it would be one that the keyboard can't reach.
      withScrollArea={false}
      styles={{ options: { maxHeight: 220, overflowY: 'auto' } }}
      // The server has searched in all its words already.
      filter={({ options }) => options}
      renderOption={({ option }) => (
        <div>
          <Text size="sm">{option.value}</Text>
          <Text size="xs" c="dimmed">{names.get(option.value)}</Text>
        </div>
      )}
      onKeyDown={(event) => { if (event.key === 'Enter') onEnter?.(); }}
      autoComplete="off"
      limit={20}
      maxLength={80}
    />
  );
}
