import { expect, it } from 'vitest';
import { anyTagMarkers } from '../../src/markers/any-tag.ts';

const said = (value: string): string[] =>
  anyTagMarkers
    .filter((marker) => marker.match([{ source: 'container', name: 'ixml:NOTE', value, where: 'iXML' }]).length > 0)
    .map(({ says }) => says);

/** Writers copy addresses as browsers, dumps and JSON give them; a text that only speaks of a term stays a text. */
it('reads the address of a term with query, fragment, brackets, file extension, or without its scheme', () => {
  const base = 'cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';
  for (const value of [
    `http://${base}`,
    `http://${base}?lang=en-GB`,
    `http://${base}/?format=json&lang=fr`,
    `https://${base}#`,
    `<http://${base}>`,
    `"http://${base}",`,
    `http://${base}.`,
    `${base}`,
    `www.${base}`,
    `DigitalSourceType: http://${base}?lang=x-all`,
    `http://${base}.html`,
    'https://schema.org/TrainedAlgorithmicMediaDigitalSource',
  ]) {
    expect([value, said(value)]).toEqual([value, ['generated']]);
  }
  expect(said('http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic?lang=en')).toEqual(['edited']);
});

it('takes no other term, vocabulary or text for it', () => {
  for (const value of [
    'http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia?was=trainedAlgorithmicMedia',
    'http://cv.iptc.org/newscodes/digitalsourcetype/?term=trainedAlgorithmicMedia',
    'http://example.com/cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia',
    'See http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia for what it means',
    'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia is not used here',
    'trainedAlgorithmicMedia',
    `http://cv.iptc.org/newscodes/digitalsourcetype/${'a'.repeat(100_000)}`,
  ]) {
    expect([value.slice(0, 80), said(value)]).toEqual([value.slice(0, 80), []]);
  }
});
