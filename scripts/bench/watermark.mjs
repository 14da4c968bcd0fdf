// Milliseconds that the pixel tier takes for a picture: decoding a PNG of noise over a ramp, the DWT-DCT marks, the hidden texts.
//   npm run build && node scripts/bench/watermark.mjs
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';

const dist = new URL(process.env.TRUESLATE_DIST ?? '../../dist/', import.meta.url).href.replace(/\/?$/, '/');
const { decodePixels } = await import(`${dist}tools/pixels.js`);
const { watermarksIn } = await import(`${dist}read/watermark/dwt-dct.js`);
const { stealthIn } = await import(`${dist}read/watermark/stealth.js`);

const folder = mkdtempSync(join(tmpdir(), 'watermark-bench-'));
const timed = async (work) => {
  const start = performance.now();
  const value = await work();
  return [value, performance.now() - start];
};
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1].toFixed(0);

for (const side of [512, 1024, 2048, 4096]) {
  const data = new Uint8Array(side * side * 3);
  let state = 1;
  for (let i = 0; i < data.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data[i] = ((i / data.length) * 200 + (state >>> 27)) & 255;
  }
  const path = join(folder, `${side}.png`);
  await sharp(data, { raw: { width: side, height: side, channels: 3 } })
    .png({ compressionLevel: 3 })
    .toFile(path);
  const times = { decode: [], marks: [], texts: [] };
  for (let run = 0; run < 5; run++) {
    const [image, decode] = await timed(() => decodePixels(path));
    const [, marks] = await timed(() => watermarksIn(image));
    const [, texts] = await timed(() => stealthIn(image));
    times.decode.push(decode);
    times.marks.push(marks);
    times.texts.push(texts);
  }
  console.log(
    `${side} x ${side}: decode ${median(times.decode)} ms, DWT-DCT ${median(times.marks)} ms, hidden text ${median(times.texts)} ms`,
  );
}
rmSync(folder, { recursive: true });
