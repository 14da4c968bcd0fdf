import {
  type AssetKind,
  type Degree,
  type Evidence,
  type Generator,
  isMarkedItself,
  type JudgedAsset,
} from '../../model/index.ts';

/** An asset as a draft looks at it. */
export type DraftAsset = Pick<JudgedAsset, 'path' | 'kind' | 'verdict' | 'evidence' | 'generators' | 'about' | 'sha256'>;

/** Marked assets that one use will speak of: one tool, one folder or sequence, one kind, one degree. */
export interface Group {
  /** In the order of the paths. */
  readonly assets: readonly DraftAsset[];
  /** Empty for the root. */
  readonly folder: string;
  /** For files that differ in one number: their name with `#` for it. */
  readonly sequence?: string;
  readonly kind: AssetKind;
  readonly degree: Degree;
  /** What the marks name; empty where they name nothing. */
  readonly generators: readonly Generator[];
}

/** Files of one folder that differ in one number are a sequence from here on (DESIGN 3); fewer are stills that were numbered. */
const sequenceLength = 24;

/** The marked assets in groups, in the order of their first paths. Files of equal content belong to the group of the first. */
export function groupMarked(assets: readonly DraftAsset[]): readonly Group[] {
  const marked = assets.filter(isMarkedItself);
  const sequences = sequencesOf(marked);
  const groups = new Map<string, Group & { assets: DraftAsset[] }>();
  const ofContent = new Map<string, string>();
  for (const asset of marked) {
    const group = groupOf(asset, sequences);
    const { folder, sequence, kind, degree, generators } = group;
    const own = JSON.stringify([folder, sequence, kind, degree, generators.map(({ name, version }) => [name, version])]);
    const key = (asset.sha256 === null ? undefined : ofContent.get(asset.sha256)) ?? own;
    if (asset.sha256 !== null) ofContent.set(asset.sha256, key);
    const known = groups.get(key);
    if (known) known.assets.push(asset);
    else groups.set(key, { ...group, assets: [asset] });
  }
  return [...groups.values()];
}

function groupOf(asset: DraftAsset, sequences: ReadonlyMap<string, string>): Omit<Group, 'assets'> {
  const sequence = sequences.get(asset.path);
  return {
    folder: folderOf(asset.path),
    ...(sequence === undefined ? {} : { sequence }),
    kind: asset.kind,
    degree: degreeOf(asset),
    generators: generatorsOf(asset),
  };
}

/** `stills/archive` of `stills/archive/a.jpg`; empty for a file in the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Paths by the folder that they lie in. */
export function byFolder(paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const folders = new Map<string, string[]>();
  for (const path of paths) {
    const inside = folders.get(folderOf(path));
    if (inside) inside.push(path);
    else folders.set(folderOf(path), [path]);
  }
  return folders;
}

/** The last name of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** By path, the name of the sequence that it belongs to. The last number counts, as in frames: `v2_0001.png` is `v2_#.png`. */
function sequencesOf(assets: readonly DraftAsset[]): ReadonlyMap<string, string> {
  const byStem = new Map<string, string[]>();
  for (const { path } of assets) {
    const match = /^(.*?)\d+(\D*)$/s.exec(nameOf(path).replace(/\.\w*$/, ''));
    if (!match) continue;
    const extension = /\.\w*$/.exec(nameOf(path))?.[0] ?? '';
    const stem = `${folderOf(path)}\n${match[1]}#${match[2]}${extension}`;
    const paths = byStem.get(stem);
    if (paths) paths.push(path);
    else byStem.set(stem, [path]);
  }
  const long = [...byStem].filter(([, paths]) => paths.length >= sequenceLength);
  return new Map(long.flatMap(([stem, paths]) => paths.map((path) => [path, stem.slice(stem.indexOf('\n') + 1)] as const)));
}

/** Terms of the IPTC vocabulary for pictures that AI made a part of (http://cv.iptc.org/newscodes/digitalsourcetype/). */
const composed = /compositeWithTrainedAlgorithmicMedia|compositeSynthetic/i;

/** The least that a use must admit for what the marks say: D02 holds the same words against it. */
function degreeOf({ verdict, evidence }: DraftAsset): Degree {
  if (verdict === 'generated') return 'generated';
  const isComposed = evidence.some(
    ({ says, value, relation }) =>
      says === 'edited' && (composed.test(value) || relation === 'component' || relation === 'inner'),
  );
  return isComposed ? 'composite' : 'altered';
}

/** The generators that its marks name, each with the version that the judge settled on. A mere tool name is no mark. */
function generatorsOf({ evidence, generators }: DraftAsset): readonly Generator[] {
  const named = new Set(marksOf(evidence).flatMap(({ generator }) => (generator === undefined ? [] : [generator])));
  return generators.filter(({ name }) => named.has(name));
}

/** The evidence that makes an asset marked. */
export function marksOf(evidence: readonly Evidence[]): readonly Evidence[] {
  return evidence.filter(({ says }) => says === 'generated' || says === 'edited');
}
