// The machine that a benchmark ran on, in the words of docs/performance.md.
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { exiftoolPath } from 'exiftool-vendored';
import { nativeVersion } from '../../dist/tools/c2pa/native.js';
import { ffmpegPath } from './trace/encode.mjs';

const textOf = (read) => {
  try {
    return read().trim();
  } catch {
    return '';
  }
};

/** File system and kind of disk below a folder; empty where the kernel does not tell. */
function diskOf(folder) {
  const { dev } = statSync(folder);
  const number = `${(dev >> 8) & 0xfff}:${(dev & 0xff) | ((dev >> 12) & 0xfff00)}`;
  const mounts = textOf(() => readFileSync('/proc/self/mountinfo', 'utf8')).split('\n');
  const system =
    mounts
      .find((line) => line.split(' ')[2] === number)
      ?.split(' - ')[1]
      ?.split(' ')[0] ?? '';
  const place = `/sys/dev/block/${number}`;
  const spins =
    textOf(() => readFileSync(`${place}/queue/rotational`, 'utf8')) ||
    textOf(() => readFileSync(`${place}/../queue/rotational`, 'utf8'));
  const kind = { 0: 'a disk that does not spin', 1: 'a disk that spins or does not say' }[spins] ?? '';
  return [system, kind].filter(Boolean).join(' on ');
}

const packageVersion = (name) =>
  JSON.parse(readFileSync(new URL(`../../node_modules/${name}/package.json`, import.meta.url), 'utf8')).version;

/** Lines `[what, value]`. @param folder where the material lies */
export async function machine(folder) {
  const processor = `${cpus().length} cores, ${cpus()[0]?.model.trim() ?? 'unknown'}`;
  const exiftoolCommand = await exiftoolPath();
  const exiftool = textOf(() => execFileSync(exiftoolCommand, ['-ver'], { encoding: 'utf8' }));
  const ffmpeg = textOf(() => execFileSync(ffmpegPath(), ['-version'], { encoding: 'utf8' })).split(' ')[2] ?? 'none';
  const native = nativeVersion();
  return [
    ['Processor', processor],
    ['Memory', `${Math.round(totalmem() / 2 ** 30)} GiB`],
    ['Disk', diskOf(folder) || 'unknown'],
    ['System', `${process.platform} ${release()}`],
    ['Node', process.version],
    ['ExifTool', exiftool],
    ['ffmpeg', ffmpeg],
    [
      'C2PA',
      `@contentauth/c2pa-wasm ${packageVersion('@contentauth/c2pa-wasm')}${native === null ? '' : `, @contentauth/c2pa-node ${native}`}`,
    ],
  ];
}
