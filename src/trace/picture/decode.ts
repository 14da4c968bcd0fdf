import type { JudgedAsset } from '../../model/index.ts';
import { withPlainPath } from '../../storage/plain-path.ts';
import type { FrameEngine, VideoFrame } from '../../tools/ffmpeg-frames.ts';
import { stillPicture } from '../../tools/still-picture.ts';
import type { Picture } from './version-planes.ts';

/** Formats that ffmpeg decodes and sharp does not. */
const byFfmpeg = /photoshop|x-psd|exr|dpx|cineon|tga|bmp|jp2|jpeg2000|x-portable/;

/**
 * A still as it is seen.
 * @param side pixels of its longer side at most
 * @throws Error where nothing here decodes it
 */
export async function decodeStill(
  { uri, format }: Pick<JudgedAsset, 'uri' | 'format'>,
  side: number,
  channels: 1 | 3,
  frames: FrameEngine | null,
): Promise<Picture & { readonly data: Uint8Array }> {
  return withPlainPath(uri, async (path) => {
    try {
      return await stillPicture(path, side, channels);
    } catch (error) {
      if (frames === null || !byFfmpeg.test(format)) throw error;
      const frame = await firstFrame(frames, path, side, channels);
      if (frame === null) throw error;
      return frame;
    }
  });
}

async function firstFrame(frames: FrameEngine, path: string, width: number, channels: 1 | 3): Promise<VideoFrame | null> {
  for await (const frame of frames.frames(path, { every: 'all', width, colour: channels === 1 ? 'grey' : 'rgb' })) return frame;
  return null;
}

/** The frame of a video at a time, in colour; null where it cannot be decoded. */
export async function frameAt(frames: FrameEngine, path: string, seconds: number, width: number): Promise<VideoFrame | null> {
  try {
    for await (const frame of frames.frames(path, { every: 'all', from: seconds, to: seconds + 0.5, width, colour: 'rgb' }))
      return frame;
  } catch {
    // The frame is only shown; what was found in it stands without it.
  }
  return null;
}
