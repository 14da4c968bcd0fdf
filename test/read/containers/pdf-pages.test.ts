import { describe, expect, test } from 'vitest';
import { walkPdf } from '../../../src/read/containers/pdf.ts';
import { be16, be32, bytesOf, saidBy, walkBytes } from './bytes-of.ts';
import { pdfWithStreams, pdfWithTable, streamOf } from './pdf-writer.ts';

const packet = (tool: string): string =>
  `<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="${tool}"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;
const metadata = (tool: string, packed = false): Buffer => streamOf(packet(tool), '/Type/Metadata/Subtype/XML', packed);
const catalog = '<</Type/Catalog/Pages 2 0 R>>';
const iptc = bytesOf('\x1c\x02\x78', be16(5), 'A tag');
const resources = bytesOf('8BIM', be16(0x0404), be16(0), be32(iptc.length), iptc);

// ExifTool reads what a page keeps for itself, so a walk that reads only the catalog would miss it.
describe('the pages of a PDF', () => {
  test('state by XMP, however deep they lie, and a stream that pages share is told once', () => {
    const bytes = pdfWithTable(
      {
        1: catalog,
        2: '<</Type/Pages/Kids[3 0 R 4 0 R]/Count 3>>',
        3: '<</Type/Page/Parent 2 0 R/Metadata 7 0 R>>',
        4: '<</Type/Pages/Parent 2 0 R/Kids[5 0 R 6 0 R]/Count 2>>',
        5: '<</Type/Page/Parent 4 0 R/Metadata 7 0 R>>',
        6: '<</Type/Page/Parent 4 0 R/Metadata 8 0 R>>',
        7: metadata('Word'),
        8: metadata('Adobe Firefly', true),
      },
      '/Root 1 0 R',
    );
    const walk = walkBytes(walkPdf, bytes);
    expect(saidBy(walk)).toEqual(['xmp:CreatorTool=Word', 'xmp:CreatorTool=Adobe Firefly']);
    expect(walk.complete).toBe(true);
  });

  test('keep what Photoshop and Illustrator put there', () => {
    const pieces = '<</AdobePhotoshop<</Private<</ImageResources 7 0 R>>>>/Illustrator<</Private 9 0 R>>>>';
    const bytes = pdfWithTable(
      {
        1: catalog,
        2: '<</Type/Pages/Kids[3 0 R]/Count 1>>',
        3: `<</Type/Page/PieceInfo ${pieces}>>`,
        7: streamOf(resources, '', true),
        8: streamOf(`%!PS-Adobe-3.0\n${packet('Illustrator')}\n%%EndComments`),
        9: '<</AIMetaData 8 0 R>>',
      },
      '/Root 1 0 R',
    );
    expect(saidBy(walkBytes(walkPdf, bytes))).toEqual(['Caption-Abstract=A tag', 'xmp:CreatorTool=Illustrator']);
  });

  test('may lie in an object stream', () => {
    const packed = { 1: catalog, 2: '<</Type/Pages/Kids[3 0 R]/Count 1>>', 3: '<</Type/Page/Metadata 7 0 R>>' };
    const walk = walkBytes(walkPdf, pdfWithStreams({ 7: metadata('Word') }, packed, '/Root 1 0 R'));
    expect(saidBy(walk)).toEqual(['xmp:CreatorTool=Word']);
    expect(walk.complete).toBe(true);
  });

  test('end, where their tree leads back to itself or promises more than can be', () => {
    const loop = { 1: catalog, 2: '<</Type/Pages/Kids[3 0 R]/Count 1>>', 3: '<</Type/Pages/Kids[2 0 R 3 0 R]>>' };
    expect(walkBytes(walkPdf, pdfWithTable(loop, '/Root 1 0 R')).complete).toBe(true);
    const kids = Array.from({ length: 10_500 }, (_, id) => `${id + 10} 0 R`).join(' ');
    const many = walkBytes(walkPdf, pdfWithTable({ 1: catalog, 2: `<</Type/Pages/Kids[${kids}]>>` }, '/Root 1 0 R'));
    expect(many.problems.map(({ params }) => params?.limit)).toEqual(['pdf-pages']);
  });

  test('are not read in full where the metadata of one are broken', () => {
    const bytes = pdfWithTable(
      {
        1: catalog,
        2: '<</Type/Pages/Kids[3 0 R]>>',
        3: '<</Type/Page/Metadata 7 0 R>>',
        7: streamOf('no flate', '/Filter/FlateDecode'),
      },
      '/Root 1 0 R',
    );
    expect(walkBytes(walkPdf, bytes).complete).toBe(false);
  });
});
