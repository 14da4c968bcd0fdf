import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/index.ts';
import { scan } from '../../src/scan.ts';

// False reassurance is the worst bug: none of these may end as unmarked. Each was once.
const fixtures = join(import.meta.dirname, '../../fixtures');
const clean = join(fixtures, 'delivery/stills/archive/main_street_1954.jpg');
const marked = join(fixtures, 'delivery/stills/archive/farmhouse_adair_county_1931.jpg');
let folder: string;
let report: Report;
const assetAt = (path: string) => report.assets.find((asset) => asset.path === path);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hidden-'));
  const put = (name: string, ...pieces: readonly (string | Buffer)[]): void => {
    writeFileSync(join(folder, name), Buffer.concat(pieces.map((piece) => Buffer.from(piece as string))));
  };
  put('appended.jpg', readFileSync(clean), readFileSync(marked));
  copyFileSync(clean, join(folder, 'named.jpg'));
  copyFileSync(marked, join(folder, 'named.jpg.xmp'));
  copyFileSync(clean, join(folder, 'cut.jpg'));
  put(
    'cut.jpg.xmp',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Desc',
  );
  copyFileSync(clean, join(folder, 'empty.jpg'));
  put('empty.jpg.xmp', '');
  for (const name of ['tape.dv', 'sound.ac3', 'sound.ape', 'sound.wv', 'sound.dsf', 'camera.r3d'])
    put(name, Buffer.alloc(5000, 7));
  report = await scan([folder], { trust: [join(fixtures, 'trust/ca.pem')] });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('what hides', () => {
  it('in a picture appended to another is a component of it, as strong as its own credential', () => {
    expect(assetAt('appended.jpg')).toMatchObject({ verdict: 'edited', strength: 'trusted', c2pa: { state: 'none' } });
    const piece = assetAt('appended.jpg')?.evidence.find(({ marker }) => marker === 'c2pa-dst-trained');
    const bytes = readFileSync(join(folder, 'appended.jpg'));
    expect(bytes.subarray(piece?.at?.offset, (piece?.at?.offset ?? 0) + (piece?.at?.length ?? 0)).toString('latin1')).toContain(
      'trainedAlgorithmicMedia',
    );
  });

  it('under the name of a sidecar is an asset of its own', () => {
    expect(assetAt('named.jpg.xmp')).toMatchObject({ verdict: 'generated', format: 'image/jpeg' });
    expect(assetAt('named.jpg')?.verdict).toBe('unmarked');
  });

  it('in a sidecar that cannot be read leaves its media unread, and says which sidecar', () => {
    expect(assetAt('cut.jpg')?.verdict).toBe('unreadable');
    expect(assetAt('empty.jpg')?.verdict).toBe('unreadable');
    expect(assetAt('empty.jpg')?.problems.map(({ message }) => message)).toEqual([
      'In its sidecar empty.jpg.xmp: The file is empty.',
    ]);
  });

  it.each(['tape.dv', 'sound.ac3', 'sound.ape', 'sound.wv', 'sound.dsf', 'camera.r3d'])(
    'in bytes that only a name makes media: %s',
    (path) => {
      expect(assetAt(path)?.verdict).toBe('unreadable');
    },
  );
});
