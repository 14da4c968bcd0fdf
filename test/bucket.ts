import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { openBuckets } from '../src/storage/s3.ts';

/** A real S3 server on loopback (s3rver), with a proxy before it that counts and breaks what goes through. */
export interface Bucket {
  readonly endpoint: string;
  /** What is sent from now on: 0 and 0 after `forget`. */
  readonly sent: { bytes: number; requests: number };
  /** Chooses what happens to a request; nothing while it is null. */
  fault: ((request: IncomingMessage) => Fault | null) | null;
  /** Stores the files of a folder below a prefix. */
  fill(folder: string, prefix: string): Promise<void>;
  put(key: string, bytes: Uint8Array): Promise<void>;
  object(key: string): Promise<Buffer>;
  close(): Promise<void>;
}

/** A connection that breaks at once or in the midst of the answer, a service that asks for patience, one that refuses, and silence. */
export type Fault = 'drop' | 'cut' | 'slow-down' | 'denied' | 'late';

/** Credentials that s3rver knows; the SDK takes them from the environment, as users give them. */
export const credentials = { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' };

export const bucketName = 'dailies';

export async function openBucket(): Promise<Bucket> {
  Object.assign(process.env, credentials);
  const folder = mkdtempSync(join(tmpdir(), 'trueslate-s3-'));
  // It has no types.
  const { default: S3rver } = (await import('s3rver' as string)) as {
    default: new (options: object) => { run(): Promise<{ port: number }>; close(): Promise<void> };
  };
  const server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: folder,
    configureBuckets: [{ name: bucketName }],
  });
  const { port } = await server.run();
  const sent = { bytes: 0, requests: 0 };
  const bucket = { fault: null } as { fault: Bucket['fault'] };
  const proxy = createServer((asked, answer) => {
    sent.requests += 1;
    pass({
      asked,
      answer,
      port,
      fault: bucket.fault?.(asked) ?? null,
      count: (bytes) => {
        sent.bytes += bytes;
      },
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(proxy.address() as { port: number }).port}`;
  const storage = await openBuckets({ endpoint, pathStyle: true });
  const put: Bucket['put'] = (key, bytes) => storage.put(`s3://${bucketName}/${key}`, bytes, bytes.length);
  return Object.assign(bucket, {
    endpoint,
    sent,
    put,
    fill: async (from: string, prefix: string) => {
      const files = readdirSync(from, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
      for (const { parentPath, name } of files) {
        const file = join(parentPath, name);
        await put(`${prefix}${encodeURIComponent(relative(from, file)).replaceAll('%2F', '/')}`, readFileSync(file));
      }
    },
    object: async (key: string) => {
      const { body } = await storage.get(`s3://${bucketName}/${key}`, 0);
      const pieces: Buffer[] = [];
      for await (const piece of body) pieces.push(piece as Buffer);
      return Buffer.concat(pieces);
    },
    close: async () => {
      storage.close();
      await closed(proxy);
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  });
}

interface Passing {
  readonly asked: IncomingMessage;
  readonly answer: ServerResponse;
  readonly port: number;
  readonly fault: Fault | null;
  readonly count: (bytes: number) => void;
}

/**
 * Lists in pages, which s3rver cannot do on Node 18 and later (its tokens are made with a cipher that OpenSSL 3 has no more): the older
 * listing, which pages by names, is asked, and its answer put into the newer form.
 */
function listed(url: string, port: number, answer: ServerResponse): void {
  const asked = new URL(url, 'http://s3');
  const older = new URLSearchParams({ prefix: asked.searchParams.get('prefix') ?? '', 'max-keys': String(pageLength) });
  const delimiter = asked.searchParams.get('delimiter');
  if (delimiter !== null) older.set('delimiter', delimiter);
  const after = asked.searchParams.get('continuation-token');
  if (after !== null) older.set('marker', Buffer.from(after, 'base64').toString());
  const path = `${asked.pathname}?${older}`;
  // Unsigned: s3rver lets its own buckets be read by anybody.
  request({ host: '127.0.0.1', port, path }, (came) => {
    const pieces: Buffer[] = [];
    came.on('data', (piece: Buffer) => pieces.push(piece));
    came.on('end', () => {
      const text = Buffer.concat(pieces).toString();
      const keys = [...text.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => key.replaceAll('&amp;', '&'));
      const token = Buffer.from(keys.at(-1) ?? '').toString('base64');
      const next = text.includes('<IsTruncated>true') ? `<NextContinuationToken>${token}</NextContinuationToken>` : '';
      answer.writeHead(came.statusCode ?? 500, { 'content-type': 'application/xml' });
      answer.end(text.replace('</ListBucketResult>', `${next}</ListBucketResult>`));
    });
  }).end();
}

/** Objects of a page: few, so that a small delivery has several. */
const pageLength = 10;

function pass({ asked, answer, port, fault, count }: Passing): void {
  if (fault === 'drop') {
    asked.socket.destroy();
    return;
  }
  if (fault === 'slow-down' || fault === 'denied') {
    const [status, code] = fault === 'denied' ? [403, 'AccessDenied'] : [503, 'SlowDown'];
    asked.resume();
    answer.writeHead(status as number, { 'content-type': 'application/xml' });
    answer.end(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`);
    return;
  }
  const { method, url = '', headers } = asked;
  if (method === 'GET' && url.includes('list-type=2')) {
    asked.resume();
    listed(url, port, answer);
    return;
  }
  const onward = request({ host: '127.0.0.1', port, method, path: url, headers }, (came) => {
    answer.writeHead(came.statusCode ?? 500, came.headers);
    let passed = 0;
    came.on('data', (piece: Buffer) => {
      if (fault === 'cut' && passed > 0) return;
      const part = fault === 'cut' ? piece.subarray(0, piece.length >> 1) : piece;
      passed += part.length;
      count(part.length);
      answer.write(part);
      if (fault === 'cut') setTimeout(() => answer.destroy(), 5);
    });
    came.on('end', () => (fault === 'cut' ? answer.destroy() : answer.end()));
  });
  onward.on('error', () => answer.destroy());
  setTimeout(() => asked.pipe(onward), fault === 'late' ? 300 : 0);
}

export function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

/** Numbers from 0 to 1 that are the same for the same seed: mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
