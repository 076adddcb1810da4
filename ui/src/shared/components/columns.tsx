import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Language } from '../texts/useText';
import type { DataColumn } from './DataTable';
import { DateTime, Day } from './Times';
import { formatQuantity, type Quantity } from './units';

type More<Row> = Partial<Pick<DataColumn<Row>, 'filter' | 'hidden' | 'width' | 'cell'>>;

/** A link inside the application. */
export function Go({ to, children }: { to: string; children: ReactNode }) {
  return <Anchor component={Link} to={to} size="sm">{children}</Anchor>;
}

export function textColumn<Row>(id: string, heading: string, value: (row: Row) => string | null | undefined, more: More<Row> = {}): DataColumn<Row> {
  return { id, heading, value, ...more };
}

/** A number that opens what it stands for; nothing when the row has none. */
export function linkColumn<Row>(
  id: string, heading: string, value: (row: Row) => string | null | undefined, to: (no: string, row: Row) => string, more: More<Row> = {},
): DataColumn<Row> {
  return {
    id, heading, value, filter: true, ...more,
    cell: (row) => {
      const no = value(row);
      return no ? <Go to={to(no, row)}>{no}</Go> : '–';
    },
  };
}

/** Sorted and exported as a number, shown with its unit. */
export function quantityColumn<Row>(
  id: string, heading: string, value: (row: Row) => Quantity | null | undefined, language: Language, more: More<Row> = {},
): DataColumn<Row> {
  return {
    id, heading, numeric: true, value: (row) => value(row)?.value,
    cell: (row) => {
      const quantity = value(row);
      return quantity ? formatQuantity(quantity, language) : '–';
    },
    ...more,
  };
}

export function numberColumn<Row>(id: string, heading: string, value: (row: Row) => number | null | undefined, more: More<Row> = {}): DataColumn<Row> {
  return { id, heading, numeric: true, value, ...more };
}

export function timeColumn<Row>(id: string, heading: string, value: (row: Row) => string | null | undefined, more: More<Row> = {}): DataColumn<Row> {
  return {
    id, heading, value, ...more,
    cell: (row) => {
      const time = value(row);
      return time ? <DateTime value={time} /> : '–';
    },
  };
}

/** A day of the calendar without a time, such as an expiry. */
export function dayColumn<Row>(id: string, heading: string, value: (row: Row) => string | null | undefined, more: More<Row> = {}): DataColumn<Row> {
  return {
    id, heading, value, ...more,
    cell: (row) => {
      const day = value(row);
      return day ? <Day value={day} /> : '–';
    },
  };
}
