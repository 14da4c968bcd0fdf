// Trees of very many very small stills, fast to make, each a whole file with a number of its own.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { withOwnBytes } from './own-bytes.mjs';

/**
 * Writes `count` pictures of 8 x 8 into a folder, a thousand a subfolder: no hard links, no holes, no two alike.
 */
export async function makeTiny(folder, count) {
  const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: '#468' } });
  const starts = [
    ['png', await picture.clone().png().toBuffer()],
    ['jpg', await picture.clone().jpeg().toBuffer()],
    ['gif', await picture.clone().gif().toBuffer()],
    ['webp', await picture.clone().webp().toBuffer()],
  ];
  for (let at = 0; at < count; at++) {
    const part = join(folder, `part_${String(Math.floor(at / 1000)).padStart(4, '0')}`);
    if (at % 1000 === 0) mkdirSync(part, { recursive: true });
    const [ending, bytes] = starts[at % starts.length];
    writeFileSync(join(part, `picture_${String(at).padStart(7, '0')}.${ending}`), withOwnBytes(ending, bytes, at));
  }
}
