import type { Fact } from '../../model/index.ts';

/** Windows writes this one into every packet that it makes. */
const everyPacket = 'uuid:faf5bdd5-ba3d-11da-ad31-d33d75182f1b';

const documentIds = /^xmpMM:(DocumentID|InstanceID|OriginalDocumentID|VersionID)$/i;

/** Ids of documents and versions, as Adobe's programs write them; what follows the scheme is compared. */
const identifier = /^(?:uuid|urn:uuid|xmp\.(?:did|iid|id)|adobe:docid(?::[\w-]+)?):?\s*/i;

/** Addresses that end in the name of a media file. */
const mediaName =
  /\.(jpe?g|jpe|png|gif|webp|avif|hei[cf]|jxl|jp2|j2k|tiff?|dng|cr[23w]|nef|arw|raf|orf|rw2|pef|srw|psd|psb|exr|dpx|svg|eps|ai|indd|pdf|bmp|tga|mov|mp4|m4[av]|mxf|mkv|webm|avi|mts|m2ts|mpe?g|wmv|wav|aiff?|mp3|flac|ogg|opus|aac|wma)$/i;

/**
 * Marks facts whose description names another resource than the file that carries it (`Fact.elsewhere`). An empty subject is
 * the file itself (XMP part 1, 7.4), and so is an id that stands alone in its packet: Adobe wrote ids of its own making for
 * years. Another resource is only
 * - a media file of another name, whatever its extension: a JPEG made from a RAW file keeps the name of it;
 * - an id beside the file's own description and ids, and equal to none of them.
 * @param path of the file that carries the packet: the media, or its sidecar
 */
export function withSubjects(facts: readonly Fact[], abouts: readonly (string | undefined)[], path: string): readonly Fact[] {
  const named = new Set(abouts.map((about) => about ?? ''));
  if (named.size === 1 && named.has('')) return facts;
  const others = new Set([...named].filter((about) => isOther(about, named, facts, abouts, path)));
  if (others.size === 0) return facts;
  return facts.map((fact, index) => {
    const about = abouts[index] ?? '';
    return others.has(about) ? { ...fact, where: `${fact.where}, about ${about.slice(0, 200)}`, elsewhere: about } : fact;
  });
}

function isOther(
  about: string,
  named: ReadonlySet<string>,
  facts: readonly Fact[],
  abouts: readonly (string | undefined)[],
  path: string,
): boolean {
  if (about === '' || about.toLowerCase() === everyPacket) return false;
  const file = fileNameIn(about);
  if (file !== undefined) return !stemsOf(path).has(stemOf(file));
  if (!identifier.test(about)) return false;
  // Only ids that the file's own descriptions state: an id beside which another resource states its ids says nothing of the file.
  const isOwn = (subject: string): boolean => subject === '' || subject.toLowerCase() === everyPacket;
  const own = facts.filter((fact, index) => documentIds.test(fact.name) && (abouts[index] ?? '') !== about);
  const hasOwnDescription = [...named].some((subject) => isOwn(subject) || own.some(({ value }) => isSameId(value, subject)));
  return hasOwnDescription && own.length > 0 && !own.some(({ value }) => isSameId(value, about));
}

function isSameId(one: string, other: string): boolean {
  const bare = (id: string): string => id.trim().replace(identifier, '').replaceAll('-', '').toLowerCase();
  return identifier.test(other) && bare(one) === bare(other);
}

/** The name at the end of an address or path; undefined where it is no name of a media file. */
function fileNameIn(about: string): string | undefined {
  const path = about.split(/[?#]/)[0] ?? '';
  const last = decoded(path).replaceAll('\\', '/').split('/').at(-1)?.trim() ?? '';
  return mediaName.test(last) ? last : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function stemOf(name: string): string {
  return name
    .replace(/\.[^.]*$/, '')
    .normalize('NFC')
    .toLowerCase();
}

/** The file's name without extension; of `a.jpg.xmp` also without both. */
function stemsOf(path: string): ReadonlySet<string> {
  const name = (path.split('/').at(-1) ?? '').normalize('NFC').toLowerCase();
  return new Set([name, stemOf(name), stemOf(stemOf(name))]);
}
