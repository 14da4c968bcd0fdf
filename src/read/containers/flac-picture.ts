import { u32 } from './bytes.ts';

/** Where the picture lies in a FLAC picture block (RFC 9639, 8.8), counted from its start; undefined where the lengths in it do not fit. */
export function pictureInBlock(block: Uint8Array): { offset: number; length: number } | undefined {
  const mime = u32(block, 4);
  const description = mime < block.length ? u32(block, 8 + mime) : block.length;
  const offset = 32 + mime + description;
  const length = offset <= block.length ? u32(block, offset - 4) : block.length;
  return offset + length > block.length ? undefined : { offset, length };
}
