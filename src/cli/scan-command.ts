import { type Command, InvalidArgumentError, Option } from 'commander';
import { declarationLine, messages } from '../messages/index.ts';
import type { Report } from '../model/index.ts';
import { type PixelMode, pixelModes } from '../read/watermark/index.ts';
import { printable, type ReportOptions, reporterByName, reporters } from '../report/index.ts';
import { CannotStart } from '../scan/cannot-start.ts';
import { scan } from '../scan.ts';
import { type C2paEngineName, c2paEngines } from '../tools/c2pa/engine.ts';
import { readConfig } from './config.ts';
import { exitCodeOf, type FailOn, failOnValues } from './exit-code.ts';
import { type ProgressStyle, progressOn } from './progress.ts';
import { type Terminal, UsageError } from './terminal.ts';
import { checkReportFiles, type Written, writeReport } from './write-report.ts';

interface ScanFlags {
  readonly declaration?: string;
  readonly policy?: readonly string[];
  readonly waivers?: string;
  readonly baseline?: string;
  readonly report?: readonly string[];
  readonly format: string;
  readonly trust?: readonly string[];
  readonly c2paEngine: C2paEngineName;
  readonly pixels: PixelMode;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly failOn: FailOn;
  readonly onlyFailures?: boolean;
  readonly hash?: boolean;
  readonly thumbs: boolean;
  readonly jobs?: number;
  readonly quiet?: boolean;
  readonly progress?: 'json';
  readonly config?: string;
}

/** Adds `scan` to the program; `exit` takes its exit code. */
export function addScan(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  const texts = messages().cli.options;
  const formats = reporters.map(({ name }) => name);
  program
    .command('scan')
    .description(messages().cli.commands.scan)
    .argument('<place...>', texts.place)
    .option('--declaration <file>', texts.declaration)
    .option('--policy <name|file>', texts.policy, collect)
    .option('--waivers <file>', texts.waivers)
    .option('--baseline <report.json>', texts.baseline)
    .option('--report <file>', texts.report, collect)
    .addOption(new Option('--format <name>', texts.format).choices(formats).default('text'))
    .option('--trust <file>', texts.trust, collect)
    .addOption(new Option('--c2pa-engine <name>', texts.c2paEngine).choices(c2paEngines).default('wasm'))
    .addOption(new Option('--pixels <mode>', texts.pixels).choices(pixelModes).default('auto'))
    .option('--include <glob>', texts.include, collect)
    .option('--exclude <glob>', texts.exclude, collect)
    .addOption(new Option('--fail-on <severity>', texts.failOn).choices(failOnValues).default('blocker'))
    .option('--only-failures', texts.onlyFailures)
    .option('--hash', texts.hash)
    .option('--no-thumbs', texts.noThumbs)
    .option('--jobs <number>', texts.jobs, positive)
    .option('--quiet', texts.quiet)
    .addOption(new Option('--progress <style>', texts.progress).choices(['json']))
    .option('--config <file>', texts.config)
    .action(async (places: string[], flags: ScanFlags) => exit(await runScan(places, flags, terminal)));
}

async function runScan(places: readonly string[], flags: ScanFlags, terminal: Terminal): Promise<number> {
  const files = flags.report ?? [];
  await checkReportFiles(files);
  const config = await readConfig(terminal, flags.config);
  const abort = new AbortController();
  terminal.onInterrupt(() => abort.abort(new Interrupted()));
  const progress = progressOn(terminal, styleOf(flags, terminal));
  const report = await scan(places, {
    trust: [...config.trust, ...(flags.trust ?? [])],
    policies: flags.policy ?? [],
    c2paEngine: flags.c2paEngine,
    pixels: flags.pixels,
    include: [...config.include, ...(flags.include ?? [])],
    exclude: [...config.exclude, ...(flags.exclude ?? [])],
    hash: flags.hash === true,
    thumbnails: flags.thumbs,
    writes: files,
    environment: terminal.environment,
    signal: abort.signal,
    onProgress: progress.show,
    onDeclaration: (path, found) => {
      if (found && !flags.quiet) terminal.err(`${messages().cli.declarationFound({ path })}\n`);
    },
    ...(flags.declaration === undefined ? {} : { declaration: flags.declaration }),
    ...(flags.waivers === undefined ? {} : { waivers: flags.waivers }),
    ...(flags.baseline === undefined ? {} : { baseline: flags.baseline }),
    ...(flags.jobs === undefined ? {} : { jobs: flags.jobs }),
  })
    .catch((error: unknown) => {
      throw error instanceof CannotStart ? new UsageError(sentenceOf(error)) : error;
    })
    .finally(progress.end);
  await tell(report, flags, terminal);
  return exitCodeOf(report, flags.failOn);
}

/** The user stopped the scan. */
export class Interrupted extends Error {}

async function tell(report: Report, flags: ScanFlags, terminal: Terminal): Promise<void> {
  const options: ReportOptions = {
    messages: messages(),
    width: Math.min(terminal.columns ?? 80, 120),
    colour: terminal.isTerminal && !terminal.environment.NO_COLOR,
    onlyFailures: flags.onlyFailures === true,
  };
  const written: Written[] = [];
  for (const file of flags.report ?? []) written.push(await writeReport(file, report, options));
  const notes = new Set(written.flatMap((one) => one.notes));
  const { content, notes: more } = resultOf(flags.format, report, options);
  for (const note of more) notes.add(note);
  if (content !== undefined && (flags.format !== 'text' || !flags.quiet)) await terminal.out(content);
  // Told even to who wants it quiet: something is in no report that was asked for.
  for (const note of notes) terminal.err(`${note}\n`);
  const files = written.flatMap((one) => one.files);
  if (!flags.quiet) for (const file of files) terminal.err(`${messages().cli.reportWritten({ file })}\n`);
}

/** What stdout gets; a timeline format has a result only where one video has markers. @throws UsageError where several have */
function resultOf(
  format: string,
  report: Report,
  options: ReportOptions,
): { readonly content?: string | Uint8Array; readonly notes: readonly string[] } {
  const reporter = reporterByName(format);
  if (reporter === undefined) throw new Error(`no reporter ${format}`);
  if (!('renderVideos' in reporter)) return { content: reporter.render(report, options), notes: [] };
  const { files, notes } = reporter.renderVideos(report, options);
  const videos = [...new Set(files.map(({ video }) => printable(video)))].join(', ');
  if (files.length > 1)
    throw new UsageError(messages().cli.severalVideos({ format, videos, ending: reporter.extensions[0] ?? '' }));
  return { ...(files[0] === undefined ? {} : { content: files[0].content }), notes };
}

/** One sentence for what kept the scan from starting; an invalid declaration lists every error on a line of its own. */
function sentenceOf({ code, params, problems }: CannotStart): string {
  const lines = problems.map((problem) => declarationLine(problem, messages()));
  return [...lines, messages().start[code](params)].join('\n');
}

function styleOf(flags: ScanFlags, terminal: Terminal): ProgressStyle {
  if (flags.progress === 'json') return 'json';
  if (flags.quiet) return 'none';
  return terminal.canRewrite ? 'line' : 'log';
}

function collect(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}

function positive(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > 64) throw new InvalidArgumentError(messages().cli.jobsRange);
  return number;
}
