// The kinds of edit under which a marked still is shown. Each takes { chance, size, frames, other } and a picture, and gives a shot
// for render.mjs; the picture is seen from `seen.from` to `seen.to` (default: the whole shot).
import { covering, detailedWindow, fitting, flipped, rectangle, scaled, turned } from './geometry.mjs';
import { grades } from './plates.mjs';
import { logo, lowerThird, subtitle } from './texts.mjs';

const full = ([width, height]) => [0, 0, width, height];
const shot = (frames, layers, more = {}) => ({ frames, parts: [{ from: 0, to: frames, layers }], ...more });
const layer = (picture, quads, clip, more = {}) => ({ picture, quads, clip, ...more });
const near = (chance) => chance.between(0.35, 0.65);

function pushed(picture, { chance, size }, more = {}) {
  const [cx, cy] = [near(chance), near(chance)];
  const box = full(size);
  const quads = [covering(picture, box, 1, cx, cy), covering(picture, box, chance.between(1.2, 1.5), cx, cy)];
  return layer(picture, quads, box, { ease: 'soft', ...more });
}

function panned(picture, { chance, size }, more = {}) {
  const zoom = chance.between(1.3, 1.6);
  const y = near(chance);
  const quads = [covering(picture, full(size), zoom, 0.28, y), covering(picture, full(size), zoom, 0.72, y)];
  if (chance.next() < 0.5) quads.reverse();
  return layer(picture, quads, full(size), more);
}

/** The window of a detail shot: `avoided` are regions that must not be seen, `wanted` one that must. */
function detailed(picture, { chance, size, avoided, wanted }, zoom, more = {}) {
  const box = full(size);
  const scale = Math.max(size[0] / picture.width, size[1] / picture.height) * zoom;
  const window = [size[0] / (picture.width * scale), size[1] / (picture.height * scale)];
  const found = wanted
    ? { cx: wanted[0] + wanted[2] / 2, cy: wanted[1] + wanted[3] / 2 }
    : detailedWindow(picture, chance, window, avoided, avoided ? 400 : 40);
  // A window that shows nothing but sky proves nothing.
  if (!found || (avoided && found.detail < 5)) return null;
  const { cx, cy } = found;
  const end = avoided ? zoom : zoom * chance.between(1.02, 1.12);
  return layer(picture, [covering(picture, box, zoom, cx, cy), covering(picture, box, end, cx, cy)], box, more);
}

const wall = (context, look = 'blurred') => {
  const picture = context.other();
  return layer(
    picture,
    [covering(picture, full(context.size), 1.05), covering(picture, full(context.size), 1.05)],
    full(context.size),
    {
      look,
    },
  );
};

function framed(picture, context, more = {}) {
  const [width, height] = context.size;
  const share = context.chance.between(0.5, 0.7);
  const box = [width * context.chance.between(0.08, 0.92 - share), height * (1 - share) * 0.5, width * share, height * share];
  const quad = fitting(picture, box);
  return layer(picture, [quad, scaled(quad, context.chance.between(1, 1.1), [width / 2, height / 2])], full(context.size), more);
}

function hung(picture, context) {
  const { chance, size } = context;
  const [width, height] = size;
  const [w, h] = [width * chance.between(0.5, 0.68), height * chance.between(0.55, 0.75)];
  const [x, y] = [(width - w) / 2 + chance.between(-0.08, 0.08) * width, (height - h) / 2];
  const [a, b, c, d] = rectangle(x, y, w, h);
  const [narrow, lean] = [chance.between(0.1, 0.22) * h, chance.between(0, 0.06) * w];
  const left = chance.next() < 0.5;
  const quad = left
    ? [[a[0] + lean, a[1] + narrow], b, c, [d[0] + lean, d[1] - narrow * 0.8]]
    : [a, [b[0] - lean, b[1] + narrow], [c[0] - lean, c[1] - narrow * 0.8], d];
  return layer(picture, [quad, scaled(quad, 1.08, [width / 2, height / 2])], full(size));
}

