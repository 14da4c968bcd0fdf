import { latin1 } from './bytes.ts';

const kinds = [
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/png', /^\x89PNG\r\n/],
  ['image/gif', /^GIF8[79]a/],
  ['image/webp', /^RIFF....WEBP/s],
  ['image/tiff', /^(II\*|MM.\*)/s],
  ['image/heif', /^....ftyp(heic|heix|mif1|msf1|avif|avis)/s],
  ['image/bmp', /^BM/],
] as const;

/** MIME type of a picture by its first 16 bytes; undefined for anything else. */
export function pictureKind(head: Uint8Array): (typeof kinds)[number][0] | undefined {
  const text = latin1(head, 0, 16);
  return kinds.find(([, pattern]) => pattern.test(text))?.[0];
}
