import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JudgedAsset, Sighting } from '../../src/model/index.ts';
import { type FrameEngine, openFrames } from '../../src/tools/ffmpeg-frames.ts';
import { findProgram } from '../../src/tools/ffmpeg-path.ts';
import type { GreyPicture } from '../../src/tools/opencv.ts';
import { partsOf, progressOf, type TraceAnswer, type TraceInput } from '../../src/trace/index.ts';
import { openSearch } from '../../src/trace/search.ts';
import { asset } from '../reconcile/made.ts';
import { aboutMiddle, flat, placed, scene, shown } from './picture/drawn.ts';
import { trace } from './whole.ts';

// A small delivery through the whole of tracing: real decoders, real threads, no sound.
let folder: string;
let frames: FrameEngine | null;
let delivery: JudgedAsset[];
let answer: TraceAnswer;
const told: number[] = [];

const made = scene(1, 640, 360);
const altered = scene(2, 640, 360);
/** What the altered one was made from: another thing stood in its middle. */
const genuine = shown(scene(77, 160, 110), placed(1, 0, 240, 125), altered);

async function still(name: string, picture: GreyPicture, given: Partial<JudgedAsset> = {}, width = 640): Promise<JudgedAsset> {
  const { width: from, height, data } = picture;
  const image = sharp(data, { raw: { width: from, height, channels: 1 } }).resize(width);
  const bytes = await (name.endsWith('.png') ? image.png() : image.jpeg({ quality: 85 })).toBuffer();
  return file(name, bytes, given);
}

function file(name: string, bytes: Uint8Array, given: Partial<JudgedAsset>): JudgedAsset {
  const path = join(folder, name.replace(/[/:]/g, '_'));
  writeFileSync(path, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return asset(name, { uri: pathToFileURL(path).href, size: bytes.length, sha256, ...given });
}

/** Six seconds of 25 frames: another place, the generated still pushed in from 2 to 4 s, and another place again. */
function cut(program: string): Uint8Array {
  const path = join(folder, 'drawn.mp4');
  const [before, after] = [scene(50), scene(51)];
  // Nearer every ten frames.
  const nearer = Array.from({ length: 5 }, (_, step) => shown(made, aboutMiddle(1.02 + step * 0.04, 0), flat(0)));
  const drawn = Array.from({ length: 150 }, (_, at) => {
    if (at < 50) return before.data;
    return (at < 100 ? (nearer[Math.floor((at - 50) / 10)] as GreyPicture) : after).data;
  });
  const raw = ['-f', 'rawvideo', '-pix_fmt', 'gray', '-s', '640x360', '-r', '25', '-i', 'pipe:0'];
  const coded = ['-c:v', 'mpeg4', '-q:v', '4', '-g', '25', '-pix_fmt', 'yuv420p', path];
  execFileSync(program, ['-v', 'error', '-y', ...raw, ...coded], { input: Buffer.concat(drawn) });
  return readFileSync(path);
}

function input(assets: readonly JudgedAsset[], given: Partial<TraceInput> = {}): TraceInput {
  const declared = new Set<string>();
  return { assets, marked: [], declared, frames, environment: process.env, jobs: 1, pictures: false, remembered: null, ...given };
}

const seen = (source: string, target: string, { sightings }: TraceAnswer = answer): Sighting[] =>
  sightings.filter((sighting) => sighting.source === source && sighting.in === target);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'trace-'));
  frames = await openFrames(process.env);
  const program = await findProgram('ffmpeg', process.env);
  if (frames === null || program === null) throw new Error('no ffmpeg');
  const video = { kind: 'video', format: 'video/mp4' } as const;
  const about = { duration: 6, width: 640, height: 360, frameRate: '25' };
  const source = await still('ai/made.png', made, { verdict: 'generated' });
  delivery = [
    source,
    await still('ai/altered.png', altered, { verdict: 'edited' }),
    await still('ai/grey.png', flat(90), { verdict: 'generated' }),
    file('ai/damaged.png', Buffer.from('no picture'), { verdict: 'generated' }),
    await still('stills/export.jpg', made, {}, 500),
    await still('stills/photograph.jpg', genuine),
    await still('stills/elsewhere.jpg', scene(60, 640, 360)),
    file('stills/same.png', readFileSync(new URL(source.uri)), {}),
    file('cut.mp4', cut(program.path), { ...video, about }),
    file('broken.mp4', Buffer.from('no video'), { ...video, about }),
  ];
  const advance = progressOf(partsOf(delivery, [], new Set()), ({ done }) => told.push(done));
  answer = await trace(input(delivery, { jobs: 2, pictures: true, advance }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a delivery that is traced', () => {
  it('tells where the generated still is in the cut, to two frames, with what proves it', () => {
    const found = seen('ai/made.png', 'cut.mp4');
    expect(found).toHaveLength(1);
    const [one] = found as [Sighting];
    expect(Math.abs((one.fromSeconds ?? 0) - 2)).toBeLessThanOrEqual(0.081);
    expect(Math.abs((one.toSeconds ?? 0) - 4)).toBeLessThanOrEqual(0.081);
    expect(one).toMatchObject({ medium: 'still', relation: 'marked', mirrored: false, from: null, to: null });
    expect(one.shownSeconds).toBeGreaterThanOrEqual(2);
    expect(one.shownSeconds).toBeLessThan(4);
    expect(one.area).toBeGreaterThan(0.9);
    expect(one.inliers).toBeGreaterThan(20);
    expect(one.proof?.source.startsWith('data:image/webp')).toBe(true);
    expect(one.proof?.target.startsWith('data:image/webp')).toBe(true);
  });

  it('finds an export without its marks among the stills, which has no time', () => {
    expect(seen('ai/made.png', 'stills/export.jpg')).toMatchObject([{ relation: 'marked', fromSeconds: null, toSeconds: null }]);
  });

  it('does not accuse the genuine photograph that an altered one was made from', () => {
    expect(seen('ai/altered.png', 'stills/photograph.jpg').map(({ relation }) => relation)).toEqual(['original']);
  });

  it('says nothing of pictures of other places, and nothing of a byte-equal copy, which has the same digest', () => {
    expect(answer.sightings.filter((sighting) => sighting.in.includes('elsewhere'))).toEqual([]);
    expect(seen('ai/made.png', 'stills/same.png')).toEqual([]);
    expect(answer.sightings).toHaveLength(3);
  });

  it('names what could not be looked for or searched, and counts the rest', () => {
    expect(answer.coverage.gaps.map(({ path, role, code }) => [path, role, code])).toEqual([
      ['ai/damaged.png', 'source', 'not-decoded'],
      ['ai/grey.png', 'source', 'too-flat'],
      ['broken.mp4', 'target', 'not-decoded'],
    ]);
    expect(answer.coverage).toMatchObject({ sources: 4, targets: 6 });
  });

  it('tells its progress, which only grows', () => {
    expect(told.length).toBeGreaterThan(2);
    expect([...told].sort((a, b) => a - b)).toEqual(told);
  });
});

