import type { Messages } from '../messages/index.ts';
import type { Report } from '../model/index.ts';
import { inOrder } from '../report/in-order.ts';
import { printable, type ReportOptions, reporterByName } from '../report/index.ts';
import { gathered } from '../tools/in-pieces.ts';
import { earlierFiles } from './earlier-files.ts';
import type { NdjsonStream } from './ndjson-stream.ts';
import { lineWidth, type Terminal, UsageError } from './terminal.ts';
import { type Written, writeReport } from './write-report.ts';

/** Where a report goes, and how much of it. */
export interface TellFlags {
  /** Files, whose endings choose their forms. */
  readonly report?: readonly string[];
  /** What stdout gets; absent: nothing. */
  readonly format?: string;
  readonly onlyFailures?: boolean;
  readonly quiet?: boolean;
}

/**
 * Writes the reports that were asked for and gives stdout its own; the same for a scan and for a saved report.
 * @param stream what the scan has already written
 * @throws UsageError
 */
export async function tellReport(
  found: Report,
  flags: TellFlags,
  messages: Messages,
  terminal: Terminal,
  stream?: NdjsonStream,
): Promise<void> {
  const options: ReportOptions = {
    messages,
    width: lineWidth(terminal),
    shortPaths: terminal.isTerminal,
    colour: terminal.isTerminal && !terminal.environment.NO_COLOR,
    onlyFailures: flags.onlyFailures === true,
  };
  // A form that lists the keys of an object must list them as a saved report would, whose keys are in order.
  const report = inOrder(found) as Report;
  const written: Written[] = [];
  // Each of its lines is put in order by itself.
  await stream?.end(found);
  for (const file of flags.report ?? [])
    written.push(stream?.holds(file) ? { files: [file], notes: [] } : await writeReport(file, report, options));
  const notes = new Set(written.flatMap((one) => one.notes));
  const { content, notes: more } = resultOf(
    stream !== undefined && flags.format === 'ndjson' ? undefined : flags.format,
    report,
    options,
  );
  for (const note of more) notes.add(note);
  if (content !== undefined && (flags.format !== 'text' || !flags.quiet)) for (const piece of content) await terminal.out(piece);
  // Told even to who wants it quiet: something is in no report that was asked for.
  for (const note of notes) terminal.err(`${note}\n`);
  const files = written.flatMap((one) => one.files);
  for (const file of flags.report ?? []) {
    const earlier = (await earlierFiles(file, files)).map(printable);
    if (earlier.length > 0) terminal.err(`${messages.cli.earlierFiles({ files: earlier.join(', '), count: earlier.length })}\n`);
  }
  if (!flags.quiet) for (const file of files) terminal.err(`${messages.cli.reportWritten({ file })}\n`);
}

/** What stdout gets; a timeline format has a result only where one video has markers. @throws UsageError where several have */
function resultOf(
  format: string | undefined,
  report: Report,
  options: ReportOptions,
): { readonly content?: Iterable<string | Uint8Array>; readonly notes: readonly string[] } {
  if (format === undefined) return { notes: [] };
  const reporter = reporterByName(format);
  if (reporter === undefined) throw new Error(`no reporter ${format}`);
  if (!('renderVideos' in reporter)) {
    const content = reporter.pieces ? gathered(reporter.pieces(report, options)) : [reporter.render(report, options)];
    return { content, notes: [] };
  }
  const { files, notes } = reporter.renderVideos(report, options);
  const videos = [...new Set(files.map(({ video }) => printable(video)))].join(', ');
  if (files.length > 1)
    throw new UsageError(options.messages.cli.severalVideos({ format, videos, ending: reporter.extensions[0] ?? '' }));
  return { ...(files[0] === undefined ? {} : { content: [files[0].content] }), notes };
}
