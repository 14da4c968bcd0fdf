import { readdir, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { type Command, Option } from 'commander';
import {
  type DeclarationFormat,
  type Draft,
  declarationFormats,
  draftDeclaration,
  draftYaml,
  extendedYaml,
  findDeclarationNames,
  formatOfName,
  type Group,
  todosIn,
  withRemarks,
  writeDeclaration,
} from '../declare/index.ts';
import { liesInside } from '../discover/index.ts';
import { vendorOf } from '../markers/index.ts';
import { isMarkedItself, type Report } from '../model/index.ts';
import { type PixelMode, pixelModes } from '../read/watermark/index.ts';
import { CannotStart } from '../scan/cannot-start.ts';
import { type ChosenPolicy, openPolicies } from '../scan/papers.ts';
import { openRoots } from '../scan/start.ts';
import { scan } from '../scan.ts';
import { readConfig } from './config.ts';
import { type EarlierPaper, earlierOf, readEarlier } from './declare-earlier.ts';
import { tellProblems, writePaper } from './declare-file.ts';
import { copiesToDraft, leftOver, openPlaces, placesToDraft, unsought } from './declare-places.ts';
import { chosenMessages, reasonInWords, startSentence } from './language.ts';
import { lostUses } from './lost-uses.ts';
import { progressOn } from './progress.ts';
import { Interrupted } from './scan-command.ts';
import { cacheOptions } from './scan-options.ts';
import { exitCodes, type Terminal, UsageError } from './terminal.ts';

interface InitFlags {
  readonly policy?: readonly string[];
  readonly output?: string;
  readonly force?: boolean;
  readonly update?: string;
  readonly format?: DeclarationFormat;
  readonly trust?: readonly string[];
  readonly pixels: PixelMode;
  readonly marked?: readonly string[];
  readonly trace: boolean;
  /** False with `--no-cache`. */
  readonly cache?: string | false;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly quiet?: boolean;
  readonly config?: string;
}

/** Adds `init` to `declare`; `exit` takes the exit code. */
export function addDeclareInit(declare: Command, terminal: Terminal, exit: (code: number) => void): void {
  const texts = chosenMessages().declareInit;
  const { trust, pixels, marked, noTrace, cache, noCache, include, exclude, config } = chosenMessages().cli.options;
  declare
    .command('init')
    .description(texts.command)
    .argument('<folder>', texts.options.folder)
    .option('--policy <name|file>', texts.options.policy, collect)
    .option('--output <file>', texts.options.output)
    .option('--force', texts.options.force)
    .option('--update <file>', texts.options.update)
    .addOption(new Option('--format <name>', texts.options.format).choices(declarationFormats))
    .option('--trust <file>', trust, collect)
    .addOption(new Option('--pixels <mode>', pixels).choices(pixelModes).default('auto'))
    .option('--marked <folder>', marked, collect)
    .option('--no-trace', noTrace)
    .option('--cache <folder>', cache)
    .option('--no-cache', noCache)
    .option('--include <glob>', include, collect)
    .option('--exclude <glob>', exclude, collect)
    .option('--quiet', texts.options.quiet)
    .option('--config <file>', config)
    .action(async (folder: string, flags: InitFlags) => exit(await runInit(folder, flags, terminal)));
}

async function runInit(folder: string, flags: InitFlags, terminal: Terminal): Promise<number> {
  const format = flags.format ?? formatOfName(flags.output ?? flags.update ?? '') ?? 'yaml';
  try {
    await checkOutput(folder, flags, format, terminal);
    const earlier = flags.update === undefined ? undefined : await readEarlier(flags.update, terminal);
    const named = earlier?.declaration.policy ?? flags.policy;
    const paper = earlier && flags.policy === undefined ? { file: earlier.file, content: earlier.declaration } : null;
    const policies = named === undefined ? [] : await openPolicies(flags.policy ?? [], paper);
    const report = await read(folder, flags, terminal);
    const draft = draftOf(report, policies, flags, earlier);
    const content = rendered(draft, report, policies, format, earlier);
    if (flags.output === undefined) await terminal.out(content);
    else await writePaper(flags.output, content, flags.force === true);
    if (!flags.quiet) await tell(folder, flags, draft, report, terminal);
    return report.run.complete ? exitCodes.clear : exitCodes.incomplete;
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error;
    tellProblems(error.problems, terminal);
    throw new UsageError(startSentence(error));
  }
}

/** Everything that can be said against the output, before an hour of scanning. @throws UsageError */
async function checkOutput(
  folder: string,
  { output, force }: InitFlags,
  format: DeclarationFormat,
  { isTerminal }: Terminal,
): Promise<void> {
  const texts = chosenMessages().declareInit;
  const roots = await openRoots([folder]);
  if (output === undefined) {
    if (format === 'xlsx' && isTerminal) throw new UsageError(texts.needsFile({ format }));
    return;
  }
  if (await liesInside(roots, output)) throw new UsageError(texts.inside({ file: output, folder }));
  const existing = await stat(output).catch(() => null);
  if (existing && !(force && existing.isFile())) throw new UsageError(chosenMessages().declare.exists({ file: output }));
  const target = await stat(dirname(resolve(output))).catch(() => null);
  if (!target?.isDirectory())
    throw new UsageError(chosenMessages().declare.unwritable({ file: output, detail: reasonInWords('ENOENT') }));
}

async function read(folder: string, flags: InitFlags, terminal: Terminal): Promise<Report> {
  const config = await readConfig(terminal, flags.config);
  const abort = new AbortController();
  terminal.onInterrupt(() => abort.abort(new Interrupted(flags.cache !== false)));
  const progress = progressOn(terminal, flags.quiet ? 'none' : terminal.canRewrite ? 'line' : 'log');
  return scan([folder], {
    marked: flags.marked ?? [],
    trace: flags.trace,
    ...cacheOptions(flags.cache, terminal),
    declaration: flags.update ?? null,
    trust: [...config.trust, ...(flags.trust ?? [])],
    include: [...config.include, ...(flags.include ?? [])],
    exclude: [...config.exclude, ...(flags.exclude ?? [])],
    pixels: flags.pixels,
    thumbnails: false,
    environment: terminal.environment,
    signal: abort.signal,
    onProgress: progress.show,
    onTracing: progress.tracing,
  }).finally(progress.end);
}

function draftOf(
  report: Report,
  policies: readonly ChosenPolicy[],
  { output }: InitFlags,
  earlier: EarlierPaper | undefined,
): Draft {
  const base = output === undefined ? '.' : dirname(output);
  const named = policies.map(({ policy, file }) => ({
    policy,
    name: file === undefined ? policy.name : relative(resolve(base), resolve(file)).split(sep).join('/'),
  }));
  const source = {
    assets: [...report.assets],
    skipped: report.coverage.skipped,
    outside: report.marked,
    seen: placesToDraft(report),
    copies: copiesToDraft(report),
    policies: named,
    vendorOf,
    titleOf,
  };
  return draftDeclaration(earlier ? { ...source, earlier: earlierOf(earlier, report) } : source);
}

function titleOf({ assets, kind, generators, folder, degree, sequence }: Group): string {
  const texts = chosenMessages().declareInit;
  const tool = generators.map(({ name, version }) => (version === undefined ? name : `${name} ${version}`)).join(texts.and);
  const name = assets.length === 1 ? assets[0]?.path.split('/').at(-1) : sequence;
  const title = texts.title({
    count: assets.length,
    kind,
    folder,
    degree,
    ...(tool === '' ? {} : { tool }),
    ...(name === undefined ? {} : { name }),
  });
  return title.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

function rendered(
  draft: Draft,
  report: Report,
  policies: readonly ChosenPolicy[],
  format: DeclarationFormat,
  earlier: EarlierPaper | undefined,
): string | Uint8Array {
  const texts = chosenMessages().declareInit;
  if (format === 'yaml') {
    const head = texts.draft.head({ marked: marked(report), assets: report.assets.length });
    const names = policies.map(({ policy }) => policy.name).join(', ');
    const told = { ...texts.draft, head };
    if (earlier?.yaml !== undefined)
      return withRemarks(
        extendedYaml(earlier.yaml, draft, names, told, [openPlaces(report), unsought(report)]),
        lostUses(report),
      );
    return draftYaml(draft, names, told, leftOver(report));
  }
  const written = writeDeclaration(draft.written, format);
  if ('tooLong' in written) throw new UsageError(chosenMessages().declare.tooLong({ field: written.tooLong }));
  return written.content;
}

async function tell(
  folder: string,
  { output, update }: InitFlags,
  draft: Draft,
  report: Report,
  terminal: Terminal,
): Promise<void> {
  const texts = chosenMessages().declareInit;
  const say = (line: string): void => terminal.err(`${line}\n`);
  if (output !== undefined) say(texts.written({ file: output }));
  const existing = await existingDeclaration(folder);
  if (existing !== undefined && update === undefined) say(texts.existing({ file: existing }));
  if (report.assets.length === 0) {
    say(texts.nothingScanned);
    return;
  }
  say(
    texts.summary({
      marked: marked(report),
      assets: report.assets.length,
      uses: draft.uses.length,
      todos: todosIn(draft.uses.length > 0 && update !== undefined ? draft.uses.map(({ fields }) => fields) : draft.written),
    }),
  );
  for (const line of update === undefined ? [] : lostUses(report)) say(line);
  const { possible, unreadable } = report.coverage.byVerdict;
  if (possible + unreadable > 0) say(texts.leftOver({ possible, unreadable }));
  const [places, open] = [placesToDraft(report).length, openPlaces(report).assets.length];
  if (places + open > 0) say(texts.places({ places, open }));
  const lacking = unsought(report).assets.length;
  if (lacking > 0) say(texts.unsought({ count: lacking }));
  if (report.coverage.traced === null) say(texts.untraced);
  if (!report.run.complete) say(texts.incomplete);
  say(texts.next({ command: `trueslate scan ${folder} --declaration ${output ?? 'FILE'}` }));
}

async function existingDeclaration(folder: string): Promise<string | undefined> {
  const [name] = findDeclarationNames(await readdir(folder).catch(() => []));
  return name === undefined ? undefined : join(folder, name);
}

function marked({ assets }: Report): number {
  return assets.filter(isMarkedItself).length;
}

function collect(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}
