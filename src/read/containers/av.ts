import type { Mime } from '../../model/format.ts';
import { walkAac } from './aac.ts';
import { walkAc3 } from './ac3.ts';
import { walkAiff } from './aiff.ts';
import { walkApe } from './ape.ts';
import { walkAsf } from './asf.ts';
import { walkAu } from './au.ts';
import { walkBmff } from './bmff.ts';
import { walkCaf } from './caf.ts';
import { walkDsd } from './dsd.ts';
import { walkDv } from './dv.ts';
import { walkFlac } from './flac.ts';
import { walkFlv } from './flv.ts';
import { walkH264, walkH265 } from './h26x.ts';
import { walkMatroska } from './matroska.ts';
import { walkMp3 } from './mp3.ts';
import { walkProgramStream, walkTransportStream } from './mpeg.ts';
import { walkMxf } from './mxf.ts';
import { walkNut } from './nut.ts';
import { walkOgg } from './ogg.ts';
import { walkR3d } from './r3d.ts';
import type { Walker } from './reads.ts';
import { walkRiff } from './riff.ts';
import { told } from './told-about.ts';
import { walkTta } from './tta.ts';
import { walkWavpack } from './wavpack.ts';
import { walkY4m } from './y4m.ts';

const walkers: Partial<Record<Mime, Walker>> = {
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
  'application/mxf': walkMxf,
  'video/mp2t': walkTransportStream,
  'video/mpeg': walkProgramStream,
  'video/x-ms-asf': walkAsf,
  'video/x-flv': walkFlv,
  'audio/mpeg': walkMp3,
  'audio/aac': walkAac,
  'audio/flac': walkFlac,
  'audio/ogg': walkOgg,
  'audio/x-caf': walkCaf,
  'audio/aiff': walkAiff,
  'audio/ac3': walkAc3,
  'audio/x-ape': walkApe,
  'audio/x-wavpack': walkWavpack,
  'audio/x-dsf': walkDsd,
  'video/x-dv': walkDv,
  'video/x-red-r3d': walkR3d,
  'video/h264': walkH264,
  'video/h265': walkH265,
  'video/x-nut': walkNut,
  'video/x-yuv4mpeg': walkY4m,
  'audio/x-tta': walkTta,
  'audio/basic': walkAu,
};

/** The walk of each video, audio, ISO-box and RIFF format, with what lies in them outside of their structure. */
export const avWalkers: Partial<Record<Mime, Walker>> = Object.fromEntries(
  Object.entries(walkers).map(([mime, walker]) => [mime, told(walker)]),
);
