import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeFilm } from '../material/film.mjs';
import { byTurns, median, mib, scanOf } from '../programs.mjs';

/** A film of 200 GB beside one of 4 KB: what its header costs, whatever lies before it. */
export const film = {
  name: 'film',
  title: 'One large film',
  about:
    'A QuickTime film of 200 GB (a sparse file) whose header lies behind its pictures, as cameras write it, and the same film with 4 KB of pictures. "Header" is what the walk alone takes, counted inside; "scan" is the whole program with the start of all engines, counted by the system.',
  async run({ folder, runs }) {
    const sizes = [200e9, 4096];
    const places = sizes.map((_, at) => join(folder, `film${at}`));
    for (const [at, place] of places.entries()) {
      mkdirSync(place);
      await makeFilm(join(place, 'film.mov'), sizes[at]);
    }
    const scans = await byTurns(
      places.map((place) => scanOf(place)),
      runs,
    );
    const rows = [];
    for (const [at, place] of places.entries()) rows.push(await rowOf(join(place, 'film.mov'), scans[at], runs, at === 0));
    return { notes: [], head: [...own, 'scan: wall s', 'scan: read MiB', 'scan: peak MiB'], rows };
  },
};

const own = ['film', 'header: ms', 'asked: under ms', 'header: read KiB', 'asked: under KiB'];

async function rowOf(path, scan, runs, isAsked) {
  const headers = [];
  for (let run = 0; run < Math.max(5, runs); run++) headers.push(await headerOf(path));
  const bytes = statSync(path).size;
  const size = bytes > 1e9 ? `${Math.round(bytes / 1e9)} GB` : `${Math.round(bytes / 1000)} KB`;
  const milliseconds = median(headers.map((one) => one.milliseconds)).toFixed(1);
  const asked = isAsked ? ['500', '4096'] : ['', ''];
  const kibibytes = Math.ceil(headers[0].bytes / 1024);
  const whole = [scan.wall.toFixed(2), mib(scan.asked), Math.round(scan.peak)];
  return [size, milliseconds, asked[0], kibibytes, asked[1], ...whole];
}

/** Bytes that the walk of a film asks for, and milliseconds. */
async function headerOf(path) {
  const { withOpenNow } = await import('../../../dist/storage/local.js');
  const { containerReadingNow } = await import('../../../dist/read/container.js');
  const began = performance.now();
  let bytes = 0;
  const reading = withOpenNow(pathToFileURL(path).href, ({ size, readAt }) => {
    const counted = (offset, length) => {
      bytes += length;
      return readAt(offset, length);
    };
    return containerReadingNow({ path: 'film.mov', format: 'video/quicktime' }, { size, readAt: counted });
  });
  if (reading?.ok !== true) throw new Error('the film was not read in full');
  return { bytes, milliseconds: performance.now() - began };
}
