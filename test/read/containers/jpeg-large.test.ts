import { expect, test } from 'vitest';
import { walkJpeg } from '../../../src/read/containers/jpeg.ts';
import { be16, bytesOf, saidBy, walkBytes } from './bytes-of.ts';

const segment = (code: number, data: Uint8Array): Buffer => bytesOf(255, code, be16(data.length + 2), data);
const frame = segment(0xc2, bytesOf(8, be16(8), be16(8), 1, 1, 0x11, 0));
const scanHead = segment(0xda, bytesOf(1, 1, 0, 0, 63, 0));
/** Scan data without markers: more than a walk could once read in passing. */
const scanData = Buffer.alloc(3 * 1024 * 1024, bytesOf(0x12, 0x34, 0xff, 0, 0x56));
const scan = bytesOf(scanHead, scanData);
const comment = (text: string): Buffer => segment(0xfe, Buffer.from(text));
const [start, end] = ['\xff\xd8', '\xff\xd9'];

// False reassurance: a large picture was read to its first scan, and called read in full.
test('a comment between the scans of a large picture is found, and one right before its end', () => {
  const bytes = bytesOf(start, frame, scan, comment('parameters: a cat'), scan, comment('last'), end);
  const walk = walkBytes(walkJpeg, bytes);
  expect(saidBy(walk)).toEqual(['Comment=parameters: a cat', 'Comment=last']);
  expect(walk.complete).toBe(true);
});

test('pictures appended to a large picture are found', () => {
  const bytes = bytesOf(start, frame, scan, end, start, comment('second'), frame, scan, end);
  expect(saidBy(walkBytes(walkJpeg, bytes))).toEqual(['Comment=second']);
});

test('scan data past the limit is said to be unread', () => {
  const head = bytesOf(start, frame, scanHead);
  const size = 600 * 1024 * 1024;
  const walking = walkJpeg({ path: 'a', size });
  let step = walking.next();
  while (!step.done) {
    const { offset, length } = step.value;
    const bytes = Buffer.alloc(Math.min(length, size - offset));
    if (offset < head.length) head.copy(bytes, 0, offset);
    step = walking.next(bytes);
  }
  expect(step.value.complete).toBe(false);
  expect(step.value.problems.map(({ code }) => code)).toContain('limit-reached');
});
