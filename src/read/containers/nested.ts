import type { Fact, Problem } from '../../model/index.ts';
import { type FileFacts, type Reads, read, type Walk, type Walker } from './reads.ts';

/**
 * Walks a file that lies inside another from `offset` on, `length` bytes of it, as if it stood alone; positions come back
 * counted from the start of the outer file, and `where` begins with `label`. Its C2PA stores are left out: they are
 * the inner file's own, and bound to it alone.
 */
export function* walkNested(walker: Walker, outer: FileFacts, offset: number, length: number, label: string): Reads<Walk> {
  const inner = walker({ path: outer.path, size: length });
  let step = inner.next();
  while (!step.done) {
    const { offset: at, length: wanted } = step.value;
    step = inner.next(yield* read(offset + at, Math.max(0, Math.min(wanted, length - at))));
  }
  const walk = step.value;
  return {
    ...walk,
    c2paStores: [],
    facts: walk.facts.map((fact) => shiftedFact(fact, offset, label)),
    segments: walk.segments.map((segment) => ({ ...segment, name: `${label}/${segment.name}`, offset: segment.offset + offset })),
    problems: walk.problems.map((problem) => shiftedProblem(problem, offset)),
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
