import { describe, expect, test } from 'vitest';
import { walkFrontMatter } from '../../../src/read/containers/front-matter.ts';
import { walkDdex, walkNewsml } from '../../../src/read/containers/message-xml.ts';
import { walkJsonLd, walkMetadataJson, walkSettingsJson } from '../../../src/read/containers/sidecar-json.ts';
import { walkSettingsText } from '../../../src/read/containers/sidecar-text.ts';
import { walkWeights } from '../../../src/read/containers/weights.ts';
import { bytesOf, saidBy, walkBytes } from './bytes-of.ts';

const bytes = (text: string): Buffer => Buffer.from(text);
const json = (value: unknown): Buffer => bytes(JSON.stringify(value, null, 1));
const trained = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';

/** The bytes that each fact points at. */
function bytesAt(walk: ReturnType<typeof walkBytes>, file: Buffer): string[] {
  return walk.facts.map(({ at }) => file.subarray(at?.offset, (at?.offset ?? 0) + (at?.length ?? 0)).toString());
}

describe('text sidecars', () => {
  test('a settings text is one statement, also in UTF-16', () => {
    const text = 'ein roter Füchs\nSteps: 20, Sampler: Euler a, Seed: 1';
    expect(saidBy(walkBytes(walkSettingsText, bytes(`${text}\n`)))).toEqual([`text=${text}`]);
    const wide = Buffer.from(`\ufeff${text}`, 'utf16le');
    expect(saidBy(walkBytes(walkSettingsText, wide))).toEqual([`text=${text}`]);
  });

  test('settings in JSON are told whole, and a settings line that is a value beside it', () => {
    const line = 'a fox\nSteps: 20, Sampler: Euler a, Seed: 1';
    const file = json({ infotext: line, seed: 1 });
    const walk = walkBytes(walkSettingsJson, file);
    expect(walk.facts.map(({ value }) => value)).toEqual([file.toString(), line]);
    expect(bytesAt(walk, file)[1]).toBe(JSON.stringify(line));
  });

  test('JSON that does not parse keeps its text, and is not complete', () => {
    const walk = walkBytes(walkSettingsJson, bytes('{"3":{"class_type":"KSampler","inputs":{'));
    expect([walk.complete, walk.facts.length, walk.problems[0]?.code]).toEqual([false, 1, 'broken-structure']);
    expect(walkBytes(walkSettingsJson, bytes('{"is_changed":[NaN],"class_type":"a"}')).complete).toBe(true);
    expect(walkBytes(walkSettingsJson, bytes(`${'['.repeat(5000)}${']'.repeat(5000)}`)).complete).toBe(false);
  });

  test('JSON-LD tells the source type at any depth and spelling, as text or as a node', () => {
    const file = json({
      '@context': 'https://schema.org',
      digitalSourceType: 'https://schema.org/TrainedAlgorithmicMediaDigitalSource',
      image: [{ 'schema:digitalSourceType': { '@id': trained }, name: 'a picture' }],
      keywords: 'trainedAlgorithmicMedia',
    });
    const walk = walkBytes(walkJsonLd, file);
    expect(saidBy(walk)).toEqual([
      'jsonld:digitalSourceType=https://schema.org/TrainedAlgorithmicMediaDigitalSource',
      `jsonld:digitalSourceType=${trained}`,
    ]);
    expect(bytesAt(walk, file)[1]).toBe(`"${trained}"`);
    expect(walk.facts[1]?.where).toBe('JSON, image/schema:digitalSourceType/@id');
  });

  test('more statements than any real file has end in a limit, soon', () => {
    const many = Array.from({ length: 50_000 }, (_, index) => ({ digitalSourceType: `a${index}` }));
    const walk = walkBytes(walkJsonLd, json({ '@context': 'x', '@graph': many }));
    expect([walk.complete, walk.facts.length]).toEqual([false, 500]);
  }, 10_000);

  test('ninjs tells the source type, not its label', () => {
    const file = json({ uri: 'x', digitalSourceType: { uri: trained, name: 'Created using Generative AI' } });
    expect(saidBy(walkBytes(walkMetadataJson, file))).toEqual([`json:digitalSourceType=${trained}`]);
  });
});

