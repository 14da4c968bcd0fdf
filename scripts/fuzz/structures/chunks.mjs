// Trees of chunks: whatever a format calls them, a chunk has a name, a length that may lie, and a body that may hold chunks.
import fc from 'fast-check';
import { joined, lie, pick, told } from './bytes.mjs';
import { payload } from './payloads.mjs';

/**
 * Lists of chunks, in any order and any of them twice.
 * @param format.names of the chunks
 * @param format.holding bodies by name, instead of anything; a function is given how deep it may still go
 * @param format.nests names of chunks that hold chunks
 * @param format.write gives the bytes of one chunk: its name, its body, the length to be written, and what `lie` is called
 */
export function chunks({ names, holding = {}, nests = [], write, most = 6 }, depth = 4) {
  const bodyOf = (name) => {
    const own = typeof holding[name] === 'function' ? holding[name](depth - 1) : holding[name];
    if (own !== undefined) return fc.oneof({ weight: 6, arbitrary: own }, { weight: 1, arbitrary: payload });
    if (!nests.includes(name) || depth <= 0) return payload;
    return fc.oneof(
      { weight: 8, arbitrary: chunks({ names, holding, nests, write, most }, depth - 1) },
      { weight: 1, arbitrary: payload },
    );
  };
  const chunk = pick(names).chain((name) =>
    fc.tuple(bodyOf(name), lie).map(([body, how]) => write(name, body, told(body.length, how))),
  );
  return fc.array(chunk, { maxLength: most }).map(joined);
}

/** Bytes behind what a format opens with; some files end before their end. */
export function file(...parts) {
  return fc
    .tuple(fc.tuple(...parts.map((part) => (Buffer.isBuffer(part) ? fc.constant(part) : part))), ending)
    .map(([pieces, { cut, behind }]) => {
      const whole = joined(pieces, behind);
      return cut === undefined ? whole : whole.subarray(0, Math.ceil((whole.length * cut) / 100));
    });
}

const ending = fc.record({
  cut: fc.option(fc.nat(100), { freq: 12, nil: undefined }),
  behind: fc.oneof({ weight: 12, arbitrary: fc.constant(Buffer.alloc(0)) }, { weight: 1, arbitrary: payload }),
});
