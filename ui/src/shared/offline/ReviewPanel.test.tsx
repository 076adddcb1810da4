import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { show } from '../../../tests/render';
import { Refusal } from '../http/refusal';
import { SessionProvider } from '../shell/session';
import { CommandQueue } from './commandQueue';
import { CommandStore } from './commandStore';
import { ReviewPanel } from './ReviewPanel';
import { QueueContext } from './useQueue';

const body = { jobNo: 'WO-1/10', atUtc: '2026-03-02T10:00:00Z', good: { value: 900, unit: 'C62' }, scrap: [], rework: null, note: null };
const sent: { body: unknown; key: string }[] = [];
let queue: CommandQueue;
let store: CommandStore;
let count = 0;

beforeEach(async () => {
  sent.length = 0;
  vi.stubGlobal('fetch', async () => Response.json({ person: { id: 'p', number: '7', name: 'Kim' }, permissions: [], plant: { name: 'Plant', timeZone: 'UTC' }, kind: 'person' }));
  store = new CommandStore(`review-${++count}`);
  queue = new CommandQueue({
    store,
    send: async (_, command, { key }) => {
      sent.push({ body: command, key: key! });
      if ((command as typeof body).good.value > 100) throw new Refusal('report-exceeds-wip', 'Only 100 pcs are there.', 422, { 'good.value': ['At most 100 pcs.'] });
      return {};
    },
  });
  await queue.enqueue({ path: '/api/mes/production-reports', body, context: { personId: 'p', personName: 'Kim' }, label: 'Good 900 on WO-1/10', job: 'WO-1/10' });
  await queue.drain();
});

afterEach(async () => {
  await queue.stop();
  await store.close();
  vi.unstubAllGlobals();
});

const panel = () => show(<SessionProvider><QueueContext value={queue}><ReviewPanel opened onClose={() => undefined} /></QueueContext></SessionProvider>);

describe('a report that the server refused', () => {
  it('is corrected in its quantity field, where the refusal stands, and sent again under a new key', async () => {
    panel();
    await userEvent.click(await screen.findByRole('button', { name: 'Change' }));
    const good = screen.getByLabelText('Good in pcs');
    expect(good).toHaveValue('900');
    expect(good).toHaveAccessibleDescription('At most 100 pcs.');
    await userEvent.clear(good);
    await userEvent.type(good, '90');
    await userEvent.click(screen.getByRole('button', { name: 'Send again' }));
    await waitFor(() => expect(sent).toHaveLength(2), { timeout: 10_000 });
    expect(sent.map((one) => (one.body as typeof body).good.value)).toEqual([900, 90]);
    expect(sent[1]!.body).toEqual({ ...body, good: { value: 90, unit: 'C62' } });
    expect(sent[1]!.key).not.toBe(sent[0]!.key);
  });

  it('is not sent with what can not be read, and keeps it', async () => {
    panel();
    await userEvent.click(await screen.findByRole('button', { name: 'Change' }));
    await userEvent.clear(screen.getByLabelText('Good in pcs'));
    await userEvent.type(screen.getByLabelText('Good in pcs'), 'ninety');
    await userEvent.click(screen.getByRole('button', { name: 'Send again' }));
    expect(screen.getByLabelText('Good in pcs')).toHaveAccessibleDescription('This is not a number.');
    expect(screen.getByLabelText('Good in pcs')).toHaveValue('ninety');
    expect(sent).toHaveLength(1);
  });

  it('shows its data only on request, with what was typed in the fields', async () => {
    panel();
    await userEvent.click(await screen.findByRole('button', { name: 'Change' }));
    expect(screen.getByText('Details').closest('details')).not.toHaveAttribute('open');
    await userEvent.clear(screen.getByLabelText('Good in pcs'));
    await userEvent.type(screen.getByLabelText('Good in pcs'), '42');
    expect(screen.getByLabelText('Data of the report')).toHaveValue(JSON.stringify({ ...body, good: { value: 42, unit: 'C62' } }, null, 2));
  });
});
