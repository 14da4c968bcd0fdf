/** Frames that must follow one another for their headers to be no chance. */
const chainLength = 3;

/**
 * Bytes that the last frame lacks at the end of a stretch of sound: 0 where it ends there. Undefined where the stretch does not end
 * in frames that follow one another, so that nothing can be told.
 */
export function missingInLastFrame(tail: Uint8Array): number | undefined {
  for (let at = tail.indexOf(255); at >= 0; at = tail.indexOf(255, at + 1)) {
    let end = at;
    let frames = 0;
    // Version, layer and sampling rate stay as they are within one sound.
    const isAlike = () =>
      ((tail[at + 1] ?? 0) & 0xfe) === ((tail[end + 1] ?? 0) & 0xfe) &&
      ((tail[at + 2] ?? 0) & 0x0c) === ((tail[end + 2] ?? 0) & 0x0c);
    for (let length = mpegFrameLength(tail, end); length && isAlike(); length = mpegFrameLength(tail, end)) {
      end += length;
      frames++;
    }
    if (frames < chainLength) continue;
    if (end >= tail.length) return end - tail.length;
    // Less than a header is left: the first bytes of a frame, or of something else.
    if (tail.length - end < 4 && tail[end] === 255) return 4 - (tail.length - end);
    at = end - 1;
  }
  return undefined;
}

/** Seconds that a sound of one bit rate lasts, by its first frames; undefined where they differ. */
export function constantSeconds(bytes: Uint8Array, first: number, length: number): number | undefined {
  const rate = (bytes[first + 2] ?? 0) >> 4;
  let at = first;
  let frames = 0;
  for (let size = mpegFrameLength(bytes, at); size && frames < 50; size = mpegFrameLength(bytes, at)) {
    if ((bytes[at + 2] ?? 0) >> 4 !== rate) return undefined;
    at += size;
    frames++;
  }
  const kbits = kilobits(bytes, first);
  return frames >= chainLength && kbits > 0 ? (length * 8) / (kbits * 1000) : undefined;
}

/** Samples of the frame whose header stands at `at`, and how many are played a second. */
export function frameTime(bytes: Uint8Array, at: number): { readonly samples: number; readonly rate: number } {
  const version = ((bytes[at + 1] ?? 0) >> 3) & 3;
  const layer = 4 - (((bytes[at + 1] ?? 0) >> 1) & 3);
  const samples = layer === 1 ? 384 : layer === 3 && version !== 3 ? 576 : 1152;
  return { samples, rate: sampleRate(bytes, at) };
}

/** Bytes of side information of a Layer III frame, behind its header: by version, and for one channel or two. */
export function sideInformation(bytes: Uint8Array, at: number): number {
  const isFirst = (((bytes[at + 1] ?? 0) >> 3) & 3) === 3;
  const isMono = (bytes[at + 3] ?? 0) >> 6 === 3;
  return isFirst ? (isMono ? 17 : 32) : isMono ? 9 : 17;
}

/** True where a stretch of sound ends in frames that all have this bit rate, by its index in their headers. */
export function endsAtRate(tail: Uint8Array, index: number): boolean {
  for (let at = tail.indexOf(255); at >= 0; at = tail.indexOf(255, at + 1)) {
    let end = at;
    let frames = 0;
    let isConstant = true;
    for (let length = mpegFrameLength(tail, end); length; length = mpegFrameLength(tail, end)) {
      isConstant &&= (tail[end + 2] ?? 0) >> 4 === index;
      end += length;
      frames++;
    }
    if (frames >= chainLength) return isConstant;
  }
  return false;
}

/** Samples a second of the frame at `at`. */
function sampleRate(bytes: Uint8Array, at: number): number {
  const version = ((bytes[at + 1] ?? 0) >> 3) & 3;
  const rate = [44100, 48000, 32000][((bytes[at + 2] ?? 0) >> 2) & 3] ?? 0;
  return rate / (version === 3 ? 1 : version === 2 ? 2 : 4);
}

/** Kilobits a second of the frame at `at`. */
function kilobits(bytes: Uint8Array, at: number): number {
  const kind = bytes[at + 1] ?? 0;
  const version = (kind >> 3) & 3;
  const layer = 4 - ((kind >> 1) & 3);
  return bitRates[version === 3 ? layer - 1 : layer === 1 ? 3 : 4]?.[(bytes[at + 2] ?? 0) >> 4] ?? 0;
}

/** Bytes of the MPEG audio frame whose header stands at `at`; 0 for free format; undefined where none stands there. */
function mpegFrameLength(bytes: Uint8Array, at: number): number | undefined {
  const [sync, kind, rates] = [bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0];
  if (sync !== 255 || kind < 0xe0 || at + 4 > bytes.length) return undefined;
  const version = (kind >> 3) & 3;
  const layer = 4 - ((kind >> 1) & 3);
  const rateIndex = (rates >> 2) & 3;
  const bitIndex = rates >> 4;
  if (version === 1 || layer === 4 || rateIndex === 3 || bitIndex === 15) return undefined;
  if (bitIndex === 0) return 0;
  const rate = sampleRate(bytes, at);
  const kbits = kilobits(bytes, at);
  const padding = (rates >> 1) & 1;
  if (layer === 1) return (Math.floor((12 * kbits * 1000) / rate) + padding) * 4;
  return Math.floor(((layer === 3 && version !== 3 ? 72 : 144) * kbits * 1000) / rate) + padding;
}

/** Kilobits a second by bit-rate index: MPEG-1 layers I to III, MPEG-2 layer I, MPEG-2 layers II and III. */
const bitRates = [
  [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];

/** The first frame that another frame follows, or that reaches to the end of the sound. */
export function firstFrame(bytes: Uint8Array): number | undefined {
  for (let at = bytes.indexOf(255); at >= 0; at = bytes.indexOf(255, at + 1)) {
    const length = mpegFrameLength(bytes, at);
    if (length === undefined) continue;
    if (length === 0 || at + length === bytes.length) return at;
    const next = mpegFrameLength(bytes, at + length);
    const alike = ((bytes[at + 1] ?? 0) & 0xfe) === ((bytes[at + length + 1] ?? 0) & 0xfe);
    if (next !== undefined && alike) return at;
  }
  return undefined;
}
