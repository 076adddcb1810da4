import { Autocomplete, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo } from 'react';
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
  label: string;
  value: string;
  onChange: (text: string) => void;
  error?: string | undefined;
  description?: string | undefined;
  required?: boolean;
  autoFocus?: boolean;
  /** Looks among these only, for example `itemNo:eq:A-1`. */
  filter?: readonly string[];
  onEnter?: () => void;
}

/** A number that is typed, scanned or chosen from what the server finds for it. Anything may be typed: the server is the judge. */
export function Lookup({ of, label, value, onChange, filter, onEnter, ...rest }: LookupProps) {
  const { path, no, name } = sources[of];
  const [search] = useDebouncedValue(value.trim(), 250);
  const { items } = useList<Record<string, unknown>>(path, { query: { search, limit: 20, ...(filter ? { filter } : {}) } });
  const names = useMemo(() => new Map(items.map((row) => [String(row[no]), String(row[name] ?? '')])), [items, no, name]);
  return (
    <Autocomplete
      {...rest}
      label={label}
      value={value}
      onChange={onChange}
      data={[...names.keys()]}
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
