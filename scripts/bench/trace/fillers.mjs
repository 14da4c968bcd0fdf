// What a programme shows between the marked pictures: other photographs under the same moves, titles, bars, black, and motion.
import { plainMoves, stillKinds } from './kinds.mjs';
import { logo, slate } from './texts.mjs';

const black = { tone: [16, 128, 128] };

const plain = {
  black: ({ frames }) => ({ frames: Math.min(frames, 25), parts: [{ from: 0, to: Math.min(frames, 25), layers: [black] }] }),
  slate: ({ chance, size, frames }) => ({
    frames,
    parts: [{ from: 0, to: frames, layers: [black] }],
    texts: [slate(chance, size, 0, frames), logo(size, 0, frames)],
  }),
  bars: ({ chance, size: [width, height], frames }) => {
    const tones = ['gray', 'yellow', 'cyan', 'lime', 'magenta', 'red', 'blue'];
    const wide = Math.ceil(width / 7);
    const rows = tones.map(
      (tone, i) => `<rect x="${i * wide}" width="${wide}" height="${height}" fill="${tone}" opacity="0.75"/>`,
    );
    const tail = `<rect y="${height * 0.75}" width="${width}" height="${height}" fill="rgb(20,20,${chance.whole(20, 60)})"/>`;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${rows.join('')}${tail}</svg>`;
    return {
      frames: Math.min(frames, 50),
      parts: [{ from: 0, to: frames, layers: [black] }],
      texts: [{ svg, left: 0, top: 0, from: 0, to: frames }],
    };
  },
};

/** An unrelated shot: `index` decides its kind, the context ({ chance, size, frames, other }) the rest. */
export function filler(index, context) {
  const every = index % 9;
  const kind = every === 4 ? Object.keys(plain)[Math.floor(index / 9) % 3] : plainMoves[(index * 5) % plainMoves.length];
  const made = plain[kind] ? plain[kind](context) : stillKinds[kind](context.other(), context);
  return { ...made, kind };
}
