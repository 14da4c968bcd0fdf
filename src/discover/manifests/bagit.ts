import { readChecksumList } from './checksum-list.ts';
import type { Listing } from './listing.ts';

/** Name of a BagIt manifest: of the payload, or of the tag files (RFC 8493, sections 2.1.3 and 2.2.1). */
export const bagManifestName = /^(tag)?manifest-(md5|sha1|sha256|sha512)\.txt$/i;

/** Reads a manifest of a bag: as md5sum writes, but with CR, LF and % in names as `%0D`, `%0A` and `%25`. */
export function readBagManifest(text: string, algorithm: 'md5' | 'sha1' | 'sha256' | 'sha512'): Listing {
  const listing = readChecksumList(text, algorithm);
  return { ...listing, files: listing.files.map((file) => ({ ...file, name: decoded(file.name) })) };
}

function decoded(name: string): string {
  return name.replace(/%(0D|0A|25)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
