/**
 * What a third party does with a piece of evidence: opens the file at the place that the report names, undoes the encodings that
 * it names, in their order, and looks for the value. Written from the specifications, without a line of trueslate's own readers.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { decode as decodeCbor } from 'cborg';

/** What is wrong with the places of evidence in files of a folder; empty where each holds its value. */
export function doubtsOf(evidence, folder) {
  return evidence
    .filter(({ source }) => source !== 'filename')
    .flatMap((piece) => {
      const doubt = doubtOf(piece, folder);
      const { marker, source, name, at } = piece;
      const place = at === undefined ? '' : ` @${at.offset}+${at.length} ${at.encoding ?? 'plain'}`;
      return doubt === undefined ? [] : [`${marker}, ${source}:${name}${place}: ${doubt}`];
    });
}

function doubtOf({ name: fact, value, at }, folder) {
  if (at === undefined) return 'no place in the file';
  const { path, offset, length, encoding = [] } = at;
  if (!Number.isInteger(offset) || !Number.isInteger(length)) return 'no offset or no length';
  if (!existsSync(join(folder, path))) return `no file ${path}`;
  const file = readFileSync(join(folder, path));
  if (length < 1 || offset + length > file.length) return 'the place is not in the file';
  // Samples have to be decoded first: that is another test's work.
  if (encoding[0] === 'pixels') return undefined;
  // Reports cut long values and say so.
  const wanted = (value.length > 2000 ? value.replace(/…$/, '') : value).trim();
  let forms = [file.subarray(offset, offset + length)];
  // The header of a file of weights says by its form what it is: JSON behind its length.
  if (fact === 'weights:format') return isJson(forms[0]) ? undefined : 'no header of safetensors';
  for (const name of encoding) {
    const read = readers[name];
    if (read === undefined) return `an encoding that nobody documented: ${name}`;
    forms = forms.flatMap((bytes) => read(bytes, wanted));
  }
  if (forms.length === 0) return 'the bytes are not so encoded';
  const blanks = encoding.includes('xml') ? (text) => text.replace(/\s+/g, ' ') : (text) => text;
  return forms.some((bytes) => blanks(bytes.toString('utf8')).includes(blanks(wanted)))
    ? undefined
    : `not there: ${wanted.slice(0, 60)}`;
}

function isJson(bytes) {
  try {
    return typeof JSON.parse(bytes.toString('utf8')) === 'object';
  } catch {
    return false;
  }
}

const attempts = (bytes, last, unpack) =>
  Array.from({ length: Math.min(last, bytes.length) }, (_, at) => at).flatMap((at) => {
    try {
      return [unpack(bytes.subarray(at))];
    } catch {
      return [];
    }
  });

const readers = {
  deflate: (bytes) => [
    ...attempts(bytes, 1000, (from) => inflateSync(from, { finishFlush: constants.Z_SYNC_FLUSH })),
    ...attempts(bytes, 1, (from) => inflateRawSync(from)),
  ],
  brotli: (bytes) => attempts(bytes, 16, (from) => brotliDecompressSync(from)),
  gzip: (bytes) => attempts(bytes, 16, (from) => gunzipSync(from)),
  unsynchronised: (bytes) => [Buffer.from(bytes.toString('latin1').replaceAll('\xff\0', '\xff'), 'latin1')],
  hex: (bytes) =>
    // ImageMagick puts a name and the number of bytes in front of the digits, each on a line of its own.
    (
      bytes
        .toString('latin1')
        .replace(/^\s*[^\n]+\n\s*\d+\n/, '')
        .match(/[0-9a-fA-F][0-9a-fA-F\s]{6,}/g) ?? []
    ).map((run) => Buffer.from(run.replace(/\s/g, ''), 'hex')),
  base64: (bytes) =>
    (bytes.toString('latin1').match(/[A-Za-z0-9+/\s]{8,}=*/g) ?? []).map((run) => Buffer.from(run.replace(/\s/g, ''), 'base64')),
  pieces: (bytes, wanted) => inOrder(bytes, Buffer.from(wanted)),
  'utf-16le': (bytes) => [0, 1].map((at) => Buffer.from(bytes.subarray(at).toString('utf16le'))),
  'utf-16be': (bytes) =>
    [0, 1].map((at) => {
      const even = Buffer.from(bytes.subarray(at, bytes.length - ((bytes.length - at) % 2)));
      return Buffer.from(even.swap16().toString('utf16le'));
    }),
  'utf-32le': (bytes) => [0, 1, 2, 3].map((at) => wide(bytes.subarray(at), 'readUInt32LE')),
  'utf-32be': (bytes) => [0, 1, 2, 3].map((at) => wide(bytes.subarray(at), 'readUInt32BE')),
  'latin-1': (bytes) => [Buffer.from(bytes.toString('latin1'), 'utf8')],
  xml: (bytes) => [Buffer.from(unreferenced(bytes.toString('utf8')))],
  json: (bytes) => [
    Buffer.from(bytes.toString('utf8').replace(/\\(?:u[0-9a-fA-F]{4}|["\\/bfnrt])/g, (escaped) => JSON.parse(`"${escaped}"`))),
  ],
  'pdf-string': (bytes) => [Buffer.from(bytes.toString('latin1').replace(/\\([0-7]{1,3}|[^0-7])/g, pdfEscape), 'latin1')],
  cbor: (bytes, wanted) => [bytes, ...composed(cborTexts(bytes), wanted)],
  der: (bytes, wanted) => (bytes[0] === 0x30 ? composed(derTexts(bytes), wanted) : []),
  binary: (bytes, wanted) =>
    bytes.length <= 64 && /^\d+$/.test(wanted) && numbersIn(bytes).has(Number(wanted)) ? [Buffer.from(wanted)] : [],
};

function pdfEscape(_, code) {
  if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8) & 255);
  return { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\n': '' }[code] ?? code;
}

function unreferenced(text) {
  const named = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) =>
    name === undefined ? String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal)) : (named[name] ?? whole),
  );
}

