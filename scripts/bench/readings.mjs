// What the store of readings costs a scan: npm run build && node scripts/bench/readings.mjs [--files 1000000] [--bytes 150]
// Readings of that many files are put as a scan would, in turns of a hundred, then asked for in the same order. The columns are the
// time of the main thread for one, the longest that one took (a batch is handed over within it), and the memory of the process.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openReadings } from '../../dist/store/index.js';
import { table } from './trace/table.mjs';

const { values } = parseArgs({
  options: { files: { type: 'string', default: '1000000' }, bytes: { type: 'string', default: '150' } },
});
const [files, bytes] = [Number(values.files), Number(values.bytes)];
const place = mkdtempSync(join(tmpdir(), 'bench-readings-'));

const name = (number) => `file:///delivery/reel/sq${number >> 10}/sh010_v003.${String(number).padStart(7, '0')}.exr`;
const stamp = (number) => ({ size: number, modified: 10n ** 18n, changed: 10n ** 18n, inode: BigInt(number), device: 66n });
/** Looks like a reading in JSON, and is another one for each file. */
function reading(number) {
  let text = '';
  for (let tag = 0; text.length < bytes; tag++) text += `{"tag":"Exif.Image.${tag}","value":${(number * 7919 + tag) % 1000003}},`;
  return Buffer.from(text.slice(0, bytes));
}

/** Of Linux: bytes of its own, and bytes of files that are mapped. */
const memory = () =>
  (readFileSync('/proc/self/status', 'utf8').match(/Rss(Anon|File):\s+\d+/g) ?? []).map(
    (line) => Number(line.match(/\d+/)[0]) / 1024,
  );

async function measured(what, each, end) {
  const begun = process.hrtime.bigint();
  let [own, longest, most, mapped] = [0n, 0n, 0, 0];
  for (let number = 0; number < files; number++) {
    const given = [name(number), stamp(number), reading(number)];
    const before = process.hrtime.bigint();
    const wait = each(...given);
    const took = process.hrtime.bigint() - before;
    own += took;
    if (took > longest) longest = took;
    if (wait) await wait;
    if (number % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
    if (number % 5000 === 0) [most, mapped] = memory().map((now, at) => Math.max(now, [most, mapped][at]));
  }
  await end();
  const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
  return [what, `${(Number(own) / files / 1000).toFixed(1)} µs`, `${(Number(longest) / 1e6).toFixed(1)} ms`].concat(
    `${seconds.toFixed(1)} s`,
    `${Math.round(most)} MiB`,
    `${Math.round(mapped)} MiB`,
  );
}

try {
  const onProblem = (detail) => console.error(`The store says: ${detail}`);
  let store = await openReadings(place, { onProblem });
  const rows = [];
  const put = (...given) => {
    store.put('plain 1', ...given);
    return store.ready();
  };
  rows.push(await measured('put', put, () => store.close()));
  const size = statSync(join(place, 'readings-3.lmdb')).size;
  const begun = process.hrtime.bigint();
  store = await openReadings(place, { onProblem });
  const opening = Number(process.hrtime.bigint() - begun) / 1e6;
  const get = (...given) => {
    if (store.get('plain 1', given[0], given[1])?.length !== bytes) throw new Error(`${given[0]} is not remembered.`);
  };
  rows.push(await measured('get', get, () => store.close()));
  console.log(table(['', 'each', 'longest', 'all, with making names', 'own memory', 'mapped'], rows));
  console.log(
    `\n${files} readings of ${bytes} bytes take ${(size / 2 ** 20).toFixed(0)} MiB, and ${opening.toFixed(0)} ms to look through.`,
  );
} finally {
  rmSync(place, { recursive: true, force: true });
}
