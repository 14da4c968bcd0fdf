import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { setTimeout as wait } from 'node:timers/promises';
import { type RemoteBody, RemoteError, type RemoteStorage } from './remote.ts';

/** Milliseconds that a server may take to answer, and seconds that it may ask to be left alone. */
const patience = 60_000;
const longestPause = 60;

/**
 * Single files on web servers that give ranges. Where a server sends elsewhere, nothing is fetched: that is an address that nobody
 * named.
 * @param addresses in full, by what is told of them
 */
export function openWeb(addresses: Readonly<Record<string, string>>): RemoteStorage {
  const get: RemoteStorage['get'] = (uri, from, to, tag) => ranged(addresses[uri] ?? uri, { from, to, tag });
  return {
    list: async function* (place) {
      const { body, size, tag, modified } = await ranged(addresses[place] ?? place, { from: 0, to: 0 });
      body.destroy();
      yield [{ uri: place, name: '', size, modified, tag }];
    },
    namesAt: async () => [],
    get,
    remove: () => Promise.resolve(),
    put: () => Promise.reject(new RemoteError('EROFS', 'nothing is written to web servers', false)),
    close: () => {},
  };
}

interface Wanted {
  readonly from: number;
  readonly to?: number | undefined;
  readonly tag?: string | undefined;
}

async function ranged(address: string, { from, to, tag }: Wanted): Promise<RemoteBody & { readonly modified: number }> {
  const url = new URL(address);
  const headers: Record<string, string> = { range: `bytes=${from}-${to ?? ''}`, 'accept-encoding': 'identity' };
  if (url.username !== '') {
    const user = [url.username, url.password].map(decodeURIComponent).join(':');
    headers.authorization = `Basic ${Buffer.from(user).toString('base64')}`;
    url.username = '';
    url.password = '';
  }
  // A weak tag cannot be asked for: https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1
  if (tag?.startsWith('"')) headers['if-match'] = tag;
  // Of the body, whoever reads it looks after: a film may take hours.
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new DOMException('', 'TimeoutError')), patience);
  const answer = await fetch(url, { headers, redirect: 'manual', signal: late.signal })
    .catch((error: Error) => {
      throw unreachable(error);
    })
    .finally(() => clearTimeout(timer));
  return bodyOf(answer, from);
}

async function bodyOf(answer: Response, from: number): Promise<RemoteBody & { readonly modified: number }> {
  const { status, headers, body } = answer;
  // A weak tag, or a time, may be the same of other bytes. https://www.rfc-editor.org/rfc/rfc9110#section-8.8.1
  const etag = headers.get('etag') ?? '';
  const tag = etag.startsWith('"') ? etag : '';
  const modified = Date.parse(headers.get('last-modified') ?? '') || 0;
  const [, start, total] = /^bytes (?:(\d+)-\d+|\*)\/(\d+)$/.exec(headers.get('content-range') ?? '') ?? [];
  const length = Number(headers.get('content-length') ?? Number.NaN);
  // An empty file has no first byte.
  if (status === 416 && total === '0') return { body: Readable.from([]), size: 0, tag, modified };
  const isWhole = status === 200 && from === 0 && Number.isSafeInteger(length);
  if (body !== null && ((status === 206 && Number(start) === from) || isWhole)) {
    return { body: Readable.fromWeb(body as ReadableStream), size: isWhole ? length : Number(total), tag, modified };
  }
  await body?.cancel();
  throw await refusal(status, headers);
}

async function refusal(status: number, headers: Headers): Promise<RemoteError> {
  if (status === 200 || status === 206) return new RemoteError('NoRanges', 'the server gives no ranges', false);
  if (status === 412) return new RemoteError('ECHANGED', '', false);
  if (status >= 300 && status < 400)
    return new RemoteError('Elsewhere', `the server sends to ${headers.get('location') ?? ''}`, false);
  const isFleeting = status === 408 || status === 429 || status >= 500;
  const seconds = Number(headers.get('retry-after') ?? 0);
  if (isFleeting && seconds > 0) await wait(Math.min(seconds, longestPause) * 1000);
  return new RemoteError(`HTTP ${status}`, '', isFleeting);
}

/** Node tells why in `cause`. */
function unreachable(error: Error): RemoteError {
  const { code } = (error.cause ?? {}) as NodeJS.ErrnoException;
  const isLate = error.name === 'TimeoutError';
  return new RemoteError(
    code ?? (isLate ? 'ETIMEDOUT' : error.name),
    '',
    code !== 'ENOTFOUND' && !/^(CERT|UNABLE|SELF|DEPTH)/.test(code ?? ''),
  );
}
