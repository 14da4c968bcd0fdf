// Signs material for benchmarks with a throw-away authority; nothing of it is on any trust list.
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';

/** How a file says that a camera took it: signed, and no mark of AI, so that nothing but its credential is hashed. */
const captured = {
  title: 'benchmark',
  generator: { name: 'Benchmark Camera', version: '1' },
  actions: [{ action: 'c2pa.created', digitalSourceType: 'http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture' }],
};

/**
 * Gives what signs bytes of a format: `await sign(bytes, mime)` gives the signed bytes; `await sign({ from, to }, mime)` signs a file
 * of any size into another. Null where @contentauth/c2pa-node or openssl is missing.
 */
export async function openSigner() {
  try {
    const { newAuthority, signed } = await import('../../fixtures/signing.mjs');
    const signer = newAuthority('Benchmark Authority').signer('Benchmark Camera');
    return (what, mime) => signed({ ...captured, signer, mime, ...(Buffer.isBuffer(what) ? { bytes: what } : what) });
  } catch {
    return null;
  }
}

/** Signed files of the fixtures, for where nothing can be signed: with bytes of their own their hashes no longer hold. */
export function signedFixture(name) {
  return readFileSync(new URL(`../../../fixtures/delivery/${name}`, import.meta.url));
}

const chunk = 1 << 20;

/**
 * Writes an MP4 of some size whose header lies before its media data; what the tracks do not use of these is noise, as long as wanted.
 * @param film a small MP4 with `moov` before `mdat`, and `mdat` last
 */
export function writeLargeFilm(path, film, bytes) {
  const at = film.lastIndexOf('mdat') - 4;
  const own = film.length - at;
  const grown = Math.ceil((bytes - film.length) / chunk) * chunk;
  const file = openSync(path, 'w');
  const head = Buffer.from(film);
  head.writeUInt32BE(own + grown, at);
  writeSync(file, head);
  let state = 1;
  for (let done = 0; done < grown; done += chunk) {
    const noise = new Uint32Array(chunk / 4);
    for (let i = 0; i < noise.length; i++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      noise[i] = state;
    }
    writeSync(file, Buffer.from(noise.buffer));
  }
  closeSync(file);
}