function wide(bytes, read) {
  let text = '';
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const code = bytes[read](at);
    text += code < 0x110000 ? String.fromCodePoint(code) : '?';
  }
  return Buffer.from(text);
}

/** The bytes as they are, and the value where it stands in them piece by piece, at most 300 foreign bytes apart. */
function inOrder(bytes, wanted) {
  for (let start = bytes.indexOf(wanted[0]); start >= 0; start = bytes.indexOf(wanted[0], start + 1)) {
    let at = start;
    let done = 0;
    while (done < wanted.length && at >= 0 && at < bytes.length) {
      if (bytes[at] === wanted[done]) {
        at += 1;
        done += 1;
        continue;
      }
      const rest = wanted.subarray(done, done + 8);
      const next = bytes.indexOf(rest, at);
      at = next >= 0 && next - at <= 300 ? next : -1;
    }
    if (done === wanted.length) return [wanted, bytes];
  }
  return [bytes];
}

/** The value where it is nothing but some of the texts, joined by a blank or a comma. */
function composed(texts, wanted) {
  const reaches = (rest, depth) =>
    rest === '' ||
    (depth < 4 &&
      texts.some(
        (text) => text !== '' && rest.startsWith(text) && reaches(rest.slice(text.length).replace(/^(, | )/, ''), depth + 1),
      ));
  return reaches(wanted, 0) ? [Buffer.from(wanted)] : [];
}

/** Texts and flags of the CBOR in a JUMBF box; the type of a description box begins with the same four letters. */
function cborTexts(box) {
  const texts = [];
  const collect = (value) => {
    if (value === null || typeof value !== 'object') texts.push(String(value));
    else for (const inner of Object.values(value)) collect(inner);
  };
  const tags = Object.fromEntries([0, 1, 18].map((tag) => [tag, (inner) => inner]));
  for (let at = box.indexOf('cbor', 0, 'latin1'); at >= 4; at = box.indexOf('cbor', at + 1, 'latin1')) {
    try {
      collect(decodeCbor(box.subarray(at + 4, at - 4 + box.readUInt32BE(at - 4)), { allowIndefinite: true, tags }));
    } catch {
      // Not the header of a box, or of one with something else in it.
    }
  }
  return texts;
}

/** Texts of a DER structure, at any depth. */
function derTexts(bytes) {
  const texts = [];
  for (let at = 0; at + 2 <= bytes.length; ) {
    const tag = bytes[at];
    const long = bytes[at + 1] & 0x80 ? bytes[at + 1] & 0x7f : 0;
    const size = long === 0 ? bytes[at + 1] : bytes.readUIntBE(at + 2, Math.min(long, 4));
    const content = bytes.subarray(at + 2 + long, at + 2 + long + size);
    if (tag & 0x20) texts.push(...derTexts(content));
    else if ([0x0c, 0x13, 0x14, 0x16].includes(tag)) texts.push(content.toString('utf8'));
    else if (tag === 0x1e) texts.push(Buffer.from(content).swap16().toString('utf16le'));
    at += 2 + long + size;
  }
  return texts;
}

function numbersIn(bytes) {
  const found = new Set(bytes);
  for (let at = 0; at + 2 <= bytes.length; at += 1)
    for (const read of ['readUInt16LE', 'readUInt16BE']) found.add(bytes[read](at));
  for (let at = 0; at + 4 <= bytes.length; at += 1)
    for (const read of ['readUInt32LE', 'readUInt32BE']) found.add(bytes[read](at));
  return found;
}
