/**
 * Makes the matrix: a sample of each marker of the catalogue in each container where it can lie, written by ExifTool, ffmpeg
 * and the C2PA builder, and by bytes of its own only where none of them writes it. The statements are the catalogue's own
 * examples; what a sample must give is therefore known before any of our readers sees it.
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { markerById } from '../../dist/markers/index.js';
import { formatByName } from '../../dist/model/index.js';
import { plainFiles } from './bases.mjs';
import { jobFor } from './containers.mjs';
import { exiftoolVersion, writeTags } from './exiftool.mjs';
import { ffmpegVersion, runFfmpeg } from './ffmpeg.mjs';
import { forms } from './forms.mjs';
import { planExamples, planForm } from './plan.mjs';

/**
 * Writes everything into `folder`. Gives `cells` (the samples with what they must give), `impossible` (cells that cannot
 * occur, with the reason), and `missing` (writers that are not on this machine).
 */
export async function makeMatrix(folder) {
  mkdirSync(join(folder, 'scratch'), { recursive: true });
  mkdirSync(join(folder, 'samples'), { recursive: true });
  const missing = [];
  if ((await exiftoolVersion()) === null) missing.push('ExifTool');
  if ((await ffmpegVersion()) === null) missing.push('ffmpeg');
  if (missing.length > 0) return { cells: [], impossible: [], missing, complaints: [] };
  const credentials = await import('./credentials.mjs').catch((error) => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    return null;
  });
  if (credentials === null) missing.push('C2PA builder (@contentauth/c2pa-node)');
  const state = await stateOf(folder, credentials);
  const { planned, impossible } = planExamples();
  state.impossible.push(...impossible);
  for (const cell of planned) await placeExample(state, cell);
  for (const form of forms) placeForm(state, form);
  if (credentials !== null) await placeStores(state, credentials.signers());
  const complaints = await writeTags(state.tagJobs, folder);
  await Promise.all([...state.filmJobs].map(([container, jobs]) => remux(state, container, jobs)));
  for (const { path, after } of state.finishing) writeFileSync(path, after(readFileSync(path)));
  return { cells: state.cells, impossible: state.impossible, missing, complaints };
}

async function stateOf(folder, credentials) {
  const base = await plainFiles(join(folder, 'scratch'));
  if (credentials !== null) {
    writeFileSync(join(folder, 'ca.pem'), credentials.trustedCa);
    base.signedPng = await credentials.credentialed(base.png, 'image/png', credentials.trainedFacts, base.jpg);
  }
  const lists = { impossible: [], tagJobs: [], finishing: [], cells: [] };
  return { folder, base, credentials, filmJobs: new Map(), values: new Map(), ...lists };
}

/** Path of the next sample, which is noted with what it must give. */
function sampleOf({ cells, folder }, { marker, container, says, verdicts, how, example, strength, media = container }) {
  const file = `${String(cells.length).padStart(4, '0')}.${media}`;
  const more = { ...(example === undefined ? {} : { example }), ...(strength === undefined ? {} : { strength }) };
  cells.push({ file, marker, container, says, verdicts, how, ...more });
  return join(folder, 'samples', file);
}

function cannot({ impossible }, { marker, example, container }, reason) {
  impossible.push({ marker, example, container, reason });
}

async function placeExample(state, cell) {
  if (cell.stored) return placeCredential(state, cell);
  const job = jobFor(cell.container, cell.facts);
  if (typeof job === 'string') return cannot(state, cell, job);
  const names = cell.facts.map(({ name, source }) => (source === 'container' ? name : `${source}:${name}`));
  return place(state, { ...cell, how: `${names.join(' + ')}, ${job.how}` }, job);
}

async function placeCredential(state, cell) {
  const { credentials, base } = state;
  if (credentials === null) return;
  const mime = formatByName(`a.${cell.container}`).c2pa;
  const reason = credentials.whyUnwritable(cell.facts) ?? credentials.whyNotTampered(cell.facts, mime);
  if (reason !== undefined) return cannot(state, cell, reason);
  const bytes = await credentials.credentialed(base[cell.container], mime, cell.facts, base.jpg);
  writeFileSync(sampleOf(state, { ...cell, how: `C2PA ${cell.facts[0].name}, C2PA builder` }), bytes);
}

async function placeStores(state, signers) {
  const { storeSamples } = await import('./stores.mjs');
  for (const { bytes, beside, ...cell } of await storeSamples(signers, state.base)) {
    const path = sampleOf(state, { ...cell, says: markerById.get(cell.marker).says, how: `${cell.how}, C2PA builder` });
    writeFileSync(path, bytes);
    if (beside !== undefined) writeFileSync(path.replace(/\.\w+$/, '.c2pa'), beside);
  }
}

function placeForm(state, { marker, container, how, write, tags, args, after, ffmpeg }) {
  if (how.includes('caBX') && state.credentials === null) return;
  place(state, planForm(marker, container, how), { bytes: write, tags, args, after, ffmpeg });
}

function place(state, cell, { bytes, tags = {}, args = [], packet, after, ffmpeg }) {
  const path = sampleOf(state, cell);
  if (after !== undefined) state.finishing.push({ path, after });
  if (bytes !== undefined) return writeFileSync(path, bytes(state.base));
  if (ffmpeg !== undefined) {
    const jobs = state.filmJobs.get(cell.container) ?? [];
    state.filmJobs.set(cell.container, [...jobs, { path, ffmpeg }]);
    return;
  }
  copyFileSync(join(state.folder, 'scratch', `base.${cell.container}`), path);
  const all = { ...(packet === undefined ? {} : { XMP: packet }), ...tags };
  const values = Object.entries(all).map(([tag, value]) => `-${tag}<=${valueFile(state, value)}`);
  state.tagJobs.push({ file: path, args: [...args, ...values] });
}

/** A file that holds a value for ExifTool; equal values share one. */
function valueFile({ folder, values }, value) {
  if (!values.has(value)) {
    const path = join(folder, 'scratch', `value-${values.size}`);
    writeFileSync(path, value);
    values.set(value, path);
  }
  return values.get(value);
}

/** All samples of one container in one run of ffmpeg: the streams are copied, only the statement differs. */
async function remux({ folder }, container, jobs) {
  const input = join(folder, 'scratch', `base.${container}`);
  const outputs = jobs.flatMap(({ path, ffmpeg }) => ['-map_metadata', '-1', '-c', 'copy', '-bitexact', ...ffmpeg, path]);
  await runFfmpeg(['-i', input, ...outputs]);
}
