import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { discover, rootsOf } from '../../src/discover/index.ts';

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const settings = 'a red fox\nNegative prompt: blurry\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1';
const graph = '{"3":{"class_type":"KSampler","inputs":{"seed":1}}}';
const sourceType = '"digitalSourceType":"https://schema.org/TrainedAlgorithmicMediaDigitalSource"';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sidecars-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, content: string | Buffer = png): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), content);
}

/** Assets with their parts, and what was skipped. */
async function found() {
  const { assets, skipped } = await discover(await rootsOf([folder]), { include: [], exclude: [] }, (task) => task());
  return {
    assets: Object.fromEntries(assets.map(({ asset }) => [asset.path, asset.parts.map(({ path }) => path)])),
    kinds: Object.fromEntries(
      assets.map(({ asset, problems }) => [asset.path, `${asset.kind} ${asset.format}${problems.length}`]),
    ),
    skipped: Object.fromEntries(skipped.map(({ path, reason }) => [path, reason])),
  };
}

describe('texts beside media', () => {
  it('are parts of the media of their name when they hold generation settings', async () => {
    put('a.png');
    put('a.txt', settings);
    put('b.png');
    put('b.png.json', '{"sui_image_params":{"prompt":"a fox"}}');
    put('c.png');
    put('c.swarm.json', '{"sui_image_params":{"prompt":"a fox"}}');
    put('d.png');
    put('d.json', graph);
    put('e.png');
    put('e.txt', Buffer.from(`\ufeff${settings}`, 'utf16le'));
    expect((await found()).assets).toEqual({
      'a.png': ['a.txt'],
      'b.png': ['b.png.json'],
      'c.png': ['c.swarm.json'],
      'd.png': ['d.json'],
      'e.png': ['e.txt'],
    });
  });

  it('stay no media when they hold anything else, whatever they are called', async () => {
    put('a.png');
    put('a.txt', 'Steps: see the manual of the sampler');
    put('a.json', '{"prompt":"say it again","nodes":["scan","print"],"links":[]}');
    put('b.png');
    put('b.txt', Buffer.concat([Buffer.from(settings), Buffer.alloc(8)]));
    put('package.json', '{"name":"x"}');
    const { assets, skipped } = await found();
    expect(assets).toEqual({ 'a.png': [], 'b.png': [] });
    expect(Object.values(skipped)).toEqual(['not-media', 'not-media', 'not-media', 'not-media']);
  });

  it('hold settings of no picture that is there: nothing tells what was made with them', async () => {
    put('a.txt', settings);
    put('b.json', '{"sui_image_params":{}}');
    put('sub/a.png');
    expect((await found()).skipped).toEqual({ 'a.txt': 'not-media', 'b.json': 'not-media' });
  });

  it('belong to every picture of the name, since they name no extension', async () => {
    put('a.png');
    put('a.jpg', Buffer.from('ffd8ffe000104a464946', 'hex'));
    put('a.txt', settings);
    put('a.png.txt', settings);
    expect((await found()).assets).toEqual({ 'a.jpg': ['a.txt'], 'a.png': ['a.png.txt', 'a.txt'] });
  });
});

describe('messages', () => {
  const ddex = '<?xml version="1.0"?><ern:NewReleaseMessage xmlns:ern="http://ddex.net/xml/ern/432"></ern:NewReleaseMessage>';
  const newsml = '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="a"></newsItem>';

  it('are assets of their own where no media lie beside them, by content and not by name', async () => {
    put('release.xml', ddex);
    put('news.xml', newsml);
    put('page.jsonld', `{"@context":"https://schema.org",${sourceType}}`);
    put('item.json', `{"uri":"x","versionCreated":"2026-01-01",${sourceType}}`);
    put('workflow.json', graph);
    put('cut.xml', '<?xml version="1.0"?><xmeml version="5"></xmeml>');
    const { kinds, skipped } = await found();
    expect(kinds).toEqual({
      'item.json': 'sidecar application/x-ninjs+json0',
      'news.xml': 'sidecar application/vnd.iptc.g2.newsitem+xml0',
      'page.jsonld': 'sidecar application/ld+json0',
      'release.xml': 'sidecar application/x-ddex-ern+xml0',
      'workflow.json': 'sidecar application/x-comfyui-graph+json0',
    });
    expect(skipped).toEqual({ 'cut.xml': 'not-media' });
  });

  it('are parts of the media of their name', async () => {
    put('a.png');
    put('a.xml', newsml);
    put('a.jsonld', `{"@context":"https://schema.org",${sourceType}}`);
    expect((await found()).assets).toEqual({ 'a.png': ['a.jsonld', 'a.xml'] });
  });

  it('are not those reports that only repeat what media state', async () => {
    put('a.png');
    put('a.json', `{"active_manifest":"urn:c2pa:1",${sourceType}}`);
    put('report.json', `{"schema":"trueslate.report/1","@context":"x",${sourceType}}`);
    put('tags.json', `[{"SourceFile":"a.png",${sourceType}}]`);
    expect((await found()).assets).toEqual({ 'a.png': [] });
  });
});

describe('documents', () => {
  it('in Markdown are assets only with a label in their front matter', async () => {
    put('labelled.md', '---\ntitle: a\nAIGC: {"Label":"1"}\n---\n');
    put('plain.md', '---\ntitle: a\n---\nAIGC: to be discussed\n');
    put('notes.docx', Buffer.from('PK\x03\x04'));
    const { kinds, skipped } = await found();
    expect(kinds['labelled.md']).toBe('document text/markdown0');
    expect(kinds['notes.docx']).toMatch(/^document .*wordprocessingml/);
    expect(skipped).toEqual({ 'plain.md': 'not-media' });
  });
});

describe('weights of models', () => {
  it('are documents, by content', async () => {
    const header = '{"w":{"dtype":"F16"}}';
    put('face.safetensors', Buffer.concat([Buffer.from([header.length, 0, 0, 0, 0, 0, 0, 0]), Buffer.from(header)]));
    put('old.ckpt', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(26), Buffer.from('archive/data.pkl')]));
    put('render.ckpt', 'frame 12');
    put('archive.zip', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(26), Buffer.from('readme.txt')]));
    const { kinds, skipped } = await found();
    expect(kinds).toEqual({
      'face.safetensors': 'document application/x-model-weights0',
      'old.ckpt': 'document application/x-model-weights0',
    });
    expect(skipped).toEqual({ 'archive.zip': 'not-media', 'render.ckpt': 'not-media' });
  });
});
