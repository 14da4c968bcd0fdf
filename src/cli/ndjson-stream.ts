import { closeSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ReadAsset, Report, ReportHead } from '../model/index.ts';
import { reporterByFile } from '../report/index.ts';
import { afterAssets, assetLine, head } from '../report/ndjson.ts';
import { isRemote } from '../storage/remote.ts';
import { gathered } from '../tools/in-pieces.ts';
import { chosenMessages, inWords } from './language.ts';
import { partOf } from './left-parts.ts';
import { type Terminal, UsageError } from './terminal.ts';

/** NDJSON that is written while a scan runs, into files and to stdout. */
export interface NdjsonStream {
  onHead(head: ReportHead): void;
  /** Undefined where no NDJSON is written. */
  readonly onReadAsset: ((asset: ReadAsset) => void) | undefined;
  /** True where this file is written here. */
  holds(file: string): boolean;
  /** Writes what is known only now, and gives each file its name. @throws UsageError */
  end(report: Report): Promise<void>;
  /** Removes what was not ended. */
  abandon(): void;
}

/** Where lines go. */
interface Sink {
  write(text: string): void;
  /** Waits for what was written so far. */
  written(): Promise<void>;
  end(): Promise<void>;
  abandon(): void;
}

/**
 * Opens nothing yet: files are made once the scan has started, so that it may refuse them first.
 * @param files of all forms; those that are no NDJSON are left alone
 * @param stop ends the scan, since nobody can read what it still finds
 */
export function ndjsonStream(
  { report: files = [], format }: { readonly report?: readonly string[]; readonly format?: string },
  terminal: Terminal,
  stop: (error: unknown) => void,
): NdjsonStream {
  // One file may be named twice.
  const named = new Set(
    files.filter((file) => reporterByFile(file)?.name === 'ndjson' && !isRemote(file)).map((file) => resolve(file)),
  );
  const sinks: Sink[] = [];
  let isOpen = true;
  const write = (text: string): void => {
    // Files that were being read when the user stopped the scan still come in.
    if (isOpen) for (const sink of sinks) sink.write(text);
  };
  return {
    onHead: (start) => {
      // A scan that was stopped still comes this far: nobody would remove what it opens now.
      if (!isOpen) return;
      for (const file of named) sinks.push(fileSink(file));
      if (format === 'ndjson') sinks.push(stdoutSink(terminal, stop));
      write(head(start));
    },
    onReadAsset: named.size > 0 || format === 'ndjson' ? (asset) => write(assetLine(asset)) : undefined,
    holds: (file) => named.has(resolve(file)),
    end: async (report) => {
      if (sinks.length > 0) {
        for (const piece of gathered(afterAssets(report))) {
          write(piece);
          for (const sink of sinks) await sink.written();
        }
      }
      for (const sink of sinks) await sink.end();
      isOpen = false;
    },
    abandon: () => {
      isOpen = false;
      for (const sink of sinks) sink.abandon();
    },
  };
}

/** A neighbour of the file, which takes its name when it is whole. @throws UsageError */
function fileSink(file: string): Sink {
  const part = partOf(file);
  let descriptor: number | undefined;
  const orUsageError = <Result>(action: () => Result): Result => {
    try {
      return action();
    } catch (error) {
      throw new UsageError(chosenMessages().cli.reportFailed({ file, detail: inWords(error) }));
    }
  };
  const close = (): void => {
    if (descriptor !== undefined) closeSync(descriptor);
    descriptor = undefined;
  };
  const abandon = (): void => {
    process.off('exit', abandon);
    close();
    rmSync(part, { force: true });
  };
  descriptor = orUsageError(() => openSync(part, 'w'));
  // An error that nobody caught, or a second interrupt, ends the process without the end of the scan.
  process.on('exit', abandon);
  return {
    write: (text) => {
      if (descriptor !== undefined) orUsageError(() => writeFileSync(descriptor as number, text));
    },
    written: async () => {},
    end: async () => {
      orUsageError(() => {
        close();
        renameSync(part, file);
      });
      process.off('exit', abandon);
    },
    abandon,
  };
}

/** Stdout, line behind line; a full disk behind it ends the scan. */
function stdoutSink(terminal: Terminal, stop: (error: unknown) => void): Sink {
  let written = Promise.resolve();
  let waiting: string[] = [];
  const flush = (): Promise<void> => {
    const text = waiting.join('');
    waiting = [];
    if (text === '') return written;
    written = written.then(() => terminal.out(text));
    written.catch(stop);
    return written;
  };
  return {
    write: (text) => {
      // Lines of one moment go out together: each write of its own costs more than the line.
      if (waiting.push(text) === 1) setImmediate(flush);
    },
    written: flush,
    end: flush,
    abandon: () => {
      waiting = [];
    },
  };
}
