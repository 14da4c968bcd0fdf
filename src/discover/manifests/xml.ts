import { SaxesParser } from 'saxes';

const depthLimit = 64;
const textLimit = 64 * 1024;

/** An element that closed, by names without their prefixes. */
export interface ClosedElement {
  readonly name: string;
  /** Names of the elements around it, the root first. */
  readonly within: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
  /** Its own text, without that of its children. */
  readonly text: string;
}

class Broken extends Error {}

/**
 * Hands each element to `closed` as it ends. Entities of a document type are not expanded.
 * @returns undefined where the whole text was read, else where it is broken
 */
export function readXml(text: string, closed: (element: ClosedElement) => void): string | undefined {
  const parser = new SaxesParser({ xmlns: false, position: true });
  const open: { name: string; attributes: Readonly<Record<string, string>>; text: string }[] = [];
  const add = (more: string): void => {
    const current = open.at(-1);
    if (current === undefined) return;
    current.text += more;
    if (current.text.length > textLimit) throw new Broken(`a text of more than ${textLimit} characters`);
  };
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length >= depthLimit) throw new Broken(`more than ${depthLimit} elements in one another`);
    open.push({ name: local(name), attributes: attributes as Record<string, string>, text: '' });
  });
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => {
    const element = open.pop();
    if (element !== undefined) closed({ ...element, within: open.map(({ name }) => name) });
  });
  parser.on('error', ({ message }) => {
    throw new Broken(message);
  });
  try {
    parser.write(text).close();
    return undefined;
  } catch (error) {
    if (error instanceof Broken) return error.message;
    throw error;
  }
}

/** What stands before the root element. One pattern for each, tried in turn: together they could be matched in endless ways. */
const prologue = [/\s+/y, /<\?[^>]*>/y, /<!--[\s\S]*?-->/y, /<!DOCTYPE[^>[]*(?:\[[^\]]*\][^>]*)?>/y];

/** Name of the root element; undefined where the text is no XML. */
export function rootName(text: string): string | undefined {
  const start = text.slice(0, 64 * 1024).replace(/^\uFEFF/, '');
  for (let at = 0; ; ) {
    const piece = prologue.map((pattern) => matchAt(pattern, start, at)).find((found) => found !== undefined);
    if (piece === undefined) return local(matchAt(/<[A-Za-z_][\w.:-]*/y, start, at)?.slice(1) ?? '') || undefined;
    at += piece.length;
  }
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
