import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { xmlText } from '../../src/tools/xml.ts';

/** What another reader finds: attributes and texts, in order. */
function read(xml: string): readonly string[] {
  const found: string[] = [];
  const parser = new SaxesParser();
  parser.on('opentag', ({ attributes }) => found.push(...Object.values(attributes)));
  parser.on('text', (text) => text.trim() !== '' && found.push(text));
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
  return found;
}

describe('writing XML', () => {
  it('gives back what went in: markup, quotes, references as they were written', () => {
    const texts = ['a<b>c"d\'e', ']]>', '&lt;script&gt; &amp;amp; &#38; & &unknown;', '<!-- --> <?x ?>', '\ud83d\ude00'];
    for (const text of texts) expect(read(xmlText({ a: { '@b': text, '#': text } }))).toEqual([text, text]);
  });

  it('puts U+FFFD in the place of what XML 1.0 forbids', () => {
    const xml = xmlText({ a: { '@b': '\u0000x\ufffe\uffff', '#': '\ud800y\u0001' } });
    expect(read(xml)).toEqual(['\ufffdx\ufffd\ufffd', '\ufffdy\ufffd']);
  });

  it('leaves out what is undefined, and writes several elements of one name', () => {
    const xml = xmlText({ a: { b: undefined, c: ['1', '2'], d: 0 } });
    expect(xml).not.toContain('<b');
    expect(read(xml)).toEqual(['1', '2', '0']);
  });
});
