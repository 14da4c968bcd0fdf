import type { Problem } from '../../model/index.ts';
import { latin1 } from './bytes.ts';
import { type Range, type Reads, runOnBytes, type StoreRange, type Walk } from './reads.ts';
import { walkRiff } from './riff.ts';
import { readPayload, type WalkNotes } from './walk-notes.ts';

/**
 * Reads the chunks of the WAV file that a lossless coder was given: it keeps what stood before and behind the samples as it
 * was, tags included. They are walked as a WAV without samples, and everything is told at its place in this file.
 */
export function* wrappedWave(notes: WalkNotes, header: readonly Range[], trailer: readonly Range[]): Reads<void> {
  const pieces = [...header, ...trailer].filter(({ length }) => length > 0);
  const first = pieces[0];
  if (first === undefined) return;
  const held: Uint8Array[] = [];
  for (const { offset, length } of pieces) {
    const bytes = yield* readPayload(notes, offset, length);
    if (bytes === undefined) return;
    held.push(Uint8Array.from(bytes));
  }
  let samplesAt = header.reduce((sum, { length }) => sum + length, 0) - 8;
  if (samplesAt < 0) {
    // A header that the decoder makes itself is not kept; the trailer may be.
    held.unshift(Buffer.from('RIFF....WAVEdata....', 'latin1'));
    pieces.unshift({ offset: first.offset, length: 20 });
    samplesAt = 12;
  }
  const bytes = Buffer.concat(held);
  // AIFF, CAF and Wave64 are wrapped by WavPack 5 too: not read, and said.
  if (!/^(RIFF|RF64|BW64)$/.test(latin1(bytes, 0, 4)) || latin1(bytes, samplesAt, samplesAt + 4) !== 'data') {
    notes.limit(first.offset, 'wrapped-header');
    return;
  }
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.writeUInt32LE(0, samplesAt + 4);
  notes.adopt(placed(runOnBytes(walkRiff({ path: notes.file.path, size: bytes.length }), bytes), pieces));
}

/** The same walk with positions of the file: `pieces` lie behind one another in what was walked. */
function placed(walk: Walk, pieces: readonly Range[]): Walk {
  const { duration: _, ...about } = walk.about ?? {};
  const inFile = (offset: number, length: number): StoreRange => {
    const [first, ...more] = rangesOf(pieces, offset, length);
    const range = first ?? { offset: pieces[0]?.offset ?? 0, length: 0 };
    return more.length > 0 ? { ...range, more } : range;
  };
  return {
    complete: walk.complete,
    about,
    segments: [],
    c2paStores: walk.c2paStores.map(({ offset, length }) => inFile(offset, length)),
    problems: walk.problems.map((problem) => movedProblem(problem, (at) => inFile(at, 1).offset)),
    facts: walk.facts.map((fact) => {
      if (fact.at === undefined) return fact;
      const { offset, length } = inFile(fact.at.offset, fact.at.length);
      return { ...fact, where: `${fact.where} of the wrapped WAV`, at: { ...fact.at, offset, length } };
    }),
  };
}

/** The ranges of the file that a stretch of the joined pieces takes. */
function rangesOf(pieces: readonly Range[], from: number, length: number): Range[] {
  const ranges: Range[] = [];
  let start = 0;
  for (const piece of pieces) {
    const low = Math.max(from, start);
    const high = Math.min(from + length, start + piece.length);
    if (low < high) ranges.push({ offset: piece.offset + low - start, length: high - low });
    start += piece.length;
  }
  return ranges;
}

function movedProblem(problem: Problem, move: (at: number) => number): Problem {
  const at = problem.params?.at;
  return typeof at === 'number' ? { ...problem, params: { ...problem.params, at: move(at) } } : problem;
}
