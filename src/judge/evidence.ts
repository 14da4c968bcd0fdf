import {
  type Evidence,
  evidenceValueLimit,
  type Fact,
  type Marker,
  type Says,
  type Strength,
  strengths,
} from '../model/index.ts';

/** What markers find in the facts of one asset, strongest first; statements that say nothing about AI or capture are left out. */
export function evidenceOf(facts: readonly Fact[], asked: AskedMarkers): readonly Evidence[] {
  const here = facts.filter(({ elsewhere }) => elsewhere === undefined);
  const own = matchesOf(
    here.filter(({ name }) => !name.startsWith(pictureName)),
    asked,
  );
  const embedded = here.filter(({ name }) => name.startsWith(pictureName)).map(withoutPrefix);
  // A cover made by AI is a component of the sound that carries it; whatever else a cover says, it says of itself.
  const inner = embedded.length === 0 ? [] : matchesOf(embedded, asked).filter(isMark).map(asComponent);
  const other = matchesOf(
    facts.filter(({ elsewhere }) => elsewhere !== undefined),
    asked,
  );
  const said = [...own, ...inner, ...other.filter(isOpen).map(asElsewhere)].filter(({ says }) => says !== 'nothing');
  return said.filter((piece) => !isSaidInPlace(piece, said)).sort(byWeight);
}

/** Facts of an embedded picture begin so. */
const pictureName = 'picture/';

function withoutPrefix(fact: Fact): Fact {
  return { ...fact, name: fact.name.slice(pictureName.length) };
}

function isMark({ says }: Evidence): boolean {
  return says === 'generated' || says === 'edited';
}

function asComponent(evidence: Evidence): Evidence {
  return { ...evidence, says: 'edited', relation: 'inner' };
}

function isOpen({ says }: Evidence): boolean {
  return says === 'generated' || says === 'edited' || says === 'possible';
}

/**
 * XMP that names another resource accuses that one. But names in XMP go stale when a file is renamed, and the statement is in
 * this file: a person must look.
 */
function asElsewhere(evidence: Evidence): Evidence {
  return { ...evidence, says: 'possible', relation: 'elsewhere' };
}

/** Says which markers need be asked about the facts of one asset, in the order of the catalogue. */
export type AskedMarkers = (facts: readonly Fact[]) => readonly Marker[];

/** Every hit of every marker, the same statement once. */
function matchesOf(facts: readonly Fact[], asked: AskedMarkers): readonly Evidence[] {
  if (facts.length === 0) return [];
  const found = new Map<string, Evidence>();
  for (const marker of asked(facts)) {
    for (const match of marker.match(facts)) {
      const says = match.says ?? marker.says;
      for (const fact of match.facts.slice(0, 4)) {
        const evidence = toEvidence(marker, says, fact, match.generator);
        const key = [marker.id, says, evidence.value.trim(), evidence.manifest ?? '', evidence.of?.id ?? ''].join('\n');
        // Several readers see the same statement; the one that knows its place in the file is kept.
        const known = found.get(key);
        if (known === undefined || (known.at === undefined && evidence.at !== undefined)) found.set(key, evidence);
      }
    }
  }
  return [...found.values()];
}

/**
 * True for a statement without a place in the file whose very text another reader found in its place, though under another
 * name: ffprobe calls every comment `comment`, whichever tag it came from.
 */
function isSaidInPlace(piece: Evidence, all: readonly Evidence[]): boolean {
  if (piece.at !== undefined || piece.source === 'c2pa' || piece.source === 'filename') return false;
  return all.some(({ at, says, value }) => at !== undefined && says === piece.says && isSameText(piece.value, value));
}

/** ExifTool writes True as true, and keeps the line ends that XML makes spaces of; for bytes that are no UTF-8 it writes `?`. */
function isSameText(read: string, placed: string): boolean {
  const plain = (text: string): string => text.replace(/\s+/g, ' ').trim().toLowerCase();
  if (plain(read) === plain(placed)) return true;
  const ascii = plain(read).replace(/[^ -~]|\?/g, '');
  return read.includes('?') && ascii.length > 12 && ascii === plain(placed).replace(/[^ -~]|\?/g, '');
}

function toEvidence(marker: Marker, says: Says, fact: Fact, generator: { name: string; version?: string } | undefined): Evidence {
  return {
    marker: marker.id,
    title: marker.title,
    says,
    strength: strengthOf(marker, fact),
    source: fact.source,
    name: fact.name,
    value: fact.value.length > evidenceValueLimit ? `${fact.value.slice(0, evidenceValueLimit)}…` : fact.value,
    where: fact.where,
    ...(fact.at === undefined ? {} : { at: fact.at }),
    ...(fact.of === undefined ? {} : { of: fact.of }),
    ...(generator === undefined ? {} : { generator: generator.name }),
    ...(generator?.version === undefined ? {} : { generatorVersion: generator.version }),
    ...(fact.c2pa === undefined
      ? {}
      : { manifest: fact.c2pa.manifest, relation: fact.c2pa.inner ? ('inner' as const) : fact.c2pa.relation }),
  };
}

/** C2PA evidence is as strong as the store is sound; an assertion that was only gathered is anybody's word. */
function strengthOf(marker: Marker, fact: Fact): Strength {
  if (marker.strength !== 'c2pa') return marker.strength;
  if (fact.c2pa === undefined || fact.c2pa.gathered) return 'declared';
  if (fact.c2pa.state === 'trusted') return 'trusted';
  return fact.c2pa.state === 'valid' ? 'signed' : 'declared';
}

const sayingOrder: readonly Says[] = ['generated', 'edited', 'possible', 'tool', 'captured', 'nothing'];

/** Statements about AI before others, then by strength, then by marker so that two runs agree. */
function byWeight(a: Evidence, b: Evidence): number {
  return (
    sayingOrder.indexOf(a.says) - sayingOrder.indexOf(b.says) ||
    strengths.indexOf(a.strength) - strengths.indexOf(b.strength) ||
    (a.marker < b.marker ? -1 : a.marker > b.marker ? 1 : 0)
  );
}
