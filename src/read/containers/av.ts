import type { Mime } from '../../model/format.ts';
import { walkBmff } from './bmff.ts';
import type { Walker } from './reads.ts';

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
};
