import type { Mime } from '../../model/format.ts';
import { walkBmff } from './bmff.ts';
import { walkMatroska } from './matroska.ts';
import type { Walker } from './reads.ts';
import { walkRiff } from './riff.ts';

/** The walk of each video, audio, ISO-box and RIFF format. */
export const avWalkers: Partial<Record<Mime, Walker>> = {
  'video/mp4': walkBmff,
  'video/quicktime': walkBmff,
  'video/3gpp': walkBmff,
  'image/heic': walkBmff,
  'image/heif': walkBmff,
  'image/avif': walkBmff,
  'image/x-canon-cr3': walkBmff,
  'audio/mp4': walkBmff,
  'video/x-matroska': walkMatroska,
  'video/webm': walkMatroska,
  'video/x-msvideo': walkRiff,
  'audio/wav': walkRiff,
  'image/webp': walkRiff,
};
