import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { RememberedFile } from '../scan/remembered.ts';
import type { ReadingJob } from './cut.ts';
import type { EngineVersions, ReadingOrder } from './order.ts';

/**
 * A part is what one job gave, in lines of JSON: a head, a line for each answer, and an end that counts them, so that one that was cut
 * off counts as none. It is a piece of what a scan remembers (scan/remembered.ts), in words that every machine understands.
 */
export const partSchema = 'trueslate.part/1';

/** The first line. */
export interface PartHead {
  readonly schema: typeof partSchema;
  readonly job: string;
  readonly version: string;
  readonly code: string;
  readonly engines: EngineVersions;
  readonly files: number;
}

/** One answer about one file. */
export interface PartAnswer extends RememberedFile {
  /** The file as it was when it was asked, in words. */
  readonly stamp: string;
  /** The question: `Question`. */
  readonly kind: string;
  readonly by: string;
  /** Present where the answer depends on other files too, each with its stamp. */
  readonly beside?: readonly string[];
  readonly value: unknown;
}

/** A file that ended its worker each time. */
export interface BrokenFile {
  readonly path: string;
  readonly uri: string;
  readonly stamp: string;
  /** The code of the reason, worded in `messages/`. */
  readonly broke: string;
}

/** The last line. */
interface PartEnd {
  readonly end: number;
}

/** The name of a job's part among the results. */
export const partFile = (job: string): string => `${job}.part.ndjson`;

/** Says among the results that a job was split in two. */
export const splitFile = (job: string): string => `${job}.split.json`;

/** The lines of a part, around those of its answers. */
export function* partLines(job: ReadingJob, order: ReadingOrder, answers: readonly string[]): Generator<string> {
  const { version, code, engines } = order;
  const head: PartHead = { schema: partSchema, job: job.name, version, code, engines, files: job.files.length };
  yield `${JSON.stringify(head)}\n`;
  for (const answer of answers) yield `${answer}\n`;
  yield `${JSON.stringify({ end: answers.length } satisfies PartEnd)}\n`;
}

/** The line of an answer whose value is JSON already. */
export function answerLine(answer: Omit<PartAnswer, 'value'>, value: string): string {
  return `${JSON.stringify(answer).slice(0, -1)},"value":${value}}`;
}

/**
 * Reads a part.
 * @param take is told each answer, and waited for
 * @returns false where it is not there, is another's, or is cut off; what was told by then holds all the same
 */
export async function readPart(
  pieces: AsyncIterable<Uint8Array>,
  job: string,
  take: (line: PartAnswer | BrokenFile) => Promise<void>,
): Promise<boolean> {
  const lines = createInterface({ input: Readable.from(pieces), crlfDelay: Number.POSITIVE_INFINITY });
  let count = -1;
  try {
    for await (const text of lines) {
      const line = JSON.parse(text) as PartHead | PartAnswer | BrokenFile | PartEnd;
      if (count < 0) {
        if (!('schema' in line) || line.schema !== partSchema || line.job !== job) return false;
      } else if ('end' in line) return line.end === count;
      else if ('uri' in line) await take(line);
      count += 1;
    }
  } catch (error) {
    // A line that ends in the midst is cut off; anything else is for whoever takes answers to tell.
    if (!(error instanceof SyntaxError) && (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  } finally {
    lines.close();
  }
  return false;
}
