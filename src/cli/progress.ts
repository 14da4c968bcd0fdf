import { printable } from '../report/printable.ts';
import { shortenedPath } from '../report/shorten-path.ts';
import { columns } from '../report/wrap.ts';
import type { Progress, Tracing } from '../scan/options.ts';
import { chosenMessages } from './language.ts';
import { remainingTime } from './remaining.ts';
import type { Terminal } from './terminal.ts';

/** How progress is told: one line rewritten on a terminal, JSON lines where asked, a line now and then into a log, or nothing. */
export type ProgressStyle = 'line' | 'json' | 'log' | 'none';

/** How a command tells its progress: as `--progress` says, nothing where it is to be quiet, else as suits stderr. */
export function progressStyle(
  flags: { readonly progress?: 'json'; readonly quiet?: boolean },
  { canRewrite }: Pick<Terminal, 'canRewrite'>,
): ProgressStyle {
  if (flags.progress === 'json') return 'json';
  if (flags.quiet) return 'none';
  return canRewrite ? 'line' : 'log';
}

/** Columns that a path must have. */
const leastPath = 10;

/** Milliseconds between two updates. */
const intervals = { line: 100, json: 100, log: 30_000, none: 0 } as const;

/**
 * A listener for `scan`, and an end that leaves the line clean.
 * @param now milliseconds of a clock that does not jump
 */
export function progressOn(
  terminal: Terminal,
  style: ProgressStyle,
  now: () => number = () => performance.now(),
): { show: (progress: Progress) => void; tracing: (progress: Tracing) => void; end: () => void } {
  // A log hears nothing of a scan that is shorter than its interval.
  let last = style === 'log' ? now() : Number.NEGATIVE_INFINITY;
  let isShown = false;
  let tracingTold = false;
  const [remaining, tracingRemaining] = [remainingTime(now), remainingTime(now)];
  const isDue = ({ done, total }: Pick<Progress, 'done' | 'total'>): boolean => {
    if (now() - last < intervals[style] && (done < total || style === 'log')) return false;
    last = now();
    return true;
  };
  const tell = (lines: Record<Exclude<ProgressStyle, 'none'>, () => string>): void => {
    if (style === 'none') return;
    terminal.err(style === 'line' ? `\r${lines.line()}\x1b[K` : `${lines[style]()}\n`);
    isShown ||= style === 'line';
  };
  const width = (terminal.columns ?? 80) - 1;
  return {
    show: (progress) => {
      if (style === 'none') return;
      const left = remaining(progress);
      if (!isDue(progress)) return;
      tell({
        log: () => logLine(chosenMessages().cli.stillAt({ done: progress.done, total: progress.total }), left),
        json: () => jsonLine(progress, left),
        line: () => lineOf(progress, left, width),
      });
    },
    tracing: (progress) => {
      if (style === 'none') return;
      const left = tracingRemaining(progress);
      // A log that told of the search tells of its end too, once, however soon after.
      const isEnd = progress.done >= progress.total;
      if (!isDue(progress) && !(tracingTold && isEnd)) return;
      tracingTold = !isEnd;
      tell({
        log: () => logLine(tracedSoFar(progress), left),
        json: () => jsonLine({ stage: 'tracing', ...inTenths(progress) }, left),
        line: () => tracingLineOf(progress, left, width),
      });
    },
    end: () => {
      if (isShown) terminal.err('\r\x1b[K');
    },
  };
}

function logLine(line: string, left: number | undefined): string {
  return left === undefined ? line : `${line}, ${chosenMessages().progress.left({ seconds: left })}`;
}

/** Whole seconds, and only where there is an estimate. */
function jsonLine(progress: object, left: number | undefined): string {
  return JSON.stringify({ progress: { ...progress, ...(left === undefined ? {} : { secondsLeft: Math.ceil(left) }) } });
}

function tracedSoFar({ done, total }: Tracing): string {
  const { span } = chosenMessages().progress;
  return chosenMessages().cli.tracedSoFar({ done: span({ seconds: done }), total: span({ seconds: total }) });
}

function inTenths({ done, total, path }: Tracing): Tracing {
  return { done: Math.round(done * 10) / 10, total: Math.round(total * 10) / 10, path };
}

/** `[ 34%] about 3 min left  searching cut/reel1.mov`. */
function tracingLineOf({ done, total, path }: Tracing, left: number | undefined, width: number): string {
  const { tracing, left: inWords } = chosenMessages().progress;
  const share = total > 0 ? Math.floor((100 * done) / total) : 0;
  const estimate = left === undefined || done === total ? '' : `${inWords({ seconds: left })}  `;
  return fitted(`[${String(share).padStart(3)}%] ${estimate}${tracing} `, path, width);
}

/** `[ 12/345] about 3 min left  stills/…/a.jpg`, never wider than the terminal; control characters of names are not printed. */
function lineOf({ done, total, path }: Progress, left: number | undefined, width: number): string {
  const estimate = left === undefined || done === total ? '' : `${chosenMessages().progress.left({ seconds: left })}  `;
  const head = `[${String(done).padStart(String(total).length)}/${total}] ${estimate}`;
  return fitted(head, path, width);
}

function fitted(head: string, path: string, width: number): string {
  const room = width - columns(head);
  // Of a path in less there is nothing to see; the estimate says more.
  return room < leastPath ? head.trimEnd() : head + shortenedPath(printable(path), room);
}
