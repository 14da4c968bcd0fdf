import { decode } from 'cborg';

/** Bytes of one CBOR value that are decoded; the assertions that state an origin have some kilobytes. */
const byteLimit = 4 << 20;

/**
 * Decodes one CBOR value (RFC 8949) into plain values; undefined where the bytes are none, or more than the limit. Tags, such
 * as that of a date, are dropped and their content kept.
 */
export function decodeCbor(bytes: Uint8Array): unknown {
  if (bytes.length > byteLimit) return undefined;
  const untagged = Object.fromEntries(keptTags.map((tag) => [tag, (content: unknown) => content]));
  try {
    return decode(bytes, { allowIndefinite: true, allowBigInt: true, tags: untagged as never });
  } catch {
    return undefined;
  }
}

/** Date and time (0, 1) and COSE (18): the tags that occur in C2PA assertions. */
const keptTags = [0, 1, 18] as const;
