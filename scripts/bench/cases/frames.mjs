import { join } from 'node:path';
import { makeDpx, makeExr } from '../material/frames.mjs';
import { byTurns, cells, exiftoolOf, filesIn, head, mib, scanOf } from '../programs.mjs';

/** Frames of reels; the header of every one is read. */
export const frames = {
  name: 'frames',
  title: 'Frames of sequences',
  about: 'A reel of DPX frames and one of EXR frames, each in a folder of its own. The header of every frame is read.',
  async run({ folder, runs, files = 20_000 }) {
    const [dpx, exr] = [join(folder, 'dpx'), join(folder, 'exr')];
    makeDpx(dpx, files);
    makeExr(exr, files);
    const rows = [...(await rowsOf('DPX', dpx, runs)), ...(await rowsOf('EXR', exr, runs))];
    return { notes: [], head: ['material', 'program', 'ratio', 'asked: frames a second', ...head], rows };
  },
};

async function rowsOf(name, place, runs) {
  const { count, bytes } = filesIn(place);
  const programs = [await exiftoolOf(place), scanOf(place)];
  const results = await byTurns(programs, runs);
  const what = `${name}: ${count} frames, ${mib(bytes)} MiB`;
  return programs.map(({ program }, at) => {
    const ratio = (results[at].wall / results[0].wall).toFixed(3);
    return [what, program, ratio, at === 0 ? '' : 5000, ...cells(results[at], count)];
  });
}
