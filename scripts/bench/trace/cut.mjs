// Builds a delivery with a programme in which marked pictures were cut, and its truth.
//   node scripts/bench/trace/cut.mjs --out DIR [--minutes 3.5 --shots 50 --sources 60 --seed 1 --size 1920x1080 --encoding NAME
//     --pictures DIR… --cache DIR --jobs 2]
import { existsSync, linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { clipOf } from './clips.mjs';
import { writeDelivery } from './delivery.mjs';
import { encoded, encodings, joined, pieceMaker } from './encode.mjs';
import { gatherPictures } from './pictures.mjs';
import { castPictures, clipShot, frameRate, needs, picturesNeeded, planOf } from './plan.mjs';

export const cutOptions = {
  out: { type: 'string' },
  minutes: { type: 'string', default: '3.5' },
  shots: { type: 'string', default: '50' },
  sources: { type: 'string', default: '60' },
  seed: { type: 'string', default: '1' },
  size: { type: 'string', default: '1920x1080' },
  encoding: { type: 'string', multiple: true, default: ['h264'] },
  pictures: { type: 'string', multiple: true },
  cache: { type: 'string', default: join(tmpdir(), 'bench-trace-cache') },
  jobs: { type: 'string', default: String(Math.min(8, availableParallelism())) },
};

const homes = ['/usr/share/wallpapers', '/usr/share/backgrounds'];

/** Reads the options of a cut from the command line's values. */
export function cutFrom(values) {
  const size = values.size.split('x').map(Number);
  const [minutes, shots, sources, jobs] = [values.minutes, values.shots, values.sources, values.jobs].map(Number);
  for (const name of values.encoding)
    if (!encodings[name]) throw new Error(`${name}: no encoding; known: ${Object.keys(encodings).join(', ')}`);
  const lengths = minutes < 10 ? [1.2, 4] : [1, 8];
  return { ...values, out: resolve(values.out), size, minutes, shots, sources, jobs, lengths, folders: values.pictures ?? homes };
}

/** Builds the delivery in `out`/delivery and `out`/truth.json; gives the truth. The first encoding becomes the programme. */
export async function buildCut(cut, say) {
  const { out, seed, size, cache, minutes, shots, sources, lengths } = cut;
  const folder = join(out, 'delivery');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  mkdirSync(cache, { recursive: true });
  const wanted = needs({ shots, sources });
  const pictures = await gatherPictures({
    folders: cut.folders,
    cache,
    seed,
    wanted: picturesNeeded(wanted),
    jobs: cut.jobs,
    say,
  });
  const cast = castPictures(pictures, wanted, seed);
  const clips = cast.clips.map((back, i) => clipOf(back, cast.fronts[i], seed, i));
  const maker = pieceMaker({ cache, jobs: cut.jobs, say });
  try {
    const renderClip = async (clip, path) => {
      const piece = await maker.piece(clipShot(clip, size), size);
      await encodedCopy(piece, path);
    };
    const stills = await writeDelivery({ cast, clips, folder, seed, renderClip });
    say(`delivery: ${cast.stills.length} marked stills, ${cast.pairs.length} pairs, ${clips.length} clips; drawing shots`);
    const plan = planOf({ cast, minutes, shots, lengths, size, seed, programme: 'cut/programme' });
    const pieces = await Promise.all(plan.list.map((shot) => maker.piece(shot, size)));
    const master = join(out, 'master.mp4');
    await joined(pieces, master, plan.frames / frameRate);
    const truth = { seed, frameRate, frames: plan.frames, seconds: plan.frames / frameRate, size, ...plan.truth };
    truth.sightings.push(...stills);
    await placeProgramme(cut, truth, cut.encoding[0]);
    return truth;
  } finally {
    await maker.close();
  }
}

/** Puts the programme in an encoding into the delivery, instead of the one that lies there, and writes its truth. */
export async function placeProgramme({ out }, truth, encoding) {
  const { ending } = encodings[encoding];
  const [master, folder] = [join(out, 'master.mp4'), join(out, 'delivery', 'cut')];
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const name = `cut/programme.${ending}`;
  const path = join(out, 'delivery', name);
  if (encoding === 'h264') linkSync(master, path);
  else await encoded(master, encoding, path);
  truth.programme = name;
  truth.encoding = encoding;
  for (const sighting of truth.sightings) if (sighting.in.startsWith('cut/')) sighting.in = name;
  writeFileSync(join(out, 'truth.json'), `${JSON.stringify(truth, null, 1)}\n`);
  return path;
}

async function encodedCopy(piece, path) {
  const { ffmpeg } = await import('./encode.mjs');
  await ffmpeg(['-i', piece, '-c', 'copy', '-movflags', '+faststart', path]);
}

if (process.argv[1] && resolve(process.argv[1]) === new URL(import.meta.url).pathname) {
  const { values } = parseArgs({ options: cutOptions });
  if (!values.out) throw new Error('--out DIR: where to build it');
  const started = Date.now();
  const say = (text) => console.error(`${((Date.now() - started) / 1000).toFixed(0).padStart(4)} s  ${text}`);
  const truth = await buildCut(cutFrom(values), say);
  const video = truth.sightings.filter(({ from }) => from !== null);
  say(
    `${(truth.seconds / 60).toFixed(1)} min, ${video.length} insertions, ${truth.sightings.length - video.length} copies of stills`,
  );
  if (!existsSync(join(values.out, 'truth.json'))) process.exitCode = 1;
}
