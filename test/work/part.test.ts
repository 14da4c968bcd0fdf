import { mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JobFile } from '../../src/work/cut.ts';
import { jobOf } from '../../src/work/cut.ts';
import type { ReadingOrder } from '../../src/work/order.ts';
import { answerLine, type BrokenFile, type PartAnswer, partLines, readPart } from '../../src/work/part.ts';
import { recordingOf } from '../../src/work/recording.ts';

// What a worker writes down, and what of it is taken in: nothing of a file that is another one, nothing of half a part for a whole.
let folder: string;
let files: JobFile[];
const order = { version: '1', code: 'c', engines: {} } as unknown as ReadingOrder;
const question = { kind: 'readings', by: 'this code' };
const always = (): boolean => true;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'part-'));
  files = ['a.png', 'a.xmp'].map((name) => {
    const path = join(folder, name);
    writeFileSync(path, name);
    utimesSync(path, 1000, 1000);
    const { size, mtimeNs } = statSync(path, { bigint: true });
    return { path: name, uri: pathToFileURL(path).href, stamp: `${size} ${mtimeNs}` };
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function told(text: string, job: string) {
  const lines: (PartAnswer | BrokenFile)[] = [];
  const isWhole = await readPart(
    (async function* () {
      yield Buffer.from(text);
    })(),
    job,
    async (line) => void lines.push(line),
  );
  return { isWhole, lines };
}

it('writes down answers about files that are as the scan saw them, with the files beside them', async () => {
  const [image, sidecar] = files as [JobFile, JobFile];
  const recording = recordingOf(files);
  const asset = { ...image, parts: [{ path: sidecar.path, uri: sidecar.uri, size: 5 }] };
  expect(await recording.remembered.of(question, asset as never, async () => ({ a: 1 }), always)).toEqual({ a: 1 });
  await recording.remembered.of(
    question,
    image,
    async () => 'fleeting',
    () => false,
  );
  expect(recording.lines.map((line) => JSON.parse(line))).toMatchObject([
    { path: 'a.png', stamp: image.stamp, beside: [sidecar.stamp], value: { a: 1 }, kind: 'readings', by: 'this code' },
  ]);
  expect(recording.seen()).toBe(2);
});

it('answers, but writes nothing down, of a file that is another one here, or in another job', async () => {
  const [image, sidecar] = files as [JobFile, JobFile];
  const recording = recordingOf([{ ...image, stamp: '1 1' }]);
  expect(await recording.remembered.of(question, image, async () => 1, always)).toBe(1);
  expect(await recording.remembered.of(question, sidecar, async () => 2, always)).toBe(2);
  expect([recording.lines, recording.seen()]).toEqual([[], 0]);
});

it('is read back whole; one that is cut off anywhere, or another job’s, never counts as whole', async () => {
  const job = jobOf(files, 'order');
  const [image] = files as [JobFile];
  const line = answerLine({ ...question, path: image.path, uri: image.uri, stamp: image.stamp }, '{"b":2}');
  const text = [...partLines(job, order, [line, line])].join('');
  const whole = await told(text, job.name);
  expect(whole.isWhole).toBe(true);
  expect(whole.lines).toMatchObject([{ value: { b: 2 } }, { value: { b: 2 } }]);
  for (let length = 0; length < text.length - 1; length += 7)
    expect((await told(text.slice(0, length), job.name)).isWhole, `${length} characters`).toBe(false);
  expect((await told(text, 'another')).lines).toEqual([]);
  const lines = text.split('\n');
  expect((await told([lines[0], lines[1], ...lines.slice(3)].join('\n'), job.name)).isWhole).toBe(false);
});
