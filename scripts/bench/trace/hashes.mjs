// Two published perceptual hashes. They sort near-duplicates out of the material, and are the baselines of the benchmark.
// pHash: 64 signs of the 8 x 8 low frequencies of a DCT of 32 x 32 pixels (Zauner 2010, phash.org).
// PDQ: 256 signs of the 16 x 16 low frequencies of a DCT of 64 x 64 pixels (github.com/facebook/ThreatExchange, pdq).
const tables = new Map();

function cosines(side, kept, first) {
  const key = `${side}/${kept}/${first}`;
  let table = tables.get(key);
  if (!table) {
    table = new Float64Array(kept * side);
    for (let k = 0; k < kept; k++)
      for (let x = 0; x < side; x++) table[k * side + x] = Math.cos(((2 * x + 1) * (k + first) * Math.PI) / (2 * side));
    tables.set(key, table);
  }
  return table;
}

function signs(grey, side, kept, first) {
  const table = cosines(side, kept, first);
  const rows = new Float64Array(kept * side);
  for (let y = 0; y < side; y++)
    for (let k = 0; k < kept; k++) {
      let sum = 0;
      for (let x = 0; x < side; x++) sum += grey[y * side + x] * table[k * side + x];
      rows[k * side + y] = sum;
    }
  const values = new Float64Array(kept * kept);
  for (let j = 0; j < kept; j++)
    for (let k = 0; k < kept; k++) {
      let sum = 0;
      for (let y = 0; y < side; y++) sum += rows[k * side + y] * table[j * side + y];
      values[j * kept + k] = sum;
    }
  const middle = Float64Array.from(values).sort()[values.length >> 1];
  const words = new Uint32Array(values.length / 32);
  values.forEach((value, i) => {
    if (value > middle) words[i >> 5] |= 1 << (i & 31);
  });
  return words;
}

/** The 64-bit DCT hash of 32 x 32 grey bytes, as two words. */
export const phash = (grey) => signs(grey, 32, 8, 1);

/** The 256-bit PDQ-style hash of 64 x 64 grey bytes, as eight words. */
export const pdq = (grey) => signs(grey, 64, 16, 1);

/** In how many bits two hashes of one length differ. */
export function distance(a, b) {
  let bits = 0;
  for (let i = 0; i < a.length; i++) {
    let word = a[i] ^ b[i];
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    bits += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return bits;
}

/** Grey bytes mirrored left to right. */
export function mirrored(grey, side) {
  const out = new Uint8Array(grey.length);
  for (let i = 0; i < grey.length; i++) out[i] = grey[i - (i % side) + side - 1 - (i % side)];
  return out;
}
