import type { Declaration, Evidence, JudgedAsset, Policy, Use } from '../../src/model/index.ts';
import { shippedPolicy } from '../../src/policy/index.ts';
import { type ReconcileInput, reconcile } from '../../src/reconcile/index.ts';

/** The policy that holds where nobody names one. */
export const neutral = shippedPolicy('default') as Policy;

/** An unmarked picture, but for what is given. */
export function asset(path: string, given: Partial<JudgedAsset> = {}): JudgedAsset {
  return {
    path,
    uri: `file:///delivery/${path}`,
    kind: 'image',
    format: 'image/jpeg',
    recognised: true,
    size: 1,
    parts: [],
    verdict: 'unmarked',
    strength: null,
    generators: [],
    c2pa: { state: 'none', codes: [], chain: [] },
    about: {},
    evidence: [],
    conflicts: [],
    problems: [],
    sha256: null,
    thumbnail: null,
    ...given,
  };
}

/** Evidence of a source type in XMP, but for what is given. */
export function evidence(given: Partial<Evidence> = {}): Evidence {
  return {
    marker: 'iptc-dst-trained',
    title: 'IPTC digital source type',
    says: 'generated',
    strength: 'declared',
    source: 'xmp',
    name: 'Iptc4xmpExt:DigitalSourceType',
    value: 'trainedAlgorithmicMedia',
    where: 'APP1 (XMP)',
    ...given,
  };
}

/** A picture that is marked as generated, by Firefly. */
export function generated(path: string, given: Partial<JudgedAsset> = {}): JudgedAsset {
  return asset(path, {
    verdict: 'generated',
    strength: 'declared',
    evidence: [evidence({ generator: 'Adobe Firefly' })],
    generators: [{ name: 'Adobe Firefly' }],
    ...given,
  });
}

/** A use of Firefly that covers nothing, but for what is given. */
export function use(id: string, given: Partial<Use> = {}): Use {
  return { id, title: `Use ${id}`, tools: ['Firefly'], degree: 'generated', assets: [], timecodes: [], ...given };
}

/** A declaration that lists the uses. */
export function declaration(uses: readonly Use[], given: Partial<Declaration> = {}): Declaration {
  return {
    schema: 'trueslate.declaration/1',
    statement: 'uses-listed',
    production: { title: 'The Long Road' },
    tools: [],
    uses,
    ...given,
  };
}

/** Paper against files; the content key of an asset is its path, and a generator is the same where it contains the tool's name. */
export function held(
  assets: readonly JudgedAsset[],
  paper: Declaration | null,
  given: Partial<ReconcileInput> = {},
): ReturnType<typeof reconcile> {
  return reconcile({
    assets,
    skipped: [],
    declaration: paper,
    keys: (path) => `key of ${path}`,
    policies: [neutral],
    today: '2026-11-22',
    trustLists: 1,
    sameGenerator: (declared, found) => found.toLowerCase().includes(declared.toLowerCase()),
    ...given,
  });
}

/** Findings in short: `D01 blocker stills/a.jpg`. */
export function short(result: ReturnType<typeof reconcile>): string[] {
  return result.findings.map(({ code, severity, asset: path, use: id }) =>
    [code, severity, path ?? '-', id ?? ''].join(' ').trim(),
  );
}