function rotated(picture, { chance, size }) {
  const angle = chance.between(5, 15) * (chance.next() < 0.5 ? -1 : 1);
  const middle = [size[0] / 2, size[1] / 2];
  const quad = covering(picture, full(size), 1.45, near(chance), near(chance));
  return layer(picture, [turned(quad, angle, middle), turned(quad, angle + chance.between(-2, 2), middle)], full(size));
}

function split(picture, context) {
  const [width, height] = context.size;
  const [left, right] = [
    [0, 0, width / 2 - 4, height],
    [width / 2 + 4, 0, width / 2 - 4, height],
  ];
  const [mine, theirs] = context.chance.next() < 0.5 ? [left, right] : [right, left];
  const beside = context.other();
  const half = (shown, box, zoom) =>
    layer(
      shown,
      [covering(shown, box, zoom), covering(shown, box, zoom * 1.08)],
      [box[0], box[1], box[0] + box[2], box[1] + box[3]],
    );
  return shot(context.frames, [half(picture, mine, 1), half(beside, theirs, 1)]);
}

function collage(picture, context) {
  const { chance, size, frames } = context;
  const [width, height] = size;
  const places = chance.shuffled([
    [0.03, 0.05, 0.5, 0.52],
    [0.5, 0.08, 0.46, 0.44],
    [0.06, 0.5, 0.44, 0.44],
    [0.52, 0.5, 0.42, 0.42],
  ]);
  const pictures = [context.other(), context.other(), context.other(), picture];
  const layers = pictures.map((shown, i) => {
    const [x, y, w, h] = places[i];
    const quad = turned(fitting(shown, [x * width, y * height, w * width, h * height]), chance.between(-6, 6), [
      (x + w / 2) * width,
      (y + h / 2) * height,
    ]);
    const [dx, dy] = [chance.between(-0.05, 0.05) * width, chance.between(-0.04, 0.04) * height];
    return layer(shown, [quad, quad.map(([px, py]) => [px + dx, py + dy])], full(size));
  });
  return shot(frames, [wall(context), ...layers]);
}

function cropped(picture, context) {
  const quad = covering(
    picture,
    full(context.size),
    context.chance.between(1.3, 1.6),
    context.chance.oneOf([0.2, 0.8]),
    near(context.chance),
  );
  return shot(context.frames, [layer(picture, [quad, quad], full(context.size))]);
}

function boxed(picture, context, background) {
  const [width, height] = context.size;
  const side = (height * 4) / 3;
  const box = [(width - side) / 2, 0, side, height];
  const quads = [covering(picture, box, 1), covering(picture, box, context.chance.between(1, 1.15))];
  return shot(context.frames, [...background, layer(picture, quads, [box[0], 0, box[0] + side, height])]);
}

/** A still between two others, with dissolves of a second: it is seen from half strength to half strength. */
function dissolved(picture, context) {
  const { chance, frames, size } = context;
  const [before, dissolve, after] = [chance.whole(25, 40), 25, chance.whole(25, 40)];
  const end = before + frames;
  const [one, two] = [context.other(), context.other()];
  const parts = [
    { from: 0, to: before + dissolve, layers: [pushed(one, context)] },
    { from: before, to: end + dissolve, enter: dissolve, layers: [panned(picture, { chance, size })] },
    { from: end, to: end + dissolve + after, enter: dissolve, layers: [pushed(two, context)] },
  ];
  return { frames: end + dissolve + after, parts, seen: { from: before + 12, to: end + 12 } };
}

function faded(picture, context) {
  const length = 25;
  const rest = 12;
  const made = shot(Math.max(context.frames, 75), [pushed(picture, context)], { fadeIn: length, fadeOut: length });
  return { ...made, seen: { from: 12, to: made.frames - 12 }, rest };
}

const words = ({ chance, size, frames }) => [lowerThird(chance, size, 8, frames), subtitle(chance, size, 0, frames)];

