// @vitest-environment node
import { EventSource } from 'eventsource';
import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { serve } from '../../../tests/server';
import { LiveStream, type LiveChange, type LiveStatus } from './liveStream';

const streams: LiveStream[] = [];
afterEach(() => streams.splice(0).forEach((stream) => stream.close()));

function follow(address: string) {
  const changes: LiveChange[] = [];
  const statuses: LiveStatus[] = [];
  let resets = 0;
  const stream = new LiveStream({
    open: (url) => new EventSource(address + url) as never,
    onChange: (change) => changes.push(change),
    onReset: () => void resets++,
    onStatus: (status) => statuses.push(status),
    baseDelayMs: 10,
    maxDelayMs: 40,
  });
  streams.push(stream);
  stream.start();
  return { stream, changes, statuses, resets: () => resets };
}

async function until(what: () => boolean) {
  for (let i = 0; i < 600 && !what(); i++) await new Promise((go) => setTimeout(go, 5));
  expect(what()).toBe(true);
}

const begin = (response: ServerResponse) => response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });

describe('the live stream', () => {
  it('carries the union of what pages ask for and tells changes', async () => {
    const { address, heard } = await serve((_, response) => {
      begin(response).write('id: 7\nevent: change\ndata: {"topic":"stock","id":"s-1","qty":3}\n\n');
    });
    const { stream, changes, statuses } = follow(address);
    stream.subscribe(['stock', 'lots']);
    stream.subscribe(['job-orders', 'stock']);
    await until(() => changes.length === 1);
    expect(changes).toEqual([{ topic: 'stock', id: 's-1' }]);
    expect(heard.map((one) => decodeURIComponent(one.url))).toEqual(['/api/platform/live?topics=job-orders,lots,stock']);
    expect(statuses.at(-1)).toBe('online');
  });

  it('drops a topic only when nobody wants it any more', async () => {
    const { address, heard } = await serve((_, response) => void begin(response).write(':\n\n'));
    const { stream } = follow(address);
    const back = stream.subscribe(['stock']);
    stream.subscribe(['stock']);
    const other = stream.subscribe(['lots']);
    await until(() => heard.length === 1);
    back();
    other();
    await until(() => heard.length === 2);
    expect(decodeURIComponent(heard[1]!.url)).toContain('topics=stock');
  });

  it('comes back after the server refused, resumes by the last id and reads everything again', async () => {
    let refuse = 0;
    const { address, heard } = await serve((_, response) => {
      if (refuse-- > 0) {
        response.writeHead(503);
        response.end();
        return;
      }
      begin(response).write('retry: 10\nid: 41\nevent: change\ndata: {"topic":"stock"}\n\n');
      if (heard.length === 1) {
        refuse = 3;
        setTimeout(() => response.destroy(), 20);
      }
    });
    const { stream, changes, statuses, resets } = follow(address);
    stream.subscribe(['stock']);
    await until(() => changes.length === 2);
    expect(statuses).toContain('reconnecting');
    expect(statuses.at(-1)).toBe('online');
    expect(resets()).toBe(1);
    expect(heard.at(-1)!.url).toContain('lastEventId=41');
  });

  it('reads everything again when the server says so, and ignores what it does not know', async () => {
    const { address } = await serve((_, response) => {
      begin(response).write('event: change\ndata: not json\n\nevent: unheard\ndata: {}\n\nid: 9\nevent: reset\ndata: {}\n\n');
    });
    const { stream, changes, resets } = follow(address);
    stream.subscribe(['stock']);
    await until(() => resets() === 1);
    expect(changes).toEqual([]);
  });

  it('opens nothing before somebody is signed in', async () => {
    const { address, heard } = await serve((_, response) => void begin(response).write(':\n\n'));
    const { stream } = follow(address);
    stream.close();
    stream.subscribe(['stock']);
    await new Promise((go) => setTimeout(go, 60));
    expect(heard).toEqual([]);
    stream.start();
    await until(() => heard.length === 1);
  });
});
