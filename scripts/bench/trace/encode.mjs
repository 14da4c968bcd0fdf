// Shots become pieces of H.264, drawn by worker threads and kept by what they show; pieces become the programme; the programme becomes
// what else is asked for. All encodings show the same list of shots.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { framesOf } from './render.mjs';

const drawing = 5; // raised when the same shot is drawn differently, so that kept pieces are drawn anew

/** The ffmpeg that the benchmark draws with: FFMPEG_PATH, the system's, or the npm package's. */
export const ffmpegPath = () => {
  if (process.env.FFMPEG_PATH) return process.env.FFMPEG_PATH;
  const system = (process.env.PATH ?? '').split(':').map((folder) => join(folder, 'ffmpeg'));
  return system.find((path) => existsSync(path)) ?? createRequire(import.meta.url)('@ffmpeg-installer/ffmpeg').path;
};

/** Runs ffmpeg to its end; `feed` writes to its stdin. Throws with its last words. */
export async function ffmpeg(args, feed) {
  const child = spawn(
    ffmpegPath(),
    ['-hide_banner', '-nostdin', '-loglevel', 'error', '-y', ...args].filter((arg) => !feed || arg !== '-nostdin'),
    {
      stdio: [feed ? 'pipe' : 'ignore', 'ignore', 'pipe'],
    },
  );
  let words = '';
  child.stderr.on('data', (chunk) => {
    words = (words + chunk).slice(-2000);
  });
  child.stdin?.on('error', () => {});
  const ended = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`ffmpeg ${args.join(' ')}\n${words}`))));
  });
  if (feed) await Promise.all([feed(child.stdin).then(() => child.stdin.end()), ended]);
  else await ended;
}

const colours = ['-color_range', 'tv', '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'];

async function drawPiece({ shot, size: [width, height], path }) {
  const part = `${path}.part.mp4`;
  const raw = ['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-s', `${width}x${height}`, '-r', '25', '-i', 'pipe:0'];
  const codec = ['-c:v', 'libx264', '-preset', 'superfast', '-crf', '20', '-g', '50', '-bf', '2', '-threads', '1', ...colours];
  await ffmpeg([...raw, ...codec, '-video_track_timescale', '12800', part], async (pipe) => {
    for await (const frame of framesOf(shot, width, height)) {
      // A copy, since the frame is drawn over while the pipe still holds it.
      const taken = new Promise((done) => pipe.write(Buffer.from(frame), () => done()));
      await taken;
    }
  });
  renameSync(part, path);
}

if (!isMainThread && parentPort) {
  parentPort.on('message', async (task) => {
    try {
      await drawPiece(task);
      parentPort.postMessage({ path: task.path });
    } catch (error) {
      parentPort.postMessage({ path: task.path, error: String(error?.stack ?? error) });
    }
  });
}

/** Draws pieces in worker threads; `piece(shot, size)` gives the path of one, from the cache where it is there. */
export function pieceMaker({ cache, jobs, say = () => {} }) {
  mkdirSync(join(cache, 'pieces'), { recursive: true });
  const waiting = new Map();
  const queue = [];
  const workers = Array.from({ length: jobs }, () => new Worker(new URL(import.meta.url)));
  const idle = [...workers];
  let drawn = 0;
  const next = () => {
    while (idle.length > 0 && queue.length > 0) idle.pop().postMessage(queue.shift());
  };
  for (const worker of workers) {
    worker.on('message', ({ path, error }) => {
      idle.push(worker);
      if (++drawn % 50 === 0) say(`${drawn} shots drawn, ${queue.length} to go`);
      const { resolve, reject } = waiting.get(path).settle;
      if (error) reject(new Error(error));
      else resolve(path);
      next();
    });
  }
  return {
    piece(shot, size) {
      const { seen, source, relation, onScreen, kind, ...shown } = shot;
      const key = createHash('sha256')
        .update(JSON.stringify([drawing, size, shown]))
        .digest('hex')
        .slice(0, 24);
      const path = join(cache, 'pieces', `${key}.mp4`);
      if (existsSync(path) && !waiting.has(path)) return Promise.resolve(path);
      if (!waiting.has(path)) {
        const settle = {};
        const done = new Promise((resolve, reject) => Object.assign(settle, { resolve, reject }));
        waiting.set(path, { settle, done });
        queue.push({ shot: shown, size, path });
        next();
      }
      return waiting.get(path).done;
    },
    close: () => Promise.all(workers.map((worker) => worker.terminate())),
  };
}

