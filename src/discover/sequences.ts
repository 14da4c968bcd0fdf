import { type FrameRange, type Mime, sequencePath } from '../model/index.ts';

/** Formats whose numbered files are frames of a film from so many on: nobody numbers 24 stills of these. */
const frameFormats: ReadonlySet<string> = new Set<Mime>(['image/x-dpx', 'image/x-exr', 'image/x-cineon', 'image/x-j2c']);
const fewestFrames = 24;

/** Formats of archive stills, whose scans are numbered too and must never vanish into one: only a long run of them is a film. */
const stillFormats: ReadonlySet<string> = new Set<Mime>(['image/tiff', 'image/png', 'image/jpeg']);
const fewestStills = 500;

/** Frames that a person must have named for them to be a sequence whatever their number. */
const fewestNamed = 2;

/** What is known of a file when sequences are looked for. */
export interface Numbered {
  readonly path: string;
  /** Two spellings of one name are two names; absent where only paths are known. */
  readonly uri?: string;
  readonly kind: string;
  readonly format: string;
}

/** Files of one folder and format whose names differ in their last number only. */
export interface FrameGroup<File> {
  /** `dir/name.[0001-0240].dpx` */
  readonly path: string;
  /** In the order of their numbers. */
  readonly frames: readonly File[];
  readonly numbers: readonly number[];
  /** Frames below which those that are alike are no sequence. */
  readonly fewest: number;
  /** True for numbered pictures of a format of stills that nobody called a sequence. */
  readonly isOfStills: boolean;
}

/**
 * Which files are frames of sequences, as far as names and formats tell. Pure.
 * @param of what is known of a file
 * @param isNamed tells the paths that a person called a sequence
 */
export function framesIn<File>(
  files: readonly File[],
  of: (file: File) => Numbered,
  isNamed: (path: string) => boolean,
): { readonly groups: readonly FrameGroup<File>[]; readonly others: readonly File[] } {
  const byName = new Map<string, NumberedFile<File>[]>();
  for (const file of files) {
    const { path, kind, format, uri = '' } = of(file);
    const parts = kind === 'image' ? partsOf(path) : null;
    if (parts === null) continue;
    // Bytes that are normalised to the same text differ in length; the frames of a sequence are opened by the bytes of its first.
    const bytes = uri === '' ? 0 : uri.length - parts.digits.length;
    const key = [parts.prefix, parts.suffix, format, bytes].join('\0');
    const one = { file, path, format, ...parts };
    const others = byName.get(key);
    if (others === undefined) byName.set(key, [one]);
    else others.push(one);
  }
  const names = new Set(files.map((file) => of(file).path));
  const found = [...byName.values()].flatMap(byWidth).flatMap((group) => runsOf(group, isNamed));
  // Names come from strangers: a file may be called like a sequence.
  const groups = found.filter(({ path }, at) => !names.has(path) && found.findIndex((other) => other.path === path) === at);
  const taken = new Set(groups.flatMap(({ frames }) => frames));
  return { groups, others: taken.size === 0 ? files : files.filter((file) => !taken.has(file)) };
}

interface NumberedFile<File> {
  readonly file: File;
  readonly path: string;
  readonly format: string;
  readonly prefix: string;
  readonly digits: string;
  readonly suffix: string;
}

/** Digits of a number that is one of a frame; longer ones are dates with times, or digests. */
const mostDigits = 10;

/** The last number in a name, before its extension: `v2_0001.dpx` is frame 1 of `v2_`. */
function partsOf(path: string): { prefix: string; digits: string; suffix: string } | null {
  const base = path.lastIndexOf('/') + 1;
  const dot = path.lastIndexOf('.');
  let end = dot > base ? dot : path.length;
  while (end > base && !isDigit(path, end - 1)) end -= 1;
  let start = end;
  while (start > base && isDigit(path, start - 1)) start -= 1;
  if (start === end || end - start > mostDigits) return null;
  return { prefix: path.slice(0, start), digits: path.slice(start, end), suffix: path.slice(end) };
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}

/** Numbers with leading zeros have a width, and those that outgrow it go on with it; others are written as they come. */
function byWidth<File>(files: readonly NumberedFile<File>[]): NumberedFile<File>[][] {
  const widths = [...new Set(files.filter(({ digits }) => digits.startsWith('0')).map(({ digits }) => digits.length))];
  widths.sort((a, b) => b - a);
  const groups = new Map<number, NumberedFile<File>[]>();
  for (const one of files) {
    const { digits } = one;
    const width = digits.startsWith('0') ? digits.length : (widths.find((known) => known <= digits.length) ?? 0);
    const others = groups.get(width);
    if (others === undefined) groups.set(width, [one]);
    else others.push(one);
  }
  return [...groups.values()];
}

/** The sequences among files that differ in one number: all of them, or the runs of stills without a gap that are long enough. */
function runsOf<File>(files: readonly NumberedFile<File>[], isNamed: (path: string) => boolean): FrameGroup<File>[] {
  const sorted = [...files].sort((a, b) => Number(a.digits) - Number(b.digits));
  const { format } = sorted[0] as NumberedFile<File>;
  const named = sorted.filter(({ path }) => isNamed(path));
  if (named.length >= fewestNamed && isDense(named)) return [groupOf(named, fewestNamed)];
  if (frameFormats.has(format)) {
    const runs = isDense(sorted) ? [sorted] : cutAtGaps(sorted, longGap);
    return runs.filter((run) => run.length >= fewestFrames && isDense(run)).map((run) => groupOf(run, fewestFrames));
  }
  if (!stillFormats.has(format) || sorted.length < fewestStills) return [];
  const runs = cutAtGaps(sorted, 0).filter((run) => run.length >= fewestStills);
  return runs.map((run) => ({ ...groupOf(run, fewestStills), isOfStills: true }));
}

/** Share of the numbers between the first and the last that must be there: files with ids for numbers are no frames. */
const leastDense = 0.1;

/** Numbers that may lack within one sequence where a folder holds several. */
const longGap = 100;

function isDense(sorted: readonly NumberedFile<unknown>[]): boolean {
  const [first, last] = [Number(sorted[0]?.digits), Number(sorted.at(-1)?.digits)];
  return sorted.length >= leastDense * (last - first + 1);
}

/** Cuts where more numbers are left out than that. */
function cutAtGaps<File>(sorted: readonly NumberedFile<File>[], most: number): NumberedFile<File>[][] {
  const runs: NumberedFile<File>[][] = [];
  for (const one of sorted) {
    const before = runs.at(-1)?.at(-1);
    if (before !== undefined && Number(one.digits) - Number(before.digits) - 1 <= most) runs.at(-1)?.push(one);
    else runs.push([one]);
  }
  return runs;
}

function groupOf<File>(files: readonly NumberedFile<File>[], fewest: number): FrameGroup<File> {
  const [first, last] = [files[0], files.at(-1)] as [NumberedFile<File>, NumberedFile<File>];
  return {
    path: sequencePath(first.prefix, first.digits, last.digits, first.suffix),
    frames: files.map(({ file }) => file),
    numbers: files.map(({ digits }) => Number(digits)),
    fewest,
    isOfStills: false,
  };
}

/** Which numbers between the first and the last are not there. */
export function gapsIn(numbers: readonly number[]): FrameRange[] {
  const gaps: FrameRange[] = [];
  for (const [at, number] of numbers.entries()) {
    const before = numbers[at - 1];
    if (before !== undefined && number > before + 1) gaps.push({ first: before + 1, last: number - 1 });
  }
  return gaps;
}
