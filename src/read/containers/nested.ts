import type { Fact, Problem } from '../../model/index.ts';
import { type FileFacts, type Range, type Reads, read, type StoreRange, type Walk, type Walker } from './reads.ts';

/** A file that lies inside another. */
export interface InnerFile extends Range {
  readonly mime: string;
  /** Begins the `where` of its facts. */
  readonly label: string;
}

/**
 * Walks a file that lies inside another as if it stood alone; positions come back counted from the start of the outer file.
 * Its C2PA stores come back marked as those of an inner file: they are bound to its bytes and not to those of the outer one.
 */
export function* walkNested(walker: Walker, outer: FileFacts, file: InnerFile): Reads<Walk> {
  const { offset, length, label } = file;
  const inner = walker({ path: outer.path, size: length });
  let step = inner.next();
  while (!step.done) {
    const { offset: at, length: wanted } = step.value;
    step = inner.next(yield* read(offset + at, Math.max(0, Math.min(wanted, length - at))));
  }
  const walk = step.value;
  return {
    ...walk,
    c2paStores: walk.c2paStores.map((store) => shiftedStore(store, file)),
    facts: walk.facts.map((fact) => shiftedFact(fact, offset, label)),
    segments: walk.segments.map((segment) => ({ ...segment, name: `${label}/${segment.name}`, offset: segment.offset + offset })),
    problems: walk.problems.map((problem) => shiftedProblem(problem, offset)),
    pictures: (walk.pictures ?? []).map((picture) => ({
      ...picture,
      offset: picture.offset + offset,
      where: `${label}, ${picture.where}`,
    })),
    loose: (walk.loose ?? []).map((stretch) => ({ ...stretch, offset: stretch.offset + offset })),
  };
}

/** A store two files deep belongs to the innermost of them. */
function shiftedStore(store: StoreRange, { offset, length, mime }: InnerFile): StoreRange {
  const { more, inner } = store;
  const shifted = <Part extends Range>(part: Part): Part => ({ ...part, offset: part.offset + offset });
  return {
    ...shifted(store),
    ...(more === undefined ? {} : { more: more.map(shifted) }),
    inner: inner === undefined ? { offset, length, mime } : shifted(inner),
  };
}

function shiftedFact(fact: Fact, offset: number, label: string): Fact {
  const where = `${label}, ${fact.where}`;
  return fact.at === undefined ? { ...fact, where } : { ...fact, where, at: { ...fact.at, offset: fact.at.offset + offset } };
}

function shiftedProblem(problem: Problem, offset: number): Problem {
  const at = problem.params?.at;
  return typeof at === 'number' ? { ...problem, params: { ...problem.params, at: at + offset } } : problem;
}
