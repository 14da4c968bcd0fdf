import { type Homography, pointNumbers } from '../../tools/opencv.ts';

/** A guess how a source stands in a frame: turned, scaled and moved. */
export interface Similarity {
  /** Pixels of the frame for one of the source. */
  readonly scale: number;
  /** Radians, clockwise. */
  readonly angle: number;
  /** Pixels of the frame, of the source's first pixel. */
  readonly x: number;
  readonly y: number;
  /** Pairs that agree with it. */
  readonly votes: number;
}

/** Pairs within these of each other tell of one and the same placing: a scale in powers of two, radians, share of the width. */
const tolerance = { scale: 0.45, angle: 0.4, place: 0.08 };

/** Pairs that are tried as a guess, spread over all of them; the rest only vote. */
const guessLimit = 120;

/**
 * The placing that most pairs of corners tell of. Each corner has a size and an angle, so that a single pair already says how
 * the source would be scaled, turned and moved; chance pairs disagree with one another (Lowe 2004, section 7.3;
 * https://doi.org/10.1023/B:VISI.0000029664.99615.94).
 * @param pairs features of the frame and of the source in turn
 * @returns null where fewer than `fewest` agree
 */
export function placingOf(
  pairs: readonly number[],
  source: Float32Array,
  frame: Float32Array,
  frameWidth: number,
  fewest: number,
): Similarity | null {
  const count = pairs.length / 2;
  if (count < fewest) return null;
  const guesses = Array.from({ length: count }, (_, at) =>
    guessOf(source, pairs[at * 2 + 1] as number, frame, pairs[at * 2] as number),
  );
  const places = Array.from(
    { length: count },
    (_, at): Places => [
      source[(pairs[at * 2 + 1] as number) * pointNumbers] as number,
      source[(pairs[at * 2 + 1] as number) * pointNumbers + 1] as number,
      frame[(pairs[at * 2] as number) * pointNumbers] as number,
      frame[(pairs[at * 2] as number) * pointNumbers + 1] as number,
    ],
  );
  let best: Similarity | null = null;
  const step = Math.max(1, count / guessLimit);
  for (let at = 0; at < count; at += step) {
    const guess = guesses[Math.floor(at)] as Guess;
    const agreeing = agreeingWith(guess, guesses, places, tolerance.place * frameWidth);
    const votes = spotsOf(agreeing);
    if (votes >= fewest && votes > (best?.votes ?? 0)) best = { ...(fitted(agreeing) ?? guess), votes };
  }
  return best;
}

/** The similarity with the least squared error (Umeyama 1991, in the plane); null for a single place. */
function fitted(places: readonly Places[]): Guess | null {
  const count = places.length;
  const mean = [0, 1, 2, 3].map((at) => places.reduce((sum, place) => sum + (place[at] as number), 0) / count);
  const [x0 = 0, y0 = 0, u0 = 0, v0 = 0] = mean;
  let [along, across, size] = [0, 0, 0];
  for (const [x, y, u, v] of places) {
    along += (x - x0) * (u - u0) + (y - y0) * (v - v0);
    across += (x - x0) * (v - v0) - (y - y0) * (u - u0);
    size += (x - x0) ** 2 + (y - y0) ** 2;
  }
  if (size < 1) return null;
  const [cos, sin] = [along / size, across / size];
  return { scale: Math.hypot(cos, sin), angle: Math.atan2(sin, cos), x: u0 - cos * x0 + sin * y0, y: v0 - sin * x0 - cos * y0 };
}

type Guess = Omit<Similarity, 'votes'>;

function guessOf(source: Float32Array, of: number, frame: Float32Array, at: number): Guess {
  const [x = 0, y = 0, size = 1, turn = 0] = source.subarray(of * pointNumbers, (of + 1) * pointNumbers);
  const [toX = 0, toY = 0, toSize = 1, toTurn = 0] = frame.subarray(at * pointNumbers, (at + 1) * pointNumbers);
  const scale = toSize / size;
  const angle = ((toTurn - turn) * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle) * scale, Math.sin(angle) * scale];
  return { scale, angle, x: toX - cos * x + sin * y, y: toY - sin * x - cos * y };
}

/** x and y in the source, x and y in the frame. */
type Places = readonly [number, number, number, number];

function agreeingWith(guess: Guess, guesses: readonly Guess[], places: readonly Places[], radius: number): Places[] {
  const [cos, sin] = [Math.cos(guess.angle) * guess.scale, Math.sin(guess.angle) * guess.scale];
  return places.filter(([x, y, toX, toY], at) => {
    const other = guesses[at] as Guess;
    if (Math.abs(Math.log2(other.scale / guess.scale)) > tolerance.scale) return false;
    const turn = Math.abs(other.angle - guess.angle) % (2 * Math.PI);
    if (Math.min(turn, 2 * Math.PI - turn) > tolerance.angle) return false;
    const [missX, missY] = [cos * x - sin * y + guess.x - toX, sin * x + cos * y + guess.y - toY];
    return missX * missX + missY * missY <= radius * radius;
  });
}

/** Places of the frame that agree; several corners at one are one, or a single busy spot would outvote a picture. */
function spotsOf(places: readonly Places[]): number {
  return new Set(places.map(([, , x, y]) => Math.floor(x / 8) * 4096 + Math.floor(y / 8))).size;
}

/** The same as a projection. */
export function similarityAsMatrix({ scale, angle, x, y }: Similarity): Homography {
  const [cos, sin] = [Math.cos(angle) * scale, Math.sin(angle) * scale];
  return [cos, -sin, x, sin, cos, y, 0, 0, 1];
}
