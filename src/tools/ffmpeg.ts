import { PassThrough } from 'node:stream';
import { onlyFiles } from './ffmpeg-input.ts';
import { findProgram } from './ffmpeg-path.ts';

/** An ffmpeg that was found; it decodes single frames for thumbnails. */
export interface FfmpegEngine {
  readonly version: string;
  /**
   * One frame of a video, or a still that sharp cannot decode, as PNG.
   * @param second where in the video, seconds from its start
   * @throws Error where ffmpeg cannot decode the file, or takes longer than the limit
   */
  frame(path: string, second: number): Promise<Buffer>;
}

/** Milliseconds for one frame. */
const frameLimit = 20_000;

/** Bytes of one decoded frame at thumbnail size; more is no answer to our question. */
const byteLimit = 8 << 20;

/**
 * Finds ffmpeg: FFMPEG_PATH, then the system's, then the one in @ffmpeg-installer/ffmpeg. Null where none runs.
 * @param environment the process's environment
 */
export async function openFfmpeg(environment: Readonly<Record<string, string | undefined>>): Promise<FfmpegEngine | null> {
  const found = await findProgram('ffmpeg', environment);
  return found === null ? null : { version: found.version, frame: (path, second) => frame(found.path, path, second) };
}

async function frame(program: string, path: string, second: number): Promise<Buffer> {
  // Loaded when it is needed: most scans decode nothing by it.
  const { default: ffmpeg } = await import('fluent-ffmpeg');
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let size = 0;
    const out = new PassThrough();
    const command = ffmpeg(`file:${path}`)
      .setFfmpegPath(program)
      .inputOptions([...onlyFiles, ...(second > 0 ? ['-ss', String(second)] : [])])
      .outputOptions(['-frames:v', '1', '-vf', 'scale=480:-2', '-an', '-sn', '-dn'])
      .videoCodec('png')
      .format('image2pipe')
      .on('error', (error: Error) => end(error));
    const timer = setTimeout(() => end(new Error(`timeout after ${frameLimit / 1000} s`)), frameLimit);
    const end = (error: Error | null): void => {
      clearTimeout(timer);
      if (error === null && size > 0) resolve(Buffer.concat(pieces));
      else {
        command.kill('SIGKILL');
        reject(error ?? new Error('no frame'));
      }
    };
    out.on('data', (piece: Buffer) => {
      size += piece.length;
      if (size > byteLimit) end(new Error(`more than ${byteLimit} bytes`));
      else pieces.push(piece);
    });
    out.on('end', () => end(null));
    command.pipe(out, { end: true });
  });
}
