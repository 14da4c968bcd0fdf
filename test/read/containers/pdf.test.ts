import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { walkPdf } from '../../../src/read/containers/pdf.ts';
import { saidBy, walkBytes } from './bytes-of.ts';
import { pdfWithStreams, pdfWithTable, streamOf } from './pdf-writer.ts';

const trained = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';
const xmp = (value: string): string =>
  `<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" Iptc4xmpExt:DigitalSourceType="${value}"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;
const metadata = (value: string, packed = false): Buffer => streamOf(xmp(value), '/Type/Metadata/Subtype/XML', packed);
const catalog = '<</Type/Catalog/Pages 2 0 R/Metadata 4 0 R>>';
const pages = '<</Type/Pages/Kids[]/Count 0>>';
const label = '{"Label":"1","ContentProducer":"x"}';
const whole = pdfWithTable(
  { 1: catalog, 2: pages, 3: `<</Creator(A \\(small\\)\\040tool\\\n)/AIGC(${label})>>`, 4: metadata(trained) },
  '/Root 1 0 R/Info 3 0 R',
);
const store = Buffer.concat([
  Buffer.from([0, 0, 0, 38]),
  Buffer.from('jumb\0\0\0\x1ejumdc2pa\0\x11\0\x10\x80\0\0\xaa\0\x38\x9b\x71\x03c2pa\0', 'latin1'),
]);
const withStore = (content: Buffer, packed = false, embedded = '/AF[5 0 R]'): Buffer =>
  pdfWithTable(
    {
      1: `<</Type/Catalog/Pages 2 0 R${embedded}>>`,
      2: pages,
      5: '<</Type/Filespec/AFRelationship/C2PA_Manifest/F(c)/EF<</F 6 0 R>>>>',
      6: streamOf(content, '/Type/EmbeddedFile', packed),
    },
    '/Root 1 0 R',
  );

describe('PDF', () => {
  test('tells the information dictionary and the XMP, with the very bytes', () => {
    const walk = walkBytes(walkPdf, whole);
    expect(walk.problems).toEqual([]);
    expect(walk.complete).toBe(true);
    expect(saidBy(walk)).toEqual(['pdf:Creator=A (small) tool', `pdf:AIGC=${label}`, `Iptc4xmpExt:DigitalSourceType=${trained}`]);
    const bytesAt = walk.facts.map(({ at }) => whole.subarray(at?.offset, (at?.offset ?? 0) + (at?.length ?? 0)).toString());
    expect(bytesAt[1]).toBe(`(${label})`);
    expect(bytesAt[2]).toBe(`Iptc4xmpExt:DigitalSourceType="${trained}"`);
    expect(walk.about).toEqual({ software: 'A (small) tool' });
  });

  test('reads UTF-16, UTF-8 and PDFDocEncoding', () => {
    const info = '<</Title<FEFF6587>/Author(\xef\xbb\xbfZo\xc3\xab)/Keywords(\x8e\x85)/Trapped/True>>';
    const walk = walkBytes(walkPdf, pdfWithTable({ 1: '<</Type/Catalog>>', 3: info }, '/Root 1 0 R/Info 3 0 R'));
    expect(saidBy(walk)).toEqual(['pdf:Title=文', 'pdf:Author=Zoë', 'pdf:Keywords=”–', 'pdf:Trapped=True']);
  });

  test('reads objects in object streams through a cross-reference stream with a predictor', () => {
    const packed = { 1: catalog, 2: pages, 3: `<</Producer(${label})/AIGC 5 0 R>>`, 5: `(${label})` };
    const walk = walkBytes(walkPdf, pdfWithStreams({ 4: metadata(trained, true) }, packed, '/Root 1 0 R/Info 3 0 R'));
    expect(walk.problems).toEqual([]);
    expect(saidBy(walk)).toEqual([`pdf:Producer=${label}`, `pdf:AIGC=${label}`, `Iptc4xmpExt:DigitalSourceType=${trained}`]);
  });

  test('reads what an earlier revision said, after what the newest says', () => {
    const edited = pdfWithTable({ 3: '<</Creator(Editor)>>', 4: metadata('humanEdits') }, '/Root 1 0 R/Info 3 0 R', whole);
    const walk = walkBytes(walkPdf, edited);
    expect(walk.complete).toBe(true);
    expect(walk.about).toEqual({ software: 'Editor' });
    expect(walk.facts.map(({ value, where }) => `${value} ${/earlier/.test(where)}`)).toEqual([
      'Editor false',
      'humanEdits false',
      'A (small) tool true',
      `${label} true`,
    ]);
  });

  test('finds the C2PA store of an attached file, in a list and in the tree of names', () => {
    const listed = withStore(store);
    const walk = walkBytes(walkPdf, listed);
    expect(walk.problems).toEqual([]);
    expect(walk.c2paStores).toEqual([{ offset: listed.indexOf('jumb') - 4, length: store.length }]);
    const named = withStore(store, false, '/Names<</EmbeddedFiles<</Kids[<</Names[(c) 5 0 R]>>]>>>>');
    expect(walkBytes(walkPdf, named).c2paStores).toHaveLength(1);
    expect(walkBytes(walkPdf, withStore(store, true)).c2paStores).toHaveLength(1);
  });

  test('does not take an attachment of that name for a store when it is none', () => {
    const walk = walkBytes(walkPdf, withStore(Buffer.from('no store at all, only a text')));
    expect(walk).toMatchObject({ complete: false, c2paStores: [], problems: [{ code: 'broken-structure' }] });
  });

  test('says of an encrypted file that it could not be read', () => {
    const walk = walkBytes(
      walkPdf,
      pdfWithTable({ 1: catalog, 4: metadata(trained) }, '/Root 1 0 R/Encrypt<</Filter/Standard>>'),
    );
    expect(walk).toMatchObject({ complete: false, facts: [], problems: [{ code: 'limit-reached' }] });
  });

  test('is never complete when the file ends early', () => {
    for (let end = 1; end < whole.length - 1; end += 7) {
      const { complete, problems } = walkBytes(walkPdf, whole.subarray(0, end));
      expect([end, complete, problems.length > 0]).toEqual([end, false, true]);
    }
  });

  test('finds a stream whose length is wrong, and positions that count from a late header', () => {
    const text = whole.toString('latin1');
    const wrong = Buffer.from(
      text.replace(/\/Length \d+/, (found) => found.replace(/\d/g, '1')),
      'latin1',
    );
    expect(saidBy(walkBytes(walkPdf, wrong))).toContain(`Iptc4xmpExt:DigitalSourceType=${trained}`);
    const late = walkBytes(walkPdf, Buffer.concat([Buffer.from('mail header\n'), whole]));
    expect([late.complete, late.facts.length]).toEqual([true, 3]);
  });

  test('ends on loops, depth and damage of any byte, and never throws', () => {
    const loop = pdfWithTable({ 1: '<</Metadata 3 0 R/AF 4 0 R>>', 3: '3 0 R', 4: '[4 0 R]' }, '/Root 1 0 R/Info 3 0 R');
    expect(walkBytes(walkPdf, loop).complete).toBe(false);
    const own = Buffer.from(whole.toString('latin1').replace('/Root', `/Prev ${whole.indexOf('xref\n')}/Root`), 'latin1');
    expect(walkBytes(walkPdf, own).facts).toHaveLength(3);
    const many = pdfWithTable({ 1: `<</AF[${'5 0 R '.repeat(100_000)}]>>`, 5: '<<>>' }, '/Root 1 0 R');
    expect(walkBytes(walkPdf, many).problems.map(({ code }) => code)).toEqual(['limit-reached']);
    const deep = pdfWithTable({ 1: '['.repeat(100_000) }, '/Root 1 0 R');
    expect(walkBytes(walkPdf, deep).complete).toBe(false);
    for (let at = 0; at < whole.length; at++) {
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ (at % 255 || 1);
      expect(() => walkBytes(walkPdf, damaged)).not.toThrow();
    }
  });
});

const corpus = join(import.meta.dirname, '../../../../shared/corpus');
const isThere = existsSync(join(corpus, 'MANIFEST.tsv'));
if (!isThere) console.warn('skipped: the corpus of real files is not beside the project (../shared/corpus)');

/** Tags that ExifTool works out itself or takes from elsewhere than the information dictionary. */
const notInfo =
  /^(PDFVersion|Linearized|PageCount|PageLayout|PageMode|MediaBox|ContainerVersion|CreatorVersion|Language|Trapped|CreateDate|ModifyDate)$/;

describe.skipIf(!isThere)('PDFs of the corpus', () => {
  const paths = (isThere ? readFileSync(join(corpus, 'MANIFEST.tsv'), 'utf8').split('\n') : [])
    .map((line) => line.split('\t'))
    .filter((row) => row[6] === 'pdf')
    .map((row) => row[0] ?? '');

  test('are read whole, and tell all that ExifTool tells', () => {
    const require = createRequire(import.meta.url);
    const exiftool = join(require.resolve('exiftool-vendored.pl/package.json'), '../bin/exiftool');
    const args = [exiftool, '-j', '-G1', '-a', '-struct', '-PDF:all', '-XMP:all', ...paths.map((path) => join(corpus, path))];
    const told = JSON.parse(spawnSync('perl', args, { maxBuffer: 1 << 28 }).stdout.toString()) as Record<string, unknown>[];
    expect(told).toHaveLength(paths.length);
    for (const [index, path] of paths.entries()) {
      const walk = walkBytes(walkPdf, readFileSync(join(corpus, path)));
      expect([path, walk.complete, walk.problems]).toEqual([path, true, []]);
      const own = new Set(walk.facts.map(({ value }) => value.trim()));
      for (const [key, value] of Object.entries(told[index] ?? {})) {
        const [group = '', tag = ''] = key.split(':');
        const isCompared =
          (group === 'PDF' && !notInfo.test(tag)) || (group.startsWith('XMP-') && /CreatorTool|DocumentID/.test(tag));
        if (isCompared) expect([path, key, own.has(String(value))]).toEqual([path, key, true]);
      }
    }
  });

  test('include one with a C2PA store, which is found where it lies', () => {
    const path = paths.find((name) => name.endsWith('express-signed.pdf')) ?? '';
    const bytes = readFileSync(join(corpus, path));
    const [found] = walkBytes(walkPdf, bytes).c2paStores;
    expect(bytes.readUInt32BE(found?.offset)).toBe(found?.length);
  });
});
