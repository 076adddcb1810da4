import { QueryClient } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answer, serve, type Heard } from '../../tests/server';
import { safeReturn } from '../platform/Login';
import { CommandQueue } from '../shared/offline/commandQueue';
import { CommandStore } from '../shared/offline/commandStore';
import { send } from '../shared/http/send';
import type { Page } from '../shared/shell/pages';
import { Ground } from './App';
import { routes } from './routes';

const realFetch = globalThis.fetch;
const RealRequest = globalThis.Request;

const me = {
  person: { id: 'p-1', number: '1001', name: 'Kim Minji', login: 'kim' }, permissions: ['dispatch.read'], station: null, csrfToken: 'c',
  plant: { name: 'Pump works', timeZone: 'Asia/Seoul', language: 'en' }, kind: 'person',
};

const page = (path: string, right: string, load: Page['load']): Page => ({ path, title: 'shell:home.nothing', group: 'production', right, load });

const testPages: Page[] = [
  page('/dispatch', 'dispatch.read', async () => ({ default: () => <input aria-label="note" /> })),
  page('/people', 'people.read', async () => ({ default: () => <p>people</p> })),
  page('/broken', 'dispatch.read', async () => ({ default: () => { throw new Error('figures missing'); } })),
];

let queues = 0;

/** The whole application on a server that knows one person. */
async function open(path: string, change: { signedIn?: boolean; setup?: boolean; handle?: (heard: Heard) => [number, unknown] | undefined } = {}) {
  const state = { signedIn: change.signedIn ?? true };
  const { address, heard } = await serve((one, response) => {
    const own = change.handle?.(one);
    if (own) return answer(response, ...own);
    if (one.url === '/api/platform/me') return state.signedIn ? answer(response, 200, me) : answer(response, 401, { code: 'not-signed-in', title: 'Sign in.' });
    if (one.url === '/api/platform/setup') return answer(response, 200, { needsAdministrator: change.setup ?? false });
    if (one.url === '/api/platform/sessions') {
      if ((one.body as { password: string }).password !== 'right') return answer(response, 401, { code: 'sign-in-refused', detail: 'Login or password is wrong.' });
      state.signedIn = true;
      return answer(response, 204);
    }
    if (one.method === 'DELETE') {
      state.signedIn = false;
      return answer(response, 204);
    }
    return answer(response, 404, { code: 'unknown', title: one.url });
  });
  vi.stubGlobal('Request', class extends RealRequest {
    constructor(input: RequestInfo | URL, init?: RequestInit) {
      // Node's fetch does not take jsdom's abort signals.
      const { signal: _, ...rest } = init ?? {};
      super(typeof input === 'object' && 'url' in input ? input : String(input).replace(location.origin, address), rest);
    }
  });
  vi.stubGlobal('fetch', (request: Request) => realFetch(request));
  vi.stubGlobal('EventSource', class {
    readyState = 0;
    addEventListener() {}
    close() {}
  });
  const queue = new CommandQueue({ store: new CommandStore(`shell-${++queues}`), send: (to, body, options) => send('POST', to, body, options) });
  const router = createMemoryRouter(routes(testPages), { initialEntries: [path] });
  render(
    <Ground queries={new QueryClient({ defaultOptions: { queries: { retry: false } } })} queue={queue}>
      <RouterProvider router={router} />
    </Ground>,
  );
  return { router, heard, state };
}

beforeEach(() => () => vi.unstubAllGlobals());

describe('the shell', () => {
  it('sends a stranger to the sign-in and back to where they wanted to go', async () => {
    const { router } = await open('/dispatch?line=2', { signedIn: false });
    await userEvent.type(await screen.findByLabelText(/Login/), 'kim');
    expect(router.state.location.pathname).toBe('/login');
    await userEvent.type(screen.getByLabelText(/^Password/), 'wrong');
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByText('Login or password is wrong.')).toBeVisible();
    expect(screen.getByLabelText(/Login/)).toHaveValue('kim');
    await userEvent.clear(screen.getByLabelText(/^Password/));
    await userEvent.type(screen.getByLabelText(/^Password/), 'right');
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByLabelText('note')).toBeVisible();
    expect(router.state.location.pathname + router.state.location.search).toBe('/dispatch?line=2');
  });

  it('leads to the first administrator when there is nobody', async () => {
    const { router } = await open('/', { signedIn: false, setup: true });
    expect(await screen.findByLabelText(/One-time token/)).toBeVisible();
    expect(router.state.location.pathname).toBe('/first-administrator');
  });

  it('shows plant, person and zone, and only the pages one may open', async () => {
    await open('/');
    expect(await screen.findByText('Pump works')).toBeVisible();
    expect(screen.getByText('All times in Asia/Seoul')).toBeInTheDocument();
    const links = screen.getAllByRole('link').map((link) => link.getAttribute('href'));
    expect(links).toContain('/dispatch');
    expect(links).not.toContain('/people');
  });

  it('names the right that is missing', async () => {
    await open('/people');
    expect(await screen.findByText(/people\.read/)).toBeVisible();
  });

  it('knows that a page does not exist', async () => {
    await open('/nowhere');
    expect(await screen.findByText(/Nothing is found at \/nowhere/)).toBeVisible();
  });

  it('survives a page that breaks', async () => {
    const report = vi.fn<(error: unknown) => void>();
    vi.stubGlobal('reportError', report);
    await open('/broken');
    expect(await screen.findByText('This page failed')).toBeVisible();
    expect(screen.getByText('Pump works')).toBeVisible();
    expect(report).toHaveBeenCalled();
  });

  it('asks to sign in again over the page and keeps what was typed in it', async () => {
    const { state, router } = await open('/dispatch');
    await userEvent.type(await screen.findByLabelText('note'), 'half written');
    state.signedIn = false;
    await send('GET', '/api/platform/me').catch(() => undefined);
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('What you typed is still there');
    await userEvent.type(screen.getByLabelText(/Login/), 'kim');
    await userEvent.type(screen.getByLabelText(/^Password/), 'right');
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByLabelText('note')).toHaveValue('half written');
    expect(router.state.location.pathname).toBe('/dispatch');
  });

  it('signs out', async () => {
    const { heard, router } = await open('/dispatch');
    await userEvent.click(await screen.findByRole('button', { name: /Signed in as Kim Minji/ }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Sign out' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/login'));
    expect(heard.some((one) => one.method === 'DELETE' && one.url === '/api/platform/sessions/current')).toBe(true);
  });
});

describe('the way back after signing in', () => {
  it('never leaves this application', () => {
    expect(safeReturn('/mes/dispatch?line=2')).toBe('/mes/dispatch?line=2');
    for (const outside of ['https://elsewhere', '//elsewhere', '/\\elsewhere', 'javascript:alert(1)', '', null]) expect(safeReturn(outside)).toBe('/');
  });
});
