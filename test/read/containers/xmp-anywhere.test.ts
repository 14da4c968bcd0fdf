import { describe, expect, test } from 'vitest';
import { walkRiff } from '../../../src/read/containers/riff.ts';
import { bytesOf, le32, saidBy, walkBytes } from './bytes-of.ts';

const ai = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';
const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:e="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" e:DigitalSourceType="${ai}"/></rdf:RDF>`;
const packet = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">${rdf}</x:xmpmeta><?xpacket end="w"?>`;
const said = `Iptc4xmpExt:DigitalSourceType=${ai}`;

function chunk(id: string, ...content: (string | Uint8Array)[]): Buffer {
  const body = bytesOf(...content);
  return bytesOf(id, le32(body.length), body, ...(body.length % 2 === 1 ? [0] : []));
}
const format = chunk('fmt ', Buffer.from([1, 0, 1, 0, 0x40, 0x1f, 0, 0, 0x80, 0x3e, 0, 0, 2, 0, 16, 0]));
const wav = (...chunks: Uint8Array[]): Buffer => chunk('RIFF', 'WAVE', format, ...chunks, chunk('data', Buffer.alloc(8)));

// A source type in a place that its specification did not make for it was kept as text, where no marker looks.
describe('XMP in text chunks of a WAV', () => {
  const adtl = (id: string, head: number): Buffer => chunk('LIST', 'adtl', chunk(id, Buffer.alloc(head), packet));
  test.each([
    ['axml', chunk('axml', packet)],
    ['axml, bare RDF behind other XML', chunk('axml', `<ebuCoreMain/>${rdf}`)],
    ['iXML', chunk('iXML', `<BWFXML><USER>${packet}</USER></BWFXML>`)],
    ['a label', adtl('labl', 4)],
    ['a labelled text', adtl('ltxt', 20)],
    ['INFO', chunk('LIST', 'INFO', chunk('ICMT', packet))],
    ['a chunk that nobody specified', chunk('xmpd', packet)],
  ])('%s', (_, bytes) => {
    const walk = walkBytes(walkRiff, wav(bytes));
    expect(saidBy(walk)).toContain(said);
    expect(walk.facts.find(({ name }) => name === 'Iptc4xmpExt:DigitalSourceType')?.source).toBe('xmp');
    expect(walk.complete).toBe(true);
  });
});

test('a text that only speaks of XMP, or holds a broken packet, is still a text that was read', () => {
  const walk = walkBytes(walkRiff, wav(chunk('axml', 'see <x:xmpmeta> and <rdf:RDF</x:xmpmeta>')));
  expect(walk.complete).toBe(true);
  expect(walk.problems.map(({ code }) => code)).toEqual(['reader-warning']);
});
