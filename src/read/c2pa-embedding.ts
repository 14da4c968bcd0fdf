import type { Fact, FactSource, Reading } from '../model/index.ts';

/** The way in which formats hold a C2PA store (C2PA 2.2, Appendix A), under the names that the catalogue gives it; the walks of PDF and ZIP tell it themselves. */
const embeddings: readonly (readonly [formats: RegExp, source: FactSource, name: string])[] = [
  [/^image\/jpeg$/, 'container', 'jpeg:APP11'],
  [/^image\/png$/, 'container', 'png:caBX'],
  [/^image\/(tiff|x-adobe-dng)$/, 'container', 'tiff:52545'],
  [/^(audio\/wav|video\/x-msvideo|image\/webp)$/, 'container', 'riff:C2PA'],
  [
    /^(video\/(mp4|quicktime|3gpp)|audio\/mp4|image\/(heic|heif|avif))$/,
    'container',
    'uuid:d8fec3d6-1b0e-483c-9297-5828877ec481',
  ],
  [/^audio\/(mpeg|flac)$/, 'id3', 'GEOB'],
  [/^image\/gif$/, 'container', 'gif:C2PA_GIF'],
  [/^image\/jxl$/, 'container', 'jxl:jumb'],
  [/^image\/svg\+xml$/, 'container', 'svg:c2pa:manifest'],
];

/**
 * The walk with a fact for the store that it found: where the credential of this very file lies, whatever it states. Stores
 * of files inside the file are not its own.
 * @param file its MIME type, and its path as reports name it
 */
export function withEmbedding(walked: Reading, { format, path }: { readonly format: string; readonly path: string }): Reading {
  const store = walked.c2paStores?.find(({ inner }) => inner === undefined);
  const held = embeddings.find(([formats]) => formats.test(format));
  if (store === undefined || held === undefined || store.length === 0) return walked;
  const [, source, name] = held;
  const last = store.more?.at(-1) ?? store;
  const at = { path, offset: store.offset, length: last.offset + last.length - store.offset };
  const fact: Fact = { source, name, value: 'c2pa', where: 'C2PA store', at };
  return { ...walked, facts: [...walked.facts, fact] };
}
