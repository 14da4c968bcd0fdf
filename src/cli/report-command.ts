import { stat } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { languageNames, messages } from '../messages/index.ts';
import { languageOf, reworded } from '../messages/reword.ts';
import type { Report } from '../model/index.ts';
import { reporters } from '../report/index.ts';
import { verificationJson, verificationOutcome, verificationText } from '../report/verification.ts';
import { CannotStart } from '../scan/cannot-start.ts';
import { openRoots, refuseWritesInside } from '../scan/start.ts';
import { verify } from '../verify.ts';
import { exitCodeOf, type FailOn, failOnValues } from './exit-code.ts';
import { chosenMessages, inWords, namedLanguage, startSentence } from './language.ts';
import { progressOn, progressStyle } from './progress.ts';
import { readReport } from './read-report.ts';
import { tellReport } from './tell-report.ts';
import { exitCodes, lineWidth, type Terminal, UsageError } from './terminal.ts';
import { checkReportFiles } from './write-report.ts';

interface ReportFlags {
  readonly report?: readonly string[];
  readonly format?: string;
  readonly onlyFailures?: boolean;
  readonly failOn: FailOn;
  readonly quiet?: boolean;
  readonly verify?: boolean;
  readonly verbose?: boolean;
  readonly progress?: 'json';
  readonly root?: readonly string[];
}

/** Adds `report` to the program: a saved report in other forms, or held against the media. */
export function addReport(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  const texts = chosenMessages().reportCommand;
  const formats = reporters.map(({ name }) => name);
  program
    .command('report')
    .description(texts.command)
    .argument('<report.json>', texts.options.saved)
    .option('--report <file>', texts.options.report, collect)
    .addOption(new Option('--format <name>', texts.options.format).choices(formats))
    .addOption(new Option('--lang <language>', texts.options.lang).choices(languageNames))
    .option('--only-failures', chosenMessages().cli.options.onlyFailures)
    .addOption(new Option('--fail-on <severity>', texts.options.failOn).choices(failOnValues).default('blocker'))
    .option('--quiet', chosenMessages().cli.options.quiet)
    .option('--verify', texts.options.verify)
    .option('--verbose', texts.options.verbose)
    .addOption(new Option('--progress <style>', chosenMessages().cli.options.progress).choices(['json']))
    .option('--root <folder>', texts.options.root, collect)
    .action(async (file: string, flags: ReportFlags) => {
      const run = flags.verify === true ? verifyAgain : renderAgain;
      exit(await run(file, flags, terminal));
    });
}

/** Writes and prints a saved report as the scan would have; the exit code is that of the scan. */
async function renderAgain(file: string, flags: ReportFlags, terminal: Terminal): Promise<number> {
  const alone = (['root', 'verbose', 'progress'] as const).find((name) => flags[name] !== undefined);
  if (alone !== undefined) throw new UsageError(chosenMessages().reportCommand.nothingAsked({ option: `--${alone}` }));
  const files = flags.report ?? [];
  await checkReportFiles(files);
  const saved = await readReport(file);
  await refuseInsideDelivery(saved, files);
  const language = namedLanguage();
  const texts = messages(language ?? languageOf(saved));
  const report = language === undefined ? saved : reworded(saved, texts);
  // Who names files wants files; without any, the summary is what there is to show.
  const format = flags.format ?? (files.length === 0 ? 'text' : undefined);
  await tellReport(report, { ...flags, ...(format === undefined ? {} : { format }) }, texts, terminal);
  return exitCodeOf(report, flags.failOn);
}

/** The delivery may lie on another machine; where it is here, it is not written into. */
async function refuseInsideDelivery({ run }: Report, files: readonly string[]): Promise<void> {
  for (const root of run.roots) {
    const opened = await openRoots([root]).catch(() => []);
    await refuseWritesInside(opened, files).catch((error: unknown) => {
      if (!(error instanceof CannotStart)) throw error;
      throw new UsageError(startSentence(error));
    });
  }
}

/** Holds a saved report against the media: 0 all holds, 1 something changed or is gone, 3 something could not be checked. */
async function verifyAgain(file: string, flags: ReportFlags, terminal: Terminal): Promise<number> {
  const texts = chosenMessages().reportCommand;
  const { format = 'text', root: roots = [] } = flags;
  if (flags.report !== undefined || !['text', 'json'].includes(format)) throw new UsageError(texts.verifyAlone);
  const report = await readReport(file);
  await checkRoots(report, roots);
  const progress = progressOn(terminal, progressStyle(flags, terminal));
  const verification = await verify(report, { name: file, roots, onProgress: progress.show }).finally(progress.end);
  const outcome = verificationOutcome(verification);
  if (format === 'json') await terminal.out(verificationJson(verification));
  else if (flags.quiet !== true) {
    const options = { messages: chosenMessages(), width: lineWidth(terminal), verbose: flags.verbose === true };
    await terminal.out(verificationText(verification, options));
  }
  if (outcome === 'changed') return exitCodes.findings;
  return outcome === 'holds' ? exitCodes.clear : exitCodes.incomplete;
}

/** A folder that is not there at all is a wrong option, not a delivery whose files are gone. */
async function checkRoots({ run }: Report, named: readonly string[]): Promise<void> {
  const texts = chosenMessages().reportCommand;
  if (named.length > 0 && named.length !== run.roots.length)
    throw new UsageError(texts.rootCount({ given: named.length, wanted: run.roots.length }));
  for (const root of named.length > 0 ? named : run.roots) {
    await stat(root).catch((error: NodeJS.ErrnoException) => {
      throw new UsageError(texts.rootMissing({ root, detail: inWords(error) }));
    });
  }
}

function collect(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}
