import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nativeVersion } from '../../../dist/tools/c2pa/native.js';
import { smallFilm } from '../material/film.mjs';
import { openSigner, signedFixture, writeLargeFilm } from '../material/signed.mjs';
import { byTurns, mib, run, scanOf } from '../programs.mjs';

const asked = { wasm: 140, native: 300 };

/** What validating the credential of a large film costs: its hash covers the whole file. */
export const c2pa = {
  name: 'c2pa',
  title: 'Whole files hashed for their credentials',
  about:
    'A signed MP4; its C2PA hash covers every byte of its media data, so either engine reads all of it. The rate is the bytes of the large film less those of the small one, by the time of the scan of the one less that of the other: the start of the program is left out. The film says that a camera took it, so that its credential is the only reason to hash it. "Hashed whole" is what the report says.',
  async run({ folder, runs, files: _, quick }) {
    const films = await signedFilms(folder, quick ? 64 : 512);
    const engines = nativeVersion() === null ? ['wasm'] : ['wasm', 'native'];
    const rows = [];
    for (const engine of engines) rows.push(await rowOf(engine, films, runs));
    const missing = engines.length === 1 ? ['The native engine is not installed on this machine.'] : [];
    return { notes: [films.note, ...missing], head: columns, rows };
  },
};

const columns = [
  'engine',
  'film MB',
  'MB a second',
  'asked',
  'wall s: large',
  'wall s: small',
  'cpu s',
  'peak MiB',
  'read MiB',
  'hashed whole',
];

async function rowOf(engine, { large, small }, runs) {
  const more = ['--c2pa-engine', engine];
  const [one, other] = await byTurns([scanOf(large, more), scanOf(small, more)], runs);
  const { told } = await run(scanOf(large, [...more, '--format', 'json']), toldIn);
  const sizes = [large, small].map((place) => statSync(join(place, 'film.mp4')).size);
  const rate = (sizes[0] - sizes[1]) / 1e6 / (one.wall - other.wall);
  return [
    engine,
    Math.round(sizes[0] / 1e6),
    Math.round(rate),
    asked[engine],
    one.wall.toFixed(2),
    other.wall.toFixed(2),
    one.cpu?.toFixed(1) ?? '-',
    Math.round(one.peak),
    mib(one.asked),
    told,
  ];
}

/** Whether the report says that the film was hashed whole. */
const toldIn = (path) => ({ told: JSON.parse(readFileSync(path, 'utf8')).assets[0].c2pa.hashedWhole === true ? 'yes' : 'no' });

/** A large film and a small one, signed alike, each in a folder of its own. */
async function signedFilms(folder, mebibytes) {
  const [large, small] = ['large', 'small'].map((name) => join(folder, name));
  for (const place of [large, small]) mkdirSync(place);
  const target = join(large, 'film.mp4');
  const sign = await openSigner();
  if (sign === null) {
    const fixture = signedFixture('cut/inserts/aerial_farm.mp4');
    writeFileSync(join(small, 'film.mp4'), fixture);
    writeLargeFilm(target, fixture, mebibytes << 20);
    const note =
      'Nothing can sign on this machine: the large film is a signed fixture with more media data, so its hash is computed in full and does not match.';
    return { large, small, note };
  }
  const film = await smallFilm('mp4', ['-movflags', '+faststart']);
  const unsigned = join(folder, 'unsigned.mp4');
  writeLargeFilm(unsigned, film, mebibytes << 20);
  await sign({ from: unsigned, to: target }, 'video/mp4');
  rmSync(unsigned);
  writeFileSync(join(small, 'film.mp4'), await sign(film, 'video/mp4'));
  return { large, small, note: 'Signed with a throw-away certificate that is on no trust list; the signature holds.' };
}
