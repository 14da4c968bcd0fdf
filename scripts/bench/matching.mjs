// How long it takes to hold 2,000 declared globs against 100,000 assets, beside plain picomatch in the same run.
// npm run bench:matching; medians of three runs. The peer is tried on every tenth use and multiplied.
import picomatch from 'picomatch';
import { coverage, matchUses } from '../../dist/reconcile/matching.js';

const runs = 3;
const assetCount = 100_000;

const endings = ['tif', 'png', 'jpg', 'mov', 'wav', 'exr'];
const subjects = ['yearbook', 'street', 'portrait', 'map', 'letter', 'newsclip', 'skyline', 'archive'];

const paths = Array.from({ length: assetCount }, (_, at) => {
  const folder = `reel${at % 40}/scene${Math.floor(at / 40) % 100}/${at % 3 === 0 ? 'stills/' : ''}`;
  return `${folder}${subjects[at % subjects.length]}_${String(at).padStart(6, '0')}.${endings[at % endings.length]}`;
}).sort();

const assets = paths.map((path) => ({ path, kind: 'image', verdict: 'unmarked', parts: [], about: {}, sha256: null }));

/** Globs of the shapes that declarations have, each another. */
function globs(count) {
  const pad = (at, digits) => String(at).padStart(digits, '0');
  const shapes = [
    (at) => `reel${at % 40}/scene${at % 100}/stills/*.tif`,
    (at) => `reel${at % 40}/**/${subjects[at % 8]}_*.{tif,png}`,
    (at) => `**/${subjects[at % 8]}_${pad(at * 37, 6)}.*`,
    (at) => `reel${at % 40}/scene${at % 100}/${subjects[at % 8]}_0${at % 10}????.*`,
    (at) => `**/scene${at % 100}/stills/${subjects[at % 8]}_*`,
    (at) => `**/*_${pad(at * 41, 6)}.tif`,
    (at) => `REEL${at % 40}/Scene${at % 100}/*.TIF`,
    (at) => `reel${at % 40}\\scene${at % 100}\\*.png`,
  ];
  return Array.from({ length: count }, (_, at) => shapes[at % shapes.length](at));
}

function declared(list) {
  const uses = list.map((path, at) => ({
    id: `U${at}`,
    title: '',
    tools: [],
    degree: 'generated',
    assets: [{ path }],
    timecodes: [],
  }));
  return { uses };
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

function timed(work) {
  const times = Array.from({ length: runs }, () => {
    const begun = performance.now();
    work();
    return performance.now() - begun;
  });
  return median(times);
}

function index(list) {
  const uses = matchUses(declared(list), assets, [], undefined);
  coverage(uses);
  return uses;
}

function plain(list) {
  let met = 0;
  for (const glob of list) {
    const matches = picomatch(glob.replaceAll('\\', '/'), { dot: true, nonegate: true, nocase: true });
    for (const path of paths) if (matches(path)) met += 1;
  }
  return met;
}

const list = globs(2000);
const sample = list.filter((_, at) => at % 10 === Math.floor(at / 10) % 10);
const met = index(sample).reduce((sum, use) => sum + use.met.size, 0);
const expected = plain(sample);
if (met !== expected) throw new Error(`the index met ${met} assets, plain picomatch ${expected}`);

const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(2)} s`;
console.log(`${assetCount} assets; medians of ${runs} runs; Node ${process.version}`);
console.log(`2,000 globs, indexed: ${seconds(timed(() => index(list)))}`);
console.log(
  `2,000 globs, plain picomatch: ${seconds(timed(() => plain(sample)) * (list.length / sample.length))} (from ${sample.length}; same ${expected} matches)`,
);
console.log(`50,000 globs, indexed: ${seconds(timed(() => index(globs(50_000))))}`);
console.log(`50,000 exact paths: ${seconds(timed(() => index(Array.from({ length: 50_000 }, (_, at) => paths[at * 2]))))}`);
console.log(`one glob that meets all: ${seconds(timed(() => index(['**/*'])))}`);
console.log(`50,000 uses of one asset: ${seconds(timed(() => index(Array.from({ length: 50_000 }, () => paths[7]))))}`);
