import type { VideoPacket } from '../tools/ffmpeg-frames.ts';

/**
 * A packet between two key frames that begins another shot: so many times as large as most there, and as the key frames. In a shot
 * that stands still, far less is much.
 */
const spike = { others: 2, keys: 0.5, othersStill: 8, keysStill: 0.05 };

/** Share of the packets of a gap that are no larger than what counts as usual: those of predicted frames, not of bidirectional ones. */
const usualShare = 0.75;

/** Seconds of the shortest shot that is looked for. */
const shortest = 0.3;

/** Seconds by which a gap may be shorter than the longest and still be one of full length. */
const nearlyFull = 0.03;

/** Seconds by which a gap must be shorter for its end to be a cut: x264 puts some key frames two frames early for no cut. */
const surelyCut = 0.1;

/** Packets before one that a spike is told from where grain or movement begins with a shot, and all that follow are as large. */
const packetsBefore = 12;

/** Between two dissolves packets are smaller than in both: over so many seconds, and by this share. */
const dip = { seconds: 0.32, share: 0.7 };

/** What the sizes of packets tell of the gap after a key frame. */
export interface Gap {
  /** Seconds in the middle of each shot that neither key frame shows. */
  readonly hidden: readonly number[];
  /** Whether the encoder put the key frame at its end there because a shot begins with it. */
  readonly endsWithCut: boolean;
  /** Seconds in the middle of a gap whose ends differ though no packet says why: a dissolve, much movement, or a cut untold. */
  readonly unexplained: number | null;
}

/**
 * Tells from the sizes of packets where between two key frames a shot could lie that neither shows. Where an encoder cannot
 * predict a frame from those before, because a shot begins, its packet is about as large as a key frame. Encoders that put key
 * frames where shots begin make the gap before one shorter than the longest: then the key frame ends the shot before it. A
 * dissolve costs more bytes than what it leads to, so between two of them there is a dip.
 * @param packets in the order of time
 * @param keys seconds of the key frames, in order
 * @param longestGap seconds of the longest gap that is asked about
 * @returns for the gap after key frame `at`; `changes` tells whether the key frames at both ends differ
 */
export function gapsBetween(
  packets: readonly VideoPacket[],
  keys: readonly number[],
  longestGap: number,
): (at: number, changes: () => boolean) => Gap {
  const gaps = keys.slice(1).map((key, at) => key - (keys[at] as number));
  const longest = gaps.reduce((most, gap) => (gap <= longestGap ? Math.max(most, gap) : most), 0);
  return (at, changes) => {
    const [from, to] = [keys[at] as number, keys[at + 1] as number];
    const within = slice(packets, from, to);
    const begins = shotsBegin(within);
    const isFull = to - from >= longest - nearlyFull;
    if (begins.length === 0) {
      if (!changes()) return { hidden: [], endsWithCut: false, unexplained: null };
      const held = betweenDissolves(within);
      const endsWithCut = to - from < longest - surelyCut;
      return { hidden: held === null ? [] : [held], endsWithCut, unexplained: endsWithCut ? null : (from + to) / 2 };
    }
    // The last shot of a full gap goes on in the key frame at its end.
    const ends = isFull ? begins.slice(1) : [...begins.slice(1), to];
    const hidden = ends.flatMap((end, number) => {
      const begin = begins[number] as number;
      return end - begin >= shortest ? [(begin + end) / 2] : [];
    });
    return { hidden, endsWithCut: false, unexplained: null };
  };
}

/** Seconds at which a shot begins between the key frames at both ends. */
function shotsBegin(packets: readonly VideoPacket[]): number[] {
  const [first, last] = [packets[0]?.bytes ?? 0, packets.at(-1)?.bytes ?? 0];
  const inner = packets.slice(1, -1);
  const usual = usualOf(inner);
  const key = Math.min(first, last);
  const least = Math.min(
    Math.max(spike.others * usual, spike.keys * key),
    Math.max(spike.othersStill * usual, spike.keysStill * key),
  );
  const isStep = (at: number): boolean => {
    const { bytes } = inner[at] as VideoPacket;
    const before = inner.slice(Math.max(0, at - packetsBefore), at);
    return bytes > spike.keys * key && before.length > 1 && before.every((other) => bytes > spike.others * other.bytes);
  };
  return inner.filter(({ bytes }, at) => bytes > least || isStep(at)).map(({ seconds }) => seconds);
}

function usualOf(packets: readonly VideoPacket[]): number {
  const sizes = packets.map(({ bytes }) => bytes).sort((a, b) => a - b);
  return sizes[Math.floor(usualShare * (sizes.length - 1))] ?? 0;
}

/** Seconds in the middle of what two dissolves hold between them; null where packets tell of none. */
function betweenDissolves(packets: readonly VideoPacket[]): number | null {
  const inner = packets.slice(1, -1);
  const length = (inner.at(-1)?.seconds ?? 0) - (inner[0]?.seconds ?? 0);
  const count = Math.max(1, Math.round((dip.seconds * (inner.length - 1)) / length));
  if (!(length > 3 * dip.seconds)) return null;
  const sums = inner.slice(count - 1).map((_, at) => inner.slice(at, at + count).reduce((sum, { bytes }) => sum + bytes, 0));
  const before = highestSoFar(sums);
  const after = highestSoFar([...sums].reverse()).reverse();
  const shares = sums.map((sum, at) => sum / Math.min(before[at] as number, after[at] as number));
  const lowest = shares.indexOf(Math.min(...shares));
  return (shares[lowest] as number) <= dip.share ? (inner[lowest + (count >> 1)] as VideoPacket).seconds : null;
}

function highestSoFar(numbers: readonly number[]): number[] {
  let highest = 0;
  return numbers.map((number) => {
    highest = Math.max(highest, number);
    return highest;
  });
}

/** Seconds by which the times of packets and frames may differ. */
const tolerance = 0.003;

/** The packets from one time to another, both inclusive. */
function slice(packets: readonly VideoPacket[], from: number, to: number): readonly VideoPacket[] {
  const first = firstAt(packets, from - tolerance);
  return packets.slice(first, firstAt(packets, to + tolerance));
}

function firstAt(packets: readonly VideoPacket[], seconds: number): number {
  let [low, high] = [0, packets.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((packets[middle] as VideoPacket).seconds >= seconds) high = middle;
    else low = middle + 1;
  }
  return low;
}
