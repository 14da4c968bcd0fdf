// Every walk of a container, and what tells a format by its first bytes: nothing that a file holds makes them throw, run on, read the file
// many times over, or call a file read in full whose walk failed. What they hand out can be written as JSON, and is judged.
import { entryOf } from '../../../dist/discover/entry.js';
import { headOf } from '../../../dist/discover/head.js';
import { judge } from '../../../dist/judge/index.js';
import { conflictRules, markersFor } from '../../../dist/markers/index.js';
import { containerReading, containerReadingNow } from '../../../dist/read/container.js';
import { seedsIn } from '../seeds.mjs';

export const seeds = () => seedsIn(['fixtures', '../shared/corpus']);

/** Bytes that a walk may ask for, against those of the file: places are looked at twice at most, and headers of parts again. */
const mostRead = (size) => 12 * size + 4 * 1024 * 1024;

/** Characters of one string that a file brings. */
const longestText = 1_100_000;

export async function check(bytes, name) {
  let asked = 0;
  const open = {
    size: bytes.length,
    readAt: (offset, length) => {
      if (!(offset >= 0 && length >= 0 && Number.isFinite(offset) && Number.isFinite(length)))
        throw new Error(`asks for ${length} bytes at ${offset}`);
      const piece = bytes.subarray(offset, offset + length);
      asked += piece.length;
      return piece;
    },
    close: () => {},
  };
  const head = headOf(name, open);
  const entry = entryOf({ path: name, uri: `file:///${encodeURIComponent(name)}`, size: bytes.length }, head);
  if (!('asset' in entry)) return;
  const reading = containerReadingNow(entry.asset, open);
  if (reading === null) return;
  const failed = reading.problems.find(({ code }) => code === 'reader-failed');
  if (failed) throw new Error(`the walk of ${entry.asset.format} failed: ${failed.params.detail}`);
  if (asked > mostRead(bytes.length)) throw new Error(`the walk of ${entry.asset.format} read ${asked} bytes of ${bytes.length}`);
  if (!reading.ok && reading.problems.length === 0)
    throw new Error(`the walk of ${entry.asset.format} is not whole, and does not say why`);
  const text = JSON.stringify(reading);
  if (text.length > 40 * bytes.length + longestText * 10)
    throw new Error(`${text.length} characters were made of ${bytes.length} bytes`);
  for (const { value } of reading.facts)
    if (typeof value === 'string' && value.length > longestText) throw new Error(`a value of ${value.length} characters`);
  // A header may name what lies behind the end of a file that was cut.
  for (const { offset, length } of [...reading.segments, ...reading.c2paStores])
    if (!(offset >= 0 && length >= 0)) throw new Error(`a stretch of ${length} bytes at ${offset}`);
  judge(entry.asset, reading.problems, [reading], markersFor, conflictRules);
  // Over a network the same is read as from a disk.
  const later = await containerReading(entry.asset, { ...open, readAt: async (offset, length) => open.readAt(offset, length) });
  if (JSON.stringify(later) !== text) throw new Error('the walk says other things when it waits for its bytes');
}
