// The cases of `npm run bench`, in the order of docs/performance.md. A case is
//   { name, title, about, isLong?, run({ folder, runs, files, own, quick }) }
// `folder` is an empty one that is removed afterwards, `files` a number that was asked for (else undefined), `own` a folder of the
// user's (else undefined); `run` gives { notes: sentences, head: names of columns, rows, runs? (where others than wanted) }. Long
// cases run with --all, or by name. What --hash costs is measured by a command of its own (hash.mjs), which could become a case here.
import { again } from './cases/again.mjs';
import { c2pa } from './cases/c2pa.mjs';
import { film } from './cases/film.mjs';
import { frames } from './cases/frames.mjs';
import { million } from './cases/million.mjs';
import { mix } from './cases/mix.mjs';
import { stills, stillsLarge } from './cases/stills.mjs';

export const cases = [stills, stillsLarge, mix, frames, film, c2pa, again, million];
