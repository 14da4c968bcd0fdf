import type { Finding, RuleCode } from '../../src/model/index.ts';
import { rules, sightingRelations } from '../../src/model/index.ts';

/** Sightings of every kind. */
const seen: readonly Finding['params'][] = [
  ...sightingRelations.map((relation) => ({ source: 'a.jpg', medium: 'still', relation })),
  { source: 'a.jpg', medium: 'still', relation: 'ambiguous', original: 'b.jpg' },
  { source: 'a.wav', medium: 'sound', relation: 'either' },
  { source: 'a.jpg', medium: 'clip', relation: 'marked', declaredOnly: 1 },
];

/** Params of every shape that each rule fills, for the texts of every language. */
export const params: Record<RuleCode, readonly Finding['params'][]> = {
  D01: [
    { asset: 'a.jpg', verdict: 'generated', title: 'T', value: 'V', generator: 'G', strength: 'signed' },
    { asset: 'a.jpg', verdict: 'edited', title: 'T', value: 'V', strength: 'declared' },
  ],
  D02: [{ asset: 'a.jpg', use: 'U1', declared: 'enhanced', found: 'generated' }],
  D03: [{ asset: 'a.jpg', use: 'U1', declared: 'Firefly', found: 'Midjourney' }],
  D04: [
    { use: 'U1', title: 'Sky', asset: 'a.jpg', destination: 'temp-only' },
    { use: 'U1', title: 'Sky', asset: 'a.jpg', destination: 'not-in-delivery' },
    ...seen.map((one) => ({ use: 'U1', title: 'Sky', asset: 'cut.mov', destination: 'temp-only', ...one, from: '1', to: '2' })),
  ],
  D05: [
    { use: 'U1', title: 'Sky', reason: 'none' },
    { use: 'U1', title: 'Sky', reason: 'none', needed: 'netflix' },
    { use: 'U1', title: 'Sky', reason: 'requested', needed: 'netflix' },
    { use: 'U1', title: 'Sky', reason: 'conditional', conditions: 'blur the face' },
    { use: 'U1', title: 'Sky', reason: 'authority', needed: 'netflix' },
  ],
  D06: [
    { use: 'U1', title: 'Sky', reason: 'refused', authority: 'netflix' },
    { use: 'U1', title: 'Sky', reason: 'late', authority: 'netflix', date: '2026-09-03', first: '2026-09-02' },
    { use: 'U1', title: 'Sky', reason: 'expired', authority: 'netflix', date: '2026-09-03' },
    { use: 'U1', title: 'Sky', reason: 'undated', authority: 'netflix' },
    { use: 'U1', title: 'Sky', reason: 'no-start', authority: 'netflix', date: '2026-09-03' },
    { use: 'U1', title: 'Sky', reason: 'scope', authority: 'netflix', scope: 'U2' },
  ],
  D07: [
    { use: 'U1', title: 'Sky', reason: 'none', person: '' },
    { use: 'U1', title: 'Sky', reason: 'none', person: 'PER-4' },
    { use: 'U1', title: 'Sky', reason: 'late', person: 'PER-4', date: '2026-09-03', first: '2026-09-02' },
    { use: 'U1', title: 'Sky', reason: 'expired', person: 'PER-4', date: '2026-09-03' },
    { use: 'U1', title: 'Sky', reason: 'undated', person: 'PER-4' },
    { use: 'U1', title: 'Sky', reason: 'unspecific', person: 'PER-4' },
  ],
  D08: [
    { use: 'U1', title: 'Sky', reason: 'none', kind: 'documentary' },
    { use: 'U1', title: 'Sky', reason: 'not-enough', kind: 'documentary', methods: 'end-card' },
    { use: 'U1', title: 'Sky', reason: 'forbidden', kind: 'news' },
  ],
  D09: [
    { use: 'U1', title: 'Sky', answer: 'yes' },
    { use: 'U1', title: 'Sky', answer: 'unsure' },
  ],
  D10: [
    { use: 'U1', title: 'Sky', tool: 'Firefly', input: 'voice-sample', reason: 'trains' },
    { use: 'U1', title: 'Sky', tool: 'Firefly', input: 'script', reason: 'stores' },
    { use: 'U1', title: 'Sky', tool: 'Firefly', input: 'script', reason: 'unknown' },
  ],
  D11: [
    { use: 'U1', title: 'Sky', tool: 'Firefly', licence: 'free' },
    { use: 'U1', title: 'Sky', tool: 'Firefly', licence: 'unknown' },
  ],
  D12: [
    { use: 'U1', title: 'Sky', input: 'archival L100', reason: 'uncleared' },
    { use: 'U1', title: 'Sky', input: 'archival', reason: 'forbidden' },
    { use: 'U1', title: 'Sky', input: 'archival', reason: 'unknown' },
  ],
  D13: [{ use: 'U1', title: 'Sky', prominence: 'prominent' }],
  D15: (['outside', 'rate', 'drop-frame', 'dropped-number', 'cut-version', 'ambiguous', 'no-time'] as const).map((reason) => ({
    use: 'U1',
    title: 'Sky',
    asset: 'cut/reel1.mov',
    range: '10:00:01:00-10:00:02:00',
    reason,
    expected: '25',
    found: '24',
  })),
  D18: [
    { use: 'U1', title: 'Sky', entry: '**/*', count: 12, most: 200, reason: 'everything' },
    { use: 'U1', title: 'Sky', entry: 'stills/*', count: 412, most: 200, reason: 'many' },
  ],
  P02: [
    { asset: 'a.jpg', signer: 'RawCo', lists: 0 },
    { asset: 'a.jpg', signer: '', lists: 2 },
  ],
  P03: [
    { asset: 'a.jpg', source: 'a.psd', key: 'xmp.did:1' },
    ...seen.map((one) => ({ asset: 'b.jpg', ...one })),
    { asset: 'b.mov', source: 'a.mov', medium: 'clip', relation: 'marked', from: '10:00:00:00', to: '10:00:08:00' },
  ],
  P08: [
    { asset: 'gfx/midjourney', kind: 'folder', name: 'midjourney', title: 'Midjourney', count: 1 },
    { asset: 'gfx/midjourney', kind: 'folder', name: 'midjourney', title: 'Midjourney', count: 3 },
    { asset: 'cut/lock.edl', kind: 'clip', name: 'ComfyUI_00012_.png', title: 'ComfyUI' },
  ],
  P09: [
    ...seen.map((one) => ({ asset: 'cut/reel1.mov', ...one, from: '10:28:04:05', to: '10:28:09:00' })),
    {
      asset: 'mix.wav',
      source: 'a.wav',
      medium: 'sound',
      relation: 'either',
      from: '00:00:01.000',
      to: '00:00:09.000',
      partly: '1-2',
    },
  ],
  P10: [{ asset: 'script.docx', title: 'T', value: 'V' }],
  T02: (['absent', 'not-listed', 'size', 'digest', 'unreadable-manifest'] as const).map((kind) => ({
    asset: 'a.jpg',
    manifest: 'MD5SUMS',
    kind,
    expected: '1',
    found: '2',
    algorithm: 'md5',
  })),
  D14: [
    { use: 'U1', title: 'Sky', missing: 'b.jpg' },
    { use: 'U1', title: 'Sky', missing: 'B.jpg', reason: 'case', found: 'b.jpg', count: 1 },
    { use: 'U1', title: 'Sky', missing: 'B*.jpg', reason: 'case', found: 'b1.jpg', count: 3 },
  ],
  D16: [{ count: 1 }, { count: 2 }],
  D17: [
    { reason: 'missing' },
    { reason: 'older', date: '2026-10-14', declared: '2026-10-01', asset: 'a.jpg' },
    { reason: 'older' },
    { reason: 'not-yet-known' },
  ],
  P01: [
    { asset: 'a.jpg', codes: 'assertion.dataHash.mismatch', ai: 0 },
    { asset: 'a.jpg', codes: 'x', ai: 1 },
  ],
  P04: [{ asset: 'a.jpg', manifest: 'sky.png' }],
  P05: [{ asset: 'a.jpg', kind: 'two-vendors', first: 'Sora', second: 'Firefly' }],
  P06: [
    { asset: 'a.jpg', kind: 'remote', url: 'https://example.org/m' },
    { asset: 'a.jpg', kind: 'remote' },
    { asset: 'a.xmp', kind: 'orphan-sidecar' },
    { asset: 'a.jpg', kind: 'unreadable-store' },
  ],
  P07: [{ asset: 'a.jpg', title: 'T', value: 'V' }],
  T01: [
    { asset: 'a.jpg', problem: 'truncated', detail: '' },
    { asset: 'a.jpg', problem: 'truncated', detail: '1582 2936832' },
    { asset: 'a', problem: 'link-outside', detail: '/mnt' },
    { asset: 'a', problem: 'new-code', detail: '' },
  ],
};

/** A finding with params of its rule. */
export const finding = (code: RuleCode, values: Finding['params']): Finding => ({
  id: '0',
  rule: rules[code],
  code,
  severity: 'issue',
  asset: null,
  alsoAt: [],
  use: null,
  from: null,
  to: null,
  params: values,
  evidence: [],
  policies: { default: 'issue' },
  waiver: null,
});

/** Every text of a table that needs no values. */
export function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  // Blank lines between the paragraphs of a longer text.
  if (Array.isArray(value)) return value.flatMap(texts).filter((text) => text !== '');
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(texts);
}
