import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inspect } from '../../src/inspect.ts';
import { scan } from '../../src/scan.ts';

const trained = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'messages-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, content: string | Buffer): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), content);
}

/** A second of silence, 8 kHz, 8 bit. */
function wav(): Buffer {
  const head = Buffer.from('RIFF    WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data    ', 'latin1');
  head.writeUInt32LE(36 + 8000, 4);
  head.writeUInt32LE(8000, 40);
  return Buffer.concat([head, Buffer.alloc(8000, 0x80)]);
}

/** Silent MPEG frames behind an ID3 comment as Suno writes it. */
function sunoMp3(): Buffer {
  const text = 'made with suno; created=2026-08-01T10:00:00.000Z; id=2b6e053b-9a65-4ca9-9e13-b6f4465164d4';
  const body = Buffer.concat([Buffer.from('\0eng\0', 'latin1'), Buffer.from(text)]);
  const frame = Buffer.concat([Buffer.from('COMM'), Buffer.from([0, 0, 0, body.length, 0, 0]), body]);
  const tag = Buffer.concat([
    Buffer.from('ID3\x03\0\0\0\0', 'latin1'),
    Buffer.from([frame.length >> 7, frame.length & 0x7f]),
    frame,
  ]);
  const silence = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0xc4]), Buffer.alloc(413)]);
  return Buffer.concat([tag, ...Array.from({ length: 10 }, () => silence)]);
}

const recording = (id: string, contains: string, file: string): string =>
  `<SoundRecording><ResourceReference>${id}</ResourceReference><DisplayTitleText>Rain</DisplayTitleText><ContainsAI>${contains}</ContainsAI><TechnicalDetails><DeliveryFile><File><URI>${file}</URI></File></DeliveryFile></TechnicalDetails></SoundRecording>`;
const ern = (...recordings: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?><ern:NewReleaseMessage xmlns:ern="http://ddex.net/xml/ern/432"><ResourceList>${recordings.join('')}</ResourceList></ern:NewReleaseMessage>`;

async function scanned() {
  const report = await scan([folder], { thumbnails: false, trust: [] });
  const asset = (path: string) => report.assets.find((one) => one.path === path);
  const findings = report.findings
    .map(({ code, asset: path }) => `${code} ${path ?? ''}`)
    .filter((one) => !one.startsWith('D17'));
  return { asset, findings, verdicts: Object.fromEntries(report.assets.map(({ path, verdict }) => [path, verdict])) };
}

test('a release message speaks for the recordings that it names, each for itself', async () => {
  put('ern.xml', ern(recording('A1', 'All', 'resources/all.wav'), recording('A2', 'None', 'resources/none.wav')));
  put('resources/all.wav', wav());
  put('resources/none.wav', wav());
  const { asset, findings, verdicts } = await scanned();
  expect(verdicts).toEqual({ 'ern.xml': 'unmarked', 'resources/all.wav': 'generated', 'resources/none.wav': 'unmarked' });
  expect(findings).toEqual(['D01 resources/all.wav']);
  expect(asset('ern.xml')?.problems.map(({ code }) => code)).toEqual(['speaks-of-media']);
  expect(asset('ern.xml')?.problems[0]?.message).toContain('resources/all.wav');
  // The place of the evidence can be opened: the message is a part of what it speaks of, and its bytes have a digest.
  const piece = asset('resources/all.wav')?.evidence[0];
  expect(piece).toMatchObject({ marker: 'aud-ddex-containsai', at: { path: 'ern.xml', sha256: expect.any(String) } });
  expect(piece?.where).toMatch(/^ern\.xml: DDEX, .*\(A1, "Rain"\)$/);
  expect(asset('resources/all.wav')?.parts.map(({ path }) => path)).toEqual(['ern.xml']);
});

test('a message that denies AI stands against a mark in the file that it names, and only there', async () => {
  put('ern.xml', ern(recording('A1', 'None', 'song.mp3'), recording('A2', 'All', 'all.wav')));
  put('song.mp3', sunoMp3());
  put('all.wav', wav());
  const { asset, findings } = await scanned();
  expect(asset('song.mp3')).toMatchObject({ verdict: 'generated', conflicts: [{ code: 'denied-and-marked' }] });
  expect(asset('all.wav')?.conflicts).toEqual([]);
  expect(asset('ern.xml')?.conflicts).toEqual([]);
  expect(findings).toContain('P05 song.mp3');
});

test('what a message says of files that are not there stays with it, each recording for itself', async () => {
  put('ern.xml', ern(recording('A1', 'None', 'lost.wav'), recording('A2', 'All', '../outside.wav')));
  const { asset, findings } = await scanned();
  expect(asset('ern.xml')).toMatchObject({ verdict: 'generated', conflicts: [], problems: [] });
  expect(asset('ern.xml')?.evidence[0]?.of).toEqual({ id: 'A2', title: 'Rain', files: ['../outside.wav'] });
  expect(findings).toEqual(['D01 ern.xml']);
});

test('JSON-LD and NewsML speak for the files that they name; what a node encloses is another thing', async () => {
  put('about.jsonld', JSON.stringify({ '@context': 'https://schema.org', contentUrl: 'a.wav', digitalSourceType: trained }));
  const cover = { '@type': 'ImageObject', digitalSourceType: trained };
  put('cover.jsonld', JSON.stringify({ '@context': 'https://schema.org', contentUrl: 'b.wav', image: cover }));
  put(
    'news.xml',
    `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:1"><contentMeta><digitalSourceType uri="${trained}"/></contentMeta><contentSet><remoteContent href="c.wav"/></contentSet></newsItem>`,
  );
  for (const name of ['a.wav', 'b.wav', 'c.wav']) put(name, wav());
  expect((await scanned()).verdicts).toEqual({
    'a.wav': 'generated',
    'about.jsonld': 'unmarked',
    'b.wav': 'unmarked',
    'c.wav': 'generated',
    'cover.jsonld': 'generated',
    'news.xml': 'unmarked',
  });
});

