import { type Command, InvalidArgumentError, Option } from 'commander';
import { type ExifToolUse, exiftoolUses } from '../read/index.ts';
import { type PixelMode, pixelModes } from '../read/watermark/index.ts';
import { reporters } from '../report/index.ts';
import { CannotStart } from '../scan/cannot-start.ts';
import type { QueueWish, ScanOptions } from '../scan/options.ts';
import { scanLazily } from '../scan.ts';
import { type C2paEngineName, c2paEngines } from '../tools/c2pa/engine.ts';
import { readConfig, userCacheFolder } from './config.ts';
import { exitCodeOf, type FailOn, failOnValues } from './exit-code.ts';
import { chosenLanguage, chosenMessages, reasonInWords, startSentence } from './language.ts';
import { ndjsonStream } from './ndjson-stream.ts';
import { progressOn, progressStyle } from './progress.ts';
import { tellReport } from './tell-report.ts';
import { type Terminal, UsageError } from './terminal.ts';
import { checkReportFiles } from './write-report.ts';

interface ScanFlags {
  readonly declaration?: string;
  readonly policy?: readonly string[];
  readonly waivers?: string;
  readonly baseline?: string;
  readonly report?: readonly string[];
  readonly format: string;
  readonly trust?: readonly string[];
  readonly c2paEngine: C2paEngineName;
  readonly exiftool: ExifToolUse;
  readonly pixels: PixelMode;
  readonly marked?: readonly string[];
  readonly trace: boolean;
  /** False with `--no-cache`. */
  readonly cache?: string | false;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly sequence?: readonly string[];
  readonly sequenceSample?: number;
  readonly failOn: FailOn;
  readonly onlyFailures?: boolean;
  readonly hash?: boolean;
  readonly thumbs: boolean;
  readonly jobs?: number;
  readonly queue?: string;
  readonly results?: string;
  readonly quiet?: boolean;
  readonly progress?: 'json';
  readonly config?: string;
}

/** Adds `scan` to the program; `exit` takes its exit code. */
export function addScan(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  const texts = chosenMessages().cli.options;
  const formats = reporters.map(({ name }) => name);
  program
    .command('scan')
    .description(chosenMessages().cli.commands.scan)
    .argument('<place...>', texts.place)
    .option('--declaration <file>', texts.declaration)
    .option('--policy <name|file>', texts.policy, collect)
    .option('--waivers <file>', texts.waivers)
    .option('--baseline <report.json>', texts.baseline)
    .option('--report <file>', texts.report, collect)
    .addOption(new Option('--format <name>', texts.format).choices(formats).default('text'))
    .option('--trust <file>', texts.trust, collect)
    .addOption(new Option('--c2pa-engine <name>', texts.c2paEngine).choices(c2paEngines).default('wasm'))
    .addOption(new Option('--exiftool <when>', texts.exiftool).choices(exiftoolUses).default('needed'))
    .addOption(new Option('--pixels <mode>', texts.pixels).choices(pixelModes).default('auto'))
    .option('--marked <folder>', texts.marked, collect)
    .option('--no-trace', texts.noTrace)
    .option('--cache <folder>', texts.cache)
    .option('--no-cache', texts.noCache)
    .option('--include <glob>', texts.include, collect)
    .option('--exclude <glob>', texts.exclude, collect)
    .option('--sequence <glob>', texts.sequence, collect)
    .option('--sequence-sample <number>', texts.sequenceSample, positive)
    .addOption(new Option('--fail-on <severity>', texts.failOn).choices(failOnValues).default('blocker'))
    .option('--only-failures', texts.onlyFailures)
    .option('--hash', texts.hash)
    .option('--no-thumbs', texts.noThumbs)
    .option('--jobs <number>', texts.jobs, positive)
    .option('--queue <url>', texts.queue)
    .option('--results <folder>', texts.results)
    .option('--quiet', texts.quiet)
    .addOption(new Option('--progress <style>', texts.progress).choices(['json']))
    .option('--config <file>', texts.config)
    .action(async (places: string[], flags: ScanFlags) => exit(await runScan(places, flags, terminal)));
}

async function runScan(places: readonly string[], flags: ScanFlags, terminal: Terminal): Promise<number> {
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
      trust: [...config.trust, ...(flags.trust ?? [])],
      policies: flags.policy ?? [],
      c2paEngine: flags.c2paEngine,
      exiftool: flags.exiftool,
      pixels: flags.pixels,
      marked: flags.marked ?? [],
      trace: flags.trace,
      ...cacheOptions(flags.cache, terminal),
      include: [...config.include, ...(flags.include ?? [])],
      exclude: [...config.exclude, ...(flags.exclude ?? [])],
      sequences: flags.sequence ?? [],
      ...(flags.sequenceSample === undefined ? {} : { sequenceSample: flags.sequenceSample }),
      hash: flags.hash === true,
      thumbnails: flags.thumbs,
      language: chosenLanguage(),
      writes: files,
      environment: terminal.environment,
      signal: abort.signal,
      onProgress: progress.show,
      ...(shared && { queue: { ...shared, onRead: progress.show, onNoWorkers: tellNoWorkers(shared.results, flags, terminal) } }),
      onTracing: progress.tracing,
      onCacheProblem: (folder, detail) => {
        const reason = reasonInWords(detail);
        if (!flags.quiet) terminal.err(`${chosenMessages().cli.cacheProblem({ folder, detail: reason })}\n`);
      },
      onHead: stream.onHead,
      ...(stream.onReadAsset && { onReadAsset: stream.onReadAsset }),
      onDeclaration: (path, found) => {
        if (found && !flags.quiet) terminal.err(`${chosenMessages().cli.declarationFound({ path })}\n`);
      },
      ...(flags.declaration === undefined ? {} : { declaration: flags.declaration }),
      ...(flags.waivers === undefined ? {} : { waivers: flags.waivers }),
      ...(flags.baseline === undefined ? {} : { baseline: flags.baseline }),
      ...(flags.jobs === undefined ? {} : { jobs: flags.jobs }),
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

/** Where readings and fingerprints are remembered: in the named folder, else in the user's cache folder, unless nothing is to be. */
export function cacheOptions(named: string | false | undefined, terminal: Terminal): Pick<ScanOptions, 'cache' | 'usualCache'> {
  if (named === false) return {};
  return named === undefined ? { usualCache: userCacheFolder(terminal) } : { cache: named };
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

function collect(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}

/** A number of things done at once. @throws InvalidArgumentError */
export function positive(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > 64) throw new InvalidArgumentError(chosenMessages().cli.jobsRange);
  return number;
}
