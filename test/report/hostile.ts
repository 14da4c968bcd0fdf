import type { Evidence, Report, ReportedAsset, WordedFinding } from '../../src/model/index.ts';
import { sighting } from '../sighting.ts';
import { sample } from './sample.ts';

/** Names and values as an attacker would write them: a terminal escape, a line feed, markup, a direction override, a quote. */
export const hostile = '\u001b]0;owned\u0007\u009b31m\r\n"><script>alert(1)</script>\'&amp;\u202egpj.exe\u2028\ud800';

/** A thumbnail that breaks out of its attribute. */
const thumbnail = 'data:image/svg+xml,<svg onload=alert(1)>"';

const text = <Value>(value: Value): Value => {
  if (typeof value === 'string') return hostile as Value;
  if (Array.isArray(value)) return value.map(text) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, text(item)])) as Value;
};

const spoiled = (evidence: Evidence): Evidence => ({
  ...text(evidence),
  says: evidence.says,
  strength: evidence.strength,
  source: evidence.source,
  ...(evidence.at ? { at: { ...evidence.at, path: hostile } } : {}),
});

const asset = (asset: ReportedAsset): ReportedAsset => ({
  ...asset,
  ...text({ path: asset.path, uri: asset.uri, format: asset.format, generators: asset.generators, about: asset.about }),
  thumbnail,
  evidence: asset.evidence.map(spoiled),
  conflicts: asset.conflicts.map((conflict) => ({ ...conflict, between: [hostile, hostile] })),
  problems: asset.problems.map((problem) => ({ ...problem, message: hostile, hint: hostile })),
  c2pa: {
    ...asset.c2pa,
    codes: text(asset.c2pa.codes),
    signer: hostile,
    claimGenerator: hostile,
    remote: 'javascript:alert(1)',
    chain: asset.c2pa.chain.map((manifest) => ({ ...text(manifest), relation: manifest.relation, active: manifest.active })),
  },
});

const finding = (finding: WordedFinding): WordedFinding => ({
  ...finding,
  asset: finding.asset === null ? null : hostile,
  use: finding.use === null ? null : hostile,
  alsoAt: text(finding.alsoAt),
  params: {},
  message: hostile,
  fix: hostile,
  evidence: finding.evidence.map(spoiled),
});

/** The sample report with hostile text in every place that a stranger fills. */
export const hostileReport: Report = {
  ...sample,
  tool: { ...sample.tool, engines: { [hostile]: hostile } },
  run: { ...sample.run, roots: [hostile] },
  trustLists: sample.trustLists.map((list) => ({ ...list, file: hostile })),
  coverage: {
    ...sample.coverage,
    skipped: sample.coverage.skipped.map((skipped) => ({ ...skipped, path: hostile, detail: hostile })),
    notChecked: [hostile],
  },
  declaration: sample.declaration && {
    ...sample.declaration,
    path: hostile,
    content: {
      ...sample.declaration.content,
      production: { title: hostile },
      uses: sample.declaration.content.uses.map((use) => ({ ...use, id: hostile, title: hostile, tools: [hostile] })),
    },
  },
  assets: sample.assets.map(asset),
  sightings: [sighting({ source: hostile, in: hostile, from: hostile, to: hostile, original: hostile })],
  uses: sample.uses.map((use) => ({ ...use, id: hostile, title: hostile, assets: [hostile], missing: [hostile] })),
  findings: sample.findings.map(finding),
  problems: [{ code: 'reader-failed', message: hostile, hint: hostile }],
};
