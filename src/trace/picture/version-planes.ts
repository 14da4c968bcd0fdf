/** A decoded picture: rows from the top, 8-bit samples, one (grey), three (RGB) or four (RGBA) a pixel. */
export interface Picture {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** One channel of a picture as numbers; luminance runs from 0 to 255, colour differences around 0. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** A picture as luminance and two colour differences (blue and red less luminance). */
export type Look = readonly [luminance: Plane, blue: Plane, red: Plane];

/** A new plane of zeros. */
export function emptyPlane(width: number, height: number): Plane {
  return { width, height, data: new Float32Array(width * height) };
}

/** Turns samples into luminance and colour differences; alpha is ignored. Throws RangeError where sizes do not agree. */
export function lookOf(picture: Picture): Look {
  const { width, height, data } = picture;
  const channels = data.length / (width * height);
  if (channels !== 1 && channels !== 3 && channels !== 4) throw new RangeError(`${channels} channels`);
  const planes: Look = [emptyPlane(width, height), emptyPlane(width, height), emptyPlane(width, height)];
  const [light, blues, reds] = [planes[0].data, planes[1].data, planes[2].data];
  const [second, third] = channels === 1 ? [0, 0] : [1, 2];
  for (let i = 0, at = 0; i < light.length; i += 1, at += channels) {
    const red = data[at] as number;
    const blue = data[at + third] as number;
    const luminance = 0.299 * red + 0.587 * (data[at + second] as number) + 0.114 * blue;
    light[i] = luminance;
    blues[i] = blue - luminance;
    reds[i] = red - luminance;
  }
  return planes;
}

/** The same operation on each of the three planes. */
export function eachPlane(look: Look, change: (plane: Plane) => Plane): Look {
  return [change(look[0]), change(look[1]), change(look[2])];
}