test('inspect sees what a message in the folder says of the file', async () => {
  put('ern.xml', ern(recording('A1', 'All', 'all.wav')));
  put('all.wav', wav());
  const { asset } = await inspect(join(folder, 'all.wav'), { thumbnails: false });
  expect([asset.verdict, asset.evidence[0]?.at?.path]).toEqual(['generated', 'ern.xml']);
});

test('XMP about another file does not accuse the picture that carries it, whichever reader read it', async () => {
  const plain = readFileSync(`${import.meta.dirname}/../../fixtures/read/plain/picture.jpg`);
  const marked = (about: string): Buffer => {
    const packet = `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="${about}" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" Iptc4xmpExt:DigitalSourceType="${trained}"/></rdf:RDF></x:xmpmeta>`;
    const length = Buffer.from([0xff, 0xe1, (packet.length + 2) >> 8, (packet.length + 2) & 0xff]);
    return Buffer.concat([plain.subarray(0, 2), length, Buffer.from(packet, 'latin1'), plain.subarray(2)]);
  };
  put('host.jpg', marked('file:///D:/media/other.jpg'));
  put('own.jpg', marked(''));
  put('renamed.jpg', marked('uuid:faf5bdd5-ba3d-11da-ad31-d33d75182f1b'));
  const { asset, findings, verdicts } = await scanned();
  expect(verdicts).toEqual({ 'host.jpg': 'possible', 'own.jpg': 'generated', 'renamed.jpg': 'generated' });
  expect(asset('host.jpg')?.evidence.map(({ relation, at }) => [relation, at?.path])).toEqual([['elsewhere', 'host.jpg']]);
  expect(asset('host.jpg')?.evidence[0]?.where).toContain('about file:///D:/media/other.jpg');
  expect(findings.filter((one) => one.endsWith('host.jpg'))).toEqual(['P07 host.jpg']);
});

test('a generated film with a camera of QuickTime shows the clash', async () => {
  const box = (type: string, ...content: readonly Buffer[]): Buffer => {
    const body = Buffer.concat(content);
    const head = Buffer.alloc(8);
    head.writeUInt32BE(body.length + 8);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, body]);
  };
  const text = (type: string, value: string): Buffer => {
    const head = Buffer.from([value.length >> 8, value.length & 0xff, 0x55, 0xc4]);
    return box(type, head, Buffer.from(value));
  };
  const mark = text('\xa9cmt', 'made with suno; created=2026-08-01T10:00:00.000Z; id=2b6e053b-9a65-4ca9-9e13-b6f4465164d4');
  const film = (...tags: readonly Buffer[]): Buffer =>
    Buffer.concat([
      box('ftyp', Buffer.from('qt  \0\0\0\0qt  ')),
      box('moov', box('udta', mark, ...tags)),
      box('mdat', Buffer.alloc(8)),
    ]);
  put('shot.mov', film(text('\xa9mak', 'Canon'), text('\xa9mod', 'EOS R5')));
  put('song.mov', film(text('\xa9mod', 'EOS R5')));
  const { asset } = await scanned();
  expect(asset('shot.mov')).toMatchObject({
    verdict: 'generated',
    conflicts: [{ code: 'camera-and-ai', between: ['EOS R5', expect.any(String)] }],
  });
  expect(asset('song.mov')).toMatchObject({ verdict: 'generated', conflicts: [] });
});
