/**
 * Names that operating systems and storage write beside the media. They are skipped by name, counted, and say nothing.
 * Sources: Apple TN1150 and .DS_Store practice, Synology (@eaDir), QNAP (.@__thumb), LucidLink (.lucid*).
 */
const systemNames: readonly RegExp[] = [
  /^\.DS_Store$/,
  /^\._/,
  /^\.AppleDouble$/,
  /^\.Spotlight-V100$/,
  /^\.Trashes$/,
  /^\.fseventsd$/,
  /^\.TemporaryItems$/,
  /^\.DocumentRevisions-V100$/,
  /^Icon\r$/,
  /^Thumbs\.db$/i,
  /^ehthumbs\.db$/i,
  /^desktop\.ini$/i,
  /^\$RECYCLE\.BIN$/i,
  /^System Volume Information$/i,
  /^@eaDir$/,
  /^#recycle$/,
  /^\.@__thumb$/,
  /^\.lucid/,
  /^lost\+found$/,
];

/** True for a file or folder that an operating system or a storage wrote for itself. */
export function isSystemName(name: string): boolean {
  return systemNames.some((pattern) => pattern.test(name));
}
