import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openC2pa } from '../../src/tools/c2pa/engine.ts';
import { nativeVersion, openNativeEngine } from '../../src/tools/c2pa/native.ts';
import type { C2paEngine } from '../../src/tools/c2pa/port.ts';
import { readTrust } from '../../src/tools/c2pa/trust.ts';
import { openWasmEngine } from '../../src/tools/c2pa/wasm.ts';

const fixtures = join(import.meta.dirname, '../../fixtures');
const trust = readTrust([join(fixtures, 'trust/ca.pem')]);
const none = readTrust([]);
const signed = join(fixtures, 'delivery/stills/archive/farmhouse_adair_county_1931.jpg');
const tampered = join(fixtures, 'delivery/stills/archive/courthouse_1972.jpg');
const plain = join(fixtures, 'delivery/stills/archive/main_street_1954.jpg');

async function stateOf(engine: C2paEngine, path: string): Promise<string | undefined> {
  const answer = await engine.read(path, 'image/jpeg', readFileSync(path).length);
  return answer.kind === 'store' ? answer.store.validation_state : answer.kind;
}

describe('the WebAssembly engine', () => {
  let engine: C2paEngine;
  beforeAll(async () => {
    engine = await openC2pa('wasm', trust, 2);
  });
  afterAll(() => engine.close());

  it('tells trusted, tampered and absent apart', async () => {
    expect(await stateOf(engine, signed)).toBe('Trusted');
    expect(await stateOf(engine, tampered)).toBe('Invalid');
    expect(await stateOf(engine, plain)).toBe('none');
  });

  it('answers many questions on few threads, each its own', async () => {
    const states = await Promise.all(Array.from({ length: 12 }, (_, index) => stateOf(engine, index % 2 ? signed : plain)));
    expect(states).toEqual(Array.from({ length: 12 }, (_, index) => (index % 2 ? 'Trusted' : 'none')));
  });

  it('reports a remote manifest and never fetches it', async () => {
    const path = join(fixtures, 'credentials/remote.jpg');
    expect(await engine.read(path, 'image/jpeg', 1)).toMatchObject({ kind: 'remote', url: expect.stringMatching(/^https?:/) });
  });

  it('gives an error for a file that is gone, and goes on', async () => {
    expect((await engine.read(join(fixtures, 'nothing.jpg'), 'image/jpeg', 1)).kind).toBe('error');
    expect(await stateOf(engine, signed)).toBe('Trusted');
  });

  it('hands out the data hash of a detached store, so that it can be held against the media', async () => {
    const answer = await engine.read(join(fixtures, 'credentials/beside.c2pa'), 'application/c2pa', 1);
    expect(answer).toMatchObject({ kind: 'store', binding: { algorithm: 'sha256', hash: expect.any(String) } });
  });
});

describe('trust', () => {
  it('makes the same file valid where its signer is on no list', async () => {
    const engine = await openC2pa('wasm', none, 1);
    expect(await stateOf(engine, signed)).toBe('Valid');
    await engine.close();
  });

  it('says which file is at fault', () => {
    expect(() => readTrust([join(fixtures, 'README.md')])).toThrow(/README\.md: empty/);
    expect(() => readTrust([join(fixtures, 'nothing.pem')])).toThrow(/nothing\.pem: unreadable, ENOENT/);
  });
});

describe('a stalled thread', () => {
  it('is given up and replaced, and costs only its own question', async () => {
    // A limit of one millisecond stalls every question; the engine must still answer each and end.
    const engine = openWasmEngine(trust, 1, 1);
    const answers = await Promise.all([engine.read(signed, 'image/jpeg', 1), engine.read(signed, 'image/jpeg', 1)]);
    expect(answers.every(({ kind }) => kind === 'error')).toBe(true);
    await engine.close();
  });
});

describe.skipIf(nativeVersion() === null)('the native engine (skipped where @contentauth/c2pa-node is not installed)', () => {
  it('agrees with the judge on the states that both must know', async () => {
    const engine = await openC2pa('native', trust, 1);
    expect(await stateOf(engine, signed)).toBe('Trusted');
    expect(await stateOf(engine, tampered)).toBe('Invalid');
    expect(await stateOf(engine, plain)).toBe('none');
  });

  it('ends where a tag promises more than there is, which breaks the engine off inside the file, and goes on', async () => {
    // A frame of ID3v2.3 flagged as packed, and too short for the size that must precede packed bytes.
    const tag = [0x49, 0x44, 0x33, 3, 0, 0, 0, 0, 0, 14, 0x54, 0x49, 0x54, 0x32, 0, 0, 0, 3, 0, 0x80, 0, 0, 0, 100];
    const folder = mkdtempSync(join(tmpdir(), 'native-'));
    writeFileSync(join(folder, 'short.mp3'), Buffer.from([...tag, 0xff, 0xfb, 0x90, 0, ...new Array(417).fill(0)]));
    const engine = await openNativeEngine(trust, 5000);
    expect((await engine.read(join(folder, 'short.mp3'), 'audio/mpeg', 445)).kind).toBe('error');
    expect(await stateOf(engine, signed)).toBe('Trusted');
    rmSync(folder, { recursive: true });
  }, 20_000);

  it('is not waited for longer than its limit', async () => {
    const engine = await openNativeEngine(trust, 0);
    const answers = await Promise.all(Array.from({ length: 20 }, () => engine.read(signed, 'image/jpeg', 1)));
    expect(answers).toContainEqual({ kind: 'error', error: 'no answer for 0 s' });
  });
});
