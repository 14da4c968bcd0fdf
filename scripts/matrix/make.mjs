/**
 * Makes the matrix: a sample of each marker of the catalogue in each container where it can lie, written by ExifTool, ffmpeg
 * and the C2PA builder, and by bytes of its own only where none of them writes it. The statements are the catalogue's own
 * examples; what a sample must give is therefore known before any of our readers sees it.
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { markers } from '../../dist/markers/index.js';
import { formatByName } from '../../dist/model/index.js';
import { plainFiles } from './bases.mjs';
import { containersFor, jobFor } from './containers.mjs';
import { exiftoolVersion, writeTags } from './exiftool.mjs';
import { ffmpegVersion, runFfmpeg } from './ffmpeg.mjs';
import { forms } from './forms.mjs';

/** Containers that the C2PA builder signs. */
const signable = [
  'jpg',
  'png',
  'webp',
  'tif',
  'gif',
  'avif',
  'heic',
  'jxl',
  'svg',
  'mp4',
  'mov',
  '3gp',
  'm4a',
  'avi',
  'wav',
  'mp3',
  'flac',
];

/** Statements that lie in no media container, by source or name, with where they are proved instead. */
const elsewhere = [
  [/^watermark:/, 'needs pixels or sound, not a container: test/read/watermark'],
  [/^sidecar:/, 'a statement of text, JSON or XML beside the media, in no container'],
  [
    /^container:(jpeg|png|tiff|gif|jxl|svg|uuid|pdf|zip):?|^container:riff:C2PA|^id3:GEOB$/,
    'the place of a store: each signed sample of that container proves it',
  ],
  [/^container:(pdf|ooxml)/, 'a document, no picture, film or sound'],
  [/^filename:/, 'the name of the file, in no container'],
];

const saysOf = (marker, facts) => {
  const matched = marker.match(facts.map((fact) => ({ where: 'example', ...fact })));
  return matched[0]?.says ?? marker.says;
};

function planExamples(impossible) {
  const cells = [];
  for (const marker of markers) {
    for (const [example, facts] of marker.examples.yes.entries()) {
      const base = { marker: marker.id, example, says: saysOf(marker, facts) };
      const stored = facts.every(({ source }) => source === 'c2pa');
      const homes = stored ? signable : containersFor(facts);
      if (homes.length === 0) impossible.push({ ...base, container: '*', reason: reasonFor(facts) });
      for (const container of homes) cells.push({ ...base, container, facts, stored });
    }
  }
  return cells;
}

function reasonFor(facts) {
  const key = facts.map(({ source, name }) => `${source}:${name}`);
  return elsewhere.find(([pattern]) => key.some((one) => pattern.test(one)))?.[1] ?? `no writer for ${key.join(', ')}`;
}

/** Writes everything into `folder`, and says what was made, what cannot be, and which writers were missing. */
export async function makeMatrix(folder) {
  mkdirSync(join(folder, 'scratch'), { recursive: true });
  mkdirSync(join(folder, 'samples'), { recursive: true });
  const missing = [];
  if ((await exiftoolVersion()) === null) missing.push('ExifTool');
  if ((await ffmpegVersion()) === null) missing.push('ffmpeg');
  if (missing.length > 0) return { cells: [], impossible: [], missing };
  const credentials = await import('./credentials.mjs').catch(() => null);
  if (credentials === null) missing.push('C2PA builder (@contentauth/c2pa-node)');
  const base = await plainFiles(join(folder, 'scratch'));
  if (credentials !== null) {
    writeFileSync(join(folder, 'ca.pem'), credentials.trustedCa);
    base.signedPng = await credentials.credentialed(base.png, 'image/png', credentials.trainedFacts, base.jpg);
  }
  const impossible = [];
  const state = { folder, base, credentials, impossible, tagJobs: [], filmJobs: new Map(), packets: new Map(), cells: [] };
  for (const cell of planExamples(impossible)) await placeExample(state, cell);
  for (const form of forms) placeForm(state, form);
  const complaints = await writeTags(state.tagJobs, folder);
  for (const finish of state.tagJobs.map(({ after }) => after)) finish?.();
  await Promise.all([...state.filmJobs].map(([container, jobs]) => remux(state, container, jobs)));
  return { cells: state.cells, impossible, missing, complaints };
}

function sampleOf(state, { marker, container, says, how, example }) {
  const file = `${String(state.cells.length).padStart(4, '0')}.${container}`;
  state.cells.push({ file, marker, container, says, how, ...(example === undefined ? {} : { example }) });
  return join(state.folder, 'samples', file);
}

async function placeExample(state, cell) {
  if (cell.stored) return placeCredential(state, cell);
  const job = jobFor(cell.container, cell.facts);
  if (typeof job === 'string') return void state.impossible.push({ ...shortOf(cell), reason: job });
  place(state, { ...cell, how: `${cell.facts.map(({ name, source }) => `${source}:${name}`).join(' + ')} (${job.how})` }, job);
}

const shortOf = ({ marker, example, says, container }) => ({ marker, example, says, container });

async function placeCredential(state, cell) {
  const { credentials, base, impossible } = state;
  if (credentials === null) return;
  const mime = formatByName(`a.${cell.container}`).c2pa;
  const reason = credentials.whyUnwritable(cell.facts) ?? credentials.whyNotTampered(cell.facts, mime);
  if (reason !== undefined) return void impossible.push({ ...shortOf(cell), reason });
  const bytes = await credentials.credentialed(base[cell.container], mime, cell.facts, base.jpg);
  writeFileSync(sampleOf(state, { ...cell, how: `C2PA ${cell.facts[0].name}` }), bytes);
}

function placeForm(state, { marker, container, how, write, args, after }) {
  const known = markers.find(({ id }) => id === marker);
  if (how.includes('caBX') && state.credentials === null) return;
  place(state, { marker, container, says: known.says, how }, { bytes: write, args, after });
}

function place(state, cell, { bytes, args, packet, after, ffmpeg }) {
  const path = sampleOf(state, cell);
  if (bytes !== undefined) return writeFileSync(path, bytes(state.base));
  if (ffmpeg !== undefined) {
    const jobs = state.filmJobs.get(cell.container) ?? [];
    state.filmJobs.set(cell.container, [...jobs, { path, ffmpeg }]);
    return;
  }
  copyFileSync(join(state.folder, 'scratch', `base.${cell.container}`), path);
  const packetArgs = packet === undefined ? [] : [`-XMP<=${packetFile(state, packet)}`];
  const finish = after && (() => writeFileSync(path, after(readFileSync(path))));
  state.tagJobs.push({ file: path, args: [...packetArgs, ...args], after: finish });
}

function packetFile({ folder, packets }, packet) {
  if (!packets.has(packet)) {
    const path = join(folder, 'scratch', `packet-${packets.size}.xmp`);
    writeFileSync(path, packet);
    packets.set(packet, path);
  }
  return packets.get(packet);
}

/** All samples of one container in one run of ffmpeg: the streams are copied, only the statement differs. */
async function remux({ folder }, container, jobs) {
  const input = join(folder, 'scratch', `base.${container}`);
  const outputs = jobs.flatMap(({ path, ffmpeg }) => ['-map_metadata', '-1', '-c', 'copy', '-bitexact', ...ffmpeg, path]);
  await runFfmpeg(['-i', input, ...outputs]);
}
