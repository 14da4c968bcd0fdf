// Distinct small stills for benchmarks: pictures as cameras, editors and web tools write them, each with bytes of its own.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { withOwnBytes } from './own-bytes.mjs';
import { openSigner, signedFixture } from './signed.mjs';

/** Stands in the EXIF of each picture and is replaced by a number of the file's own. */
const placeholder = 'unique-00000000';

const xmp = (text) =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
  `<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" ` +
  `xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmp:CreatorTool="Adobe Photoshop Lightroom 7.4" ` +
  `photoshop:Credit="${text}"><dc:creator><rdf:Seq><rdf:li>A. Photographer</rdf:li></rdf:Seq></dc:creator>` +
  `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${text}</rdf:li></rdf:Alt></dc:description>` +
  `</rdf:Description></rdf:RDF></x:xmpmeta>`;

const exif = (make, model) => ({
  IFD0: { Make: make, Model: model, Software: 'Firmware 1.2', Artist: 'A. Photographer', Copyright: placeholder },
  IFD2: { DateTimeOriginal: '2026:05:04 10:20:30', LensModel: '50mm' },
});

/** Pictures of 96 to 480 pixels in five formats, with and without XMP: some 3 to 40 KB each. */
export async function basesOf() {
  const bases = [];
  for (const [at, side] of [96, 160, 240, 320, 480].entries()) {
    const pixels = Buffer.from(Array.from({ length: side * side * 3 }, (_, i) => (i * (at + 3) + ((i * i) >> 9)) & 255));
    const picture = () => sharp(pixels, { raw: { width: side, height: side, channels: 3 } }).blur(2);
    const tagged = (one) => one.withExif(exif(['Canon', 'NIKON', 'SONY'][at % 3], `Body ${at}`));
    const named = (one) => (at % 2 === 0 ? one : one.withXmp(xmp(`Plate ${at}`)));
    bases.push(['jpg', await named(tagged(picture())).jpeg({ quality: 82 }).toBuffer()]);
    bases.push(['jpg', await named(tagged(picture())).jpeg({ quality: 60, progressive: true }).toBuffer()]);
    bases.push(['png', await named(tagged(picture())).png().toBuffer()]);
    bases.push(['webp', await named(tagged(picture())).webp().toBuffer()]);
    bases.push(['tif', await named(tagged(picture())).tiff({ compression: 'lzw' }).toBuffer()]);
  }
  return bases.filter(([, bytes]) => bytes.includes(placeholder));
}

/** @param at where the type of the chunk stands, behind its length */
function mendCheckSum(png, at) {
  const end = at + 4 + png.readUInt32BE(at - 4);
  png.writeUInt32BE(crc32(png.subarray(at, end)), end);
}

/** A picture with a number of its own in its EXIF. */
export function numbered([ending, base], number) {
  const own = Buffer.from(base);
  const place = base.indexOf(placeholder);
  own.write(`unique-${String(number).padStart(8, '0')}`, place, 'latin1');
  if (ending === 'png') mendCheckSum(own, base.lastIndexOf('eXIf', place));
  return own;
}

const mimes = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp', tif: 'image/tiff' };

/** One picture in so many is signed: fewer than 1 in 100. */
const signedEvery = 125;

/**
 * Writes files into a folder, a thousand a subfolder; a few of them signed, as pictures of today are.
 * @param count files
 * @returns how many are signed, and whether their signatures hold (where nothing can sign, they do not)
 */
export async function makeStills(folder, count) {
  const bases = await basesOf();
  const sign = await openSigner();
  const spare = signedFixture('stills/portraits/thomas_hale_interview.jpg');
  let signed = 0;
  for (let at = 0; at < count; at++) {
    const part = join(folder, `part_${String(Math.floor(at / 1000)).padStart(4, '0')}`);
    if (at % 1000 === 0) mkdirSync(part, { recursive: true });
    const [ending] = bases[at % bases.length];
    const isSigned = at % signedEvery === signedEvery - 1;
    const plain = numbered(bases[at % bases.length], at);
    const name = join(part, `still_${String(at).padStart(7, '0')}`);
    signed += isSigned ? 1 : 0;
    if (!isSigned) writeFileSync(`${name}.${ending}`, plain);
    else if (sign === null) writeFileSync(`${name}.jpg`, withOwnBytes('jpg', spare, at));
    else writeFileSync(`${name}.${ending}`, await sign(plain, mimes[ending]));
  }
  return { signed, holds: sign !== null };
}
