import type { NamedFile } from '../discover/index.ts';
import { sizeIn } from '../scan/remembered.ts';
import { digestOf } from './order.ts';

/** A file of a job, as the scan saw it. */
export interface JobFile extends NamedFile {
  /** Its size and time in words (`stampInWords`): a machine that sees another file there does not answer. */
  readonly stamp: string;
}

/** Files that are read together, named by what they are and how they are read: the same work has the same name. */
export interface ReadingJob {
  readonly name: string;
  readonly files: readonly JobFile[];
}

/** Limits of a job. */
export interface JobSize {
  /** From so many files on, a job may end. */
  readonly least: number;
  /** A job ends with so many, wherever that is. */
  readonly most: number;
  /** From so many bytes of media on, a job may end too. */
  readonly bytes: number;
}

/** A few hundred files are a second of work for headers alone, and what a worker that is killed may lose. */
export const usualSize: JobSize = { least: 200, most: 600, bytes: 16 * 2 ** 30 };

/** Files on average between `least` and where a job ends. */
const spread = 100;

/**
 * Cuts a list of files, in the order of their paths, into jobs. Where one ends is said by the name of the file there, not by counting:
 * a file that is added changes the job that it lies in, and those behind it keep their names.
 * @param list of files that are as they are told; others are left out by the caller
 */
export async function* cutJobs(
  list: AsyncIterable<JobFile>,
  order: string,
  size: JobSize = usualSize,
): AsyncGenerator<ReadingJob> {
  let files: JobFile[] = [];
  let bytes = 0;
  for await (const file of list) {
    const last = files.at(-1);
    if (last !== undefined && endsBetween(last, file, files.length, bytes, size)) {
      yield jobOf(files, order);
      [files, bytes] = [[], 0];
    }
    files.push(file);
    bytes += sizeIn(file.stamp);
  }
  if (files.length > 0) yield jobOf(files, order);
}

/** The job of some files. */
export function jobOf(files: readonly JobFile[], order: string): ReadingJob {
  const lines = files.map(({ path, uri, stamp }) => JSON.stringify([path, uri, stamp]));
  return { name: digestOf([order, ...lines.sort()].join('\n')).slice(0, 40), files };
}

/** The two halves of a job of several files, cut between media where that can be. */
export function halvesOf(job: ReadingJob, order: string): readonly [ReadingJob, ReadingJob] {
  const { files } = job;
  const middle = files.length >> 1;
  const places = Array.from({ length: files.length - 1 }, (_, at) => at + 1);
  const nearest = places
    .filter((at) => !belongTogether(files[at - 1] as JobFile, files[at] as JobFile))
    .sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0];
  const at = nearest ?? Math.max(1, middle);
  return [jobOf(files.slice(0, at), order), jobOf(files.slice(at), order)];
}

function endsBetween(
  last: JobFile,
  next: JobFile,
  count: number,
  bytes: number,
  { least, most, bytes: limit }: JobSize,
): boolean {
  if (count >= most) return true;
  const isFull = (count >= least && hashOf(next.path) % spread === 0) || bytes >= limit;
  return isFull && !belongTogether(last, next);
}

/** Endings of sidecars, behind which the name of their media may stand in full. */
const sidecarEnding = /\.(xmp|c2pa|(swarm\.)?(txt|json|jsonld|md))$/i;

/** A name without its endings: media and their sidecars have the same. */
function stemOf({ path }: NamedFile): string {
  return path.replace(sidecarEnding, '').replace(/\.[^./]*$/, '');
}

/** True where two neighbours may be media and sidecar, or lie between such. */
function belongTogether(one: NamedFile, other: NamedFile): boolean {
  const [a, b] = [stemOf(one), stemOf(other)];
  return a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
}

/** FNV-1a: quick, and the same everywhere. http://www.isthe.com/chongo/tech/comp/fnv/ */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash;
}
