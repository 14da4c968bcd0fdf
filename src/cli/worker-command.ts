import { cpus } from 'node:os';
import type { Command } from 'commander';
import { printable } from '../report/index.ts';
import { CannotStart } from '../scan/cannot-start.ts';
import { reach } from '../scan/remote-places.ts';
import { withConnection } from '../storage/connection.ts';
import { hostOf, QueueUnreachable } from '../tools/queue.ts';
import { Unfit } from '../work/unfit.ts';
import { chosenMessages, reasonInWords, startSentence } from './language.ts';
import { addRemoteOptions, type RemoteFlags, remoteOptions } from './remote-options.ts';
import { sharedOptions } from './scan-command.ts';
import { positive } from './scan-options.ts';
import { exitCodes, type Terminal, UsageError } from './terminal.ts';

interface WorkerFlags extends RemoteFlags {
  readonly queue?: string;
  readonly results?: string;
  readonly jobs?: number;
  readonly exitWhenIdle?: boolean;
  readonly quiet?: boolean;
}

/** Jobs beyond this number do not read one disk faster. */
const mostJobs = 8;

/** Adds `worker` to the program: it reads files for scans of other machines until it is stopped. */
export function addWorker(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  const texts = chosenMessages().cli;
  const command = program
    .command('worker')
    .description(texts.commands.worker)
    .option('--queue <url>', texts.options.queue)
    .option('--results <folder>', texts.options.results)
    .option('--jobs <number>', texts.options.workerJobs, positive)
    .option('--exit-when-idle', texts.options.exitWhenIdle)
    .option('--quiet', texts.options.quiet);
  addRemoteOptions(command).action(async (flags: WorkerFlags) => exit(await work(flags, terminal)));
}

async function work(flags: WorkerFlags, terminal: Terminal): Promise<number> {
  const texts = chosenMessages().cli.worker;
  const queue = flags.queue ?? terminal.environment.TRUESLATE_QUEUE;
  if (!queue) throw new UsageError(texts.needsQueue);
  const shared = sharedOptions({ ...flags, queue }, terminal);
  if (shared === null) throw new UsageError(texts.needsQueue);
  const stop = new AbortController();
  terminal.onInterrupt(() => stop.abort(new Stopped()));
  const tell = (line: string): void => {
    if (!flags.quiet) terminal.err(`${line}\n`);
  };
  tell(texts.waits({ host: hostOf(shared.url), results: shared.results }));
  try {
    const { runWorker } = await import('../work/worker.ts');
    const run = runWorker.bind(null, {
      queue: shared.url,
      results: shared.results,
      jobs: flags.jobs ?? Math.min(cpus().length, mostJobs),
      environment: terminal.environment,
      signal: stop.signal,
      endsWhenIdle: flags.exitWhenIdle === true,
      onJob: (files, seen) => tell(texts.done({ files, seen })),
      onVideo: (path, isSearched) => tell((isSearched ? texts.searched : texts.notSearched)({ path: printable(path) })),
    });
    await withConnection(reach(remoteOptions(flags)), run);
    return exitCodes.clear;
  } catch (error) {
    if (error instanceof Stopped) {
      tell(texts.interrupted);
      return flags.exitWhenIdle ? exitCodes.clear : exitCodes.interrupted;
    }
    throw sentenceOf(error);
  }
}

/** The user stopped the worker. */
class Stopped extends Error {}

function sentenceOf(error: unknown): unknown {
  if (error instanceof CannotStart) return new UsageError(startSentence(error));
  if (error instanceof QueueUnreachable)
    return new UsageError(startSentence(new CannotStart('queue-unreachable', { host: error.host, detail: error.detail })));
  if (!(error instanceof Unfit)) return error;
  const { detail } = error.params;
  const params = detail === undefined ? error.params : { ...error.params, detail: reasonInWords(String(detail)) };
  return new UsageError(chosenMessages().cli.worker[error.code](params));
}
