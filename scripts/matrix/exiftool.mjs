/** ExifTool as a writer: many files in one run, since starting perl costs more than writing. */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const script = join(dirname(createRequire(import.meta.url).resolve('exiftool-vendored.pl/package.json')), 'bin/exiftool');

/**
 * Writes tags into files, two processes side by side. Each job is `{file, args}`; args are lines of an argument file, so
 * values come from files (`-TAG<=path`), which may hold line breaks. Gives what ExifTool complained about.
 */
export async function writeTags(jobs, folder) {
  const halves = [jobs.filter((_, index) => index % 2 === 0), jobs.filter((_, index) => index % 2 === 1)];
  const answers = await Promise.all(
    halves.map(async (half, index) => {
      if (half.length === 0) return '';
      const list = join(folder, `exiftool-${index}.args`);
      const lines = half.flatMap(({ file, args }) => ['-m', '-q', '-overwrite_original', ...args, file, '-execute']);
      writeFileSync(list, `${lines.join('\n')}\n`);
      const { stderr } = await run('perl', [script, '-charset', 'filename=utf8', '-@', list], { maxBuffer: 16 << 20 });
      return stderr;
    }),
  );
  return answers
    .join('')
    .split('\n')
    .filter((line) => line !== '');
}

/** The TIFF with the tag that makes it a DNG (DNG 1.7, DNGVersion): no encoder at hand writes one. */
export async function asDng(tif, dng) {
  await run('perl', [script, '-q', '-IFD0:DNGVersion=1 4 0 0', '-o', dng, tif]);
  return readFileSync(dng);
}

/** Version of ExifTool; null where it does not start. */
export async function exiftoolVersion() {
  const answer = await run('perl', [script, '-ver']).catch(() => null);
  return answer === null ? null : answer.stdout.trim();
}
