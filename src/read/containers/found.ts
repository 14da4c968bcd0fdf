import type { ExifFacts } from './exif.ts';
import { isFailure } from './place.ts';
import type { WalkNotes } from './walk-notes.ts';

/** Facts that one file may bring; real files stay below some thousands. */
const factLimit = 50_000;
const problemLimit = 100;

/** Takes over what a payload parser found; its failures make the walk incomplete. */
export function keepFound(notes: WalkNotes, { facts, problems, about }: ExifFacts): void {
  // One by one: a hostile file can bring more than a call can take as arguments.
  for (const fact of facts) {
    if (notes.facts.length < factLimit) notes.facts.push(fact);
    else {
      notes.limit(fact.at?.offset ?? 0, 'facts');
      break;
    }
  }
  for (const problem of problems) if (notes.problems.length < problemLimit) notes.problems.push(problem);
  if (problems.some(isFailure)) notes.complete = false;
  if (about !== undefined) notes.tell(about);
}
