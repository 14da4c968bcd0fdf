// The judge and the paper: whatever facts, readings, sightings and declarations come, in whatever order, nothing throws, the answer is one
// that the schema of the report allows, an asset that says AI or was not read is never clean, and what is declared of one asset hides
// nothing of another.
import fc from 'fast-check';
import { judge } from '../../../dist/judge/index.js';
import { conflictRules, markers, markersFor, sameGenerator, suggestedGenerator } from '../../../dist/markers/index.js';
import { messages, wordFinding, wordProblem } from '../../../dist/messages/index.js';
import { shippedPolicies, shippedPolicy } from '../../../dist/policy/index.js';
import { reconcile } from '../../../dist/reconcile/index.js';
import { reportFault } from '../../../dist/tools/report-schema.js';
import { texts } from '../texts.mjs';

const pick = (list) => fc.constantFrom(...list);
const paths = ['stills/a.jpg', 'stills/b.tif', 'cut/reel1.mov', 'sound/x.wav', 'constructor', '__proto__'];
const kinds = ['image', 'video', 'audio', 'sequence', 'document', 'sidecar'];
const examples = markers
  .flatMap(({ examples: { yes, no } }) => [...yes, ...no])
  .map((facts) => facts.map((fact) => ({ where: 'x', ...fact })));
const sources = ['c2pa', 'xmp', 'exif', 'iptc', 'container', 'text', 'id3', 'sidecar', 'watermark', 'filename'];
const knownNames = [...new Set(examples.flat().map(({ name }) => name))];

const fact = fc.record({ source: pick(sources), name: fc.oneof(pick(knownNames), texts), value: texts, where: texts });
const facts = fc.array(fc.oneof({ weight: 2, arbitrary: pick(examples) }, { weight: 3, arbitrary: fact.map((one) => [one]) }), {
  maxLength: 4,
});
const state = pick(['trusted', 'valid', 'invalid', 'remote', 'unreadable', 'none']);
const reading = fc.record({
  ok: fc.boolean(),
  facts,
  problem: fc.option(pick(['truncated', 'broken-structure', 'reader-failed', 'reader-warning', 'limit-reached']), {
    nil: undefined,
  }),
  c2pa: fc.option(state, { nil: undefined }),
});
const asset = fc.record({ kind: pick(kinds), recognised: fc.boolean(), readings: fc.array(reading, { maxLength: 3 }) });

const timecode = pick(['10:00:01:00', '10:00:02:12', '00:00:00:00', '99:99:99:99', 'now', '']);
const ref = fc.oneof(
  pick([...paths, 'stills/*.jpg', '**', '[', '{a,b', '']).map((path) => ({ path })),
  fc.nat(9).map((digit) => ({ sha256: String(digit).repeat(64) })),
  pick(['xmp.did:1', '__proto__']).map((documentId) => ({ documentId })),
);
const use = fc.record(
  {
    title: texts,
    tools: fc.array(fc.oneof(pick(['T1', 'Firefly', 'Midjourney']), texts), { maxLength: 2 }),
    degree: pick(['generated', 'composite', 'altered', 'enhanced', 'assistive']),
    assets: fc.array(ref, { maxLength: 3 }),
    timecodes: fc.array(fc.record({ asset: pick(paths), in: timecode, out: timecode }, { requiredKeys: ['in', 'out'] }), {
      maxLength: 2,
    }),
    destination: pick(['temp-only', 'final-background', 'final-visible', 'final-story-critical', 'marketing', 'not-in-delivery']),
    couldBeTakenAsReal: pick(['yes', 'no', 'unsure']),
    depicts: fc.record(
      { realPerson: fc.boolean(), realEvent: fc.boolean(), people: fc.array(texts, { maxLength: 2 }) },
      { requiredKeys: [] },
    ),
    dateFrom: pick(['2026-09-02', '2026', 'never']),
    approvals: fc.array(
      fc.record({ authority: texts, status: pick(['requested', 'granted', 'refused', 'conditional']), date: texts }),
      { maxLength: 1 },
    ),
  },
  { requiredKeys: ['title', 'tools', 'degree', 'assets', 'timecodes'] },
);
const declaration = fc.option(
  fc.record({
    statement: pick(['uses-listed', 'none-used', 'not-yet-known']),
    title: texts,
    uses: fc.array(use, { maxLength: 3 }),
  }),
);
const sighting = fc.record({
  source: pick(paths),
  in: pick(paths),
  relation: pick(['marked', 'either', 'ambiguous', 'original']),
  medium: pick(['still', 'clip', 'sound']),
  fromSeconds: fc.nat(10),
  seconds: fc.integer({ min: 0, max: 9 }),
});

export const arbitrary = () =>
  fc.record({
    assets: fc.array(asset, { minLength: 1, maxLength: paths.length }),
    declaration,
    sightings: fc.array(sighting, { maxLength: 3 }),
    policy: pick(shippedPolicies().map(({ name }) => name)),
    turn: fc.nat(5),
  });

const text = messages('en');

function readingOf({ ok, facts: lists, problem, c2pa }, index) {
  return {
    reader: index === 0 ? 'container' : `reader ${index}`,
    version: '1',
    ok,
    facts: lists.flat(),
    problems: problem === undefined ? [] : [{ code: problem, params: { detail: 'x' } }],
    ...(c2pa === undefined ? {} : { c2pa: { state: c2pa, codes: [], chain: [] } }),
  };
}

