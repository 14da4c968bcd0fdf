/** The ffmpeg that writes samples: FFMPEG_PATH, the one of the npm package, or the system's. */
import { execFile } from 'node:child_process';
import { accessSync, chmodSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../fixtures/tools.mjs';

const run = promisify(execFile);
const packaged = join(root, `node_modules/@ffmpeg-installer/${process.platform}-${process.arch}/ffmpeg`);

function binary() {
  if (process.env.FFMPEG_PATH) return process.env.FFMPEG_PATH;
  if (!existsSync(packaged)) return 'ffmpeg';
  try {
    accessSync(packaged, constants.X_OK);
  } catch {
    chmodSync(packaged, 0o755); // Installs that block scripts leave the binary without its run bit.
  }
  return packaged;
}

/** One run of ffmpeg; several outputs in one run are much cheaper than a run each. */
export async function runFfmpeg(args) {
  await run(binary(), ['-v', 'error', '-nostdin', '-y', ...args], { maxBuffer: 16 << 20 });
}

/** Version of the ffmpeg at hand; null where none starts. */
export async function ffmpegVersion() {
  const answer = await run(binary(), ['-version']).catch(() => null);
  return answer === null ? null : (answer.stdout.split('\n')[0] ?? '');
}
