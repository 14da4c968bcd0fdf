import { printable } from '../report/printable.ts';
import { shortenedPath } from '../report/shorten-path.ts';
import { columns } from '../report/wrap.ts';
import type { Progress } from '../scan/options.ts';
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
): { show: (progress: Progress) => void; end: () => void } {
  // A log hears nothing of a scan that is shorter than its interval.
  let last = style === 'log' ? now() : Number.NEGATIVE_INFINITY;
  let isShown = false;
  const remaining = remainingTime(now);
  const isDue = ({ done, total }: Progress): boolean => {
    if (now() - last < intervals[style] && (done < total || style === 'log')) return false;
    last = now();
    return true;
  };
  return {
    show: (progress) => {
      if (style === 'none') return;
      const left = remaining(progress);
      if (!isDue(progress)) return;
      if (style === 'log') terminal.err(`${logLine(progress, left)}\n`);
      else if (style === 'json') terminal.err(`${jsonLine(progress, left)}\n`);
      else {
        terminal.err(`\r${lineOf(progress, left, (terminal.columns ?? 80) - 1)}\x1b[K`);
        isShown = true;
      }
    },
    end: () => {
      if (isShown) terminal.err('\r\x1b[K');
    },
  };
}

function logLine({ done, total }: Progress, left: number | undefined): string {
  const line = chosenMessages().cli.stillAt({ done, total });
  return left === undefined ? line : `${line}, ${chosenMessages().progress.left({ seconds: left })}`;
}

/** Whole seconds, and only where there is an estimate. */
function jsonLine(progress: Progress, left: number | undefined): string {
  return JSON.stringify({ progress: { ...progress, ...(left === undefined ? {} : { secondsLeft: Math.ceil(left) }) } });
}

/** `[ 12/345] about 3 min left  stills/…/a.jpg`, never wider than the terminal; control characters of names are not printed. */
function lineOf({ done, total, path }: Progress, left: number | undefined, width: number): string {
  const estimate = left === undefined || done === total ? '' : `${chosenMessages().progress.left({ seconds: left })}  `;
  const head = `[${String(done).padStart(String(total).length)}/${total}] ${estimate}`;
  const room = width - columns(head);
  // Of a path in less there is nothing to see; the estimate says more.
  return room < leastPath ? head.trimEnd() : head + shortenedPath(printable(path), room);
}
