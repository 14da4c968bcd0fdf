/** What every path that a glob meets must hold, letter for letter (but for case, where the glob is tried without it). */
export interface GlobLiterals {
  /** How the path begins; a trailing slash is left out, since `a/**` meets `a` too. */
  readonly prefix: string;
  /** How the path ends. */
  readonly suffix: string;
  /** Names of folders, or of the file, that stand in it in full. */
  readonly segments: readonly string[];
  /** How the name after the last slash begins. */
  readonly basename: string;
  /** Texts that stand somewhere in the name after the last slash. */
  readonly inside: readonly string[];
}

const nothing: GlobLiterals = { prefix: '', suffix: '', segments: [], basename: '', inside: [] };

/** Patterns that one pattern with braces may stand for; with more, the braces count as unknown. */
const mostAlternatives = 32;

/**
 * What a glob asks of every path, as alternatives: a path that meets the glob holds all literals of at least one of them.
 * Written against the parser of picomatch 4, and careful: whatever that reads in an unusual way (quotes, bare `|`, unclosed
 * brackets) asks for nothing. https://github.com/micromatch/picomatch/blob/4.0.2/lib/parse.js
 */
export function globLiterals(pattern: string): readonly GlobLiterals[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: picomatch drops NUL without a word.
  if (/["\u0000]|^\.\\/.test(pattern) || losesDots(pattern) || hasBarePipe(pattern)) return [nothing];
  return alternatives(pattern.replace(/^(?:\.\/)+/, '')).map(literalsOf);
}

/** Where picomatch puts its tokens together a second time, a dot comes out as "any character": `a.b{1..3}` meets `a/b1`. */
function losesDots(pattern: string): boolean {
  return /\*{3}|\*\)|\[:/.test(pattern) || (/\{/.test(pattern) && pattern.includes('..'));
}

/** picomatch makes of a `|` outside parentheses an alternative to the whole pattern. */
function hasBarePipe(pattern: string): boolean {
  if (!pattern.includes('|')) return false;
  if (/[[\]{}\\]/.test(pattern)) return true;
  let depth = 0;
  for (const char of pattern) {
    if (char === '(') depth += 1;
    else if (char === ')') depth -= 1;
    else if (char === '|' && depth < 1) return true;
    if (depth < 0) return true;
  }
  return depth !== 0;
}

/** `a/*.{tif,png}` -> `a/*.tif`, `a/*.png`; only braces that hold plain names. Ranges (`{1..3}`) stay. */
function alternatives(pattern: string): readonly string[] {
  if (/[[\]\\]/.test(pattern)) return [pattern];
  let all = [pattern];
  for (;;) {
    const next = all.flatMap((one) => {
      const braces = /\{([^{}()*?+!@|]*,[^{}()*?+!@|]*)\}/.exec(one);
      if (!braces?.[1] || braces[1].includes('..')) return [one];
      const [before, after] = [one.slice(0, braces.index), one.slice(braces.index + braces[0].length)];
      return braces[1].split(',').map((name) => before + name + after);
    });
    if (next.length > mostAlternatives) return all;
    if (next.length === all.length) return next;
    all = next;
  }
}

const special = /[*?[\]{}()!+@\\|]/;

function literalsOf(pattern: string): GlobLiterals {
  const first = pattern.search(special);
  if (first < 0) return { ...nothing, prefix: pattern, suffix: pattern };
  const prefix = pattern.slice(0, first).replace(/\/+$/, '');
  if (!isOrderly(pattern)) return { ...nothing, prefix };
  const last = lastSpecial(pattern);
  // Behind an opening bracket without its closing one nothing is sure.
  const suffix = '[({'.includes(pattern[last] ?? '') ? '' : literalTail(pattern, last + 1);
  if (pattern.includes('\\')) return { ...nothing, prefix, suffix };
  return { prefix, suffix, segments: segmentsOf(pattern), basename: basenameOf(pattern), inside: insideOf(pattern) };
}

/** False where brackets are nested, empty or unclosed, or backslashes stand in heaps: picomatch then reads on in its own way. */
function isOrderly(pattern: string): boolean {
  return !/\\{3}/.test(pattern) && !/[[\]]/.test(pattern.replace(/\[\^?[^[\]\\/]+\]/g, ''));
}

function lastSpecial(pattern: string): number {
  for (let at = pattern.length - 1; at >= 0; at--) if (special.test(pattern.charAt(at))) return at;
  return -1;
}

/** What follows the last special character; behind an escape (`\x41.tif`) only from the next dot or slash on. */
function literalTail(pattern: string, from: number): string {
  const tail = pattern.slice(from);
  if (!pattern.includes('\\')) return tail.replace(/^\/+/, '');
  const escaped = pattern.charAt(from - 1) === '\\' ? 1 : 0;
  const sure = tail.slice(escaped).search(/[./]/);
  return sure < 0 ? '' : tail.slice(escaped + sure).replace(/^\/+/, '');
}

/** Names between slashes that hold no special character and do not stand inside a group. */
function segmentsOf(pattern: string): string[] {
  const groups = /[[({](?:.*[\])}])?/.exec(pattern);
  const outside = groups ? [pattern.slice(0, groups.index), pattern.slice(groups.index + groups[0].length)] : [pattern];
  if (groups && !/[\])}]$/.test(groups[0])) outside.pop();
  return outside.flatMap((text, index) => {
    const names = text.split('/');
    // A name beside a group is only a part of one.
    if (groups && index === 0) names.pop();
    if (groups && index === 1) names.shift();
    return names.filter((name) => name !== '' && name !== '.' && !special.test(name));
  });
}

/** How the last name begins; only where nothing in it can be a slash. */
function basenameOf(pattern: string): string {
  const name = pattern.slice(pattern.lastIndexOf('/') + 1);
  if (/[[\](){}]/.test(name)) return '';
  // `[` and `(` before the last slash may hold that slash.
  const before = pattern.slice(0, pattern.lastIndexOf('/') + 1);
  if (/[[({]/.test(before)) return '';
  const first = name.search(special);
  return first < 0 ? '' : name.slice(0, first);
}

/** The literal texts of the last name, between its wildcards and classes; only where nothing else is special. */
function insideOf(pattern: string): string[] {
  const at = pattern.lastIndexOf('/') + 1;
  // `[` before the last slash may hold that slash.
  if (/[(){}!+@|]/.test(pattern) || pattern.slice(0, at).includes('[')) return [];
  return pattern
    .slice(at)
    .split(/[*?]+|\[[^\]]*\]/)
    .filter((text) => text !== '');
}
