import { type Command, InvalidArgumentError, Option } from 'commander';
import { type ExifToolUse, exiftoolUses } from '../read/index.ts';
import { type PixelMode, pixelModes } from '../read/watermark/index.ts';
import type { ScanOptions } from '../scan/options.ts';
import { type C2paEngineName, c2paEngines } from '../tools/c2pa/engine.ts';
import { type Config, userCacheFolder } from './config.ts';
import { type FailOn, failOnValues } from './exit-code.ts';
import { chosenLanguage, chosenMessages, reasonInWords } from './language.ts';
import type { Terminal } from './terminal.ts';

/** What every command that scans can be told in the same words. */
export interface ScanningFlags {
  readonly declaration?: string;
  readonly policy?: readonly string[];
  readonly waivers?: string;
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
  readonly hash?: boolean;
  readonly thumbs: boolean;
  readonly jobs?: number;
  readonly quiet?: boolean;
  readonly config?: string;
}

/** Lets a command take the papers that a delivery is held against. */
export function addPaperOptions(command: Command): Command {
  const texts = chosenMessages().cli.options;
  return command
    .option('--declaration <file>', texts.declaration)
    .option('--policy <name|file>', texts.policy, collect)
    .option('--waivers <file>', texts.waivers);
}

/** Lets a command take what says how files are read and judged. */
export function addReadingOptions(command: Command): Command {
  const texts = chosenMessages().cli.options;
  return command
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
    .option('--hash', texts.hash)
    .option('--no-thumbs', texts.noThumbs)
    .option('--jobs <number>', texts.jobs, positive)
    .option('--quiet', texts.quiet)
    .option('--config <file>', texts.config);
}

/** The options of a scan that the flags, the config file and the terminal say; a command adds what is its own. */
export function scanningOptions(flags: ScanningFlags, config: Config, terminal: Terminal): ScanOptions {
  return {
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
    environment: terminal.environment,
    onCacheProblem: (folder, detail) => {
      const reason = reasonInWords(detail);
      if (!flags.quiet) terminal.err(`${chosenMessages().cli.cacheProblem({ folder, detail: reason })}\n`);
    },
    onDeclaration: (path, found) => {
      if (found && !flags.quiet) terminal.err(`${chosenMessages().cli.declarationFound({ path })}\n`);
    },
    ...(flags.declaration === undefined ? {} : { declaration: flags.declaration }),
    ...(flags.waivers === undefined ? {} : { waivers: flags.waivers }),
    ...(flags.jobs === undefined ? {} : { jobs: flags.jobs }),
  };
}

/** Where readings and fingerprints are remembered: in the named folder, else in the user's cache folder, unless nothing is to be. */
export function cacheOptions(named: string | false | undefined, terminal: Terminal): Pick<ScanOptions, 'cache' | 'usualCache'> {
  if (named === false) return {};
  return named === undefined ? { usualCache: userCacheFolder(terminal) } : { cache: named };
}

/** Gathers the values of an option that may be given several times. */
export function collect(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}

/** A number of things done at once. @throws InvalidArgumentError */
export function positive(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > 64) throw new InvalidArgumentError(chosenMessages().cli.jobsRange);
  return number;
}
