import type { Fact, Reading } from '../model/index.ts';

/**
 * ExifTool lists XMP properties without their subject. Where the container walk found descriptions of another resource, what
 * ExifTool says in the same words is of that resource too, unless the walk found it said of the file as well.
 */
export function withWalkedSubjects(seen: Reading, walked: Reading | null): Reading {
  const others = (walked?.facts ?? []).filter(({ elsewhere }) => elsewhere !== undefined);
  if (others.length === 0) return seen;
  const own = new Set(
    (walked?.facts ?? []).filter(({ source, elsewhere }) => source === 'xmp' && elsewhere === undefined).map(keyOf),
  );
  const ownNames = new Set([...own].map((key) => key.split('\n')[0]));
  const elsewhere = new Map(others.map((fact) => [nameOf(fact), fact.elsewhere]));
  return {
    ...seen,
    facts: seen.facts.map((fact) => {
      const about = fact.source === 'xmp' ? elsewhere.get(nameOf(fact)) : undefined;
      if (about === undefined) return fact;
      // ExifTool respells some values: only where both say something under the name do the values decide.
      if (ownNames.has(nameOf(fact)) && (own.has(keyOf(fact)) || !isSaidBy(others, fact))) return fact;
      return { ...fact, where: `${fact.where}, about ${about.slice(0, 200)}`, elsewhere: about };
    }),
  };
}

function isSaidBy(facts: readonly Fact[], fact: Fact): boolean {
  const key = keyOf(fact);
  return facts.some((one) => keyOf(one) === key);
}

function nameOf({ name }: Fact): string {
  return name.toLowerCase();
}

function keyOf(fact: Fact): string {
  return `${nameOf(fact)}\n${fact.value.trim()}`;
}
