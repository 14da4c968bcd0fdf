import { join } from 'node:path';
import { makeMix } from '../material/mix.mjs';
import { besideExifTool, besideHead } from '../programs.mjs';

/** Many formats, 7 % signed, beside ExifTool. */
export const mix = {
  name: 'mix',
  title: 'A mix of formats',
  about:
    'Distinct stills, films, sounds and documents of 22 formats in the shares of a collection of samples, all whole; one in ten or so says that AI made it, 7 % carry a C2PA store. With `--folder DIR` this case reads that folder instead, and leaves it as it is.',
  async run({ folder, runs, files = 2000, own }) {
    if (own !== undefined)
      return { notes: [], head: besideHead, rows: await besideExifTool('your folder', own, { runs, asked: '0.25' }) };
    const place = join(folder, 'mix');
    const { signed, holds } = await makeMix(place, files);
    const notes = [`${signed} are signed${holds ? '' : ' (copies of a fixture whose hash no longer holds)'}.`];
    return { notes, head: besideHead, rows: await besideExifTool('mix', place, { runs, asked: '0.25' }) };
  },
};
