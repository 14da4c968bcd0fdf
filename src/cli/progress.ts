import { messages } from '../messages/index.ts';
import type { Progress } from '../scan/options.ts';
import type { Terminal } from './terminal.ts';

/** How progress is told: one line rewritten on a terminal, JSON lines where asked, a line now and then into a log, or nothing. */
export type ProgressStyle = 'line' | 'json' | 'log' | 'none';

/** Milliseconds between two updates. */
const intervals = { line: 100, json: 100, log: 30_000, none: 0 } as const;

/** A listener for `scan`, and an end that leaves the line clean. */
export function progressOn(terminal: Terminal, style: ProgressStyle): { show: (progress: Progress) => void; end: () => void } {
  // A log hears nothing of a scan that is shorter than its interval.
  let last = style === 'log' ? Date.now() : 0;
  let isShown = false;
  const isDue = ({ done, total }: Progress): boolean => {
    const now = Date.now();
    if (now - last < intervals[style] && (done < total || style === 'log')) return false;
    last = now;
    return true;
  };
  return {
    show: (progress) => {
      if (style === 'none' || !isDue(progress)) return;
      if (style === 'log') {
        const { done, total } = progress;
        terminal.err(`${messages().cli.stillAt({ done, total })}\n`);
        return;
      }
      if (style === 'json') {
        terminal.err(`${JSON.stringify({ progress })}\n`);
        return;
      }
      const line = lineOf(progress, (terminal.columns ?? 80) - 1);
      terminal.err(`\r${line}\x1b[K`);
      isShown = true;
    },
    end: () => {
      if (isShown) terminal.err('\r\x1b[K');
    },
  };
}

/** `[ 12/345] stills/a.jpg`, cut from the front so that the file name stays; control characters of names are not printed. */
function lineOf({ done, total, path }: Progress, width: number): string {
  const head = `[${String(done).padStart(String(total).length)}/${total}] `;
  const plain = path.replace(/\p{Cc}/gu, '?');
  const room = Math.max(10, width - head.length);
  return head + (plain.length > room ? `…${plain.slice(plain.length - room + 1)}` : plain);
}
