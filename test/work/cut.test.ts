import { expect, it } from 'vitest';
import { cutJobs, halvesOf, type JobFile, type JobSize, jobOf } from '../../src/work/cut.ts';

// How a list of files is cut into jobs: the same work must have the same name, and media stay with their sidecars.
const file = (path: string, size = 10): JobFile => ({ path, uri: `file:///d/${path}`, stamp: `${size} 1` });
const numbered = (count: number): JobFile[] =>
  Array.from({ length: count }, (_, at) =>
    file(`stills/${String.fromCharCode(97 + (at % 26))}${String(at).padStart(6, '0')}x.jpg`),
  );
const small: JobSize = { least: 20, most: 60, bytes: 1000 };

async function cut(files: readonly JobFile[], size?: JobSize) {
  const jobs = [];
  for await (const job of cutJobs(
    (async function* () {
      yield* files;
    })(),
    'order',
    size,
  ))
    jobs.push(job);
  return jobs;
}

it('holds each file once, in jobs within their limits', async () => {
  const files = numbered(5000);
  const jobs = await cut(files);
  expect(jobs.flatMap((job) => job.files)).toEqual(files);
  expect(new Set(jobs.map(({ name }) => name)).size).toBe(jobs.length);
  for (const { files: of } of jobs.slice(0, -1)) {
    expect(of.length).toBeGreaterThanOrEqual(200);
    expect(of.length).toBeLessThanOrEqual(600);
  }
  expect(await cut([])).toEqual([]);
});

it('leaves the names of the jobs behind it as they are where a file is added', async () => {
  const files = numbered(5000);
  const [before, after] = [await cut(files), await cut([...files.slice(0, 100), file('stills/added.jpg'), ...files.slice(100)])];
  const known = new Set(before.map(({ name }) => name));
  expect(after.filter(({ name }) => !known.has(name)).length).toBeLessThanOrEqual(2);
});

it('names a job by its files, their sizes and times, and the order, wherever the files stand', () => {
  const files = [file('a.jpg'), file('b.jpg')];
  const { name } = jobOf(files, 'order');
  expect(jobOf([...files].reverse(), 'order').name).toBe(name);
  for (const other of [
    jobOf(files, 'another'),
    jobOf([file('a.jpg'), file('b.jpg', 11)], 'order'),
    jobOf([file('a.jpg'), file('c.jpg')], 'order'),
  ])
    expect(other.name).not.toBe(name);
});

it('ends a job before too many bytes, but not between media and their sidecar', async () => {
  const media = ['a', 'b', 'c'].flatMap((name) => [file(`${name}.mov`, 1000), file(`${name}.mov.xmp`)]);
  const jobs = await cut(media, small);
  expect(jobs.map((job) => job.files.map(({ path }) => path))).toEqual([
    ['a.mov', 'a.mov.xmp'],
    ['b.mov', 'b.mov.xmp'],
    ['c.mov', 'c.mov.xmp'],
  ]);
});

it('halves a job between media, and one of a single pair between both', () => {
  const job = jobOf([file('a.mov'), file('a.mov.xmp'), file('a.xmp'), file('b.mov')], 'order');
  const halves = halvesOf(job, 'order').map((half) => half.files.map(({ path }) => path));
  expect(halves).toEqual([['a.mov', 'a.mov.xmp', 'a.xmp'], ['b.mov']]);
  const pair = halvesOf(jobOf([file('a.mov'), file('a.xmp')], 'order'), 'order');
  expect(pair.map((half) => half.files.length)).toEqual([1, 1]);
});
