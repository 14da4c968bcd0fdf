import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { walkXmpSidecar } from '../../../src/read/containers/xmp-sidecar.ts';
import { bytesAt, saidBy, walkBytes } from './bytes-of.ts';

const rdf = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"';
const sourceType = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';
const packet = (inner: string) =>
  `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF ${rdf}>${inner}</rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>`;
const marked = packet(
  `<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"><Iptc4xmpExt:DigitalSourceType>${sourceType}</Iptc4xmpExt:DigitalSourceType></rdf:Description>`,
);

describe('XMP sidecars', () => {
  test('a property is told at its bytes, in UTF-8 and UTF-16, with and without the wrapper', () => {
    const bytes = Buffer.from(marked);
    const walk = walkBytes(walkXmpSidecar, bytes);
    expect([walk.complete, saidBy(walk)]).toEqual([true, [`Iptc4xmpExt:DigitalSourceType=${sourceType}`]]);
    expect(bytesAt(walk, bytes, 'Iptc4xmpExt:DigitalSourceType')).toContain(sourceType);
    const bare = /<rdf:RDF.*<\/rdf:RDF>/s.exec(marked)?.[0] ?? '';
    for (const other of [Buffer.from(`\ufeff${marked}`, 'utf16le'), Buffer.from(bare)])
      expect(saidBy(walkBytes(walkXmpSidecar, other))).toEqual(saidBy(walk));
  });

  test('RDF without a statement says nothing, and was read', () => {
    expect(walkBytes(walkXmpSidecar, Buffer.from(packet('')))).toMatchObject({ complete: true, facts: [] });
  });

  test('a cut, other XML, a comment about RDF, prose, zeros and an empty file are not read in full', () => {
    const half = walkBytes(walkXmpSidecar, Buffer.from(marked).subarray(0, marked.length - 60));
    expect([half.complete, half.problems[0]?.code, saidBy(half).length]).toEqual([false, 'broken-structure', 1]);
    const others = [
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>',
      `<a><!-- <rdf:RDF ${rdf}/> --></a>`,
      '<RDF>a frequency</RDF>',
      'no sidecar at all',
      '\0'.repeat(5000),
    ];
    for (const text of others)
      expect(walkBytes(walkXmpSidecar, Buffer.from(text)), text.slice(0, 40)).toMatchObject({
        complete: false,
        problems: [{ code: 'broken-structure', params: { detail: 'no-rdf' } }],
      });
    expect(walkBytes(walkXmpSidecar, Buffer.alloc(0))).toMatchObject({ complete: false, problems: [{ code: 'empty-file' }] });
    for (const text of [`${marked} and a text`, `a text and ${marked}`])
      expect(walkBytes(walkXmpSidecar, Buffer.from(text))).toMatchObject({
        complete: false,
        problems: [{ code: 'broken-structure', params: { detail: 'xmp-outside' } }],
      });
    expect(walkBytes(walkXmpSidecar, Buffer.from(`${marked}\n\0\0`)).complete).toBe(true);
  });
});

const folder = fileURLToPath(new URL('../../../../shared/corpus/exiftool+exiftool/t/images', import.meta.url));
const there = existsSync(folder);
if (!there) console.warn(`skipped: no corpus at ${folder}`);

describe.skipIf(!there)('the sidecars of the corpus', () => {
  test('each is read in full, and none whose second half is missing', () => {
    const names = readdirSync(folder).filter((name) => name.endsWith('.xmp'));
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) {
      const bytes = readFileSync(join(folder, name));
      const walk = walkBytes(walkXmpSidecar, bytes);
      expect([name, walk.complete, walk.facts.length > 0]).toEqual([name, true, true]);
      expect([name, walkBytes(walkXmpSidecar, bytes.subarray(0, bytes.length >> 1)).complete]).toEqual([name, false]);
    }
  });
});
