import { formatByName, formatOf, type Mime } from '../model/index.ts';
import { sniff } from './signatures.ts';

/** Bytes from the start of a file that `identify` wants to see. */
export const headLength = 4096;

/** What a file is: by content where the content is known, else as its extension promises. */
export interface Identity {
  readonly mime: Mime;
  /** True where the first bytes proved it. */
  readonly recognised: boolean;
  /** True where the extension promises another format than the content shows. */
  readonly wrongExtension: boolean;
}

/**
 * Formats that other formats build on: the content says the family, the extension which member. Every RAW here is a TIFF by
 * its first bytes; M4A, 3GP and HEIF files share brands.
 */
const families: Readonly<Partial<Record<Mime, readonly Mime[]>>> = {
  'image/tiff': ['image/x-adobe-dng', 'image/x-raw'],
  'video/mp4': ['audio/mp4', 'video/3gpp', 'video/quicktime', 'image/heif', 'image/heic', 'image/avif'],
  'audio/mp4': ['video/mp4'],
  'video/quicktime': ['video/mp4', 'audio/mp4', 'video/3gpp'],
  'video/3gpp': ['video/mp4', 'audio/mp4'],
  'image/heif': ['image/heic', 'image/avif'],
  'image/heic': ['image/heif'],
  'video/x-matroska': ['video/webm'],
  'audio/mpeg': ['audio/aac', 'audio/flac', 'audio/x-tta'],
  'audio/aac': ['audio/mpeg'],
  'video/mpeg': ['video/mp2t'],
};

/** Office documents are ZIP files, as much else is: their first bytes prove them only together with the name. */
function isOffice(head: Uint8Array, promised: Mime): boolean {
  return (
    promised.startsWith('application/vnd.openxmlformats-') && Buffer.from(head.subarray(0, 4)).toString('latin1') === 'PK\x03\x04'
  );
}

/**
 * Says what a file is, or null where neither content nor name are media.
 * @param head its first bytes, up to `headLength`
 */
export function identify(head: Uint8Array, name: string): Identity | null {
  const promised = formatByName(name)?.mime as Mime | undefined;
  const seen = sniff(head);
  if (seen === null)
    return promised === undefined ? null : { mime: promised, recognised: isOffice(head, promised), wrongExtension: false };
  if (promised === undefined) return { mime: seen, recognised: true, wrongExtension: false };
  if (promised === seen) return { mime: seen, recognised: true, wrongExtension: false };
  if (families[seen]?.includes(promised)) return { mime: promised, recognised: true, wrongExtension: false };
  return { mime: seen, recognised: true, wrongExtension: formatOf(seen)?.kind !== 'sidecar' };
}
