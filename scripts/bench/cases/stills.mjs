import { join } from 'node:path';
import { makeStills } from '../material/stills.mjs';
import { besideExifTool, besideHead, byTurns, cells, filesIn, head, mib, scanOf } from '../programs.mjs';

const signedNote = ({ signed, holds }) =>
  `${signed} are signed${holds ? '' : ' (copies of a fixture whose hash no longer holds)'}.`;

/** Small stills beside ExifTool. */
export const stills = {
  name: 'stills',
  title: 'Small stills',
  about: 'Distinct JPEG, PNG, WebP and TIFF files of 1 to 90 KB with EXIF, half of them with XMP. Under 1 % carry a C2PA store.',
  async run({ folder, runs, files = 10_000 }) {
    const place = join(folder, 'stills');
    const made = await makeStills(place, files);
    return { notes: [signedNote(made)], head: besideHead, rows: await besideExifTool('stills', place, { runs, asked: '0.1' }) };
  },
};

/** So many stills that the start of the program no longer counts; ExifTool would need minutes a run. */
export const stillsLarge = {
  name: 'stills-large',
  title: 'Many small stills',
  about: 'The same material, more of it, by the scan alone.',
  isLong: true,
  async run({ folder, runs, files = 100_000 }) {
    const place = join(folder, 'stills');
    const made = await makeStills(place, files);
    const { count, bytes } = filesIn(place);
    const [result] = await byTurns([scanOf(place)], runs);
    const what = `stills: ${count} files, ${mib(bytes)} MiB`;
    const asked = 'asked: files a second';
    return { notes: [signedNote(made)], head: ['material', asked, ...head], rows: [[what, 2000, ...cells(result, count)]] };
  },
};
