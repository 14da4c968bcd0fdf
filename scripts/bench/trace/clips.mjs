// Marked clips, and how a programme uses them: shortened, reversed, slowed, sped up, graded.
import { chanceFrom } from './chance.mjs';
import { covering, rectangle, turned } from './geometry.mjs';
import { grades } from './plates.mjs';

/** A clip: a camera that pans and zooms over one picture while two pieces of another cross the frame. Quads are in fractions. */
export function clipOf(back, front, seed, index) {
  const chance = chanceFrom(`${seed}/clip/${index}`);
  const frames = chance.whole(110, 200);
  return { index, back, front, frames, plan: chance.whole(0, 1e9) };
}

/** The layers of a clip in a frame of a size. */
export function clipLayers({ back, front, plan }, [width, height]) {
  const chance = chanceFrom(plan);
  const box = [0, 0, width, height];
  const pan = [
    covering(back, box, 1.5, 0.3, chance.between(0.3, 0.7)),
    covering(back, box, chance.between(1.2, 1.9), 0.7, chance.between(0.3, 0.7)),
  ];
  const crossing = [0, 1].map((i) => {
    const [w, h] = [width * chance.between(0.14, 0.26), height * chance.between(0.25, 0.45)];
    const y = chance.between(0.05, 0.6) * height;
    const [from, to] = i ? [width * 1.05, -w * 1.05] : [-w * 1.05, width * 1.05];
    const piece = (x, dy, angle) => turned(rectangle(x, y + dy, w, h), angle, [x + w / 2, y + dy + h / 2]);
    return {
      picture: front,
      quads: [piece(from, 0, 0), piece(to, chance.between(-0.2, 0.2) * height, chance.between(-30, 30))],
      clip: box,
    };
  });
  return [{ picture: back, quads: chance.next() < 0.5 ? pan : pan.reverse(), clip: box }, ...crossing];
}

function used(clip, { size, frames }, { start, speed, look, grain }) {
  const count = Math.min(frames, Math.floor((speed < 0 ? start : clip.frames - start) / Math.abs(speed)));
  const clock = { start, speed, length: clip.frames };
  const layers = clipLayers(clip, size).map((layer) => ({ ...layer, clock, look }));
  const [first, last] = [start / 25, (start + speed * count) / 25];
  return {
    frames: count,
    parts: [{ from: 0, to: count, layers }],
    grain,
    speed,
    sourceFromSeconds: Math.min(first, last),
    sourceToSeconds: Math.max(first, last),
  };
}

/** Every way in which a clip is used, by name. */
export const clipShots = {
  'clip-shortened': (clip, c) => used(clip, c, { start: c.chance.whole(10, Math.floor(clip.frames / 3)), speed: 1 }),
  'clip-reversed': (clip, c) => used(clip, c, { start: clip.frames - 1, speed: -1 }),
  'clip-half-speed': (clip, c) => used(clip, c, { start: c.chance.whole(10, Math.floor(clip.frames / 2)), speed: 0.5 }),
  'clip-double-speed': (clip, c) => used(clip, { ...c, frames: Math.max(c.frames, 40) }, { start: 4, speed: 2 }),
  'clip-graded': (clip, c) => used(clip, c, { start: c.chance.whole(5, 40), speed: 1, look: c.chance.oneOf(grades), grain: 8 }),
};
