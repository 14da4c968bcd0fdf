import type { GreyPicture, Homography } from '../../../src/tools/opencv.ts';
import { inverse, project } from '../../../src/trace/picture/projection.ts';

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A picture of boxes and discs of many sizes and greys on fine noise; another seed is another place. */
export function scene(seed: number, width = 640, height = 360, shapes = 160): GreyPicture {
  const random = chance(seed);
  const data = new Uint8Array(width * height).fill(90 + Math.floor(random() * 60));
  for (let shape = 0; shape < shapes; shape++) {
    const [x, y, grey] = [random() * width, random() * height, 25 + random() * 205];
    const [across, down] = [0, 0].map(() => (0.008 + 0.07 * random() ** 2) * width) as [number, number];
    const isDisc = random() < 0.5;
    for (let row = Math.max(0, Math.ceil(y - down)); row < Math.min(height, y + down); row++) {
      for (let column = Math.max(0, Math.ceil(x - across)); column < Math.min(width, x + across); column++) {
        if (!isDisc || ((column - x) / across) ** 2 + ((row - y) / down) ** 2 <= 1) data[row * width + column] = grey;
      }
    }
  }
  return each({ width, height, data }, (value) => value + (random() - 0.5) * 10);
}

/** Every pixel as another value, cut to 0 to 255. */
export function each(picture: GreyPicture, value: (was: number, at: number) => number): GreyPicture {
  const data = picture.data.map((was, at) => Math.max(0, Math.min(255, Math.round(value(was, at)))));
  return { ...picture, data };
}

/** A picture of one grey. */
export function flat(grey: number, width = 640, height = 360): GreyPicture {
  return { width, height, data: new Uint8Array(width * height).fill(grey) };
}

/** One picture laid over another of the same size: 0 is the first alone, 1 the second. */
export function dissolved(from: GreyPicture, to: GreyPicture, share: number): GreyPicture {
  return each(from, (value, at) => value * (1 - share) + (to.data[at] as number) * share);
}

/** Film grain: noise of a given standard deviation (of 255), near enough to normal. */
export function grained(picture: GreyPicture, deviation: number, seed = 5): GreyPicture {
  const random = chance(seed);
  return each(picture, (value) => value + (random() + random() + random() - 1.5) * 2 * deviation);
}

/** A picture as a projection shows it, over a background of the size that is wanted (bilinear). */
export function shown(picture: GreyPicture, matrix: Homography, background: GreyPicture): GreyPicture {
  const back = inverse(matrix) as Homography;
  return each(background, (under, at) => {
    const place = project(back, at % background.width, Math.floor(at / background.width));
    return (place === null ? null : sampled(picture, ...place)) ?? under;
  });
}

function sampled({ width, height, data }: GreyPicture, x: number, y: number): number | null {
  if (x < 0 || y < 0 || x > width - 1 || y > height - 1) return null;
  const [left, top] = [Math.min(width - 2, Math.floor(x)), Math.min(height - 2, Math.floor(y))];
  const [across, down] = [x - left, y - top];
  const [first, second] = [top * width + left, (top + 1) * width + left].map(
    (at) => (data[at] as number) * (1 - across) + (data[at + 1] as number) * across,
  ) as [number, number];
  return first * (1 - down) + second * down;
}

/** The projection that turns (degrees), scales and moves. */
export function placed(scale: number, degrees: number, x: number, y: number): Homography {
  const turn = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn) * scale, Math.sin(turn) * scale];
  return [cos, -sin, x, sin, cos, y, 0, 0, 1];
}

/** The projection that turns and scales a picture of 640x360 about its middle. */
export function aboutMiddle(scale: number, degrees: number): Homography {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180) * scale, Math.sin((degrees * Math.PI) / 180) * scale];
  return placed(scale, degrees, 320 - cos * 320 + sin * 180, 180 - sin * 320 - cos * 180);
}

/** How far (pixels) two projections put the corners and the middle of a picture apart, at most. */
export function missOf(found: Homography, truth: Homography, { width, height }: GreyPicture): number {
  const places = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
    [width / 2, height / 2],
  ] as const;
  return Math.max(
    ...places.map(([x, y]) => {
      const [a, b] = [project(found, x, y), project(truth, x, y)];
      return a === null || b === null ? Number.POSITIVE_INFINITY : Math.hypot(a[0] - b[0], a[1] - b[1]);
    }),
  );
}
