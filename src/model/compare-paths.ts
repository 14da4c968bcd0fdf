/** By the UTF-8 bytes, as all paths of a report are sorted and as S3 lists; the delivery itself (null) before its assets. */
export function comparePaths(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    // Order in UTF-8 is order of code points; in JavaScript's UTF-16 only surrogates stand in the wrong place.
    if (x !== y) return isSurrogate(x) === isSurrogate(y) ? x - y : isSurrogate(x) ? 1 : -1;
  }
  return a.length - b.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

/** The items in the order of their paths. */
export function sortByPath<T extends { readonly path: string }>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => comparePaths(a.path, b.path));
}
