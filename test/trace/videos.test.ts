import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JudgedAsset, Sighting } from '../../src/model/index.ts';
import type { TraceAnswer } from '../../src/trace/index.ts';
import { Delivery, seenIn } from './delivery.ts';
import { placed, scene, shown } from './picture/drawn.ts';

// Generated clips in a cut, as an editor uses them; a programme that breaks off; and originals that lie outside the delivery.
let delivery: Delivery;
const places = ['place-1.png', 'place-2.png', 'place-3.png', 'place-4.png', 'place-5.png'];

/** Two seconds of a still that fills the frame. */
const held = (input: number, name: string): string =>
  `[${input}:v]scale=480:270,setsar=1,loop=loop=49:size=1,setpts=N/25/TB,format=yuv420p[${name}]`;
const inTurn = (names: readonly string[]): string =>
  `${names.map((name) => `[${name}]`).join('')}concat=n=${names.length}:v=1:a=0[v]`;

beforeAll(async () => {
  delivery = await Delivery.open();
  await Promise.all(places.map((name, at) => delivery.still(name, scene(50 + at, 480, 270), {}, (image) => image.png())));
  await delivery.still('wide.png', scene(9, 1200, 720, 420), {}, (image) => image.png());
}, 60_000);
afterAll(() => delivery.remove());

/** Four seconds of a camera that moves over a wide picture. */
function clip(): JudgedAsset {
  const move = "crop=480:270:x='(iw-480)*t/4':y='(ih-270)*t/4'";
  const filter = `[0:v]loop=loop=99:size=1,setpts=N/25/TB,format=yuv420p,${move},setsar=1[v]`;
  return delivery.video('ai/flight.mp4', ['wide.png'], filter, 4, { verdict: 'generated' });
}

describe('a generated clip in a cut', () => {
  let answer: TraceAnswer;
  const edits = ['shortened', 'reversed', 'at half speed', 'at double speed'];
  /** Seconds of the cut, of the source, and seconds of the source a second. */
  const truths: Readonly<Record<string, readonly [number, number, number, number, number]>> = {
    shortened: [2, 4, 1, 3, 1],
    reversed: [6, 10, 0, 4, -1],
    'at half speed': [12, 16, 0, 2, 0.5],
    'at double speed': [18, 20, 0, 4, 2],
  };
  beforeAll(async () => {
    const source = clip();
    const parts = [
      'trim=1:3,setpts=PTS-STARTPTS[shortened]',
      'reverse,setpts=N/25/TB[reversed]',
      'trim=0:2,setpts=2*(PTS-STARTPTS),fps=25,trim=0:4,setpts=PTS-STARTPTS[slow]',
      'setpts=PTS/2,fps=25,trim=0:2,setpts=PTS-STARTPTS[fast]',
    ];
    const filter = [
      ...places.map((_, at) => held(at + 1, `p${at}`)),
      '[0:v]split=4[c0][c1][c2][c3]',
      ...parts.map((part, at) => `[c${at}]setsar=1,${part}`),
      inTurn(['p0', 'shortened', 'p1', 'reversed', 'p2', 'slow', 'p3', 'fast', 'p4']),
    ].join(';');
    const cut = delivery.video('cut.mp4', ['ai/flight.mp4', ...places], filter, 22);
    answer = await delivery.trace([source, cut]);
  }, 90_000);

  const at = (edit: string): Sighting | undefined => {
    const [from = 0, to = 0] = truths[edit] ?? [];
    return seenIn(answer, 'cut.mp4').find(({ fromSeconds, toSeconds }) => (fromSeconds ?? 0) < to && (toSeconds ?? 0) > from);
  };

  it.each(edits)('is found, once, where it begins and ends: %s', (edit) => {
    const [from = 0, to = 0] = truths[edit] ?? [];
    const one = at(edit);
    expect(one).toMatchObject({ source: 'ai/flight.mp4', medium: 'clip', relation: 'marked' });
    expect(Math.abs((one?.fromSeconds ?? 0) - from)).toBeLessThanOrEqual(0.081);
    expect(Math.abs((one?.toSeconds ?? 0) - to)).toBeLessThanOrEqual(0.081);
  });

  it.each(edits)('tells which part of it was used, and how fast: %s', (edit) => {
    const [, , from = 0, to = 0, speed = 0] = truths[edit] ?? [];
    const one = at(edit);
    expect(Math.abs((one?.sourceFromSeconds ?? -9) - from)).toBeLessThanOrEqual(0.5);
    expect(Math.abs((one?.sourceToSeconds ?? -9) - to)).toBeLessThanOrEqual(0.5);
    expect((one?.speed ?? 0) / speed).toBeGreaterThan(0.8);
    expect((one?.speed ?? 0) / speed).toBeLessThan(1.25);
  });

  it('is seen nowhere else', () => {
    expect(answer.sightings).toHaveLength(edits.length);
    expect(answer.coverage.gaps).toEqual([]);
  });
});

