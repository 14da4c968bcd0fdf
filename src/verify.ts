import { realpath } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import {
  type Check,
  type CheckOutcome,
  checkOutcomes,
  type Evidence,
  numbersOf,
  type Report,
  type ReportedAsset,
  type Verification,
} from './model/index.ts';
import type { Progress } from './scan/options.ts';
import { version } from './scan/version.ts';
import { digestOf, digestOfAll, rangeDigestOf } from './storage/digest.ts';
import { framesOf } from './storage/frame-uris.ts';
import { isInside } from './storage/inside.ts';
import { openLocal, pathOfUri, uriOfPath } from './storage/local.ts';

/** Where the media of a report are looked for. */
export interface VerifyOptions {
  /** What the report is called in the answer. */
  readonly name: string;
  /** Folders instead of the report's roots, in their order; none: where the scan found them. */
  readonly roots?: readonly string[];
  /** Called after each asset. */
  readonly onProgress?: (progress: Progress) => void;
}

/** Longer stretches were never digested by a scan, and a made-up length must not fill the memory. */
const rangeLimit = 16 << 20;

/**
 * Holds a saved report against the media: the size of each file, its digest where one was recorded, and the bytes of each piece
 * of evidence. Reads only; an outcome is never an exception.
 * @param report as `scan` gave it, or read from JSON
 */
export async function verify(report: Report, { name, roots = [], onProgress }: VerifyOptions): Promise<Verification> {
  const locate = await locator(report, roots);
  const checks: Check[] = [];
  // Folders named are those of the delivery; what lies outside it is looked for where the scan found it.
  const beside = new Set(report.marked);
  const locateBeside: Locate = async ({ uri }) => uri;
  const assets = [...report.assets, ...report.marked];
  const total = assets.length;
  const bytes = { done: 0, total: assets.reduce((sum, asset) => sum + readBytes(asset), 0) };
  for (const [index, asset] of assets.entries()) {
    if (!beside.has(asset)) checks.push(...(await checksOf(asset, locate)));
    else checks.push(...(await checksOf(asset, locateBeside)).map(roots.length > 0 ? notSaid : (check) => check));
    bytes.done += readBytes(asset);
    onProgress?.({ done: index + 1, total, path: asset.path, bytes: { ...bytes } });
  }
  return {
    schema: 'trueslate.verification/1',
    tool: { name: 'trueslate', version },
    report: { path: name, finished: report.run.finished },
    roots: roots.length > 0 ? roots.map((root) => resolve(root)) : report.run.roots,
    counts: Object.fromEntries(
      checkOutcomes.map((outcome) => [outcome, checks.filter((check) => check.outcome === outcome).length]),
    ) as Record<CheckOutcome, number>,
    checks,
  };
}

/** On another machine, what lay beside the delivery is not gone: nobody was told where it is, and nobody can say. */
function notSaid(check: Check): Check {
  return check.outcome === 'missing' ? { ...check, outcome: 'unreadable', detail: 'ENOENT' } : check;
}

/** Bytes that checking an asset reads, about: the whole of a file with a digest, else the evidence alone. */
function readBytes({ sha256, size, evidence }: ReportedAsset): number {
  return sha256 === null ? evidence.reduce((sum, { at }) => sum + (at?.length ?? 0), 0) : size;
}

/** The address at which a file of the report is read; undefined where it lies in none of the folders named. */
type Locate = (file: { readonly path: string; readonly uri: string }) => Promise<string | undefined>;

/**
 * Names keep the bytes of their address behind the root, since a path in the report is normalised and may not open the file. A
 * link that leads out of a folder named is not followed: the scan did not follow it either.
 */
async function locator(report: Report, named: readonly string[]): Promise<Locate> {
  if (named.length === 0) return async ({ uri }) => uri;
  const known = new Set(report.assets.map(({ uri }) => uri));
  const moves = report.run.roots.map((root, index) => {
    const isFile = known.has(uriOfPath(Buffer.from(root)));
    const from = uriOfPath(Buffer.from(isFile ? dirname(root) : root)).replace(/\/?$/, '/');
    const to = resolve(named[index] ?? '.');
    return { from, to, prefix: uriOfPath(Buffer.from(to)).replace(/\/?$/, '/') };
  });
  const real = await Promise.all(moves.map(({ to }) => realpath(to).catch(() => to)));
  return async ({ path, uri }) => {
    const at = moves.findIndex(({ from }) => uri.startsWith(from));
    const move = moves[Math.max(at, 0)];
    if (move === undefined || (at < 0 && moves.length > 1)) return undefined;
    const moved = at < 0 ? uriOfPath(Buffer.from(join(move.to, path))) : `${move.prefix}${uri.slice(move.from.length)}`;
    // A file that is not there is told apart later, when it is opened.
    const place = await realpath(pathOfUri(moved)).catch(() => resolve(pathOfUri(moved).toString()));
    return isInside(real[Math.max(at, 0)] ?? move.to, place) ? moved : undefined;
  };
}

