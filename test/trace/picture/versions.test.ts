import { beforeAll, describe, expect, test } from 'vitest';
import { type Homography, openVision, type Vision } from '../../../src/tools/opencv.ts';
import { chained, inverse, project } from '../../../src/trace/picture/projection.ts';
import { showsAll } from '../../../src/trace/picture/still-copies.ts';
import { type Differences, differences, type Likeness } from '../../../src/trace/picture/version-differences.ts';
import type { Picture } from '../../../src/trace/picture/version-planes.ts';
import { agreed, type SeenVersion, whichIsSeen } from '../../../src/trace/picture/versions.ts';

/** Numbers from 0 to 1, the same in every run (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const [width, height] = [480, 320];

/** Overlapping soft-edged shapes with texture: corners to match, even parts, and colours. */
function scene(seed: number): Picture {
  const random = chance(seed);
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < data.length; i += 3) data.set([120 + 60 * (i / data.length), 130, 150 - 40 * (i / data.length)], i);
  for (let shape = 0; shape < 90; shape += 1) {
    const [cx, cy, rx, ry] = [random() * width, random() * height, 8 + 42 * random(), 8 + 42 * random()];
    const colour = [random() * 255, random() * 255, random() * 255];
    const [isBox, turn] = [random() < 0.6, random() * 3];
    for (let y = Math.max(0, Math.floor(cy - 50)); y < Math.min(height, cy + 50); y += 1) {
      for (let x = Math.max(0, Math.floor(cx - 50)); x < Math.min(width, cx + 50); x += 1) {
        const [dx, dy] = [
          (x - cx) * Math.cos(turn) + (y - cy) * Math.sin(turn),
          (y - cy) * Math.cos(turn) - (x - cx) * Math.sin(turn),
        ];
        const far = isBox ? Math.max(Math.abs(dx) / rx, Math.abs(dy) / ry) : Math.hypot(dx / rx, dy / ry);
        if (far > 1) continue;
        const at = 3 * (y * width + x);
        for (let c = 0; c < 3; c += 1) data[at + c] = (colour[c] as number) * 0.8 + 20 * Math.sin(dx / 3) * Math.cos(dy / 4) + 20;
      }
    }
  }
  return { width, height, data };
}

const inSpot = (x: number, y: number) => ((x - 250) / 80) ** 2 + ((y - 150) / 60) ** 2 < 1;

/** The picture with another scene inside of an ellipse of 10 % of its area. */
function altered(picture: Picture, into: (rgb: readonly number[], x: number, y: number) => readonly number[]): Picture {
  const data = Uint8Array.from(picture.data);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = 3 * (y * width + x);
      if (inSpot(x, y))
        data.set(
          into([...data.subarray(at, at + 3)], x, y).map((one) => Math.min(255, Math.max(0, one))),
          at,
        );
    }
  }
  return { width, height, data };
}

const replaced = (picture: Picture): Picture => {
  const other = scene(77);
  return altered(picture, (_, x, y) => [...other.data.subarray(3 * (y * width + x), 3 * (y * width + x) + 3)]);
};

/** Another hue at the same luminance. */
const recoloured = (picture: Picture): Picture =>
  altered(picture, ([r = 0, g = 0, b = 0]) => {
    const y = 0.299 * r + 0.587 * g + 0.114 * b;
    const [blue, red] = [-(b - y) + 45, -(r - y) - 30];
    return [y + red, y - (0.299 * red + 0.114 * blue) / 0.587, y + blue];
  });

function frameOf(picture: Picture, fromSource: Homography, wide = 480, high = 270): Picture {
  const back = inverse(fromSource) as Homography;
  const data = new Uint8Array(wide * high * 3);
  for (let i = 0; i < wide * high; i += 1) {
    const [u, v] = project(back, i % wide, Math.floor(i / wide)) ?? [-1, -1];
    if (!(u >= 0 && v >= 0 && u < picture.width - 1 && v < picture.height - 1)) continue;
    const [left, top] = [Math.floor(u), Math.floor(v)];
    const [fx, fy] = [u - left, v - top];
    for (let c = 0; c < 3; c += 1) {
      const at = (x: number, y: number) => picture.data[3 * (y * picture.width + x) + c] as number;
      const upper = at(left, top) * (1 - fx) + at(left + 1, top) * fx;
      data[3 * i + c] = upper * (1 - fy) + (at(left, top + 1) * (1 - fx) + at(left + 1, top + 1) * fx) * fy;
    }
  }
  return { width: wide, height: high, data };
}

const change = (picture: Picture, into: (value: number, i: number) => number): Picture => ({
  ...picture,
  data: Uint8Array.from(picture.data, (value, i) => Math.min(255, Math.max(0, into(value, i)))),
});

const graded = (picture: Picture) =>
  change(picture, (value, i) => ([20, 8, 0][i % 3] as number) + value * ([0.7, 0.85, 0.8][i % 3] as number));

function grained(picture: Picture): Picture {
  const random = chance(5);
  return change(picture, (value) => value + 16 * (random() - 0.5));
}

function grey(picture: Picture): Picture {
  const { data } = picture;
  return change(picture, (_, i) => {
    const at = i - (i % 3);
    return 0.299 * (data[at] as number) + 0.587 * (data[at + 1] as number) + 0.114 * (data[at + 2] as number);
  });
}

const zoomed: Homography = [1.15, 0, -50, 0, 1.15, -48, 0, 0, 1];
const turned: Homography = [0.95, -0.16, 30, 0.16, 0.95, -60, 0, 0, 1];
const mirrored: Homography = chained(zoomed, [-1, 0, 479, 0, 1, 0, 0, 0, 1]);
const corner: Homography = [2.2, 0, 0, 0, 2.2, 0, 0, 0, 1];