/** Joins pieces without coding them again, beside a stereo track of faint noise, from ten o'clock. */
export async function joined(pieces, path, seconds) {
  const list = `${path}.txt`;
  writeFileSync(list, pieces.map((piece) => `file '${piece}'\n`).join(''));
  const sound = ['-f', 'lavfi', '-t', String(seconds), '-i', 'anoisesrc=c=pink:a=0.05:seed=1:r=48000'];
  const maps = ['-map', '0:v', '-map', '1:a', '-c:v', 'copy', '-c:a', 'aac', '-b:a', '96k', '-ac', '2'];
  await ffmpeg([
    '-f',
    'concat',
    '-safe',
    '0',
    '-i',
    list,
    ...sound,
    ...maps,
    '-timecode',
    '10:00:00:00',
    '-movflags',
    '+faststart',
    path,
  ]);
  rmSync(list);
}

/** Encodings of the programme by name: ending, and ffmpeg's options. `h264` is the programme as it was joined. */
export const encodings = {
  h264: { ending: 'mp4', args: null },
  'h264-15m': {
    ending: 'mp4',
    args: [
      '-c:v',
      'libx264',
      '-preset',
      'veryfast',
      '-b:v',
      '15M',
      '-maxrate',
      '15M',
      '-bufsize',
      '15M',
      '-g',
      '50',
      '-x264opts',
      'nal-hrd=cbr',
    ],
  },
  'h264-cabac': {
    ending: 'mp4',
    args: ['-c:v', 'libx264', '-preset', 'medium', '-b:v', '15M', '-maxrate', '15M', '-bufsize', '30M', '-g', '50'],
  },
  hevc: {
    ending: 'mp4',
    args: ['-c:v', 'libx265', '-preset', 'superfast', '-crf', '24', '-tag:v', 'hvc1', '-x265-params', 'log-level=error'],
  },
  prores: { ending: 'mov', args: ['-c:v', 'prores_ks', '-profile:v', '3', '-pix_fmt', 'yuv422p10le', '-c:a', 'pcm_s16le'] },
  dnxhd: { ending: 'mxf', args: ['-c:v', 'dnxhd', '-b:v', '120M', '-pix_fmt', 'yuv422p', '-c:a', 'pcm_s16le', '-ar', '48000'] },
  'mpeg2-interlaced': {
    ending: 'mpg',
    args: [
      '-c:v',
      'mpeg2video',
      '-b:v',
      '25M',
      '-maxrate',
      '25M',
      '-bufsize',
      '8M',
      '-g',
      '12',
      '-bf',
      '2',
      '-flags',
      '+ildct+ilme',
      '-top',
      '1',
      '-c:a',
      'mp2',
    ],
  },
  'proxy-360p': {
    ending: 'mp4',
    args: [
      '-vf',
      'scale=640:360',
      '-c:v',
      'libx264',
      '-preset',
      'veryfast',
      '-b:v',
      '300k',
      '-maxrate',
      '400k',
      '-bufsize',
      '800k',
      '-g',
      '250',
    ],
  },
  'sd-576i': {
    ending: 'mxf',
    args: [
      '-vf',
      'scale=720:576',
      '-aspect',
      '16:9',
      '-c:v',
      'mpeg2video',
      '-b:v',
      '50M',
      '-g',
      '1',
      '-pix_fmt',
      'yuv422p',
      '-flags',
      '+ildct',
      '-top',
      '1',
      '-c:a',
      'pcm_s16le',
    ],
  },
  uhd: { ending: 'mp4', args: ['-vf', 'scale=3840:2160', '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '23', '-g', '50'] },
};

/** Codes the programme again as one of `encodings`; frames keep their numbers. */
export async function encoded(master, name, path) {
  const { args } = encodings[name];
  const rate = /mxf|mpg/.test(path) ? [] : ['-timecode', '10:00:00:00'];
  await ffmpeg(['-i', master, '-map', '0:v:0', '-map', '0:a:0', '-c:a', 'aac', ...args, ...colours, ...rate, path]);
}
