import { type Command, Option } from 'commander';
import { reporters } from '../report/index.ts';
import { CannotStart } from '../scan/cannot-start.ts';
import type { QueueWish } from '../scan/options.ts';
import { scanLazily } from '../scan.ts';
import { withConnection } from '../storage/connection.ts';
import { isRemote } from '../storage/remote.ts';
import { readConfig } from './config.ts';
import { exitCodeOf } from './exit-code.ts';
import { chosenMessages, startSentence } from './language.ts';
import { ndjsonStream } from './ndjson-stream.ts';
import { progressOn, progressStyle } from './progress.ts';
import { addRemoteOptions, type RemoteFlags, remoteOptions } from './remote-options.ts';
import { addPaperOptions, addReadingOptions, collect, type ScanningFlags, scanningOptions } from './scan-options.ts';
import { tellReport } from './tell-report.ts';
import { type Terminal, UsageError } from './terminal.ts';
import { checkReportFiles } from './write-report.ts';

interface ScanFlags extends ScanningFlags, RemoteFlags {
  readonly baseline?: string;
  readonly report?: readonly string[];
  readonly format: string;
  readonly onlyFailures?: boolean;
  readonly queue?: string;
  readonly results?: string;
  readonly progress?: 'json';
}

/** Adds `scan` to the program; `exit` takes its exit code. */
export function addScan(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  const texts = chosenMessages().cli.options;
  const formats = reporters.map(({ name }) => name);
  const command = program.command('scan').description(chosenMessages().cli.commands.scan).argument('<place...>', texts.place);
  addPaperOptions(command)
    .option('--baseline <report.json>', texts.baseline)
    .option('--report <file>', texts.report, collect)
    .addOption(new Option('--format <name>', texts.format).choices(formats).default('text'))
    .option('--only-failures', texts.onlyFailures)
    .option('--queue <url>', texts.queue)
    .option('--results <folder>', texts.results)
    .addOption(new Option('--progress <style>', texts.progress).choices(['json']));
  addRemoteOptions(addReadingOptions(command)).action(async (places: string[], flags: ScanFlags) =>
    exit(await runScan(places, flags, terminal)),
  );
}

/** Reports may go where the delivery comes from. */
async function runScan(places: readonly string[], flags: ScanFlags, terminal: Terminal): Promise<number> {
  const run = () => scanAndTell(places, flags, terminal);
  if (!flags.report?.some(isRemote)) return run();
  return withConnection({ s3: remoteOptions(flags).s3, addresses: {}, spool: null }, run);
}

async function scanAndTell(places: readonly string[], flags: ScanFlags, terminal: Terminal): Promise<number> {
  const files = flags.report ?? [];
  await checkReportFiles(files);
  const config = await readConfig(terminal, flags.config);
  const shared = sharedOptions(flags, terminal);
  const abort = new AbortController();
  terminal.onInterrupt(() => abort.abort(new Interrupted(flags.cache !== false)));
  const progress = progressOn(terminal, progressStyle(flags, terminal));
  const stream = ndjsonStream(flags, terminal, (error) => abort.abort(error));
  try {
    const report = await scanLazily(places, {
      ...scanningOptions(flags, config, terminal),
      ...remoteOptions(flags),
      writes: files,
      signal: abort.signal,
      onProgress: progress.show,
      ...(shared && { queue: { ...shared, onRead: progress.show, onNoWorkers: tellNoWorkers(shared.results, flags, terminal) } }),
      onTracing: progress.tracing,
      onHead: stream.onHead,
      ...(stream.onReadAsset && { onReadAsset: stream.onReadAsset }),
      ...(flags.baseline === undefined ? {} : { baseline: flags.baseline }),
    })
      .catch((error: unknown) => {
        throw error instanceof CannotStart ? new UsageError(startSentence(error)) : error;
      })
      .finally(progress.end);
    await tellReport(report, flags, chosenMessages(), terminal, stream);
    return exitCodeOf(report, flags.failOn);
  } finally {
    stream.abandon();
  }
}

/**
 * The queue and the folder of results that a command names; null where it names neither. A user and a password need not stand on the
 * command line, where every user of the machine can read them.
 * @throws UsageError where one is missing
 */
export function sharedOptions(
  { queue, results }: Pick<ScanFlags, 'queue' | 'results'>,
  { environment }: Pick<Terminal, 'environment'>,
): Pick<QueueWish, 'url' | 'results'> | null {
  if (queue === undefined && results === undefined) return null;
  const texts = chosenMessages().cli;
  if (results === undefined) throw new UsageError(texts.queueNeedsResults);
  const url = queue ?? environment.TRUESLATE_QUEUE;
  if (url === undefined || url === '') throw new UsageError(texts.resultsNeedQueue);
  return { url, results };
}

/** Says once that work waits for workers. */
function tellNoWorkers(results: string, { quiet }: Pick<ScanFlags, 'quiet'>, terminal: Terminal): () => void {
  let isTold = quiet === true;
  return () => {
    if (!isTold) terminal.err(`${chosenMessages().cli.noWorkers({ results })}\n`);
    isTold = true;
  };
}

/** The user stopped the scan. */
export class Interrupted extends Error {
  /** True where the next scan goes on with what this one has read. */
  readonly isRemembered: boolean;

  constructor(isRemembered: boolean) {
    super();
    this.isRemembered = isRemembered;
  }
}
