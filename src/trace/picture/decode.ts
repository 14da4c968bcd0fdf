import type { JudgedAsset, TraceGap } from '../../model/index.ts';
import { withPlainPath } from '../../storage/connection.ts';
import type { FrameEngine, VideoFrame } from '../../tools/ffmpeg-frames.ts';
import { stillPicture } from '../../tools/still-picture.ts';
import { failureIn } from '../failure.ts';
import type { Picture } from './version-planes.ts';

/** Formats that ffmpeg decodes and sharp does not. HEIC only from some version on: before, it opens sequences alone. */
const byFfmpeg = /photoshop|x-psd|exr|dpx|cineon|tga|bmp|jp2|jpeg2000|x-portable|hei[cf]/;

/** Formats that come in tiles, of which ffmpeg may give the first one as if it were the picture. */
const tiled = /hei[cf]/;

/** Share by which the sides of a whole picture may differ from those that its file tells: pixels are rounded. */
const sidesReach = 0.03;

/** Nothing here decodes such a file: it is not damaged. */
export class NoDecoder extends Error {}

/**
 * A still as it is seen.
 * @param side pixels of its longer side at most
 * @throws Error where nothing here decodes it
 */
export async function decodeStill(
  { uri, format, about }: Pick<JudgedAsset, 'uri' | 'format' | 'about'>,
  side: number,
  channels: 1 | 3,
  frames: FrameEngine | null,
): Promise<Picture & { readonly data: Uint8Array }> {
  return withPlainPath(uri, async (path) => {
    try {
      return await stillPicture(path, side, channels);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const failure = isUnknown(reason, format) ? new NoDecoder(reason) : error;
      if (frames === null || !byFfmpeg.test(format)) throw failure;
      const frame = await firstFrame(frames, path, side, channels).catch((words: unknown) => {
        throw tiled.test(format) ? failure : words;
      });
      if (frame === null || (tiled.test(format) && !isWhole(frame, about))) throw failure;
      return frame;
    }
  });
}

/** What sharp decodes: one of these that it does not know again is damaged. */
const bySharp = /jpeg|png|webp|tiff|gif|avif|jp2|jxl/;

/** True where sharp says that it decodes no such pictures. */
function isUnknown(reason: string, format: string): boolean {
  if (tiled.test(format)) return /compression format/.test(reason);
  return /^content is /.test(reason) || (/unsupported image format/.test(reason) && !bySharp.test(format));
}

/** The gap that a picture leaves which could not be decoded: damaged, or of a kind that nothing here decodes. */
export function gapOf(error: unknown, path: string, role: TraceGap['role']): TraceGap {
  const code = error instanceof NoDecoder ? 'no-decoder' : 'not-decoded';
  return { path, role, code, detail: failureIn(error, path) };
}

function isWhole({ width, height }: VideoFrame, { width: told, height: toldHeight }: JudgedAsset['about']): boolean {
  if (told === undefined || toldHeight === undefined) return false;
  const [own, file] = [width / height, told / toldHeight];
  // The file may be told as it is stored, before it is turned upright.
  return [file, 1 / file].some((ratio) => Math.abs(own / ratio - 1) <= sidesReach);
}

async function firstFrame(frames: FrameEngine, path: string, width: number, channels: 1 | 3): Promise<VideoFrame | null> {
  for await (const frame of frames.frames(path, { every: 'all', width, colour: channels === 1 ? 'grey' : 'rgb' })) return frame;
  return null;
}

/**
 * The frame of a video at a time, in colour; null where it cannot be decoded.
 * @param alone whether it is decoded without any other: more threads would only decode what comes after it
 */
export async function frameAt(
  frames: FrameEngine,
  path: string,
  seconds: number,
  width: number,
  alone: boolean,
): Promise<VideoFrame | null> {
  const request = { every: 'all', from: seconds, to: seconds + 0.5, width, colour: 'rgb', ...(alone && { threads: 1 }) } as const;
  try {
    for await (const frame of frames.frames(path, request)) return frame;
  } catch {
    // The frame is only shown; what was found in it stands without it.
  }
  return null;
}
