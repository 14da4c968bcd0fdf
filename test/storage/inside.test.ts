import { posix, win32 } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isInside } from '../../src/storage/inside.ts';

describe('isInside', () => {
  it('tells what lies in a folder from what only begins like it', () => {
    expect(isInside('/del', '/del/a', posix)).toBe(true);
    expect(isInside('/del', '/del', posix)).toBe(true);
    expect(isInside('/del', '/del/..x/a', posix)).toBe(true);
    expect(isInside('/del', '/delivery/a', posix)).toBe(false);
    expect(isInside('/del', '/', posix)).toBe(false);
  });

  it('takes an address in any spelling: nothing is written into a bucket that is scanned', () => {
    expect(isInside('s3://d/RAW-114', 's3://d/RAW-114/r.json')).toBe(true);
    expect(isInside('s3://d/RAW-114', 's3://d/RAW%2D114/r.json')).toBe(true);
    expect(isInside('s3://d/my job', 'S3://d/my%20job/r.json')).toBe(true);
    expect(isInside('s3://d/RAW-114', 's3://d/RAW-1140/r.json')).toBe(false);
    expect(isInside('/del', 's3://d/r.json')).toBe(false);
  });

  it('keeps the drives of Windows apart', () => {
    expect(isInside('C:\\del', 'C:\\del\\a', win32)).toBe(true);
    expect(isInside('C:\\del', 'D:\\reports\\r.html', win32)).toBe(false);
  });
});
