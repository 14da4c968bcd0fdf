import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type Outbox, openOutbox } from '../../src/watch/outbox.ts';
import type { Message } from '../../src/watch/state.ts';
import { postOnce, signatureOf } from '../../src/watch/webhook.ts';

// Messages against a real server that fails in the ways in which servers fail.
type Answering = (response: ServerResponse, request: IncomingMessage) => void;
interface Got {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A server that answers the first request as the first function says, and so on; the last answers all that follow. */
async function server(...answers: readonly Answering[]): Promise<{ url: string; got: Got[] }> {
  const got: Got[] = [];
  const listening = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const answer = answers[Math.min(got.length, answers.length - 1)];
    got.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
    answer?.(response, request);
  });
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    listening.closeAllConnections();
    listening.close();
  });
  return { url: `http://127.0.0.1:${(listening.address() as AddressInfo).port}/hook`, got };
}

const status =
  (code: number, headers: Record<string, string> = {}): Answering =>
  (response) => {
    response.writeHead(code, headers).end('some answer');
  };
const drop: Answering = (_, request) => {
  request.socket.destroy();
};

const message = (id: string): Message => ({ id, body: JSON.stringify({ id, delivery: 'Reel é' }) });

function outbox(url: string, tries = 4, firstPause = 5): { box: Outbox; log: string[]; abort: AbortController } {
  const log: string[] = [];
  const abort = new AbortController();
  const box = openOutbox({
    post: (one) => postOnce({ url, secret: 's3cret', version: '1' }, one, abort.signal),
    tries,
    firstPause,
    signal: abort.signal,
    onDone: async ({ id }) => void log.push(`done ${id}`),
    onRefused: ({ id }, code) => void log.push(`refused ${id} ${code}`),
    onKept: ({ id }, detail) => void log.push(`kept ${id} ${detail}`),
  });
  return { box, log, abort };
}

describe('a message', () => {
  it('comes through a server that is busy, drops the connection and breaks; under the same id, signed anew each time', async () => {
    const { url, got } = await server(status(503, { 'Retry-After': '0' }), drop, status(429), status(204));
    const { box, log } = outbox(url);
    box.send(message('m1'));
    await box.idle();
    expect(log).toEqual(['done m1']);
    expect(got.map(({ headers }) => headers['trueslate-id'])).toEqual(['m1', 'm1', 'm1', 'm1']);
    for (const { headers, body } of got) {
      expect(body).toBe(message('m1').body);
      expect(headers['trueslate-signature']).toBe(signatureOf('s3cret', Number(headers['trueslate-timestamp']), body));
    }
  });

  it.each([400, 401, 404, 410, 301, 307])('is not sent again after a %i, and no redirect is followed', async (code) => {
    const { url, got } = await server(status(code, { Location: '/elsewhere' }));
    const { box, log } = outbox(url);
    box.send(message('m1'));
    await box.idle();
    expect({ log, tries: got.length }).toEqual({ log: [`refused m1 ${code}`, 'done m1'], tries: 1 });
  });

  it('is kept after the last try, and sent when another one gets through', async () => {
    const { url, got } = await server(drop, status(500), status(200));
    const { box, log } = outbox(url, 2);
    box.send(message('m1'));
    await box.idle();
    expect(log).toEqual(['kept m1 500']);
    box.send(message('m2'));
    await box.idle();
    expect(log).toEqual(['kept m1 500', 'done m2', 'done m1']);
    expect(got.map(({ headers }) => headers['trueslate-id'])).toEqual(['m1', 'm1', 'm2', 'm1']);
  });

  it('does not keep another one waiting', async () => {
    let hold = (): void => {};
    const held = new Promise<void>((resolve) => {
      hold = resolve;
    });
    const { url } = await server((response) => void held.then(() => status(204)(response, response.req)), status(204));
    const { box, log } = outbox(url);
    box.send(message('slow'));
    box.send(message('fast'));
    while (log.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    hold();
    await box.idle();
    expect(log.toSorted()).toEqual(['done fast', 'done slow']);
  });

  it('waits as long as the server asks, and not longer than the watch runs', async () => {
    const { url, got } = await server(status(429, { 'Retry-After': '600' }));
    const { box, log, abort } = outbox(url);
    box.send(message('m1'));
    while (got.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(got.length).toBe(1);
    abort.abort(new Error('stopped'));
    await box.idle();
    expect(log).toEqual([]);
  });
});

describe('the signature', () => {
  it('is the HMAC-SHA256 of timestamp, full stop and body, as openssl makes it', () => {
    // printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac key
    expect(signatureOf('key', 1_700_000_000, '{"a":1}')).toBe(
      'v1=a438e398bfafc57e4396bb7fc2304422f0f768e965d073ca313cb52e22e6ad03',
    );
  });
});