describe('what else it is given', () => {
  const only = (...paths: string[]): JudgedAsset[] => delivery.filter(({ path }) => paths.includes(path));

  it('remembers fingerprints by content: the second run asks for them, and finds the same', async () => {
    const store = new Map<string, Uint8Array>();
    let known = 0;
    const remembered = {
      get: (key: string, algorithm: string) => {
        const value = store.get(`${key} ${algorithm}`) ?? null;
        if (value !== null) known += 1;
        return value;
      },
      put: (key: string, algorithm: string, value: Uint8Array) => void store.set(`${key} ${algorithm}`, value),
      rest: async () => {},
    };
    const assets = only('ai/made.png', 'ai/grey.png', 'stills/export.jpg');
    const first = await trace(input(assets, { remembered }));
    expect([store.size, known]).toEqual([2, 0]);
    expect(await trace(input(assets, { remembered }))).toEqual(first);
    expect(known).toBe(2);
    expect(first.sightings).toHaveLength(1);
    expect(first.sightings[0]?.proof).toBeUndefined();
    // A picture too flat to be traced is so the second time too, or it would be taken for searched.
    expect(first.coverage.gaps).toEqual([{ path: 'ai/grey.png', role: 'source', code: 'too-flat' }]);
  });

  it('a still that only the declaration names is looked for too, and said to be so', async () => {
    const declared = new Set(['stills/elsewhere.jpg']);
    const copy = await still('stills/again.jpg', scene(60, 640, 360), {}, 480);
    const { sightings } = await trace(input([...only('stills/elsewhere.jpg'), copy], { declared }));
    expect(sightings).toMatchObject([{ source: 'stills/elsewhere.jpg', in: 'stills/again.jpg', declaredOnly: true }]);
  });

  it('project folders are searched by nobody, but their sources are found in the delivery', async () => {
    const marked = [{ ...(delivery[0] as JudgedAsset), path: 'marked:temp/made.png' }];
    const { sightings } = await trace(input(only('stills/export.jpg'), { marked }));
    expect(sightings).toMatchObject([{ source: 'marked:temp/made.png', in: 'stills/export.jpg' }]);
  });

  it('without ffmpeg the videos are gaps, and the stills are searched all the same', async () => {
    const { sightings, coverage } = await trace(input(only('ai/made.png', 'stills/export.jpg', 'cut.mp4'), { frames: null }));
    expect(sightings).toHaveLength(1);
    expect(coverage.gaps).toEqual([{ path: 'cut.mp4', role: 'target', code: 'no-decoder' }]);
  });

  it('nothing marked, nothing done: no targets are counted as searched', async () => {
    expect(await trace(input(only('stills/elsewhere.jpg', 'broken.mp4')))).toEqual({
      sightings: [],
      coverage: { sources: 0, targets: 0, gaps: [] },
    });
  });

  it('tells of each video that a source could not be read, where others could who searched the stills', async () => {
    const assets = only('ai/made.png', 'ai/damaged.png', 'cut.mp4');
    const gapsOf = async (lost: readonly string[]) => {
      const search = openSearch(input(assets), { originals: [], lost });
      const { sightings, gaps } = await search.inVideo('cut.mp4').finally(() => search.close());
      expect(sightings.map(({ source }) => source)).toEqual(['ai/made.png']);
      return gaps.map(({ path, role }) => [path, role]);
    };
    expect(await gapsOf([])).toEqual([['ai/damaged.png', 'source']]);
    // Told already.
    expect(await gapsOf(['ai/damaged.png'])).toEqual([]);
  });

  it('ends when it is told to', async () => {
    await expect(trace(input(delivery, { signal: AbortSignal.abort(new Error('enough')) }))).rejects.toThrow('enough');
  });
});
