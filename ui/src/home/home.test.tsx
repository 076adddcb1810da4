import { screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { show } from '../../tests/render';
import type { Page } from '../shared/shell/pages';
import { SessionProvider } from '../shared/shell/session';
import Home from './Home';
import { sorted, type Waiting } from './waiting';

const asked: string[] = [];
let permissions: string[] = [];
let lists: Record<string, object[]> = {};

beforeEach(() => {
  asked.length = 0;
  lists = {};
  vi.stubGlobal('fetch', async (request: Request) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/api/platform/me')
      return Response.json({ person: { id: 'p', number: '7', name: 'Min' }, permissions, plant: { name: 'Plant', timeZone: 'UTC' }, kind: 'person' });
    asked.push(pathname);
    return Response.json({ items: lists[pathname] ?? [], next: null });
  });
});
afterEach(() => vi.unstubAllGlobals());

const pages: readonly Page[] = [{ path: '/stock', title: 'erp:stock.title', group: 'business', right: 'erp.read', load: async () => ({ default: () => null }) },
  { path: '/holds', title: 'mes:holds.title', group: 'quality', right: 'mes.read', load: async () => ({ default: () => null }) }];
const home = () => show(<SessionProvider><Home pages={pages} /></SessionProvider>);

describe('the home page', () => {
  it('reads nothing that the person may not see', async () => {
    permissions = ['mes.read'];
    home();
    expect(await screen.findByText('All is quiet.')).toBeVisible();
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((path) => !path.startsWith('/api/mes/'))).toEqual([]);
  });

  it('puts what the person can do something about first, and each row opens its thing', async () => {
    permissions = ['mes.read', 'erp.read', 'erp.work-orders'];
    lists['/api/erp/material-shortages'] = [{ workOrderNo: 'WO-000016', itemNo: 'PUMP', dueUtc: '2026-03-02T10:00:00Z', short: [{ itemNo: 'DSP', short: { value: 20, unit: 'C62' } }] }];
    lists['/api/mes/lot-holds'] = [{ holdId: 'h-1', lotNo: 'L-7', reasonCode: 'DIM', text: 'bore', atUtc: '2026-03-02T10:00:00Z' }];
    home();
    const mine = (await screen.findByRole('heading', { name: 'Waits for you' })).closest('section')!;
    expect(within(mine).getByRole('link', { name: 'WO-000016' })).toHaveAttribute('href', '/work-orders/WO-000016');
    expect(within(mine).getByText('DSP −20 pcs')).toBeVisible();
    expect(within(mine).queryByText('L-7')).toBeNull();
    const others = (await screen.findByRole('heading', { name: 'Also open' })).closest('section')!;
    expect(await within(others).findByRole('link', { name: 'L-7' })).toHaveAttribute('href', '/holds/h-1');
    expect(screen.queryByText('All is quiet.')).toBeNull();
  });

  it('says that a list did not answer instead of calling it quiet', () => {
    const waiting = (kind: Waiting['kind'], part: Partial<Waiting> = {}): Waiting => ({ kind, rows: [], more: false, all: '/', isLoading: false, refusal: null, refetch: () => undefined, ...part });
    const { mine, others, quiet } = sorted([
      waiting('held', { refusal: { code: 'no-answer' } as Waiting['refusal'] }), waiting('labour'), waiting('stuck'), waiting('stops', { isLoading: true }),
    ], (right) => right === 'mes.read' || right === 'mes.quality-hold');
    expect([mine, others].map((part) => part.map(({ kind }) => kind))).toEqual([['held'], []]);
    expect(quiet).toEqual(['labour']);
  });
});
