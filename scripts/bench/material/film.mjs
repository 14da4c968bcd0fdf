// A film of 200 GB that takes up a few KiB: its picture data are a hole, and its header lies behind them, as cameras write it.
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ffmpeg } from '../trace/encode.mjs';

const pictureBytes = 200e9;

/**
 * Writes the film.
 * @param bytes of picture data; 200 GB unless told
 */
export async function makeFilm(path, bytes = pictureBytes) {
  const boxes = boxesOf(await smallFilm('mov'));
  const head = Buffer.alloc(16);
  head.writeUInt32BE(1, 0);
  head.write('mdat', 4, 'latin1');
  head.writeBigUInt64BE(BigInt(bytes), 8);
  const file = openSync(path, 'w');
  const ftyp = boxes.get('ftyp');
  writeSync(file, ftyp, 0, ftyp.length, 0);
  writeSync(file, head, 0, head.length, ftyp.length);
  writeSync(file, boxes.get('moov'), 0, boxes.get('moov').length, ftyp.length + bytes);
  closeSync(file);
}

/** A second of a test card; its header lies before the pictures where `options` say so. */
export async function smallFilm(ending, options = []) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-film-'));
  const path = join(folder, `film.${ending}`);
  await ffmpeg(['-f', 'lavfi', '-i', 'testsrc=s=64x64:d=1', '-c:v', 'mpeg4', ...options, path]);
  const bytes = readFileSync(path);
  rmSync(folder, { recursive: true });
  return bytes;
}

function boxesOf(bytes) {
  const boxes = new Map();
  for (let at = 0; at + 8 <= bytes.length; at += bytes.readUInt32BE(at)) {
    boxes.set(bytes.toString('latin1', at + 4, at + 8), bytes.subarray(at, at + bytes.readUInt32BE(at)));
    if (bytes.readUInt32BE(at) < 8) break;
  }
  return boxes;
}