describe('front matter', () => {
  const label = '{"Label":"1","ContentProducer":"x"}';

  test('holds the label as JSON, quoted or not, or as lines of its own', () => {
    const lines = `AIGC:\n  Label: "1"\n  ContentProducer: x`;
    for (const text of [`AIGC: ${label}`, `AIGC: '${label}'`, lines]) {
      const file = bytes(`---\ntitle: Füchse\n${text}\ntags: []\n---\n# Text\nAIGC: none\n`);
      const walk = walkBytes(walkFrontMatter, file);
      expect(saidBy(walk)).toEqual([`frontmatter:AIGC=${label}`]);
      expect(bytesAt(walk, file)).toEqual([text]);
    }
  });

  test('that does not end is not complete', () => {
    expect(walkBytes(walkFrontMatter, bytes(`---\nAIGC: ${label}\n`))).toMatchObject({ complete: false });
  });
});

describe('messages in XML', () => {
  test('NewsML-G2 tells the source type by qcode or URI', () => {
    const file = bytes(
      `<?xml version="1.0"?>\n<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><contentMeta><digitalSourceType qcode="digsrctype:trainedAlgorithmicMedia"/></contentMeta><partMeta><digitalSourceType uri="${trained}"/></partMeta></newsItem>`,
    );
    const walk = walkBytes(walkNewsml, file);
    expect(saidBy(walk)).toEqual([
      'newsml:digitalSourceType=digsrctype:trainedAlgorithmicMedia',
      `newsml:digitalSourceType=${trained}`,
    ]);
    expect(bytesAt(walk, file)[0]).toBe('<digitalSourceType qcode="digsrctype:trainedAlgorithmicMedia"/>');
  });

  test('DDEX tells what contains AI, what contributes AI, and of which resource', () => {
    const file = bytes(
      `  <?xml version="1.0" encoding="UTF-8"?><ern:NewReleaseMessage xmlns:ern="http://ddex.net/xml/ern/432"><ResourceList><SoundRecording><ResourceReference>A1</ResourceReference><ContainsAI>Partly</ContainsAI><Contributor><AiContribution>Vocals</AiContribution></Contributor></SoundRecording><SoundRecording><ResourceReference>A2</ResourceReference><ContainsAI>None</ContainsAI></SoundRecording></ResourceList></ern:NewReleaseMessage>`,
    );
    const walk = walkBytes(walkDdex, file);
    expect(walk.problems).toEqual([]);
    expect(saidBy(walk)).toEqual(['ddex:ContainsAI=Partly', 'ddex:AiContribution=Vocals', 'ddex:ContainsAI=None']);
    expect(bytesAt(walk, file)[0]).toBe('<ContainsAI>Partly</ContainsAI>');
    expect(walk.facts.map(({ where }) => /\((A\d)\)/.exec(where)?.[1])).toEqual(['A1', 'A1', 'A2']);
  });

  test('DDEX tells of each statement which recording or release it speaks of, and in which files that is stored', () => {
    const file = bytes(
      `<ern:NewReleaseMessage xmlns:ern="http://ddex.net/xml/ern/432"><ResourceList><SoundRecording><ResourceReference>A1</ResourceReference><ReferenceTitle><TitleText>Rain</TitleText></ReferenceTitle><ContainsAI>All</ContainsAI><SoundRecordingDetailsByTerritory><TechnicalSoundRecordingDetails><File><FileName>1.wav</FileName><FilePath>audio/</FilePath></File></TechnicalSoundRecordingDetails></SoundRecordingDetailsByTerritory></SoundRecording><SoundRecording><ResourceReference>A2</ResourceReference><ContainsAI>None</ContainsAI><TechnicalDetails><DeliveryFile><File><URI>audio/2.wav</URI></File></DeliveryFile><DeliveryFile><File><URI>audio/2.mp3</URI></File></DeliveryFile></TechnicalDetails></SoundRecording></ResourceList><ReleaseList><Release><ReleaseReference>R0</ReleaseReference><ContainsAI>Partly</ContainsAI><ResourceGroup><ResourceGroupContentItem><ReleaseResourceReference>A1</ReleaseResourceReference></ResourceGroupContentItem><ResourceGroupContentItem><ReleaseResourceReference>A2</ReleaseResourceReference></ResourceGroupContentItem></ResourceGroup></Release></ReleaseList></ern:NewReleaseMessage>`,
    );
    expect(walkBytes(walkDdex, file).facts.map(({ value, of }) => [value, of])).toEqual([
      ['All', { id: 'A1', title: 'Rain', files: ['audio/1.wav'] }],
      ['None', { id: 'A2', files: ['audio/2.wav', 'audio/2.mp3'] }],
      ['Partly', { id: 'R0', files: ['audio/1.wav', 'audio/2.wav', 'audio/2.mp3'], holds: ['A1', 'A2'] }],
    ]);
  });

  test('NewsML-G2 tells the item and its renditions, JSON the node that holds the statement and its files', () => {
    const item = (guid: string, type: string, href: string): string =>
      `<newsItem guid="${guid}"><contentMeta><digitalSourceType uri="${type}"/><headline>Rain</headline></contentMeta><contentSet><remoteContent href="${href}"/></contentSet></newsItem>`;
    const news = walkBytes(
      walkNewsml,
      bytes(
        `<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">${item('u:1', trained, 'a.jpg')}${item('u:2', 'x', 'b.jpg')}</newsMessage>`,
      ),
    );
    expect(news.facts.map(({ of }) => of)).toEqual([
      { id: 'u:1', title: 'Rain', files: ['a.jpg'] },
      { id: 'u:2', title: 'Rain', files: ['b.jpg'] },
    ]);
    const of = (value: unknown): unknown => walkBytes(walkMetadataJson, json(value)).facts[0]?.of;
    expect(of({ renditions: [{ href: 'a.jpg' }, { href: 'b.jpg' }], headline: 'Rain', digitalSourceType: trained })).toEqual({
      id: '/',
      title: 'Rain',
      files: ['a.jpg', 'b.jpg'],
    });
    expect(of({ list: [{ renditions: { big: { href: 'a.jpg' } }, digitalSourceType: { uri: trained } }] })).toMatchObject({
      id: '/list/0',
      files: ['a.jpg'],
    });
    expect(of([{ SourceFile: './a.jpg', 'XMP-iptcExt:DigitalSourceType': trained }])).toMatchObject({ files: ['./a.jpg'] });
    expect(of({ url: 'a.jpg', thumbnail: { digitalSourceType: trained } })).toBeUndefined();
  });

  test('a message that ends early or nests without end is not complete', () => {
    const start = '<ern:NewReleaseMessage xmlns:ern="http://ddex.net/xml/ern/432">';
    expect(walkBytes(walkDdex, bytes(`${start}<ContainsAI>All</ContainsAI>`))).toMatchObject({ complete: false });
    expect(walkBytes(walkDdex, bytes(`${start}${'<a>'.repeat(1000)}`))).toMatchObject({
      complete: false,
      problems: [{ code: 'limit-reached' }],
    });
  });
});

describe('weights of models', () => {
  const safetensors = (header: string): Buffer => {
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(header.length));
    return bytesOf(length, header, '\0\0\0\0');
  };

  test('tell their kind, and a safetensors file what its header says', () => {
    const walk = walkBytes(walkWeights, safetensors('{"__metadata__":{"modelspec.title":"face of R."},"w":{"dtype":"F16"}}'));
    expect(saidBy(walk)).toEqual(['weights:format=safetensors', 'weights:modelspec.title=face of R.']);
    expect(saidBy(walkBytes(walkWeights, bytesOf('GGUF', '\x03\0\0\0')))).toEqual(['weights:format=GGUF']);
  });

  test('end in a problem where the header is cut or broken', () => {
    const whole = safetensors('{"__metadata__":{"a":"b"}}');
    expect(walkBytes(walkWeights, whole.subarray(0, 20)).problems[0]?.code).toBe('truncated');
    expect(walkBytes(walkWeights, safetensors('{"a":')).problems[0]?.code).toBe('broken-structure');
  });
});
