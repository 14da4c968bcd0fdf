// A made-up report of any size, for the measurement and the tests of the HTML report. Thumbnails are handed in.
const ai = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';
const endings = ['tif', 'png', 'jpg', 'mov', 'wav', 'exr'];
const subjects = ['yearbook', 'street', 'portrait', 'map', 'letter', 'newsclip', 'skyline', 'archive'];

const pathOf = (at) =>
  `reel${String(at % 40).padStart(2, '0')}/scene${Math.floor(at / 40) % 100}/${subjects[at % subjects.length]}_${String(at).padStart(6, '0')}.${endings[at % endings.length]}`;

const manifest = (at, path) => ({
  label: `urn:c2pa:${String(at).padStart(8, '0')}-5a44-4f26-8a53-c0de00000001`,
  title: path,
  relation: 'asset',
  active: true,
  claimGenerator: 'Adobe Firefly 5',
  signer: 'Adobe Inc.',
  signed: '2026-09-30T14:02:10Z',
  actions: [{ action: 'c2pa.created', digitalSourceType: ai, softwareAgent: 'Adobe Firefly' }],
  ingredients: [{ title: 'source.jpg', format: 'image/jpeg', relationship: 'parentOf' }],
  assertions: ['c2pa.actions.v2', 'c2pa.hash.data'],
});

const evidenceOf = (at, path) => ({
  marker: 'c2pa-dst-trained',
  title: 'C2PA action with the source type of generative AI',
  says: 'generated',
  strength: 'trusted',
  source: 'c2pa',
  name: 'action.digitalSourceType',
  value: ai,
  where: 'APP11 (JUMBF) > c2pa.actions.v2 > c2pa.created',
  at: { path, offset: 20 + at, length: 41_233 },
  generator: 'Adobe Firefly',
  generatorVersion: '5',
});

function assetOf(at, marked, thumbnail) {
  const path = pathOf(at);
  const isMarked = at < marked;
  return {
    path,
    uri: `file:///deliveries/big/${path}`,
    kind: 'image',
    format: `image/x-${endings[at % endings.length]}`,
    recognised: true,
    size: 1000 + ((at * 7919) % 90_000_000),
    parts: [],
    verdict: isMarked ? 'generated' : 'unmarked',
    strength: isMarked ? 'trusted' : null,
    generators: isMarked ? [{ name: 'Adobe Firefly', version: '5' }] : [],
    c2pa: isMarked
      ? { state: 'trusted', codes: [], signer: 'Adobe Inc.', claimGenerator: 'Adobe Firefly 5', chain: [manifest(at, path)] }
      : { state: 'none', codes: [], chain: [] },
    about: {},
    evidence: isMarked ? [evidenceOf(at, path)] : [],
    conflicts: [],
    problems: [],
    sha256: null,
    thumbnail: isMarked && thumbnail ? thumbnail(at) : null,
    outcome: isMarked ? 'undisclosed' : 'no-signal',
  };
}

function findingOf(at, asset) {
  return {
    id: at.toString(16).padStart(16, '0'),
    rule: at % 5 === 4 ? 'credential-invalid' : 'undisclosed',
    code: at % 5 === 4 ? 'P01' : 'D01',
    severity: at % 5 === 4 ? 'issue' : 'blocker',
    asset: asset.path,
    alsoAt: [],
    use: null,
    from: null,
    to: null,
    params: {},
    evidence: asset.evidence,
    policies: {},
    waiver: null,
    message: `${asset.path} carries a mark that it was made by generative AI, and no declared use covers it.`,
    fix: 'Add a use to the declaration that names this asset, the tool and the degree, with its approval.',
  };
}

/** @param {number} assets @param {number} marked @param {((index: number) => string) | undefined} thumbnail */
export function bigReport(assets, marked, thumbnail) {
  const list = Array.from({ length: assets }, (_, at) => assetOf(at, marked, thumbnail));
  const findings = list.slice(0, marked).map((asset, at) => findingOf(at, asset));
  list.sort((a, b) => (a.path < b.path ? -1 : 1));
  const byVerdict = { generated: marked, edited: 0, possible: 0, unreadable: 0, captured: 0, unmarked: assets - marked };
  const times = { started: '2026-11-22T09:00:00.000Z', finished: '2026-11-22T09:00:07.412Z' };
  return {
    schema: 'trueslate.report/1',
    tool: { name: 'trueslate', version: '0.1.0', engines: {} },
    run: { ...times, roots: ['/deliveries/big'], complete: true },
    deliveryVerdict: 'undisclosed',
    coverage: { assets, byVerdict, skipped: [], notChecked: [], manifests: [], traced: null },
    trustLists: [],
    policies: [],
    declaration: null,
    assets: list,
    marked: [],
    sightings: [],
    uses: [],
    ranges: [],
    findings,
    waivers: null,
    baseline: null,
    problems: [],
  };
}
