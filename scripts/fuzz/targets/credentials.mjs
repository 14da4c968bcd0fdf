// Credentials of C2PA through the engine that judges them: whatever a store holds, it answers, and
// answers the next question as if nothing had been. A thread whose engine gave up is replaced: its memory is in no known state.
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { readTrust } from '../../../dist/tools/c2pa/trust.js';
import { openWasmEngine } from '../../../dist/tools/c2pa/wasm.js';
import { seedsIn } from '../seeds.mjs';

const mimes = { '.c2pa': 'application/c2pa', '.jpg': 'image/jpeg', '.png': 'image/png', '.mp4': 'video/mp4' };
const trust = readTrust([new URL('../../../fixtures/trust/ca.pem', import.meta.url).pathname]);
const engine = openWasmEngine(trust, 1, 10_000);
const kinds = ['store', 'none', 'remote', 'error'];

export const seeds = () => seedsIn(['fixtures/credentials', 'fixtures/broken'], (file) => extname(file) in mimes);

const fine = new URL('../../../fixtures/delivery/stills/archive/farmhouse_adair_county_1931.jpg', import.meta.url).pathname;

async function answerOf(path, size) {
  return engine.read(path, mimes[extname(path)], size);
}

export async function check(bytes, name) {
  // Removed each time: a thread that is ended clears up nothing.
  const path = join(tmpdir(), `fuzz-credentials-${process.pid}${extname(name)}`);
  writeFileSync(path, bytes);
  const answer = await answerOf(path, bytes.length).finally(() => rmSync(path, { force: true }));
  if (!kinds.includes(answer.kind)) throw new Error(`an answer that is none: ${answer.kind}`);
  if (answer.kind !== 'error') return;
  if (answer.error === '') throw new Error('an error without a word');
  if (!/panicked|unreachable|memory|thread/.test(answer.error)) return;
  const next = await answerOf(fine, 1);
  if (next.store?.validation_state !== 'Trusted')
    throw new Error(`after "${answer.error}" a sound file is ${next.store?.validation_state ?? next.error}`);
}
