import { setTimeout as pause } from 'node:timers/promises';
import type { Message } from './state.ts';
import type { Answer } from './webhook.ts';

/** Sends messages until they are taken, beside all other work. */
export interface Outbox {
  send(message: Message): void;
  /** Waits until every message was taken, refused, or kept for later. */
  idle(): Promise<void>;
}

/** What an outbox needs of its surroundings. */
export interface OutboxOptions {
  post(message: Message): Promise<Answer>;
  /** Tries of one message before it is kept for the next start. */
  readonly tries: number;
  /** Milliseconds before the second try; each further one waits twice as long. */
  readonly firstPause: number;
  readonly signal: AbortSignal;
  /** The message needs not be sent again: it was taken, or refused for good. */
  onDone(message: Message): Promise<void>;
  onRefused(message: Message, status: number): void;
  onKept(message: Message, detail: string): void;
}

/** Eight tries whose pauses double from 5 s on take some ten minutes. */
export const usualPatience = { tries: 8, firstPause: 5_000 } as const;

/** Opens an outbox; what was kept is tried again as soon as the receiver takes another message. */
export function openOutbox(options: OutboxOptions): Outbox {
  const kept = new Map<string, Message>();
  const running = new Set<Promise<void>>();
  const send = (message: Message): void => {
    const sending = sendPatiently(message, options).then(async (end) => {
      if (end === 'kept') kept.set(message.id, message);
      if (end !== 'taken') return;
      for (const [id, earlier] of [...kept]) {
        kept.delete(id);
        send(earlier);
      }
    });
    const tracked = sending.catch(() => {}).finally(() => running.delete(tracked));
    running.add(tracked);
  };
  return {
    send,
    idle: async () => {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

/** @throws the signal's reason where it is aborted; the message is then still unsent */
async function sendPatiently(message: Message, options: OutboxOptions): Promise<'taken' | 'refused' | 'kept'> {
  for (let tried = 1; ; tried += 1) {
    const answer = await options.post(message);
    if (answer.kind !== 'failed') {
      if (answer.kind === 'refused') options.onRefused(message, answer.status);
      await options.onDone(message);
      return answer.kind;
    }
    if (tried >= options.tries) {
      options.onKept(message, answer.detail);
      return 'kept';
    }
    await pause(answer.retryAfter ?? pauseBefore(tried, options.firstPause), undefined, { signal: options.signal });
  }
}

/** A quarter more or less, so that what failed together does not come back together. */
function pauseBefore(tried: number, firstPause: number): number {
  return firstPause * 2 ** (tried - 1) * (0.75 + Math.random() / 2);
}
