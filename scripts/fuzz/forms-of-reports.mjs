// What must hold of each form of the report whatever it tells of, asked with readers that are not ours.
import { createRequire } from 'node:module';
import { parse as parseCsv } from 'csv-parse/sync';
import { SaxesParser } from 'saxes';
import { elementsOf } from './page-elements.mjs';

const xlsx = createRequire(import.meta.url)('@e965/xlsx');

/** Controls, directions, invisible and broken characters: whatever a terminal obeys or hides. */
const deceiving =
  /\p{Cc}|\p{Cs}|[\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/u;

function demand(holds, what) {
  if (!holds) throw new Error(what);
}

function plain(text, what = 'a line') {
  const found = deceiving.exec(text);
  demand(found === null, `U+${found?.[0].codePointAt(0).toString(16)} in ${what}`);
}

function plainLines(text) {
  demand(text === '' || text.endsWith('\n'), 'the last line has no end');
  for (const line of text.split('\n')) plain(line);
}

/** A table that every reader takes alike; `of` gives how many rows there must be. */
const table = (of) => (text, report) => {
  const rows = parseCsv(text, { bom: true, record_delimiter: '\r\n', relax_column_count: false });
  const count = of?.(report);
  demand(count === undefined || rows.length === count + 1, `${rows.length - 1} rows for ${count}`);
  for (const cell of rows.flat()) {
    demand(
      !/^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(cell),
      `a cell begins as a formula: ${JSON.stringify(cell.slice(0, 20))}`,
    );
    plain(cell.replaceAll('\n', ''), 'a cell');
  }
};

const jsonText = (text) => {
  for (const line of text.split('\n')) plain(line);
  return JSON.parse(text);
};

/** As the report is saved: what has no meaning in JSON is gone. */
const sameAs = (value, report) => demand(sorted(value) === sorted(report), 'the report reads back as another');

const sorted = (value) =>
  JSON.stringify(value, (_, item) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );

function xml(text) {
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  const names = new Set();
  parser.on('opentag', ({ name, attributes }) => {
    for (const one of [name, ...Object.keys(attributes)]) names.add(one);
  });
  parser.write(text).close();
  const odd = /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.exec(text);
  demand(odd === null, 'a character that XML 1.0 does not have');
  return names;
}

const onlyNames = (allowed) => (text) => {
  for (const name of xml(text)) demand(allowed.has(name), `an element or attribute ${name}`);
};

const words = (text) => new Set(text.split(' '));
const junitNames = words(
  'testsuites testsuite testcase name tests failures errors skipped time timestamp properties property value classname message type failure error system-out',
);
const fcpNames = words(
  'xmeml version sequence id name duration rate timebase ntsc timecode string frame displayformat media video format samplecharacteristics width height track clipitem start end in out file pathurl marker comment pproColor',
);

function edl(text) {
  const [title, mode, blank, ...rest] = text.split('\n');
  demand(/^TITLE: [\x20-\x7e]*$/.test(title) && /^FCM: (NON-)?DROP FRAME$/.test(mode) && blank === '', 'no head');
  for (let at = 0; at + 1 < rest.length; at += 3) {
    demand(/^\d{3} {2}001 {6}V {5}C {8}\S+ \S+ \S+ \S+$/.test(rest[at]), `no event: ${JSON.stringify(rest[at])}`);
    demand(/^[^|]* \|C:\w+ \|M:[^|]* \|D:\d+$/.test(rest[at + 1]), `no note: ${JSON.stringify(rest[at + 1])}`);
    demand(/^[\x20-\x7e]*$/.test(rest[at + 1]) && !/^[0-9*]/.test(rest[at + 1]), 'a note that reads as something else');
    demand((rest[at + 2] ?? '') === '', 'a line too many');
  }
}

function avid(text) {
  plainLines(text.replaceAll('\t', ' '));
  for (const line of text.split('\n').slice(0, -1)) demand(line.split('\t').length === 6, 'a line has not six cells');
}

function workbook(bytes) {
  const book = xlsx.read(bytes, { cellFormula: true, cellHTML: false });
  demand(book.SheetNames.length >= 6, 'sheets are missing');
  for (const sheet of Object.values(book.Sheets))
    for (const [place, cell] of Object.entries(sheet)) {
      if (place.startsWith('!')) continue;
      demand(cell.f === undefined && cell.l === undefined && /^[sn]$/.test(cell.t), `a cell ${cell.t} at ${place}`);
      if (cell.t === 's') plain(cell.v.replaceAll('\n', ''), `the cell ${place}`);
    }
}

/** Lines of text; the sequences that our own colour is made of are no part of them. */
function terminal(text, _report, { colour }) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape is what colour begins with
  const ours = /\u001b\[(?:1|2|1;31|33|36|0)m/g;
  plainLines(colour ? text.replace(ours, '') : text);
}

function sarif(text) {
  const log = jsonText(text);
  const ids = log.runs[0].artifacts?.length ?? 0;
  JSON.stringify(log, (key, value) => {
    if (key === 'artifactLocation' && value.index !== undefined) demand(value.index < ids, 'an index of no file');
    if (key === 'uri') demand(/^[\x21-\x7e]*$/.test(value), `an address with ${JSON.stringify(value)}`);
    return value;
  });
}

function ndjson(text, report) {
  const lines = text.split('\n');
  demand(lines.pop() === '', 'the last line has no end');
  const records = lines.map((line) => jsonText(line).record);
  demand(records[0] === 'head' && records.at(-1) === 'tail', 'head or tail is missing');
  const count = (kind) => records.filter((record) => record === kind).length;
  demand(count('asset') === report.assets.length && count('finding') === report.findings.length, 'lines are missing');
}

/** Rules by the names of forms; `note` is for the sentences that timelines write to the terminal. */
export const rulesOfForms = {
  note: plain,
  text: terminal,
  credits: plainLines,
  json: (text, report) => sameAs(jsonText(text), JSON.parse(JSON.stringify(report))),
  ndjson,
  html: elementsOf,
  qc: table(),
  cuesheet: table(),
  edl,
  avid,
  'fcp-xml': onlyNames(fcpNames),
  otio: jsonText,
  csv: table(),
  'assets-csv': table(({ assets }) => assets.length),
  'uses-csv': table(({ uses }) => uses.length),
  'ranges-csv': table(({ ranges }) => ranges.length),
  'sightings-csv': table(({ sightings }) => sightings.length),
  xlsx: workbook,
  sarif,
  junit: onlyNames(junitNames),
};