describe('a video that breaks off', () => {
  it('is told as one that could not be searched to its end, and what was seen before is kept', async () => {
    const source = await delivery.still('ai/street.png', scene(1, 480, 270), { verdict: 'generated' }, (image) => image.png());
    clip();
    const filter = [held(0, 'a'), held(1, 'b'), held(2, 'c'), '[3:v]setsar=1[d]', inTurn(['a', 'b', 'c', 'd'])].join(';');
    const inputs = ['place-1.png', 'ai/street.png', 'place-2.png', 'ai/flight.mp4'];
    const whole = delivery.video('whole.mp4', inputs, filter, 10);
    const bytes = readFileSync(delivery.at('whole.mp4'));
    // Motion costs the most bytes: half of them end within the moving shot, behind six seconds of stills.
    const broken = delivery.file('broken.mp4', bytes.subarray(0, bytes.length / 2), { ...whole, path: 'broken.mp4' });
    const given = { ...broken, uri: broken.uri.replace('whole', 'broken') };
    const { sightings, coverage } = await delivery.trace([source, given]);
    expect(sightings).toMatchObject([{ source: 'ai/street.png', in: 'broken.mp4', relation: 'marked' }]);
    expect(Math.abs((sightings[0]?.fromSeconds ?? 0) - 2)).toBeLessThanOrEqual(0.081);
    expect(Math.abs((sightings[0]?.toSeconds ?? 0) - 4)).toBeLessThanOrEqual(0.081);
    expect(coverage.gaps).toMatchObject([{ path: 'broken.mp4', role: 'target', code: 'not-decoded' }]);
    expect(coverage.gaps[0]?.detail).not.toContain(delivery.folder);
  }, 60_000);
});

describe('an altered still and its original, both in the cut', () => {
  it('are told apart by an original that lies outside the delivery', async () => {
    const altered = scene(2, 480, 270);
    const genuine = shown(scene(77, 120, 80), placed(1, 0, 180, 95), altered);
    const source = await delivery.still('ai/altered.jpg', altered, { verdict: 'edited' });
    const outside = await delivery.still('marked:project/genuine.jpg', genuine);
    const inputs = ['place-1.png', 'ai/altered.jpg', 'place-2.png', 'marked:project/genuine.jpg'];
    const names = ['p', 'altered', 'q', 'genuine'];
    const filter = [...names.map((name, at) => held(at, name)), inTurn(names)].join(';');
    const cut = delivery.video('both.mp4', inputs, filter, 8);
    const answer = await delivery.trace([source, cut], { marked: [outside] });
    const original = { source: 'ai/altered.jpg', original: 'marked:project/genuine.jpg' };
    const found = seenIn(answer, 'both.mp4');
    expect(found).toMatchObject([
      { ...original, relation: 'marked' },
      { ...original, relation: 'original' },
    ]);
    expect(found.map(({ fromSeconds }) => Math.round(fromSeconds ?? -1))).toEqual([2, 6]);
    // Folders beside the delivery hold sources and originals, and are searched for nothing.
    expect(answer.sightings).toHaveLength(2);
  }, 60_000);
});
