// Decides from a seed which pictures are marked, how each is shown, and in what order: the list of shots and its truth.
import { chanceFrom } from './chance.mjs';
import { clipLayers, clipShots } from './clips.mjs';
import { filler } from './fillers.mjs';
import { pairShots, stillKinds } from './kinds.mjs';

export const frameRate = 25;
const round = (value) => Math.round(value * 1e4) / 1e4;

/** How many pictures a plan needs, by their use. */
export function needs({ shots, sources }) {
  const clips = Math.max(4, Math.round(shots / 12));
  const pairs = Math.max(4, Math.round(shots / 12));
  return {
    stills: Math.max(8, sources - clips - pairs),
    clips,
    pairs,
    others: Math.min(90, Math.max(24, Math.round(shots / 2))),
  };
}

/** How many different pictures that makes: a clip takes two, a pair one and the picture that its alterations are cut from. */
export const picturesNeeded = ({ stills, clips, pairs, others }) => stills + 2 * clips + 2 * pairs + others;

/** Hands the pictures out: photographs are shared among all uses, so that what is shown and what is unrelated look alike. */
export function castPictures(pictures, wanted, seed) {
  const chance = chanceFrom(`${seed}/cast`);
  const photos = pictures.filter(({ photograph }) => photograph);
  const drawn = pictures.filter(({ photograph }) => !photograph);
  const take = (count, photoShare) => {
    const some = photos.splice(0, Math.min(count, Math.round(photoShare)));
    return [
      ...some,
      ...drawn.splice(0, count - some.length),
      ...photos.splice(0, Math.max(0, count - some.length - drawn.length)),
    ];
  };
  const all = photos.length;
  const pairs = take(wanted.pairs, all * 0.15);
  const others = take(wanted.others, all * 0.3);
  const clips = take(wanted.clips, all * 0.1);
  const patches = take(wanted.pairs, 0);
  const fronts = take(wanted.clips, 0);
  const stills = chance.shuffled([...photos, ...drawn].slice(0, wanted.stills));
  return { pairs, others, clips, patches, fronts, stills };
}

/** Frames of a shot between the lengths (seconds); short ones are more frequent than long ones, as in a programme. */
const lengthOf = (chance, [least, most]) => Math.round((least + (most - least) * chance.next() ** 1.8) * frameRate);

const pairKinds = [
  'altered-shown',
  'original-shown',
  'undecidable',
  'original-undecidable',
  'altered-graded',
  'original-graded',
  'original-framed',
];

function pairShot(kind, pair, context) {
  const original = kind.startsWith('original');
  const picture = original ? pair.originalPicture : pair.alteredPicture;
  const unseen = kind.endsWith('undecidable');
  const move = unseen ? 'outside' : kind.endsWith('graded') ? 'graded' : kind.endsWith('framed') ? 'framed' : 'whole';
  const shot = pairShots[move](picture, unseen ? { ...context, avoided: pair.regions } : context);
  if (!shot) return null;
  const relation = unseen ? 'ambiguous' : original ? 'original' : 'marked';
  return { ...shot, source: pair.path, relation, onScreen: original ? 'original' : 'altered' };
}

function insertionsOf({ cast, shots, lengths, size, seed }) {
  const chance = chanceFrom(`${seed}/insertions`);
  const others = chance.shuffled(cast.others);
  let next = 0;
  const other = () => others[next++ % others.length];
  const kinds = [...Object.keys(stillKinds), ...Object.keys(clipShots), ...pairKinds];
  const photos = cast.stills.filter(({ photograph }) => photograph);
  const stills = [...photos, ...chance.shuffled(cast.stills)];
  const counts = { still: 0, clip: 0, pair: 0 };
  const made = [];
  for (let i = 0; made.length < shots && i < shots * 2; i++) {
    const kind = kinds[i % kinds.length];
    const frames = lengthOf(chance, lengths);
    const context = { chance, size, frames, other };
    let shot;
    if (stillKinds[kind]) {
      const still = stills[counts.still++ % stills.length];
      shot = { ...stillKinds[kind](still, context), source: still.file, relation: still.generated ? 'marked' : 'either' };
    } else if (clipShots[kind]) {
      const clip = cast.clipFiles[counts.clip++ % cast.clipFiles.length];
      shot = { ...clipShots[kind](clip, context), source: clip.file, relation: 'marked' };
    } else {
      const pair = cast.pairFiles[(counts.pair + Math.floor(counts.pair / pairKinds.length)) % cast.pairFiles.length];
      counts.pair++;
      shot = pairShot(kind, pair, context);
    }
    if (shot) made.push({ ...shot, kind });
  }
  return chance.shuffled(made);
}

