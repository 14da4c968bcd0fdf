import { join } from 'node:path';
import { realFile } from '../discover/index.ts';
import type { Report } from '../model/index.ts';
import { inOrder } from '../report/in-order.ts';
import { printable } from '../report/index.ts';
import { standingOf } from '../report/standing.ts';
import { CannotStart, type StartProblem } from '../scan/cannot-start.ts';
import { version } from '../scan/version.ts';
import { scanLazily } from '../scan.ts';
import { isInside } from '../storage/inside.ts';
import type { Examined } from '../watch/watch.ts';
import { bugReport } from './bug-report.ts';
import type { Config } from './config.ts';
import { exitCodeOf } from './exit-code.ts';
import { chosenMessages, startSentence } from './language.ts';
import { scanningOptions } from './scan-options.ts';
import { exitCodes, type Terminal } from './terminal.ts';
import { notStartedMessage, scannedMessage } from './watch-message.ts';
import type { WatchFlags, WatchPlaces } from './watch-start.ts';
import { writeReport } from './write-report.ts';

/** Scans one arrival after the other, each with what the flags say; what comes of it is written and told when the watch says so. */
export function arrivalScan(
  flags: WatchFlags,
  config: Config,
  places: WatchPlaces,
  terminal: Terminal,
  signal: AbortSignal,
): (name: string) => Promise<Examined> {
  const { cache: _, usualCache: __, ...options } = scanningOptions(flags, config, terminal);
  const exclude = [...(options.exclude ?? []), ...(places.marker ? [asGlob(places.marker.pattern)] : [])];
  return async (name) => {
    const place = join(places.folder, name);
    const files = places.endings.map((ending) => join(places.reports, `${name}${ending}`));
    if (!flags.quiet) terminal.err(`${chosenMessages().watch.beginsScan({ name: printable(name) })}\n`);
    try {
      const report = await scanLazily([place], {
        ...options,
        // As the usual one, it is done without where it lies in this delivery.
        ...(places.cache === undefined ? {} : { usualCache: places.cache }),
        exclude,
        writes: files,
        signal,
      });
      return examinedReport(name, report, files, flags, terminal);
    } catch (error) {
      signal.throwIfAborted();
      return notExamined(name, error, place, flags, terminal);
    }
  };
}

function examinedReport(name: string, report: Report, files: readonly string[], flags: WatchFlags, terminal: Terminal): Examined {
  const messages = chosenMessages();
  const exitCode = exitCodeOf(report, flags.failOn);
  const headline = messages.headlines[report.deliveryVerdict](standingOf(report));
  const written: string[] = [];
  const notes = new Set<string>();
  return {
    exitCode,
    write: async () => {
      const options = { messages, width: 80, shortPaths: false, colour: false, onlyFailures: false };
      for (const file of files) {
        const one = await writeReport(file, inOrder(report) as Report, options);
        written.push(...one.files);
        for (const note of one.notes) notes.add(note);
      }
    },
    get message() {
      return flags.webhook === undefined ? undefined : scannedMessage(name, exitCode, report, headline, written);
    },
    tell: async () => {
      for (const note of notes) terminal.err(`${note}\n`);
      if (!flags.quiet) for (const file of written) terminal.err(`${messages.cli.reportWritten({ file })}\n`);
      await terminal.out(`${messages.watch.scanned({ name: printable(name), headline })}\n`);
    },
  };
}

/** What only a change of the delivery mends. */
const ownProblems: ReadonlySet<StartProblem> = new Set(['several-declarations', 'missing-root']);

/** A scan that cannot start, and one that meets a bug of ours, must not end the watch: other deliveries come. */
async function notExamined(
  name: string,
  error: unknown,
  place: string,
  { webhook }: WatchFlags,
  terminal: Terminal,
): Promise<Examined> {
  const texts = chosenMessages().watch;
  const isExpected = error instanceof CannotStart;
  if (!isExpected) terminal.err(bugReport(error));
  const sentence = isExpected ? startSentence(error) : texts.bugInScan({ version });
  const exitCode = isExpected ? exitCodes.cannotStart : exitCodes.bug;
  const file = isExpected ? error.params.file : undefined;
  const isOfDelivery =
    (isExpected && ownProblems.has(error.code)) || (typeof file === 'string' && isInside(place, await realFile(file)));
  return {
    exitCode,
    tryAgain: !isOfDelivery,
    write: async () => {},
    message: webhook === undefined ? undefined : notStartedMessage(name, exitCode, sentence),
    tell: async () => terminal.err(`${texts.notScanned({ name: printable(name), sentence })}\n`),
  };
}

/** A done-marker has `*` alone to say; in a glob, other signs would say something too. Only in the delivery's own folder. */
function asGlob(pattern: string): string {
  return pattern.replace(/[()!+@]/g, '\\$&');
}
