// Holds sightings against the truth. Pure: a report and a truth in, numbers out.
//
// A sighting is right if it names the source and overlaps the truth by half of the longer of the two (in a still: if it names the two
// files). Relations: `marked` where the original is on screen accuses a genuine picture and is counted apart from all else.

/** Which relations are accepted for a truth: the one that is true, and what may be said instead without harm. */
const accepted = {
  marked: ['marked'],
  either: ['either'],
  original: ['original', 'none'],
  ambiguous: ['ambiguous'],
};

const isStill = (truth) => truth.fromSeconds === null;
const overlapOf = (a, b) => Math.max(0, Math.min(a.toSeconds, b.toSeconds) - Math.max(a.fromSeconds, b.fromSeconds));
const lengthOf = (range) => range.toSeconds - range.fromSeconds;

function meets(truth, sighting) {
  if (truth.source !== sighting.source || truth.in !== sighting.in) return false;
  if (isStill(truth)) return sighting.fromSeconds === null || sighting.fromSeconds === undefined;
  return overlapOf(truth, sighting) > 0;
}

function judged(truth, sightings, frameRate) {
  const near = sightings.filter((sighting) => meets(truth, sighting));
  const best = [...near].sort((a, b) => (isStill(truth) ? 0 : overlapOf(truth, b) - overlapOf(truth, a)))[0];
  const half = best && (isStill(truth) || overlapOf(truth, best) >= Math.max(lengthOf(truth), lengthOf(best)) / 2);
  const said = best ? best.relation : 'none';
  const right = accepted[truth.relation].includes(said);
  const genuine = truth.onScreen === 'original';
  return {
    truth,
    near,
    best: best ?? null,
    found: Boolean(half) || (truth.relation === 'original' && !best),
    seen: Boolean(half),
    fragments: near.length,
    said,
    right,
    accused: genuine && near.some(({ relation }) => relation === 'marked'),
    begin: half && !isStill(truth) ? Math.round((best.fromSeconds - truth.fromSeconds) * frameRate) : null,
    end: half && !isStill(truth) ? Math.round((best.toSeconds - truth.toSeconds) * frameRate) : null,
  };
}

function errorsOf(judgements) {
  const errors = judgements
    .flatMap(({ begin, end }) => (begin === null ? [] : [Math.abs(begin), Math.abs(end)]))
    .sort((a, b) => a - b);
  if (errors.length === 0) return null;
  return { median: errors[errors.length >> 1], p95: errors[Math.floor((errors.length - 1) * 0.95)], max: errors.at(-1) };
}

function summed(kind, judgements) {
  const count = (test) => judgements.filter(test).length;
  return {
    kind,
    wanted: judgements.length,
    found: count(({ found }) => found),
    fragmented: count(({ fragments }) => fragments > 1),
    wrongRelation: count(({ found, right }) => found && !right),
    accused: count(({ accused }) => accused),
    errors: errorsOf(judgements),
  };
}

/**
 * Scores sightings ({ source, in, fromSeconds, toSeconds, relation }) against a truth (of cut.mjs). `frameRate` is the truth's.
 * Errors of begin and end are in frames. `wrong` are sightings that meet no truth at all.
 */
export function score(truth, sightings) {
  const pictures = sightings.filter(({ medium }) => medium !== 'sound');
  const judgements = truth.sightings.map((one) => judged(one, pictures, truth.frameRate));
  const right = new Set(judgements.flatMap(({ near }) => near));
  // That a still is the known original of an altered one is no finding, and the truth does not list it.
  const wrong = pictures.filter((sighting) => !right.has(sighting) && !(sighting.relation === 'original' && isStill(sighting)));
  const kinds = [...new Set(truth.sightings.map(({ kind }) => kind))];
  const rows = kinds.map((kind) =>
    summed(
      kind,
      judgements.filter(({ truth: one }) => one.kind === kind),
    ),
  );
  const hours = truth.seconds / 3600;
  return {
    rows: rows.sort((a, b) => (a.kind < b.kind ? -1 : 1)),
    total: {
      ...summed('total', judgements),
      wrong: wrong.length,
      wrongAnHour: wrong.filter(({ fromSeconds }) => fromSeconds !== null).length / hours,
    },
    judgements,
    wrong,
  };
}
