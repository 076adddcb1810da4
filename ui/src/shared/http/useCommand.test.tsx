import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { show } from '../../../tests/render';
import { answer, serve, type Heard } from '../../../tests/server';
import { RefusalNotice } from '../components/RefusalNotice';
import { setLanguage } from '../texts/useText';
import { holdCsrfToken, onSignedOut } from './transport';
import { refusalOf } from './refusal';
import { useCommand } from './useCommand';
import { uuidv7 } from './uuid';

const realFetch = globalThis.fetch;
const RealRequest = globalThis.Request;

/** The page under test is at this address; jsdom can't be moved, so requests are. */
function pageAt(address: string) {
  vi.stubGlobal('Request', class extends RealRequest {
    constructor(input: RequestInfo | URL, init?: RequestInit) {
      // Node's fetch does not take jsdom's abort signals.
      const { signal: _, ...rest } = init ?? {};
      super(typeof input === 'object' && 'url' in input ? input : String(input).replace(location.origin, address), rest);
    }
  });
  vi.stubGlobal('fetch', (request: Request) => realFetch(request));
}

beforeEach(() => {
  vi.unstubAllGlobals();
  holdCsrfToken('csrf-1');
  return () => vi.unstubAllGlobals();
});

function ScrapForm() {
  const [pieces, setPieces] = useState('');
  const { send, retry, refusal, errorAt, pending } = useCommand<{ pieces: number }, { total: number }>('/api/mes/production-reports');
  const [done, setDone] = useState(0);
  return (
    <form onSubmit={(event) => {
      event.preventDefault();
      void send({ pieces: Number(pieces) }).then((got) => { if (got) setDone((now) => now + 1); });
    }}>
      <input aria-label="pieces" value={pieces} onChange={(event) => setPieces(event.currentTarget.value)} />
      <span>{errorAt('scrapped.value')}</span>
      <RefusalNotice refusal={refusal} fields={['scrapped.value']} onRetry={() => void retry()} />
      <button type="submit">send</button>
      <output>{pending ? 'pending' : `done ${done}`}</output>
    </form>
  );
}

const keys = (heard: Heard[]) => heard.map((one) => one.headers['idempotency-key']);

describe('a command', () => {
  it('is sent with key and CSRF token, and the next one with a new key', async () => {
    const { address, heard } = await serve((_, response) => answer(response, 200, { total: 3 }));
    pageAt(address);
    show(<ScrapForm />);
    await userEvent.type(screen.getByLabelText('pieces'), '3');
    await userEvent.click(screen.getByText('send'));
    await screen.findByText('done 1');
    await userEvent.click(screen.getByText('send'));
    await screen.findByText('done 2');
    expect(heard.map((one) => [one.method, one.url, one.body])).toEqual([
      ['POST', '/api/mes/production-reports', { pieces: 3 }], ['POST', '/api/mes/production-reports', { pieces: 3 }],
    ]);
    expect(heard[0]!.headers['x-tactus-csrf']).toBe('csrf-1');
    expect(keys(heard)[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/);
    expect(keys(heard)[1]).not.toBe(keys(heard)[0]);
  });

  it('keeps its key when the answer was lost', async () => {
    let lost = true;
    const { address, heard } = await serve((_, response) => {
      if (lost) response.destroy();
      else answer(response, 200, { total: 3 });
    });
    pageAt(address);
    show(<ScrapForm />);
    await userEvent.type(screen.getByLabelText('pieces'), '3');
    await userEvent.click(screen.getByText('send'));
    expect(await screen.findByRole('alert')).toHaveAttribute('data-code', 'no-answer');
    lost = false;
    await userEvent.click(screen.getByText('Try again'));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
    expect(new Set(keys(heard)).size).toBe(1);
    expect(heard.length).toBeGreaterThanOrEqual(2);
  });

  it('shows a refusal with its field and keeps what was typed', async () => {
    const { address } = await serve((_, response) => answer(response, 409, {
      title: 'Not possible', detail: 'Only 4 pcs of job J-17 are in process.', code: 'scrap-exceeds-wip',
      errors: { 'Scrapped.Value': ['At most 4.'], reasonCode: ['Choose a reason.'] },
    }));
    pageAt(address);
    show(<ScrapForm />);
    await userEvent.type(screen.getByLabelText('pieces'), '7');
    await userEvent.click(screen.getByText('send'));
    expect(await screen.findByText('Only 4 pcs of job J-17 are in process.')).toBeVisible();
    expect(screen.getByText('At most 4.')).toBeVisible();
    expect(screen.getByText(/Choose a reason/)).toBeVisible();
    expect(screen.getByLabelText('pieces')).toHaveValue('7');
  });

  it('says that nobody is signed in without losing the page', async () => {
    const { address } = await serve((_, response) => answer(response, 401, { code: 'not-signed-in', title: 'Sign in.' }));
    pageAt(address);
    let told = 0;
    const off = onSignedOut(() => void told++);
    show(<ScrapForm />);
    await userEvent.type(screen.getByLabelText('pieces'), '7');
    await userEvent.click(screen.getByText('send'));
    await screen.findByText('Sign in.');
    off();
    expect(told).toBe(1);
    expect(screen.getByLabelText('pieces')).toHaveValue('7');
  });
});

describe('a refusal', () => {
  it('is read from an answer that is no problem+json', async () => {
    const refusal = await refusalOf(new Response('<html>', { status: 502, statusText: 'Bad Gateway', headers: { 'Retry-After': '7' } }));
    expect([refusal.code, refusal.isRetryable, refusal.retryAfterSeconds]).toEqual(['http-502', true, 7]);
  });

  it('is retryable only when the server did not decide', async () => {
    const of = async (status: number) => (await refusalOf(new Response('{}', { status }))).isRetryable;
    expect(await Promise.all([400, 401, 403, 404, 409, 413, 422].map(of))).toEqual(Array(7).fill(false));
    expect(await Promise.all([408, 429, 500, 502, 503].map(of))).toEqual(Array(5).fill(true));
  });
});

describe('a refusal in another language', () => {
  const answer = () => new Response(JSON.stringify({
    code: 'place-unknown', title: 'There is no place X.', errors: { 'picks[0].place': ['There is no place X.'], note: ['At most 500 characters.'] },
  }), { status: 422 });

  it('stands at its field in the person\'s words; what has no text stays as the server said it', async () => {
    await setLanguage('ko');
    try {
      const refusal = await refusalOf(answer());
      expect(refusal.errors['picks[0].place']).toEqual(['해당 위치가 없습니다. 번호를 확인하세요.']);
      expect(refusal.errors['note']).toEqual(['At most 500 characters.']);
      show(<RefusalNotice refusal={refusal} fields={['picks[0].place', 'note']} />);
      expect(screen.getByRole('alert')).toHaveTextContent('해당 위치가 없습니다. 번호를 확인하세요.There is no place X.');
    } finally {
      await setLanguage('en');
    }
    expect((await refusalOf(answer())).errors['picks[0].place']).toEqual(['There is no place X.']);
  });
});

describe('uuidv7', () => {
  it('sorts by time and carries version and variant', () => {
    const early = uuidv7(1_700_000_000_000);
    const late = uuidv7(1_700_000_000_001);
    expect(early < late).toBe(true);
    expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(parseInt(early.replaceAll('-', '').slice(0, 12), 16)).toBe(1_700_000_000_000);
  });
});
