import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState, type ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { show } from '../../../tests/render';
import { CommandForm } from '../../shared/components/CommandForm';
import { cellErrors, LinesForm } from '../../shared/components/LinesForm';
import { nextNo } from './BillForm';
import { explodedRows } from './explode';
import { predecessors } from './RoutingForm';
import type { ExplodedLine } from './shapes';

interface Sent {
  body: unknown;
  ifMatch: string | null;
}

const sent: Sent[] = [];
let answers: Response[] = [];

function problem(status: number, body: object) {
  return new Response(JSON.stringify({ status, ...body }), { status, headers: { 'Content-Type': 'application/problem+json' } });
}

beforeEach(() => {
  sent.length = 0;
  answers = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    if (request.method === 'GET') return Response.json({ items: [], next: null });
    sent.push({ body: await request.json(), ifMatch: request.headers.get('If-Match') });
    return answers.shift() ?? Response.json({});
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('a form when somebody else was faster', () => {
  const fields = (name: string, family: string) => [
    { name: 'description', kind: 'text', label: 'Description', start: name },
    { name: 'family', kind: 'text', label: 'Family', start: family },
  ] as const;

  it('shows what changed, keeps what was typed, lets the rest follow, and is sent for the new version', async () => {
    answers = [problem(409, {
      code: 'changed-meanwhile', title: 'Noh changed this meanwhile.',
      details: { seen: 3, now: 4, changes: [{ atUtc: '2026-03-02T10:00:00Z', by: 'Noh', command: 'DefineItem', why: 'Renamed', before: '{"Family":"pump","version":3}', after: '{"Family":"infusion","version":4}' },
        { atUtc: '2026-03-02T10:00:00Z', by: 'Noh', command: 'DefineItem', part: 'XBX', before: '{"Factor":10}', after: '{"Factor":20}' }] },
    })];
    const form = (family: string) => (
      <CommandForm path="/api/erp/items" submit="Save" fields={fields('Pump', family)} ifMatch='"3"' onReload={() => undefined} onDone={() => undefined} onClose={() => undefined} />
    );
    show(<Switch form={form} />);
    await userEvent.type(screen.getByLabelText('Description'), ' V1');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    const rows = within(await screen.findByRole('table', { name: 'What changed meanwhile' })).getAllByRole('row');
    expect(rows).toHaveLength(3);
    expect(rows[2]).toHaveTextContent('NohXBX · Factor1020');
    const change = rows[1]!;
    expect(change).toHaveTextContent('NohRenamedFamilypumpinfusion');
    await userEvent.click(screen.getByRole('button', { name: 'read again' }));
    await userEvent.click(screen.getByRole('button', { name: 'Go on with the new version' }));
    expect(screen.getByLabelText('Description')).toHaveValue('Pump V1');
    expect(screen.getByLabelText('Family')).toHaveValue('infusion');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent.map(({ ifMatch }) => ifMatch)).toEqual(['"3"', '"4"']);
    expect(sent[1]!.body).toMatchObject({ description: 'Pump V1', family: 'infusion' });
  });
});

/** The page behind reads again what somebody else changed. */
function Switch({ form }: { form: (family: string) => ReactNode }) {
  const [family, setFamily] = useState('pump');
  return <>{form(family)}<button type="button" onClick={() => setFamily('infusion')}>read again</button></>;
}

describe('a form with lines', () => {
  const form = (onDone = () => undefined) => (
    <LinesForm
      title="Bill" path="/api/erp/bills" submit="Save" topics={[]} head={[{ name: 'revision', kind: 'text', label: 'Revision', required: true }]} name="lines" heading="Components"
      fields={[{ name: 'componentNo', kind: 'text', label: 'Component', required: true }, { name: 'quantity', kind: 'decimal', label: 'Quantity' }]}
      start={[{ componentNo: 'A', quantity: '1' }, { componentNo: 'B', quantity: '2,5' }]} blank={(lines) => ({ componentNo: '', quantity: String(lines.length) })}
      onDone={onDone} onClose={() => undefined}
    />
  );

  it('does not send what is not complete, and says where', async () => {
    show(form());
    await userEvent.click(screen.getByRole('button', { name: 'Add a line' }));
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(sent).toHaveLength(0);
    expect(screen.getByLabelText('Component, line 3')).toHaveAccessibleDescription('This is needed.');
    expect(screen.getByRole('status')).toHaveTextContent('Fill in the marked fields.');
  });

  it('sends its lines in their order without those that were removed', async () => {
    show(form());
    await userEvent.type(screen.getByLabelText(/Revision/), 'C');
    await userEvent.click(screen.getByRole('button', { name: 'Remove line 1' }));
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(sent[0]?.body).toEqual({ revision: 'C', lines: [{ componentNo: 'B', quantity: 2.5 }] }));
  });

  it('puts each sentence of a refusal at its cell and keeps what was typed', async () => {
    answers = [problem(422, { code: 'quantity-invalid', title: 'No.', errors: { 'lines[1].quantity.value': ['Too much.'], 'lines[0].componentNo': ['Unknown.'] } })];
    show(form());
    await userEvent.type(screen.getByLabelText(/Revision/), 'C');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.getByLabelText('Quantity, line 2')).toHaveAccessibleDescription('Too much.'));
    expect(screen.getByLabelText('Component, line 1')).toHaveAccessibleDescription('Unknown.');
    expect(screen.getByLabelText('Quantity, line 2')).toHaveValue('2,5');
  });

  it('tells the cell of line 1 from that of line 11', () => {
    expect(cellErrors({ 'lines[1].no': ['a'], 'lines[11].no': ['b'], 'lines[1].note': ['c'] }, 'lines', 1, 'no')).toEqual([['lines[1].no', 'a']]);
  });
});

describe('methods', () => {
  it('number the next line ten above the highest', () => {
    expect(nextNo([], 'no')).toBe('10');
    expect(nextNo([{ key: 0, typed: { no: '30' } }, { key: 1, typed: { no: '20' } }, { key: 2, typed: { no: 'x' } }], 'no')).toBe('40');
  });

  it('read predecessors: empty is the operation before, 0 is none', () => {
    expect(predecessors(undefined)).toEqual({});
    expect(predecessors(['0'])).toEqual({ predecessors: [] });
    expect(predecessors(['10', '20'])).toEqual({ predecessors: [10, 20] });
  });

  it('read an explosion from top to bottom with a key for each place', () => {
    const line = (lineNo: number, itemNo: string, lines: ExplodedLine[] = []) => ({ lineNo, itemNo, lines }) as ExplodedLine;
    const rows = explodedRows([line(10, 'A', [line(10, 'SCREW'), line(20, 'B', [line(10, 'SCREW')])]), line(20, 'SCREW')]);
    expect(rows.map((row) => row.itemNo)).toEqual(['A', 'SCREW', 'B', 'SCREW', 'SCREW']);
    expect(new Set(rows.map((row) => row.key)).size).toBe(5);
  });
});
