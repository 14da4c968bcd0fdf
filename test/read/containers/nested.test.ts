import { expect, test } from 'vitest';
import { walkJpeg } from '../../../src/read/containers/jpeg.ts';
import { be16, be32, bytesOf, walkBytes } from './bytes-of.ts';

const segment = (code: number, data: Uint8Array): Buffer => bytesOf(255, code, be16(data.length + 2), data);
const type = 'c2pa\x00\x11\x00\x10\x80\x00\x00\xaa\x00\x38\x9b\x71';
const description = bytesOf(be32(30), `jumd${type}\x03c2pa\0`);
const store = bytesOf(be32(8 + description.length), 'jumb', description);
const app11 = segment(0xeb, bytesOf('JP', be16(1), be32(1), store));
const picture = (...segments: Uint8Array[]): Buffer =>
  bytesOf(
    '\xff\xd8',
    ...segments,
    segment(0xc0, bytesOf(8, be16(8), be16(8), 1, 1, 0x11, 0)),
    segment(0xda, bytesOf(1, 1, 0, 0, 63, 0)),
    bytesOf(0x12, 0x34, '\xff\xd9'),
  );

// False reassurance: `cat clean.jpg signed-ai.jpg` was read in full and said to carry no credential.
test('the C2PA store of an appended picture is handed out with the file that it belongs to', () => {
  const [clean, signed] = [picture(), picture(app11)];
  const bytes = bytesOf(clean, signed);
  const [found, ...others] = walkBytes(walkJpeg, bytes).c2paStores;
  expect(others).toEqual([]);
  expect(found?.inner).toEqual({ offset: clean.length, length: signed.length, mime: 'image/jpeg' });
  const at = found?.offset ?? 0;
  expect(bytes.subarray(at, at + (found?.length ?? 0)).equals(store)).toBe(true);
});

test("a file's own store comes before that of a file inside it", () => {
  const signed = picture(app11);
  const stores = walkBytes(walkJpeg, bytesOf(signed, signed)).c2paStores;
  expect(stores.map(({ inner }) => inner?.offset)).toEqual([undefined, signed.length]);
});
