import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { show } from '../../../tests/render';
import { Refusal } from '../http/refusal';
import { DataTable, type DataColumn, type DataTableProps } from './DataTable';
import { toCsv, toXlsx } from './export';

interface Order {
  no: string;
  item: string;
  quantity: number;
}

const orders: Order[] = [
  { no: 'WO-2', item: 'Housing', quantity: 9 },
  { no: 'WO-10', item: 'Pump', quantity: 100 },
  { no: 'WO-1', item: 'Seal', quantity: 25 },
];

const columns: DataColumn<Order>[] = [
  { id: 'no', heading: 'Order', value: (order) => order.no },
  { id: 'item', heading: 'Item', value: (order) => order.item, filter: true },
  { id: 'quantity', heading: 'Quantity', value: (order) => order.quantity, numeric: true },
];

const list = (more: Partial<DataTableProps<Order>['list']> = {}) => ({
  items: orders, hasMore: false, loadMore: () => undefined, isLoading: false, isLoadingMore: false, refusal: null, refetch: () => undefined, ...more,
});

function showTable(more: Partial<DataTableProps<Order>> = {}) {
  return show(<DataTable name="orders" label="Orders" columns={columns} list={list()} rowKey={(order) => order.no} empty="Make the first order." {...more} />);
}

const shown = () => [...document.querySelectorAll('tr[data-row]')].map((row) => row.firstElementChild?.textContent);

describe('a list', () => {
  it('sorts numbers as numbers and order numbers as people count', async () => {
    showTable();
    await userEvent.click(screen.getByRole('button', { name: 'Order' }));
    expect(shown()).toEqual(['WO-1', 'WO-2', 'WO-10']);
    expect(screen.getByRole('columnheader', { name: /Order/ })).toHaveAttribute('aria-sort', 'ascending');
    await userEvent.click(screen.getByRole('button', { name: 'Quantity' }));
    const once = shown();
    await userEvent.click(screen.getByRole('button', { name: 'Quantity' }));
    expect([once, shown()]).toEqual([['WO-10', 'WO-1', 'WO-2'], ['WO-2', 'WO-1', 'WO-10']]);
  });

  it('searches and filters, and offers the way back when nothing matches', async () => {
    showTable();
    await userEvent.type(screen.getByLabelText('Search in this list'), 'pump');
    expect(shown()).toEqual(['WO-10']);
    await userEvent.type(screen.getByLabelText('Filter Item'), 'seal');
    expect(shown()).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Clear search and filters' }));
    expect(shown()).toHaveLength(3);
  });

  it('hides columns and keeps the view for the next visit', async () => {
    const first = showTable();
    await userEvent.click(screen.getByRole('button', { name: 'Columns' }));
    await userEvent.click(await screen.findByLabelText('Quantity'));
    expect(screen.queryByRole('columnheader', { name: /Quantity/ })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Views' }));
    await userEvent.type(await screen.findByLabelText('Name of the view'), 'Short{Enter}');
    first.unmount();

    showTable();
    expect(screen.getByRole('columnheader', { name: /Quantity/ })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Views' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Short' }));
    expect(screen.queryByRole('columnheader', { name: /Quantity/ })).toBeNull();
  });

  it('is walked and opened by keyboard', async () => {
    const opened: string[] = [];
    showTable({ onOpen: (order) => void opened.push(order.no) });
    document.querySelector<HTMLElement>('tr[data-row]')!.focus();
    await userEvent.keyboard('{ArrowDown}{Enter}{End}{Enter}{ArrowDown}{Home}{Enter}');
    expect(opened).toEqual(['WO-10', 'WO-1', 'WO-2']);
  });

  it('says what to do when it is empty', () => {
    showTable({ list: list({ items: [] }) });
    expect(screen.getByText('Make the first order.')).toBeVisible();
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('shows that it is loading', () => {
    showTable({ list: list({ items: [], isLoading: true }) });
    expect(screen.getByRole('table')).toHaveAttribute('aria-busy', 'true');
    expect(screen.queryByText('Make the first order.')).toBeNull();
  });

  it('shows a refusal with a way to try again', async () => {
    let again = 0;
    showTable({ list: list({ items: [], refusal: new Refusal('starting', 'The server is starting.', 503), refetch: () => void again++ }) });
    await userEvent.click(within(screen.getByRole('alert')).getByRole('button', { name: 'Try again' }));
    expect(again).toBe(1);
  });

  it('loads more when there is more', async () => {
    let more = 0;
    showTable({ list: list({ hasMore: true, loadMore: () => void more++ }) });
    expect(screen.getByText(/3 rows loaded, there are more/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Load more' }));
    expect(more).toBe(1);
  });
});

describe('an export', () => {
  const fields = [{ heading: 'A, b', value: (row: { a: string | number }) => row.a }];

  it('quotes what needs it and runs no formula', () => {
    expect(toCsv([{ a: 'say "hi"' }, { a: '=1+1' }, { a: -5 }, { a: '한글' }], fields))
      .toBe('\uFEFF"A, b"\r\n"say ""hi"""\r\n\'=1+1\r\n-5\r\n한글\r\n');
  });

  it('writes a spreadsheet file', async () => {
    const file = await toXlsx([{ a: 1 }, { a: '한글' }], fields, 'orders/2026');
    const bytes = await new Promise<Uint8Array>((done) => {
      const reader = new FileReader();
      reader.addEventListener('load', () => done(new Uint8Array(reader.result as ArrayBuffer)));
      reader.readAsArrayBuffer(file);
    });
    // XLSX is a ZIP container.
    expect([...bytes.slice(0, 4)]).toEqual([0x50, 0x4b, 0x03, 0x04]);
  });
});