function judged({ kind, recognised, readings }, index, change = (list) => list) {
  const path = paths[index];
  const one = { path, uri: `file:///d/${index}`, kind, format: 'image/jpeg', recognised, size: 1, parts: [] };
  return judge(one, [], change(readings.map(readingOf)), markersFor, conflictRules);
}

function demand(holds, what) {
  if (!holds) throw new Error(what);
}

const backwards = (readings) => readings.map((one) => ({ ...one, facts: [...one.facts].reverse() }));

function judgedRight(made, index) {
  const result = judged(made, index);
  const says = result.evidence.map((one) => one.says);
  const isClean = ['unmarked', 'captured'].includes(result.verdict);
  demand(
    !isClean || !says.some((one) => ['generated', 'edited', 'possible'].includes(one)),
    `${result.verdict} in spite of ${says}`,
  );
  const walk = made.readings[0];
  demand(!isClean || walk?.ok === true, `${result.verdict} though the walk failed`);
  demand(result.verdict !== 'captured' || result.c2pa.state === 'trusted', 'captured without trust');
  demand(result.verdict !== 'unreadable' || result.problems.length > 0, 'unreadable without a reason');
  const other = judged(made, index, backwards);
  demand(other.verdict === result.verdict, `${result.verdict} turns ${other.verdict} with the order of the facts`);
  demand(JSON.stringify(judged(made, index)) === JSON.stringify(result), 'judged twice, two answers');
  return result;
}

function paperOf(made, more = []) {
  if (made === null) return null;
  const uses = [...made.uses, ...more].map((one, index) => ({ id: `U${index + 1}`, ...one }));
  const tools = [{ id: 'T1', name: 'Firefly', vendor: 'Adobe' }];
  return { schema: 'trueslate.declaration/1', statement: made.statement, production: { title: made.title }, tools, uses };
}

const seenAs = ({ seconds, ...one }) => ({
  ...one,
  toSeconds: one.fromSeconds + seconds,
  from: null,
  to: null,
  score: 0.5,
  inliers: 20,
});

function reconciled(assets, made, sightings, policy, more = []) {
  return reconcile({
    assets,
    skipped: [],
    declaration: paperOf(made, more),
    keys: (path) => path,
    sameGenerator,
    suggestedBy: suggestedGenerator,
    policies: [shippedPolicy(policy)],
    today: '2026-11-24',
    trustLists: 1,
    sightings: sightings.map(seenAs),
  });
}

export function check({ assets: made, declaration: paper, sightings, policy, turn }) {
  const assets = made.map(judgedRight).sort((a, b) => (a.path < b.path ? -1 : 1));
  const inside = sightings.filter((one) => [one.source, one.in].every((path) => assets.some((asset) => asset.path === path)));
  const result = reconciled(assets, paper, inside, policy);
  allowed(assets, result, inside);
  const turned = [...assets.slice(turn % assets.length), ...assets.slice(0, turn % assets.length)];
  const other = reconciled(turned, paper, [...inside].reverse(), policy);
  demand(JSON.stringify(sortedIds(other)) === JSON.stringify(sortedIds(result)), 'the order of the assets changes the findings');
  hidesNothing(assets, paper, inside, policy, result);
}

const sortedIds = ({ findings }) => findings.map(({ id, severity, asset }) => `${id} ${severity} ${asset}`).sort();

/** What the report makes of it is a report. */
function allowed(assets, { findings, uses, ranges, outcomes }, sightings) {
  const worded = (problem) => wordProblem(problem, text);
  const reported = assets.map((one) => ({
    ...one,
    problems: one.problems.map(worded),
    outcome: outcomes.get(one.path) ?? 'no-signal',
  }));
  const empty = { generated: 0, edited: 0, possible: 0, unreadable: 0, captured: 0, unmarked: 0 };
  const report = {
    schema: 'trueslate.report/1',
    tool: { name: 'trueslate', version: '0', engines: {} },
    run: { started: '', finished: '', roots: [], complete: true },
    deliveryVerdict: 'findings',
    coverage: { assets: assets.length, byVerdict: empty, skipped: [], notChecked: [], manifests: [], traced: null },
    trustLists: [],
    declaration: null,
    assets: reported,
    marked: [],
    sightings: sightings.map(seenAs),
    uses,
    findings: findings.map((finding) => ({ ...wordFinding(finding, text), waiver: null })),
    problems: [],
    policies: [],
    ranges,
    waivers: null,
    baseline: null,
  };
  const fault = reportFault(JSON.parse(JSON.stringify(report)));
  demand(fault === undefined, `no report: ${fault?.place} ${fault?.detail}`);
}

/** A use more that names the first asset alone. */
function hidesNothing(assets, paper, sightings, policy, { findings }) {
  if (paper === null || paper.statement !== 'uses-listed') return;
  const [first] = assets;
  const more = { title: 'More', tools: ['T1'], degree: 'generated', assets: [{ path: first.path }], timecodes: [] };
  const after = new Set(
    reconciled(assets, paper, sightings, policy, [more]).findings.map(({ code, asset }) => `${code} ${asset}`),
  );
  for (const { code, asset, severity } of findings) {
    // What is seen of it elsewhere, it covers as well.
    if (severity !== 'blocker' || asset === null || code !== 'D01' || asset === first.path) continue;
    demand(after.has(`${code} ${asset}`), `${code} of ${asset} is gone with a use of ${first.path}`);
  }
}