/** What matching hands over is a pixel off. */
const found = (matrix: Homography): Homography => chained(matrix, [1, 0, 0.8, 0, 1, -0.6, 0, 0, 1]);

let vision: Vision;
let pair: Differences;
const genuine = scene(3);
const marked = replaced(genuine);
const print = frameOf(graded(genuine), [0.9, 0, -6, 0, 0.9, -4, 0, 0, 1], 420, 278);

beforeAll(async () => {
  vision = await openVision();
  pair = differences(marked, print, vision);
});

describe('two versions', () => {
  test('a copy that was cropped, scaled, graded and grained differs nowhere, or every print would pass for another version', () => {
    expect(differences(genuine, grained(print), vision)).toMatchObject({ likeness: 'same', regions: [] });
  });

  test('the altered part is found where it is, and nothing else with it', () => {
    expect(pair.likeness).toBe('altered');
    const inside = [...pair.labels].flatMap((label, i) => (label > 0 ? [inSpot(i % width, Math.floor(i / width))] : []));
    expect(inside.filter((one) => one).length / inside.length).toBeGreaterThan(0.85);
    expect(pair.regions.reduce((sum, { area }) => sum + area, 0)).toBeGreaterThan(0.05);
  });

  test('a garment of another colour differs, though its folds are the same', () => {
    const pair = differences(recoloured(genuine), print, vision);
    expect(pair.likeness).toBe('altered');
    expect(pair.regions[0]?.area).toBeGreaterThan(0.03);
  });

  test('another scene is unrelated', () => {
    expect(differences(genuine, scene(99), vision).likeness).toBe('unrelated');
  });
});

describe('which version is seen', () => {
  const edits: readonly [name: string, matrix: Homography, edit: (picture: Picture) => Picture][] = [
    ['pushed in', zoomed, (one) => one],
    ['graded', zoomed, graded],
    ['in black and white', zoomed, grey],
    ['with grain', turned, grained],
    ['mirrored', mirrored, (one) => one],
  ];

  test.each(edits)('%s, the altered and the genuine one are told apart', (_name, matrix, edit) => {
    const seen = (shown: Picture) => whichIsSeen([{ picture: edit(frameOf(shown, matrix)), fromSource: found(matrix) }], pair);
    expect(seen(marked)).toMatchObject({ relation: 'marked' });
    expect(seen(genuine)).toMatchObject({ relation: 'original' });
  });

  test('colour decides where only the colour was altered, and in black and white nothing does', () => {
    const dyed = recoloured(genuine);
    const dyedPair = differences(dyed, print, vision);
    const seen = (shown: Picture, edit: (one: Picture) => Picture) =>
      whichIsSeen([{ picture: edit(frameOf(shown, zoomed)), fromSource: found(zoomed) }], dyedPair).relation;
    expect([seen(dyed, graded), seen(genuine, graded)]).toEqual(['marked', 'original']);
    expect([seen(dyed, grey), seen(genuine, grey)]).toEqual(['ambiguous', 'ambiguous']);
  });

  test('a detail without the altered part is ambiguous: the genuine picture looks the same there', () => {
    const small: Homography = corner;
    const seen = whichIsSeen([{ picture: frameOf(genuine, small, 350, 190), fromSource: small }], pair);
    expect(seen.relation).toBe('ambiguous');
  });

  test('a title over the altered part is like neither, and accuses nobody', () => {
    const seen = [marked, genuine].map((shown) => {
      const frame = frameOf(shown, zoomed);
      const titled = change(frame, (value, i) => {
        const y = Math.floor(i / 3 / frame.width);
        return y > 40 && y < 210 ? ([20, 60, 120][i % 3] as number) : value;
      });
      return whichIsSeen([{ picture: titled, fromSource: zoomed }], pair).relation;
    });
    expect(seen).toEqual(['ambiguous', 'ambiguous']);
  });

  test('of several originals, one that is seen clears the picture, and one that cannot tell leaves it open', () => {
    const says = (relation: SeenVersion, likeness: Likeness = 'altered') => ({ relation, likeness });
    expect(agreed([says('marked'), says('original')])).toBe('original');
    expect(agreed([says('marked'), says('ambiguous')])).toBe('ambiguous');
    expect(agreed([says('marked'), says('marked')])).toBe('marked');
    expect(agreed([says('marked'), says('ambiguous', 'neighbour')])).toBe('marked');
    expect(agreed([says('ambiguous', 'neighbour')])).toBe('ambiguous');
    expect(agreed([])).toBe('ambiguous');
  });
});

describe('an unmarked still that is alike', () => {
  const whole = (still: Picture) => {
    const pair = differences(marked, still, vision);
    return { likeness: pair.likeness, showsAll: showsAll(pair, still) };
  };

  test('a copy of the whole marked still shows all of it', () => {
    expect(whole(grained(marked))).toEqual({ likeness: 'same', showsAll: true });
  });

  test('a crop without the altered part is alike, but does not show all: it may have been cut from the genuine one', () => {
    expect(whole(frameOf(genuine, [2, 0, 0, 0, 2, 0, 0, 0, 1], 320, 380))).toEqual({ likeness: 'same', showsAll: false });
  });

  test('a copy so small that an alteration would be lost in it does not show all', () => {
    const { likeness } = whole(marked);
    expect(likeness).toBe('same');
    expect(showsAll(differences(marked, marked, vision), { width: 120, height: 80 })).toBe(false);
  });
});
