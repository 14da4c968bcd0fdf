import picomatch from 'picomatch';

/** picomatch takes longer patterns too; no path of a delivery is that long. */
const patternLimit = 1024;

/**
 * A test for one glob: picomatch semantics, `*` never crosses `/`, dot files match. Pattern and paths are expected in NFC.
 * Undefined for a text in which nothing is a glob, that no path can be as long as, or that could take minutes to try: such a
 * text is only ever a literal name.
 */
export function globMatcher(pattern: string, { nocase = false } = {}): ((path: string) => boolean) | undefined {
  if (!isGlob(pattern)) return undefined;
  // nonegate: a name may begin with `!`, and "everything but this" names nothing. windows: the same on every machine.
  // The bare expression, since picomatch's own matcher makes three objects a path, and here are millions of paths.
  // s: names may hold line breaks, and `**` meets those too.
  const flags = nocase ? 'is' : 's';
  const expression = picomatch.makeRe(pattern, { dot: true, nonegate: true, windows: false, nocase, flags });
  return (path) => path === pattern || expression.test(path);
}

/** True for a text that `globMatcher` takes as a glob. */
export function isGlob(pattern: string): boolean {
  return pattern.length <= patternLimit && /[*?[\]{}()!+@\\]/.test(pattern) && !isTooWild(pattern);
}

/** The folder of a glob before its first wildcard, `stills/archive` of `stills/archive/*.tif`. */
export function globBase(pattern: string): string {
  return picomatch.scan(pattern).base;
}

/**
 * Names that no delivery has, at three depths; those of one depth have no letter in common, so that `*q*` and `*[0-9]*` do not
 * meet them all.
 */
const inventedNames: readonly (readonly string[])[] = [
  ['bdfa.cge', 'nlkh.imj', 'w-t5 q.sox'],
  ['dbfa/ceg.iha', 'kmlj/nqo.psr', 'tvxu/w-5 y.zut'],
  ['dbf/aec/gih.dbf', 'kml/jnq/ops.rkl', 'tvx/uwy/z-5 t.xvu'],
];

/**
 * True for a glob that sorts nothing out: at some depth it meets whatever name there may be (`**`, `*.*`, `!(proxies)/**`,
 * `{*,x}`), so that whoever wrote it named nothing in particular. Without regard to case.
 */
export function meetsAnyName(pattern: string): boolean {
  const meets = globMatcher(pattern, { nocase: true });
  return meets !== undefined && inventedNames.some((names) => names.every(meets));
}

/**
 * True for patterns whose regular expression can take minutes for one name: picomatch's stars backtrack, and repeated groups
 * do so exponentially (`*(*a)b`).
 */
function isTooWild(pattern: string): boolean {
  if (/[*+]\(|\)[*+]/.test(pattern)) return true;
  const globstars = pattern.match(/\*\*+/g) ?? [];
  const rest = pattern.replace(/\*\*+/g, '');
  return globstars.length > 5 || rest.split('/').some((name) => name.split('*').length > 5);
}
