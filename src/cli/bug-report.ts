import { version } from '../scan/version.ts';
import { chosenMessages } from './language.ts';

/** What a bug of ours looks like on stderr: that it is one, and the lines that we need. */
export function bugReport(error: unknown): string {
  return `${chosenMessages().cli.bug({ version })}\n${(error as Error)?.stack ?? String(error)}\n`;
}
