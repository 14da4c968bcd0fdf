import { createHmac } from 'node:crypto';
import type { Message } from './state.ts';

/** Where messages go, and what they are signed with. */
export interface Webhook {
  readonly url: string;
  readonly secret: string;
  /** Of this program. */
  readonly version: string;
}

/** What came of one try. */
export type Answer =
  | { readonly kind: 'taken' }
  /** The receiver will not take it however often it is asked. */
  | { readonly kind: 'refused'; readonly status: number }
  | {
      readonly kind: 'failed';
      /** A status, `timeout`, or the system's code. */
      readonly detail: string;
      /** Milliseconds that the receiver asks to be left alone for. */
      readonly retryAfter?: number;
    };

/** Milliseconds that one try may take. */
const patience = 30_000;

/** No receiver keeps a message waiting for longer, whatever it says; milliseconds. */
const longestRetryAfter = 3_600_000;

/** The signature of a message: the hexadecimal HMAC-SHA256 of `TIMESTAMP.BODY`. */
export function signatureOf(secret: string, timestamp: number, body: string): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}

/** Sends a message once, signed with the time of this try. @throws the signal's reason where it is aborted */
export async function postOnce({ url, secret, version }: Webhook, { id, body }: Message, signal: AbortSignal): Promise<Answer> {
  const timestamp = Math.floor(Date.now() / 1000);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'User-Agent': `trueslate/${version}`,
        'Trueslate-Id': id,
        'Trueslate-Timestamp': String(timestamp),
        'Trueslate-Signature': signatureOf(secret, timestamp, body),
      },
      body,
      // What the user named gets the message, and nobody that it points to.
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
    });
    await response.body?.cancel();
    return answerOf(response);
  } catch (error) {
    signal.throwIfAborted();
    return { kind: 'failed', detail: reasonOf(error) };
  }
}

function answerOf({ ok, status, headers }: Response): Answer {
  if (ok) return { kind: 'taken' };
  if (status !== 408 && status !== 429 && status < 500) return { kind: 'refused', status };
  const retryAfter = millisecondsOf(headers.get('retry-after'));
  return { kind: 'failed', detail: String(status), ...(retryAfter === undefined ? {} : { retryAfter }) };
}

/** Seconds or a date: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function millisecondsOf(value: string | null): number | undefined {
  if (value === null) return undefined;
  const asked = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(asked) ? undefined : Math.min(Math.max(asked, 0), longestRetryAfter);
}

/** The cause, since `fetch` itself says only that it failed. */
function reasonOf(error: unknown): string {
  const { name, message, cause } = error as Error & { readonly cause?: NodeJS.ErrnoException };
  return name === 'TimeoutError' ? 'timeout' : (cause?.code ?? cause?.message ?? message);
}
