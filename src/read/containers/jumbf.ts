import { latin1, startsWith, u32 } from './bytes.ts';

/** Bytes from the start of a box that `isC2paStore` looks at. */
export const jumbfHeadLength = 48;

/** Type of the superbox that holds manifests (C2PA 2.2, 11.1.4.2): `c2pa` and the tail common to ISO UUIDs. */
const c2paType = 'c2pa\x00\x11\x00\x10\x80\x00\x00\xaa\x00\x38\x9b\x71';

/** True where a JUMBF superbox stands at the start of the bytes whose description box says that it is a C2PA manifest store. */
export function isC2paStore(bytes: Uint8Array): boolean {
  if (!startsWith(bytes, 'jumb', 4)) return false;
  const start = u32(bytes, 0) === 1 ? 16 : 8;
  return startsWith(bytes, 'jumd', start + 4) && startsWith(bytes, c2paType, start + 8);
}

/** Length that a box claims: 0 for one that goes to the end of what holds it. */
export function boxLength(bytes: Uint8Array, at = 0): number {
  const length = u32(bytes, at);
  return length === 1 ? u32(bytes, at + 8) * 4294967296 + u32(bytes, at + 12) : length;
}

/** The four-character type of the box at `at`. */
export function boxType(bytes: Uint8Array, at = 0): string {
  return latin1(bytes, at + 4, at + 8);
}
