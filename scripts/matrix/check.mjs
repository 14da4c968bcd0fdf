/** Reads the samples with trueslate and holds each against the marker that it was made for. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import pLimit from 'p-limit';
import { discover, rootsOf } from '../../dist/discover/index.js';
import { judge } from '../../dist/judge/index.js';
import { conflictRules, markerById, markers, markersFor } from '../../dist/markers/index.js';
import { isWalkedInFull } from '../../dist/read/walked.js';
import { readAndJudge } from '../../dist/scan/examine.js';
import { openEngines, openTrust } from '../../dist/scan/start.js';
import { withDefaults } from '../../dist/scan.js';
import { statementsMissing, statementText } from './differences.mjs';
import { doubtsOf } from './sceptic.mjs';

/** The readers whose word must be enough: our own walks and the C2PA engine on what they find. */
const isNative = ({ reader }) => /^(container|c2pa|watermark)/.test(reader);

/**
 * Reads every file of a folder: what was concluded with all readers (`asset`) and with our own alone (`native`), and the
 * facts of either. ffprobe is not asked, pixels only where told.
 */
export async function readFolder(folder, { trust = [], pixels = 'off' } = {}) {
  const options = withDefaults({ trust, thumbnails: false, pixels, exiftool: 'always' });
  const engines = { ...(await openEngines(options, openTrust(trust))), ffprobe: null };
  const limit = pLimit(6);
  try {
    const found = await discover(await rootsOf([folder]), { include: [], exclude: [] }, limit);
    const read = await Promise.all(found.assets.map((entry) => limit(() => readOne(entry, engines, options))));
    return { read, skipped: found.skipped };
  } finally {
    await Promise.all([engines.exiftool.close(), engines.c2pa.close()]);
  }
}

async function readOne(entry, engines, options) {
  const { asset, readings } = await readAndJudge(entry, engines, options);
  const own = readings.filter(isNative);
  const native = judge(entry.asset, entry.problems, own, markersFor, conflictRules);
  return { asset, readings, native, nativeFacts: own.flatMap(({ facts }) => facts) };
}

/** What is wrong with each sample: an empty list where all holds. */
export async function checkMatrix(folder, cells) {
  const ca = join(folder, 'ca.pem');
  const { read } = await readFolder(join(folder, 'samples'), { trust: existsSync(ca) ? [ca] : [] });
  const byPath = new Map(read.map((one) => [one.asset.path, one]));
  return cells.map((cell) => ({ ...cell, ...judgeCell(cell, byPath.get(cell.file), join(folder, 'samples')) }));
}

function judgeCell(cell, one, folder) {
  if (one === undefined) return { faults: ['not found by discovery'] };
  const asked = cell.marker === null ? markers.filter(({ says }) => says === cell.says) : [markerById.get(cell.marker)];
  const matched = asked.flatMap((marker) => marker.match(one.nativeFacts)).flatMap(({ facts }) => facts);
  const facts = matched.filter((fact) => fact.at !== undefined);
  const faults = [];
  if (matched.length === 0) faults.push('missed by our own readers');
  else if (facts.length === 0) faults.push(`no place in the file: ${matched[0].source}:${matched[0].name}`);
  else if (!facts.slice(0, 3).some((fact) => holds(readFileSync(join(folder, fact.at.path)), fact)))
    faults.push(`the place does not hold the value: ${placeOf(facts[0])}`);
  for (const [who, { verdict }] of [
    ['all readers', one.asset],
    ['our own readers', one.native],
  ]) {
    if (!cell.verdicts.includes(verdict)) faults.push(`${who}: ${verdict} instead of ${cell.verdicts.join(' or ')}`);
  }
  faults.push(...toldByExifTool(one));
  // The report's own evidence, of whichever marker and reader, as a third party checks it.
  faults.push(...doubtsOf(one.asset.evidence, folder));
  if (cell.strength !== undefined && one.asset.strength !== cell.strength)
    faults.push(`strength ${one.asset.strength} instead of ${cell.strength}`);
  return { verdict: one.asset.verdict, c2pa: one.asset.c2pa.state, faults };
}

/** Statements that only ExifTool's facts make, of a file that it would not be asked of. */
function toldByExifTool({ asset, readings, nativeFacts }) {
  const isOwn = readings.some(({ reader, ok }) => reader === 'container' && ok) && isWalkedInFull(asset.format);
  if (!isOwn) return [];
  // ExifTool names elements of an SVG by their whole path where no RDF is around them: the property is the last.
  const plain = (fact) => ({ ...fact, name: fact.name.replace(':Svg/metadata/', ':') });
  const told = readings.filter(({ reader }) => reader === 'exiftool').flatMap(({ facts }) => facts.map(plain));
  return statementsMissing(markers, told, nativeFacts).map((one) => `only ExifTool: ${statementText(one)}`);
}

const placeOf = ({ source, name, at }) => `${source}:${name} @${at.offset}+${at.length}`;

/** True where the bytes at a fact's place hold its value: plain, as UTF-16, escaped, packed, or in words (names with versions). */
export function holds(file, { value, at }) {
  const bytes = file.subarray(at.offset, at.offset + at.length);
  const texts = textsOf(bytes);
  const escaped = value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  const forms = [value, escaped, escaped.replaceAll('>', '&gt;'), escaped.replaceAll('\n', '&#xA;'), value.replace(/\s+/g, ' ')];
  if (forms.some((form) => texts.some((text) => text.includes(form)))) return true;
  if (value.length <= 300 && texts.slice(0, 2).some((text) => holdsAcross(text, value))) return true;
  const words = value.split(/[\s,]+/).filter((word) => word !== '');
  return words.length > 0 && texts.some((text) => words.every((word) => text.includes(word) || /^true|false|absent$/.test(word)));
}

/** True where one foreign byte stands inside the value: the length of a GIF's sub-block, which may fall anywhere. */
function holdsAcross(text, value) {
  for (let cut = 1; cut < value.length; cut += 1) {
    const at = text.indexOf(value.slice(0, cut));
    if (at < 0) return false;
    for (let next = at; next >= 0; next = text.indexOf(value.slice(0, cut), next + 1)) {
      if (text.startsWith(value.slice(cut), next + cut + 1)) return true;
    }
  }
  return false;
}

function textsOf(bytes) {
  const latin = bytes.toString('latin1');
  const wide = [bytes, bytes.subarray(1)].flatMap((odd) => {
    const even = odd.subarray(0, odd.length & ~1);
    return [even.toString('utf16le'), Buffer.from(even).swap16().toString('utf16le')];
  });
  return [
    bytes.toString('utf8'),
    latin,
    ...wide,
    ...inflated(bytes),
    Buffer.from(latin.replace(/[^A-Za-z0-9+/=]/g, ''), 'base64').toString('latin1'),
  ];
}

function inflated(bytes) {
  for (let at = 0; at < Math.min(bytes.length, 200); at += 1) {
    if (bytes[at] !== 0x78) continue;
    try {
      const text = inflateSync(bytes.subarray(at)).toString('utf8');
      // Profiles of a PNG are hexadecimal digits in lines, behind two lines of head.
      const digits = text.trim().split('\n').slice(2).join('');
      return [text, Buffer.from(digits, 'hex').toString('utf8')];
    } catch {
      // Not the beginning of packed data; the next one may be.
    }
  }
  return [];
}
