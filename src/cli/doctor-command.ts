import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Command } from 'commander';
import { wrap } from '../report/wrap.ts';
import { CannotStart } from '../scan/cannot-start.ts';
import { notCheckedIn, whateverIsDelivered } from '../scan/not-checked.ts';
import { rememberedBytes } from '../store/index.ts';
import { openC2pa } from '../tools/c2pa/engine.ts';
import { nativeVersion } from '../tools/c2pa/native.ts';
import { readTrust, UnusableTrustList } from '../tools/c2pa/trust.ts';
import { installedLists } from '../tools/c2pa/trust-lists.ts';
import { openExifTool } from '../tools/exiftool.ts';
import { findProgram } from '../tools/ffmpeg-path.ts';
import { openFfprobe } from '../tools/ffprobe.ts';
import { opencvVersion } from '../tools/opencv-version.ts';
import { configFolder, userCacheFolder } from './config.ts';
import { chosenMessages, startSentence } from './language.ts';
import { exitCodes, lineWidth, type Terminal } from './terminal.ts';

/** One line of the doctor: what, its state, and whether a scan cannot run without it. */
interface Check {
  readonly name: string;
  readonly state: string;
  readonly isFatal: boolean;
  readonly isMissing?: true;
}

/** Adds `doctor` to the program: what this machine can check and cannot. */
export function addDoctor(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  program
    .command('doctor')
    .description(chosenMessages().cli.commands.doctor)
    .action(async () => {
      const texts = chosenMessages().cli.doctor;
      const checks = await Promise.all([
        nodeCheck(),
        exiftoolCheck(terminal),
        c2paCheck(),
        nativeCheck(),
        ffprobeCheck(terminal),
        ffmpegCheck(terminal),
        sharpCheck(),
        opencvCheck(),
      ]);
      const width = Math.max(...checks.map(({ name }) => name.length));
      const [, , , , probe, decoder, pixels] = checks;
      const lists = await installedLists(join(configFolder(terminal), 'trust'));
      const machine = {
        hasTrustList: lists.length > 0,
        hasFfprobe: !probe.isMissing,
        hasFfmpeg: !decoder.isMissing,
        hasSharp: !pixels.isMissing,
      };
      const { notChecked } = chosenMessages();
      const lines = [
        ...checks.map(({ name, state }) => `${name.padEnd(width)}  ${state}`),
        '',
        ...(await trustLines(terminal)),
        cacheLine(terminal),
        '',
        texts.notChecked,
        ...notCheckedIn(machine, whateverIsDelivered).map((code) => `  ${notChecked[code]}`),
      ];
      // A pipe gets each sentence on one line, to be searched.
      const columns = terminal.columns === undefined ? Number.POSITIVE_INFINITY : lineWidth(terminal);
      const shown = lines.flatMap((line) => {
        const indent = /^ */.exec(line)?.[0] ?? '';
        return wrap(line.slice(indent.length), columns, indent, `${indent}  `);
      });
      await terminal.out(`${shown.join('\n')}\n`);
      if (checks.some(({ isFatal }) => isFatal)) exit(exitCodes.cannotStart);
    });
}

/** The trust lists of the config folder, a line each. */
export async function trustLines(terminal: Terminal): Promise<string[]> {
  const texts = chosenMessages().cli.doctor;
  const { colon } = chosenMessages().report;
  const folder = join(configFolder(terminal), 'trust');
  const files = await installedLists(folder);
  if (files.length === 0) return [`${texts.trustFolder} ${folder}${colon} ${texts.noLists}`];
  const lines = await Promise.all(files.map(async (file) => `  ${basename(file)}${colon} ${await describe(file)}`));
  return [`${texts.trustFolder} ${folder}${colon}`, ...lines];
}

/** Where readings and fingerprints are remembered, and how much there is. */
function cacheLine(terminal: Terminal): string {
  const { cache, nothingYet, megabytes } = chosenMessages().cli.doctor;
  const folder = userCacheFolder(terminal);
  const size = rememberedBytes(folder);
  const amount = size === 0 ? nothingYet : megabytes({ size: Math.ceil(size / 1e6) });
  return `${cache} ${folder}${chosenMessages().report.colon} ${amount}`;
}

