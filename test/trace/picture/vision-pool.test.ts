import { afterEach, describe, expect, it } from 'vitest';
import { indexDescriptors } from '../../../src/trace/picture/descriptor-index.ts';
import { type PictureFingerprint, shareFingerprints } from '../../../src/trace/picture/fingerprint.ts';
import { openVisionPool, type VisionPool } from '../../../src/trace/picture/vision-pool.ts';
import { flat, scene } from './drawn.ts';

let pool: VisionPool;
const picture = scene(1);

afterEach(() => pool.close());

const answerOf = (question: Promise<unknown>): Promise<string> =>
  question.then(
    () => 'answered',
    (error: Error) => error.message,
  );

describe('threads of computer vision', () => {
  it('answer, and an error of one question does not stop the next', async () => {
    pool = openVisionPool(1);
    // One that OpenCV cannot take: more bytes than the size allows for.
    const broken = pool.ask('fingerprint', { picture: { ...picture, width: 64 } });
    const early = pool.ask('search', { frame: picture });
    const good = pool.ask('fingerprint', { picture });
    await expect(broken).rejects.toThrow();
    await expect(early).rejects.toThrow('no sources were handed over');
    expect((await good)?.count).toBeGreaterThan(500);
    expect(await pool.ask('fingerprint', { picture: flat(9) })).toBeNull();
  });

  it('all know the sources, whichever of them is asked', async () => {
    pool = openVisionPool(2);
    expect(pool.threads).toBe(2);
    const prints = (await Promise.all(
      [1, 2].map((seed) => pool.ask('fingerprint', { picture: scene(seed) })),
    )) as PictureFingerprint[];
    await pool.tell('sources', {
      sources: { index: indexDescriptors(prints.map(({ descriptors }) => descriptors)), prints: shareFingerprints(prints) },
    });
    const found = await Promise.all([2, 1, 2, 60].map((seed) => pool.ask('search', { frame: scene(seed) })));
    expect(found.map((hits) => hits.map(({ source }) => source))).toEqual([[1], [0], [1], []]);
    const frames = [scene(1), scene(1), scene(60)];
    expect(await pool.ask('edge', { frames, units: [0], mirrored: false, isMoving: false, strengths: [] })).toBe(2);
  });

  it('end those that wait when they are closed, and take nothing more', async () => {
    pool = openVisionPool(1);
    const asked = Array.from({ length: 4 }, () => answerOf(pool.ask('fingerprint', { picture })));
    await pool.close();
    const answers = await Promise.all(asked);
    expect(answers[0]).toContain('the thread ended');
    expect(answers.slice(1)).toEqual(Array.from({ length: 3 }, () => 'the threads were stopped'));
    expect(await answerOf(pool.ask('fingerprint', { picture }))).toBe('the threads were stopped');
    await pool.close();
  });

  it('hold up who asks too much, so that frames do not pile up, until there is room, or they are closed', async () => {
    pool = openVisionPool(1);
    await pool.ready();
    const asked = Array.from({ length: 6 }, () => answerOf(pool.ask('fingerprint', { picture: flat(9, 64, 36) })));
    let isReady = false;
    const ready = pool.ready().then(() => {
      isReady = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(isReady).toBe(false);
    await ready;
    expect(await Promise.all(asked)).toEqual(asked.map(() => 'answered'));
    const more = Array.from({ length: 6 }, () => answerOf(pool.ask('fingerprint', { picture })));
    const stillWaiting = pool.ready();
    await pool.close();
    await stillWaiting;
    expect(await Promise.all(more)).not.toContain('answered');
  });
});