/** A file as it is now: where it is read and how large it is, or why not. */
type Present =
  /** `frames`: of a sequence, where all of them lie. */
  | { readonly uri: string; readonly size: number; readonly frames?: readonly string[] }
  | { readonly outcome: 'missing' | 'unreadable'; readonly detail: string };

async function presentAt(uri: string | undefined): Promise<Present> {
  if (uri === undefined) return { outcome: 'missing', detail: 'ENOENT' };
  try {
    const file = await openLocal(uri);
    await file.close();
    return { uri, size: file.size };
  } catch (error) {
    return failed(error);
  }
}

/** The frames of a sequence as they are now, with the bytes of all of them; the first that is not there, or cannot be read. */
async function framesPresent(asset: ReportedAsset, locate: Locate): Promise<Present> {
  const frameOf = framesOf(asset);
  if (frameOf === null || asset.sequence === undefined) return presentAt(await locate(asset));
  let size = 0;
  const frames: string[] = [];
  for (const number of numbersOf(asset.sequence)) {
    const present = await presentAt(await locate(frameOf(number)));
    if ('outcome' in present) return present;
    frames.push(present.uri);
    size += present.size;
  }
  return { uri: frames[0] ?? asset.uri, size, frames };
}

function failed(error: unknown): { readonly outcome: 'missing' | 'unreadable'; readonly detail: string } {
  const detail = (error as NodeJS.ErrnoException).code;
  // What the operating system says has a code; anything else is a bug of ours.
  if (detail === undefined) throw error;
  return { outcome: detail === 'ENOENT' || detail === 'ENOTDIR' ? 'missing' : 'unreadable', detail };
}

async function checksOf(asset: ReportedAsset, locate: Locate): Promise<readonly Check[]> {
  const files = new Map<string, Present>();
  const checks: Check[] = [];
  for (const file of [asset, ...asset.parts]) {
    const present = file === asset && asset.sequence ? await framesPresent(asset, locate) : await presentAt(await locate(file));
    files.set(file.path, present);
    checks.push(sizeCheck(asset.path, file, present));
  }
  const own = files.get(asset.path) as Present;
  const whole = asset.sha256 === null ? undefined : await digestCheck(asset, asset.sha256, own);
  if (whole !== undefined) checks.push(whole);
  // What stands in the track files of a package is checked with them.
  const evidence = asset.evidence.filter(({ relation }) => relation !== 'track');
  for (const piece of evidence) checks.push(await evidenceCheck(asset, piece, files, whole?.outcome));
  return checks;
}

function sizeCheck(asset: string, { path, size }: { readonly path: string; readonly size: number }, present: Present): Check {
  const about = { kind: 'size', asset, path, expected: String(size) } as const;
  if ('outcome' in present) return { ...about, ...present };
  return { ...about, outcome: present.size === size ? 'holds' : 'changed', found: String(present.size) };
}

async function digestCheck(asset: ReportedAsset, expected: string, present: Present): Promise<Check> {
  const about = { kind: 'digest', asset: asset.path, path: asset.path, expected } as const;
  if ('outcome' in present) return { ...about, ...present };
  // Nothing of another size has the same bytes; a film is not read to learn that.
  if (present.size !== asset.size) return { ...about, outcome: 'changed' };
  try {
    const found = present.frames ? await digestOfFrames(present.frames) : await digestOf(present.uri);
    return { ...about, outcome: found === expected ? 'holds' : 'changed', found };
  } catch (error) {
    return { ...about, ...failed(error) };
  }
}

async function digestOfFrames(uris: readonly string[]): Promise<string> {
  const digests: string[] = [];
  for (const uri of uris) digests.push(await digestOf(uri));
  return digestOfAll(digests) ?? '';
}

/** A name holds where the file is there; bytes without a digest hold where the whole file does. */
async function evidenceCheck(
  asset: ReportedAsset,
  { marker, title, source, at }: Evidence,
  files: ReadonlyMap<string, Present>,
  whole: CheckOutcome | undefined,
): Promise<Check> {
  const path = at?.path ?? asset.path;
  const about = {
    kind: 'evidence',
    asset: asset.path,
    path,
    marker,
    title,
    ...(at === undefined ? {} : { at: { offset: at.offset, length: at.length } }),
  } as const;
  const present = files.get(path);
  if (present === undefined) return { ...about, outcome: 'not-recorded' };
  if ('outcome' in present) return { ...about, ...present };
  if (source === 'filename') return { ...about, outcome: 'holds' };
  if (at?.sha256 === undefined || at.length > rangeLimit)
    return { ...about, outcome: path === asset.path && whole === 'holds' ? 'holds' : 'not-recorded' };
  try {
    const found = await rangeDigestOf(present.uri, at);
    return { ...about, outcome: found === at.sha256 ? 'holds' : 'changed', expected: at.sha256, found };
  } catch (error) {
    return { ...about, ...failed(error) };
  }
}
