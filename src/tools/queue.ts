import type { Job } from 'bullmq';
import type { Redis } from 'ioredis';

/**
 * Jobs by name on Redis or Valkey, by BullMQ. Loaded when a queue is named: a scan of one machine needs neither package.
 * https://docs.bullmq.io
 */
export interface WorkQueue {
  /** Puts jobs into the queue; one whose name is there already, in whatever state, is left as it is. */
  readonly add: (jobs: readonly NamedJob[]) => Promise<void>;
  /** What became of a job; `gone` where the queue knows nothing of it. */
  readonly stateOf: (name: string) => Promise<'open' | 'failed' | 'gone'>;
  /** Takes a job out that nobody works on. */
  readonly remove: (name: string) => Promise<void>;
  /** Machines, or processes of one, that take jobs. */
  readonly takers: () => Promise<number>;
  /** Says, for so many seconds, something that whoever takes jobs can hear. */
  readonly announce: (id: string, text: string, seconds: number) => Promise<void>;
  readonly withdraw: (id: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A job, and what whoever takes it is told. */
export interface NamedJob {
  readonly name: string;
  readonly data: unknown;
}

/** Takes jobs, some at a time. */
export interface Taker {
  /** What scans announce now. */
  readonly announced: () => Promise<readonly string[]>;
  /** True where no job waits, and none is being done by anybody. */
  readonly isIdle: () => Promise<boolean>;
  /** Takes nothing more; resolves when what was taken is done or given back. */
  readonly close: () => Promise<void>;
}

/** How a job ended: done, or given back for others to take. */
export type TakenJob = 'done' | 'given-back';

/** Where jobs are, and how they are held. */
export interface TakingOrder {
  readonly url: string;
  readonly name: string;
  /** Jobs that are done at a time. */
  readonly atOnce: number;
  /** Milliseconds after which a job is free again whose taker is not heard of. */
  readonly lock?: number;
}

/** The server of a queue does not answer, or its address is none. */
export class QueueUnreachable extends Error {
  /** Without user and password. */
  readonly host: string;
  readonly detail: string;
  constructor(host: string, detail: string) {
    super(`${host}: ${detail}`);
    this.host = host;
    this.detail = detail;
  }
}

/** Keys of ours begin so: a server may be shared. */
const prefix = 'trueslate';

/** Renewed twice in that time by BullMQ, while its process lives. https://docs.bullmq.io/guide/workers/stalled-jobs */
const standardLock = 30_000;

/** Milliseconds within which a server answers. */
const patience = 5000;

/** An address as it may be printed. */
export function hostOf(url: string): string {
  try {
    const { protocol, host } = new URL(url);
    return `${protocol}//${host}`;
  } catch {
    return '?';
  }
}

/** @throws QueueUnreachable */
async function connected(url: string): Promise<Redis> {
  const host = hostOf(url);
  if (!/^rediss?:\/\/./.test(url) || host === '?') throw new QueueUnreachable(host, 'scheme');
  const { Redis } = await import('ioredis');
  // The first one does not try again: whoever mistyped an address wants to know.
  const first = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    connectTimeout: patience,
  });
  let reason = '';
  first.on('error', (error: NodeJS.ErrnoException) => {
    reason ||= error.code ?? error.message;
  });
  try {
    await first.connect();
    await first.ping();
  } catch (error) {
    throw new QueueUnreachable(host, reason || (error as Error).message);
  } finally {
    first.disconnect();
  }
  // From now on a server that restarts is waited for.
  const redis = new Redis(url, { maxRetriesPerRequest: null });
  redis.on('error', () => {});
  return redis;
}

/** Asks whether a server of queues answers. @throws QueueUnreachable */
export async function reachQueue(url: string): Promise<void> {
  (await connected(url)).disconnect();
}

/**
 * Opens a queue for whoever cuts work into jobs.
 * @param onEnded told of each job that somebody finished, or that failed; never of all: a server may forget
 * @throws QueueUnreachable
 */
export async function openWorkQueue(url: string, name: string, onEnded: (name: string) => void): Promise<WorkQueue> {
  const redis = await connected(url);
  const { Queue, QueueEvents } = await import('bullmq');
  const queue = new Queue(name, { connection: redis, prefix });
  const events = new QueueEvents(name, { connection: redis, prefix });
  queue.on('error', () => {});
  events.on('error', () => {});
  events.on('completed', ({ jobId }) => onEnded(jobId));
  events.on('failed', ({ jobId }) => onEnded(jobId));
  const kept = { removeOnComplete: true, removeOnFail: false, attempts: 2, backoff: { type: 'fixed', delay: 1000 } };
  return {
    add: async (jobs) => {
      await queue.addBulk(jobs.map((job) => ({ name: 'job', data: job.data, opts: { ...kept, jobId: job.name } })));
    },
    stateOf: async (job) => {
      const state = await queue.getJobState(job);
      return state === 'failed' ? 'failed' : state === 'unknown' ? 'gone' : 'open';
    },
    remove: async (job) => {
      await queue.remove(job).catch(() => {});
    },
    takers: () => queue.getWorkersCount(),
    announce: async (id, text, seconds) => {
      await redis.multi().sadd(`${prefix}:scans`, id).set(`${prefix}:scan:${id}`, text, 'EX', seconds).exec();
    },
    withdraw: async (id) => {
      await redis.multi().srem(`${prefix}:scans`, id).del(`${prefix}:scan:${id}`).exec();
    },
    close: () => closed(redis, [events, queue]),
  };
}

/**
 * Takes jobs and does them.
 * @param take does one; what it throws counts as a failure of the job
 * @throws QueueUnreachable
 */
export async function openTaker(order: TakingOrder, take: (job: NamedJob) => Promise<TakenJob>): Promise<Taker> {
  const { url, name, atOnce, lock = standardLock } = order;
  const redis = await connected(url);
  const { Queue, Worker, WaitingError } = await import('bullmq');
  const process = async (job: Job, token?: string): Promise<void> => {
    if ((await take({ name: job.id ?? '', data: job.data })) === 'done') return;
    await job.moveToWait(token);
    throw new WaitingError();
  };
  const queue = new Queue(name, { connection: redis, prefix });
  const worker = new Worker(name, process, {
    connection: redis,
    prefix,
    concurrency: atOnce,
    lockDuration: lock,
    stalledInterval: lock / 2,
    // Whoever cut the job splits it at once: a half costs half, and what ends its worker is told apart.
    maxStalledCount: 0,
    drainDelay: 1,
  });
  queue.on('error', () => {});
  worker.on('error', () => {});
  return {
    announced: async () => {
      const ids = await redis.smembers(`${prefix}:scans`);
      const texts = ids.length === 0 ? [] : await redis.mget(ids.map((id) => `${prefix}:scan:${id}`));
      return texts.filter((text) => text !== null);
    },
    isIdle: async () => {
      const counts = await queue.getJobCounts('wait', 'active', 'delayed');
      return Object.values(counts).every((count) => count === 0);
    },
    close: () => closed(redis, [worker, queue]),
  };
}

/** A server that is away is not waited for. */
async function closed(redis: Redis, parts: readonly { close(): Promise<void> }[]): Promise<void> {
  const orderly = Promise.all(parts.map((part) => part.close().catch(() => {})));
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patience);
  });
  if (redis.status === 'ready') await Promise.race([orderly, late]);
  clearTimeout(timer);
  redis.disconnect();
}
