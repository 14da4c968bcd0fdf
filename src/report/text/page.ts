import type { Messages } from '../../messages/index.ts';
import type { Severity } from '../../model/index.ts';
import { printable } from '../printable.ts';
import { shortenedPath } from '../shorten-path.ts';
import { columns, wrap } from '../wrap.ts';

/** How a piece of text is set apart, where colour was asked for. */
export type Tone = 'plain' | 'strong' | 'faint' | Severity;

/** SGR parameters (ECMA-48, 8.3.117) from the sixteen basic colours, which every terminal theme keeps readable. */
const codes: Record<Tone, string> = { plain: '', strong: '1', faint: '2', blocker: '1;31', issue: '33', fyi: '36' };

/** What every section is drawn with. */
export interface Page {
  readonly width: number;
  readonly messages: Messages;
  /** Colours one line that is already cut to the width. */
  paint(tone: Tone, line: string): string;
  /** A line for a path, made printable; cut in the middle in a terminal that is too narrow. */
  path(name: string, first?: string, tone?: Tone): string;
  /** Wraps a printable text; `first` stands before the first line, `rest` (or its width in spaces) before the others. */
  lines(text: string, first?: string, tone?: Tone, rest?: string): string[];
}

/** How a page is drawn. */
export interface PageOptions {
  readonly width: number;
  readonly messages: Messages;
  readonly colour: boolean;
  readonly shortPaths?: boolean;
}

/** A page of `width` columns. */
export function page({ width, messages, colour, shortPaths = false }: PageOptions): Page {
  const paint = (tone: Tone, line: string): string => (colour && codes[tone] ? `\u001b[${codes[tone]}m${line}\u001b[0m` : line);
  return {
    width,
    messages,
    paint,
    path: (name, first = '', tone = 'plain') => {
      const shown = printable(name);
      return paint(tone, first + (shortPaths ? shortenedPath(shown, width - columns(first)) : shown));
    },
    lines: (text, first = '', tone = 'plain', rest?: string) => wrap(text, width, first, rest).map((line) => paint(tone, line)),
  };
}