async function describe(file: string): Promise<string> {
  const texts = chosenMessages().cli.doctor;
  try {
    const [list] = readTrust([file]).lists;
    const days = Math.floor((Date.now() - (await stat(file)).mtimeMs) / 86_400_000);
    return `${texts.anchors({ anchors: list?.anchors ?? 0, allowed: list?.allowed ?? 0 })}, ${texts.age({ days })}`;
  } catch (error) {
    if (!(error instanceof UnusableTrustList)) throw error;
    return startSentence(new CannotStart('trust-unreadable', error.params));
  }
}

async function nodeCheck(): Promise<Check> {
  return { name: chosenMessages().cli.doctor.node, state: process.version, isFatal: false };
}

async function exiftoolCheck({ environment }: Terminal): Promise<Check> {
  const { exiftool, missing } = chosenMessages().cli.doctor;
  try {
    const engine = await openExifTool(1, environment.EXIFTOOL_PATH);
    await engine.close();
    return { name: exiftool, state: engine.version, isFatal: false };
  } catch (error) {
    return { name: exiftool, state: `${missing}: ${(error as Error).message}`, isFatal: true };
  }
}

async function c2paCheck(): Promise<Check> {
  const { c2pa, missing } = chosenMessages().cli.doctor;
  try {
    const engine = await openC2pa('wasm', { anchors: '', allowed: '', lists: [] }, 1);
    await engine.close();
    return { name: c2pa, state: `${engine.name} ${engine.version}`, isFatal: false };
  } catch (error) {
    return { name: c2pa, state: `${missing}: ${(error as Error).message}`, isFatal: true };
  }
}

async function nativeCheck(): Promise<Check> {
  const { native, missing, nativeHint } = chosenMessages().cli.doctor;
  const version = nativeVersion();
  return { name: native, state: version === null ? `${missing} (${nativeHint})` : `c2pa-node ${version}`, isFatal: false };
}

async function ffprobeCheck(terminal: Terminal): Promise<Check> {
  const { ffprobe, missing, oldProbe } = chosenMessages().cli.doctor;
  const engine = await openFfprobe(terminal.environment);
  if (engine === null)
    return {
      name: ffprobe,
      state: `${missing}: ${chosenMessages().notChecked['ffprobe-missing']}`,
      isFatal: false,
      isMissing: true,
    };
  return {
    name: ffprobe,
    state: `${engine.version}, ${engine.origin === 'npm package' ? oldProbe : engine.path}`,
    isFatal: false,
  };
}

async function ffmpegCheck(terminal: Terminal): Promise<Check> {
  const { ffmpeg, missing, oldProbe } = chosenMessages().cli.doctor;
  const found = await findProgram('ffmpeg', terminal.environment);
  if (found === null) {
    const state = `${missing}: ${chosenMessages().notChecked['ffmpeg-missing']}`;
    return { name: ffmpeg, state, isFatal: false, isMissing: true };
  }
  const { version, origin, path } = found;
  return { name: ffmpeg, state: `${version}, ${origin === 'npm package' ? oldProbe : path}`, isFatal: false };
}

async function opencvCheck(): Promise<Check> {
  const { opencv, missing, opencvMissing } = chosenMessages().cli.doctor;
  const version = opencvVersion();
  return { name: opencv, state: version ?? `${missing}: ${opencvMissing}`, isFatal: false };
}

async function sharpCheck(): Promise<Check> {
  const { sharp, missing } = chosenMessages().cli.doctor;
  try {
    const { sharpVersion } = await import('../tools/thumbnail.ts');
    return { name: sharp, state: sharpVersion, isFatal: false };
  } catch {
    return { name: sharp, state: `${missing}: ${chosenMessages().notChecked['sharp-missing']}`, isFatal: false, isMissing: true };
  }
}
