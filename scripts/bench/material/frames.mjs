// Reels of frames for benchmarks: DPX (SMPTE ST 268-1), each with a name and a timecode of its own, and EXR, each with pixels of its own.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withOwnBytes } from './own-bytes.mjs';

const [headerLength, side] = [2048, 4];

/** One frame, as bytes. */
export function frame() {
  const file = Buffer.alloc(headerLength + side * side * 4);
  file.fill(255, 1712, 1732);
  file.fill(255, 1928, 1972);
  file.write('SDPX', 0, 'latin1');
  file.writeUInt32BE(headerLength, 4);
  file.write('V2.0', 8, 'latin1');
  file.writeUInt32BE(file.length, 16);
  file.writeUInt32BE(1, 20);
  file.writeUInt32BE(1664, 24);
  file.writeUInt32BE(384, 28);
  file.write('Film scanner 4', 160, 'latin1');
  file.writeUInt32BE(0xffffffff, 660);
  file.writeUInt16BE(1, 770);
  file.writeUInt32BE(side, 772);
  file.writeUInt32BE(side, 776);
  file.set([50, 6, 6, 10], 800);
  file.writeUInt16BE(1, 804);
  file.writeUInt32BE(headerLength, 808);
  return file;
}

const nameOf = (number, ending) => `reel1.${String(number).padStart(7, '0')}.${ending}`;

/** Writes `count` DPX frames of one reel into a folder. */
export function makeDpx(folder, count) {
  mkdirSync(folder, { recursive: true });
  const file = frame();
  for (let number = 0; number < count; number++) {
    const name = nameOf(number, 'dpx');
    file.write(name, 36, 'latin1');
    file.writeUInt32BE(number, 1712);
    writeFileSync(join(folder, name), file);
  }
}

/** Writes `count` EXR frames of one reel into a folder. */
export function makeExr(folder, count) {
  mkdirSync(folder, { recursive: true });
  const file = readFileSync(new URL('../../../fixtures/read/plain/picture.exr', import.meta.url));
  for (let number = 0; number < count; number++) {
    writeFileSync(join(folder, nameOf(number, 'exr')), withOwnBytes('exr', file, number));
  }
}
