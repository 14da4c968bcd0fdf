import { createReadStream } from 'node:fs';
import { access, constants, mkdtemp, open, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Report } from '../model/index.ts';
import { type ReportOptions, reportEnding, reporterByFile, reporters } from '../report/index.ts';
import { shownAddress } from '../scan/remote-places.ts';
import { remoteStorage } from '../storage/connection.ts';
import { isRemote, type RemoteError } from '../storage/remote.ts';
import { gathered } from '../tools/in-pieces.ts';
import { chosenMessages, inWords } from './language.ts';
import { partOf, sweepParts } from './left-parts.ts';
import { UsageError } from './terminal.ts';
import { videoFileNames } from './video-file-name.ts';

/** Checks before the scan that every report can be written, so that no night is lost to a typing error. @throws UsageError */
export async function checkReportFiles(files: readonly string[]): Promise<void> {
  const texts = chosenMessages().cli;
  for (const file of files) {
    if (reporterByFile(file) === undefined) {
      const known = reporters.flatMap(({ extensions }) => extensions).join(' ');
      throw new UsageError(texts.reportFormat({ file, known }));
    }
    if (isRemote(file)) {
      await checkStorage(file);
      continue;
    }
    const folder = dirname(resolve(file));
    const isWritable = await access(folder, constants.W_OK).then(
      () => true,
      () => false,
    );
    if (!isWritable) throw new UsageError(texts.reportFolder({ file, folder }));
    const existing = await stat(file).catch(() => null);
    if (existing?.isDirectory()) throw new UsageError(texts.reportIsFolder({ file }));
    sweepParts(file);
  }
}

/** A bucket that nobody reaches is told before the scan; one whose objects may be written, but not listed, is none. */
async function checkStorage(file: string): Promise<void> {
  const folder = file.slice(0, file.lastIndexOf('/'));
  const told = async (): Promise<unknown> => (await remoteStorage(file)).namesAt(folder, 'trueslate');
  const failure = /^s3:\/\/[^/]+\/[^/]/i.test(file)
    ? await told().then(
        () => null,
        (error: unknown) => error,
      )
    : { code: 'EROFS' };
  if (failure === null || (failure as RemoteError).code === 'AccessDenied') return;
  throw new UsageError(chosenMessages().cli.reportFailed({ file: shownAddress(file), detail: inWords(failure) }));
}

/** What came of writing a report: the files, and in sentences what is in none of them. */
export interface Written {
  readonly files: readonly string[];
  readonly notes: readonly string[];
}

/** Writes a report, in the timeline formats one file a video; each whole or not at all. @throws UsageError */
export async function writeReport(file: string, report: Report, options: ReportOptions): Promise<Written> {
  const { reporter, extension } = reportEnding(file) ?? {};
  if (reporter === undefined || extension === undefined) throw new Error(`no reporter for ${file}`);
  if (!('renderVideos' in reporter)) {
    await writeWhole(file, reporter.pieces ? gathered(reporter.pieces(report, options)) : [reporter.render(report, options)]);
    return { files: [file], notes: [] };
  }
  const { files, notes } = reporter.renderVideos(report, options);
  const names = videoFileNames(file, extension, files);
  for (const [index, { content }] of files.entries()) await writeWhole(names[index] ?? file, [content]);
  return { files: names, notes };
}

/** Writes to a neighbour first, then renames it. */
async function writeWhole(file: string, pieces: Iterable<string | Uint8Array>): Promise<void> {
  if (isRemote(file)) return storeWhole(file, pieces);
  const part = partOf(file);
  try {
    const written = await open(part, 'w');
    try {
      for (const piece of pieces) await written.writeFile(piece);
    } finally {
      await written.close();
    }
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw new UsageError(chosenMessages().cli.reportFailed({ file, detail: inWords(error) }));
  }
}

/** Times that a report is sent: the scan that it tells of took longer. */
const triesOfReport = 5;

/** Storage takes an object whole, and must be told its length first. */
async function storeWhole(file: string, pieces: Iterable<string | Uint8Array>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'trueslate-report-'));
  const copy = join(folder, 'report');
  try {
    await writeWhole(copy, pieces);
    const { size } = await stat(copy);
    const storage = await remoteStorage(file);
    for (let left = triesOfReport; ; left--) {
      // The SDK does not try again with a stream that it has begun to send.
      const failure = await storage.put(file, createReadStream(copy), size).then(
        () => null,
        (error: unknown) => error,
      );
      if (failure === null) return;
      if (left <= 1 || /^(AccessDenied|NoSuchBucket|EROFS)$/.test((failure as RemoteError).code)) throw failure;
      await wait(1000 * (triesOfReport - left + 1));
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(chosenMessages().cli.reportFailed({ file, detail: inWords(error) }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