/** Every kind of edit of a still, by name. */
export const stillKinds = {
  'push-in': (p, c) => shot(c.frames, [pushed(p, c)]),
  'pull-out': (p, c) => {
    const move = pushed(p, c);
    return shot(c.frames, [{ ...move, quads: [...move.quads].reverse() }]);
  },
  pan: (p, c) => shot(c.frames, [panned(p, c)]),
  'detail-2x': (p, c) => shot(c.frames, [detailed(p, c, 2)]),
  'detail-3x': (p, c) => shot(c.frames, [detailed(p, c, 3)]),
  crop: cropped,
  'picture-in-frame': (p, c) => shot(c.frames, [wall(c), framed(p, c)]),
  'split-screen': split,
  rotation: (p, c) => shot(c.frames, [rotated(p, c)]),
  perspective: (p, c) => shot(c.frames, [wall(c, 'faded'), hung(p, c)]),
  mirror: (p, c) => {
    const move = pushed(p, c);
    return shot(c.frames, [{ ...move, quads: move.quads.map(flipped) }], { mirrored: true });
  },
  grade: (p, c) => shot(c.frames, [pushed(p, c, { look: c.chance.oneOf(grades) })]),
  'black-and-white': (p, c) => shot(c.frames, [panned(p, c, { look: c.chance.oneOf(['grey', 'grey-hard']) })]),
  grain: (p, c) => shot(c.frames, [pushed(p, c, { look: 'faded' })], { grain: c.chance.between(14, 24) }),
  letterbox: (p, c) => shot(c.frames, [pushed(p, c)], { bars: c.chance.oneOf([1.85, 2, 2.39]) }),
  pillarbox: (p, c) => boxed(p, c, []),
  'four-by-three': (p, c) =>
    boxed(p, c, [layer(p, [covering(p, full(c.size), 1.2), covering(p, full(c.size), 1.2)], full(c.size), { look: 'blurred' })]),
  stretched: (p, { chance, size: [width, height], frames }) => {
    const quads = [
      covering(p, [0, 0, width * 0.75, height]),
      covering(p, [0, 0, width * 0.75, height], chance.between(1.05, 1.2)),
    ];
    return shot(frames, [
      layer(
        p,
        quads.map((quad) => quad.map(([x, y]) => [x / 0.75, y])),
        [0, 0, width, height],
      ),
    ]);
  },
  'lower-third': (p, c) => shot(c.frames, [pushed(p, c)], { texts: words(c) }),
  logo: (p, c) => shot(c.frames, [panned(p, c)], { texts: [logo(c.size, 0, c.frames)] }),
  dissolve: dissolved,
  fade: faded,
  interlaced: (p, c) => shot(c.frames, [panned(p, c)], { fieldwise: true }),
  flash: (p, c) => ({ ...cropped(p, { ...c, frames: 25 }) }),
  collage,
  combined: (p, c) => {
    const move = pushed(p, c, { look: c.chance.oneOf(grades) });
    return shot(c.frames, [{ ...move, quads: move.quads.map(flipped) }], {
      grain: 10,
      bars: 2.2,
      texts: words(c),
      mirrored: true,
    });
  },
};

/** How the pictures of a pair (an altered still and its original) are shown: moves that keep the altered regions in view, or out of it. */
export const pairShots = {
  whole: (p, c) => shot(c.frames, [{ ...pushed(p, c) }]),
  graded: (p, c) => shot(c.frames, [panned(p, c, { look: c.chance.oneOf(grades) })], { grain: 8 }),
  framed: (p, c) => shot(c.frames, [wall(c), framed(p, c)]),
  detail: (p, c) => shot(c.frames, [detailed(p, c, 2)]),
  outside: (p, c) => {
    const window = detailed(p, c, 2.6) ?? detailed(p, c, 3.4);
    return window && shot(c.frames, [window]);
  },
};

/** Moves of a single picture that fills the frame: what the unrelated shots are made with. */
export const plainMoves = [
  'push-in',
  'pull-out',
  'pan',
  'crop',
  'rotation',
  'grade',
  'black-and-white',
  'grain',
  'letterbox',
  'lower-third',
  'logo',
  'picture-in-frame',
  'perspective',
  'split-screen',
  'collage',
  'interlaced',
  'pillarbox',
];
