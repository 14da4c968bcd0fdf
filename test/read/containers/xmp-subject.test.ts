import { describe, expect, it } from 'vitest';
import { xmpFacts } from '../../../src/read/containers/xmp.ts';

const dst = 'Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"';
const spaces =
  'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:dc="http://purl.org/dc/elements/1.1/"';
const describing = (about: string | undefined, rest: string): string =>
  `<rdf:Description ${about === undefined ? '' : `rdf:about="${about}" `}${rest}/>`;

/** Whether the source type is said of another resource than the file at this path. */
function isElsewhere(descriptions: readonly string[], path = 'stills/host.jpg'): boolean {
  const packet = Buffer.from(
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" ${spaces}>${descriptions.join('')}</rdf:RDF></x:xmpmeta>`,
  );
  const { facts, problems } = xmpFacts(packet, { path, where: 'XMP', offset: 0, length: packet.length });
  expect(problems).toEqual([]);
  const said = facts.filter(({ name }) => name === 'Iptc4xmpExt:DigitalSourceType');
  expect(said).toHaveLength(1);
  return said[0]?.elsewhere !== undefined;
}

describe('the subject of XMP', () => {
  it('is the file where it is empty, absent, the id of Windows, or an id that stands alone', () => {
    const ids = describing('', 'xmpMM:DocumentID="xmp.did:1111"');
    expect(isElsewhere([describing('', dst)])).toBe(false);
    expect(isElsewhere([describing(undefined, dst)])).toBe(false);
    expect(isElsewhere([ids, describing('uuid:faf5bdd5-ba3d-11da-ad31-d33d75182f1b', dst)])).toBe(false);
    const old = 'uuid:c197d41e-f8f7-11d9-b03e-c023c3939af5';
    expect(isElsewhere([describing(old, dst), describing(old, 'xmpMM:DocumentID="adobe:docid:photoshop:22"')])).toBe(false);
    expect(isElsewhere([describing('', 'dc:format="image/jpeg"'), describing(old, dst)])).toBe(false);
  });

  it('is the file where an id of its own is named, however it is written', () => {
    const ids = describing('', 'xmpMM:DocumentID="xmp.did:AB-CD" xmpMM:InstanceID="xmp.iid:2222"');
    expect(isElsewhere([ids, describing('xmp.iid:2222', dst)])).toBe(false);
    expect(isElsewhere([ids, describing('uuid:abcd', dst)])).toBe(false);
  });

  it('is another resource where its id is none of those that the file states of itself', () => {
    const ids = describing('', 'xmpMM:DocumentID="xmp.did:1111"');
    expect(isElsewhere([ids, describing('xmp.did:9999', `${dst} xmpMM:DocumentID="xmp.did:9999"`)])).toBe(true);
    expect(isElsewhere([describing('uuid:other', 'dc:format="image/png"'), describing('', `${dst} xmpMM:DocumentID="x"`)])).toBe(
      false,
    );
  });

  it('is another file where that is named, by address or path, and the same where only the extension differs', () => {
    for (const about of [
      'other.png',
      'file:///C:/media/other.jpg',
      'https://example.com/a/other.webp?x=1',
      'C:\\media\\other.jpg',
    ]) {
      expect([about, isElsewhere([describing(about, dst)])]).toEqual([about, true]);
    }
    for (const about of [
      'host.jpg',
      'file:///x/HOST.NEF',
      'https://example.com/host.jpg',
      'https://example.com/images/17',
      'Leica',
    ]) {
      expect([about, isElsewhere([describing(about, dst)])]).toEqual([about, false]);
    }
    expect(isElsewhere([describing('host.jpg', dst)], 'stills/host.jpg.xmp')).toBe(false);
    expect(isElsewhere([describing('host.dng', dst)], 'stills/host.xmp')).toBe(false);
  });
});
