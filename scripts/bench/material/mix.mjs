// A tree of many formats, one file in fourteen signed: what a collection of pictures, films and sounds of today looks like. Built from
// the fixtures (plain and marked), from pictures as cameras and editors write them, and from what ffmpeg writes; no two files are alike.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ffmpeg } from '../trace/encode.mjs';
import { withOwnBytes } from './own-bytes.mjs';
import { openSigner, signedFixture } from './signed.mjs';
import { basesOf, numbered } from './stills.mjs';

/** How many of a hundred files, as in a collection of 528 samples from the test suites of tools that read metadata. */
const shares = {
  jpg: 21,
  png: 12,
  tif: 7,
  mp3: 6,
  bmp: 5,
  avif: 5,
  psd: 4,
  jp2: 4,
  mp4: 4,
  flac: 3,
  webp: 3,
  gif: 3,
  wav: 3,
  pdf: 3,
  mkv: 3,
  exr: 2,
  dpx: 2,
  aiff: 2,
  m4a: 2,
  mov: 2,
  avi: 2,
  xmp: 2,
};

const mimes = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp', tif: 'image/tiff', mp4: 'video/mp4', wav: 'audio/wav' };

/** One file in so many is signed: 7 %. */
const signedEvery = 14;

/** One file in so many is one that says it was made by AI, where there is such a fixture of its format. */
const markedEvery = 11;

const fixture = (folder) => fileURLToPath(new URL(`../../../fixtures/${folder}`, import.meta.url));
const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="Bridge"/></rdf:RDF></x:xmpmeta>`;

const plainFile = (name) => readFileSync(fixture(`read/plain/${name}`));

/** Files that say they were made by AI, by the ending of their names. */
function markedStarts() {
  const names = readdirSync(fixture('read/marked')).sort();
  return new Map(names.map((name) => [extname(name).slice(1), { bytes: readFileSync(fixture(`read/marked/${name}`)) }]));
}

/** Files to begin with, by the ending of their names. */
async function startsOf() {
  const starts = new Map();
  const add = (ending, bytes) => starts.set(ending, [...(starts.get(ending) ?? []), { ending, bytes }]);
  for (const name of readdirSync(fixture('read/plain')).sort()) add(extname(name).slice(1), plainFile(name));
  for (const base of await basesOf()) starts.set(base[0], [...(starts.get(base[0]) ?? []), { ending: base[0], base }]);
  for (const ending of ['bmp', 'jp2', 'mp3']) add(ending, await drawn(ending));
  add('xmp', Buffer.from(xmp));
  return starts;
}

/** A picture, or a few seconds of a tone, as ffmpeg writes it. */
async function drawn(ending) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-mix-'));
  const path = join(folder, `file.${ending}`);
  if (ending === 'mp3') await ffmpeg(['-f', 'lavfi', '-i', 'sine=d=2', '-metadata', 'title=A tone', path]);
  else
    await ffmpeg([
      '-f',
      'lavfi',
      '-i',
      'testsrc=s=160x120',
      '-frames:v',
      '1',
      ...(ending === 'jp2' ? ['-c:v', 'jpeg2000'] : []),
      path,
    ]);
  const bytes = readFileSync(path);
  rmSync(folder, { recursive: true });
  return bytes;
}

/** Endings in an order that mixes them, each as often as its share says. */
function orderOf() {
  const places = Object.entries(shares).flatMap(([ending, share]) =>
    Array.from({ length: share }, (_, i) => ({ ending, at: (i + 0.5) / share })),
  );
  return places.sort((a, b) => a.at - b.at || (a.ending < b.ending ? -1 : 1)).map(({ ending }) => ending);
}

const bytesOf = ({ ending, base, bytes }, number) =>
  base === undefined ? withOwnBytes(ending, bytes, number) : numbered(base, number);

/** A signed file: signed now, or, where nothing can sign, one of the fixtures, whose hash then no longer holds. */
async function signedFile(sign, starts, number) {
  const endings = Object.keys(mimes);
  const ending = endings[Math.floor(number / signedEvery) % endings.length];
  // A marked one would be hashed for its digest as well, and a real credential says for itself what the file is.
  const [start] = starts.get(ending);
  if (sign !== null) return { ending, bytes: await sign(bytesOf(start, number), mimes[ending]) };
  const spare = { ending: 'jpg', bytes: signedFixture('stills/portraits/thomas_hale_interview.jpg') };
  return { ending: 'jpg', bytes: bytesOf(spare, number) };
}

/**
 * Writes `count` files into a folder, five hundred a subfolder.
 * @returns how many are signed, and whether their signatures hold
 */
export async function makeMix(folder, count) {
  const [starts, marked, sign, order] = [await startsOf(), markedStarts(), await openSigner(), orderOf()];
  let signed = 0;
  for (let at = 0; at < count; at++) {
    const part = join(folder, `part_${String(Math.floor(at / 500)).padStart(4, '0')}`);
    if (at % 500 === 0) mkdirSync(part, { recursive: true });
    const wanted = order[at % order.length];
    const isSigned = at % signedEvery === signedEvery - 1;
    signed += isSigned ? 1 : 0;
    const round = Math.floor(at / order.length);
    const choice = starts.get(wanted);
    const marks = at % markedEvery === markedEvery - 1 ? marked.get(wanted) : undefined;
    const start = { ending: wanted, ...(marks ?? choice[round % choice.length]) };
    const plain = () => ({ ending: wanted, bytes: bytesOf(start, at) });
    const { ending, bytes } = isSigned ? await signedFile(sign, starts, at) : plain();
    writeFileSync(join(part, `item_${String(at).padStart(6, '0')}.${ending}`), bytes);
  }
  return { signed, holds: sign !== null };
}
