import { basename } from 'node:path';
import { discover, rootsOf } from './discover/index.ts';
import { judgePackage } from './judge/index.ts';
import type { JudgedAsset, Reading } from './model/index.ts';
import { withEncodings } from './read/places/places.ts';
import { CannotStart } from './scan/cannot-start.ts';
import { readAndJudge } from './scan/examine.ts';
import { withoutPictures } from './scan/ingredient-pictures.ts';
import type { ScanOptions } from './scan/options.ts';
import { openEngines, openRoots, openTrust } from './scan/start.ts';
import { readSpokenOf } from './scan/statements.ts';
import { withDefaults } from './scan.ts';
import { withPlainPath } from './storage/connection.ts';
import { digestOf } from './storage/digest.ts';

/** Everything known about one file. */
export interface Inspection {
  readonly asset: JudgedAsset;
  /** What each reader saw, in the order in which they are believed. */
  readonly readings: readonly Reading[];
  /** Every tag that ExifTool reads, where that was asked for. */
  readonly tags?: Readonly<Record<string, unknown>>;
}

/**
 * Reads and judges one file with everything that the readers saw. Its sidecars, if any lie beside it, are read with it.
 * @param full also ExifTool's whole answer
 * @throws CannotStart where the file is missing or an engine is; code `not-media` where it is no media
 */
export async function inspect(file: string, options: ScanOptions = {}, full = false): Promise<Inspection> {
  const chosen = withDefaults(options);
  const [root] = await openRoots([file]);
  if (root?.file === undefined) throw new CannotStart('not-a-file', { file });
  // The whole folder is walked, so that sidecars are joined as a scan would join them; only names are read for that.
  const folder = await rootsOf([root.folder]);
  const stem = basename(file)
    .normalize('NFC')
    .replace(/\.[^.]*$/, '');
  // Messages speak of any file, whatever they are called; those in folders above are seen by a scan only.
  const others = /\.xml$/i.test(file) ? /(\.(xml|jsonld|json|mxf)|^assetmap)$/i : /\.(xml|jsonld|json)$/i;
  const beside = (path: string): boolean => !path.includes('/') && (path.startsWith(stem) || others.test(path));
  const found = await discover(folder, { include: [], exclude: [], only: beside }, (task) => task());
  const entry = found.assets.find(({ asset }) => asset.path === basename(file).normalize('NFC'));
  if (entry === undefined) throw new CannotStart('not-media', { file });
  const engines = await openEngines({ ...chosen, exiftool: 'always', jobs: 1 }, openTrust(chosen.trust));
  try {
    const spokenOf = await readSpokenOf(found.assets, false, engines, (task) => task());
    const { asset: own, readings } = await readAndJudge(entry, engines, chosen, spokenOf);
    const tracks = found.assets.filter((track) => own.tracks?.includes(track.asset.path));
    const judged = await Promise.all(tracks.map((track) => readAndJudge(track, engines, chosen, spokenOf)));
    const asset =
      own.tracks === undefined
        ? own
        : judgePackage(
            own,
            judged.map((track) => track.asset),
          );
    const sha256 = await digestOf(asset.uri).catch(() => null);
    const answer = full ? await withPlainPath(asset.uri, (path) => engines.exiftool.read(path)) : null;
    const placed = await Promise.all(
      readings.map(async (reading) => ({
        ...reading,
        ...(reading.c2pa === undefined ? {} : { c2pa: withoutPictures(reading.c2pa) }),
        facts: await withEncodings(reading.facts, asset),
      })),
    );
    return {
      asset: { ...asset, c2pa: withoutPictures(asset.c2pa), sha256 },
      readings: placed,
      ...(answer === null ? {} : { tags: answer.tags }),
    };
  } finally {
    await Promise.all([engines.exiftool.close(), engines.c2pa.close()]);
  }
}