function fillersOf({ cast, size, lengths, seed, different }) {
  const chance = chanceFrom(`${seed}/fillers`);
  const others = chance.shuffled(cast.others);
  let next = 0;
  const other = () => others[next++ % others.length];
  return Array.from({ length: different }, (_, i) => {
    const frames = lengthOf(chance, lengths);
    return filler(i, { chance, size, frames, other });
  });
}

/** Never two shots of one source side by side: they would be one appearance. */
function apart(insertions) {
  const list = [...insertions];
  for (let i = 1; i < list.length; i++) {
    if (list[i].source !== list[i - 1].source) continue;
    const j = list.findIndex((shot, k) => k > i && shot.source !== list[i - 1].source);
    if (j > 0) [list[i], list[j]] = [list[j], list[i]];
  }
  return list;
}

/** The list of shots in order, of about `minutes`, and the truth of each appearance. */
export function planOf({ cast, minutes, shots, lengths, size, seed, programme }) {
  const insertions = apart(insertionsOf({ cast, shots, lengths, size, seed }));
  const frames = Math.round(minutes * 60 * frameRate);
  const inserted = insertions.reduce((sum, shot) => sum + shot.frames, 0);
  const mean = (lengths[0] + (lengths[1] - lengths[0]) / 2.8) * frameRate;
  const gaps = Math.max(insertions.length * 0.6, (frames - inserted) / mean);
  const fillers = fillersOf({ cast, size, lengths, seed, different: Math.ceil(Math.min(gaps, 50)) });
  const list = [];
  let filled = 0;
  insertions.forEach((shot, i) => {
    for (const due = ((i + 1) * gaps) / (insertions.length + 1); filled < due; filled++)
      list.push(fillers[filled % fillers.length]);
    list.push(shot);
  });
  let total = list.reduce((sum, shot) => sum + shot.frames, 0);
  for (; total < frames || list.at(-1).source; filled++) {
    list.push(fillers[filled % fillers.length]);
    total += list.at(-1).frames;
  }
  return { list, truth: truthOf(list, programme), frames: total };
}

function truthOf(list, programme) {
  const sightings = [];
  const unrelated = [];
  let start = 0;
  for (const shot of list) {
    const { from = 0, to = shot.frames } = shot.seen ?? {};
    const range = { from: start + from, to: start + to };
    const seconds = { fromSeconds: round(range.from / frameRate), toSeconds: round(range.to / frameRate) };
    if (shot.source) {
      const { source, relation, kind, onScreen, mirrored, speed, sourceFromSeconds, sourceToSeconds } = shot;
      sightings.push({
        source,
        in: programme,
        kind,
        relation,
        onScreen,
        mirrored,
        ...range,
        ...seconds,
        speed,
        sourceFromSeconds,
        sourceToSeconds,
      });
    } else unrelated.push({ kind: shot.kind, ...range });
    start += shot.frames;
  }
  return { sightings, unrelated };
}

/** The frames of a marked clip, as a shot. */
export const clipShot = (clip, size) => ({
  frames: clip.frames,
  parts: [{ from: 0, to: clip.frames, layers: clipLayers(clip, size) }],
});
