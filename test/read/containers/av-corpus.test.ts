import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { formatByName } from '../../../src/model/index.ts';
import { avWalkers } from '../../../src/read/containers/av.ts';
import { runOnBytes, runReads, type Walk } from '../../../src/read/containers/reads.ts';

/** Real files of others with known truth; not part of the repository, so these tests only run where they are. */
const root = fileURLToPath(new URL('../../../', import.meta.url));
const corpus = join(root, '../shared/corpus');
const exiftool = join(root, 'node_modules/exiftool-vendored.pl/bin/exiftool');
const there = existsSync(join(corpus, 'MANIFEST.tsv'));
if (!there) console.warn(`skipped: no corpus at ${corpus}`);

interface Row {
  readonly path: string;
  readonly truth: string;
}

function rows(): Row[] {
  if (!there) return [];
  const [, ...lines] = readFileSync(join(corpus, 'MANIFEST.tsv'), 'utf8').trimEnd().split('\n');
  return lines
    .map((line) => line.split('\t'))
    .map((cells) => ({ path: cells[0] ?? '', truth: cells[7] ?? '' }))
    .filter(({ path }) => walkerOf(path) !== undefined);
}

function walkerOf(path: string) {
  const format = formatByName(path);
  return Object.entries(avWalkers).find(([mime]) => mime === format?.mime)?.[1];
}

async function walk(path: string): Promise<{ walk: Walk; bytes: number }> {
  const walker = walkerOf(path);
  const file = openSync(join(corpus, path), 'r');
  try {
    const { size } = fstatSync(file);
    let bytes = 0;
    const readAt = async (offset: number, length: number) => {
      const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - offset)));
      readSync(file, buffer, 0, buffer.length, offset);
      bytes += buffer.length;
      return buffer;
    };
    if (!walker) throw new Error(`no walker for ${path}`);
    return { walk: await runReads(walker({ path, size }), readAt, size), bytes };
  } finally {
    closeSync(file);
  }
}

const leaf = (path: string) => path.split('/').pop() ?? path;

/** Rows that the corpus calls sound, and that are cut or do not hold: the bytes are the proof. */
const cutOrBroken: Readonly<Record<string, string>> = {
  'sample3.invalid.wav': 'the RIFF size promises a megabyte that is not there',
  'riff_bomb_1000.wav': 'a thousand LIST chunks inside one another: past our depth',
  '64bit.mp4': 'inner boxes end behind their parents, and there is no picture or sound',
  'flac_application.flac': 'cut to 13,000 bytes inside its last frame: ffmpeg reports an invalid residual there',
  'variable-block.flac': 'cut to 10,240 bytes inside its last frame: ffmpeg reports an invalid residual there',
  '52-overwritten-metadata.flac': 'cut to 512 bytes before the first frame',
  'fixture-dash.mp4': '32 bytes: the beginning of a file',
  'fixture-isom.mp4': '262 bytes: the beginning of a file',
  'fixture-isomv2.mp4': '16 bytes: the beginning of a file',
  'fixture-json.webp': '19 bytes of JSON',
  'fixture-mp2l3.mp3': '128 bytes: less than a frame',
  'fixture-ffe3.mp3': 'cut to 2 KiB inside its last frame',
  'id3v22-test.mp3': 'cut to 5 KiB inside its last frame',
  'vbri.mp3': 'cut to 8 KiB: its VBRI header promises more',
  'fixture-moov.mov': '1024 bytes of a moov of 98 KB',
  'fixture-mp4v2.mp4': '32 bytes: the beginning of a file',
  'fixture.3g2': '12 bytes: the beginning of a file',
  'fixture.cr3': 'cut to 128 KiB inside its preview',
  'fixture2.mkv': 'cut to 100 KiB of 112 MB',
  'ASF.wmv': 'cut behind its header',
  'FLAC.flac': 'cut behind its metadata',
  'FLAC.ogg': 'cut behind its first pages',
  'MP3.mp3': 'tags only, no frame',
  'Matroska.mkv': 'cut to 507 bytes of 18 MB',
  'Pentax.avi': 'cut to 1672 bytes of 117 MB',
  'RIFF.avi': 'cut to 1262 bytes of 2.7 MB',
  'RIFF.wav': 'cut inside a LIST, without samples',
  'Vorbis.ogg': 'its last page ends 174 bytes behind the end of the file',
};

/** Rows that the corpus calls broken although every place where a mark can lie can be read. */
const readable: Readonly<Record<string, string>> = {
  'audacious-trailing-id32-id31.mp3': 'ExifTool stumbles; frames and three tags hold',
  'empty.aac': 'ExifTool does not know ADTS without a tag; the frames hold',
  'fixture-adts-mpeg4-2.aac': 'as empty.aac',
  'AAC.aac': 'as empty.aac',
  'too-short.mp3': 'one whole frame: ffprobe looks for a second',
  'fixture.mpg': 'an elementary stream, which ExifTool does not take; its start codes hold',
  'bomb-16383.webp': 'the bit stream lies about the picture, the chunks hold',
};

describe.skipIf(!there)('walks of the corpus', () => {
  test('sound files are read in full, except those that are cut', async () => {
    const failed: string[] = [];
    for (const { path, truth } of rows()) {
      if (truth === 'broken') continue;
      const result = (await walk(path)).walk;
      if (!result.complete) failed.push(leaf(path));
      if (!result.complete) expect(result.problems.length, path).toBeGreaterThan(0);
    }
    expect(failed.sort()).toEqual(Object.keys(cutOrBroken).sort());
  });

  test('broken files are said to be so, except where nothing hides a mark', async () => {
    const passed: string[] = [];
    for (const { path, truth } of rows()) if (truth === 'broken' && (await walk(path)).walk.complete) passed.push(leaf(path));
    console.info(passed.map((name) => `read in full although called broken: ${name}: ${readable[name]}`).join('\n'));
    expect(passed.sort()).toEqual(Object.keys(readable).sort());
  });

  test('a file cut in half is never read in full', async () => {
    const passed: string[] = [];
    let total = 0;
    for (const { path, truth } of rows()) {
      const walker = walkerOf(path);
      if (truth === 'broken' || cutOrBroken[leaf(path)] !== undefined || !walker) continue;
      total++;
      const bytes = readFileSync(join(corpus, path));
      const half = bytes.subarray(0, bytes.length >> 1);
      const readAt = async (offset: number, length: number) => half.subarray(offset, offset + length);
      if ((await runReads(walker({ path, size: half.length }), readAt, half.length)).complete) passed.push(path);
    }
    // Streams of frames without an index have no end that could be missed, and no tags but those at either end.
    const streams = passed.filter((path) => !/\.(mp3|mpg|mts)$/.test(path));
    console.info(
      `cut in half and not seen to be: ${passed.length - streams.length} of ${total} files, all of them streams of frames`,
    );
    expect(streams).toEqual([]);
  });

  test('no walk throws or reads without end, whatever bytes are changed', async () => {
    let seed = 20261122;
    const random = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % below;
    };
    for (const { path } of rows()) {
      const walker = walkerOf(path);
      const bytes = readFileSync(join(corpus, path)).subarray(0, 200_000);
      for (let round = 0; round < 8 && walker; round++) {
        const damaged = Buffer.from(bytes);
        // Half of the damage goes to the first kilobyte, where most headers are.
        for (let hit = 0; hit < 12; hit++)
          damaged[random(hit % 2 ? Math.min(1024, damaged.length) : damaged.length)] = random(256);
        const started = performance.now();
        const result = runOnBytes(walker({ path, size: damaged.length }), damaged);
        expect(performance.now() - started, path).toBeLessThan(5000);
        for (const { at } of result.facts) if (at) expect(at.offset + at.length, path).toBeLessThanOrEqual(damaged.length);
      }
    }
  });

  test('C2PA stores are found where the manifest of the corpus knows one', async () => {
    for (const name of ['legacy.mp4', 'video1.mp4', 'dashinit.mp4', 'videotest2.mp4', 'trustnxt-icon-signed-v2-bmff.heic']) {
      const row = rows().find(({ path }) => leaf(path) === name);
      const { walk: result } = await walk(row?.path ?? name);
      expect(result.c2paStores, name).toHaveLength(1);
      const [store] = result.c2paStores;
      const bytes = readFileSync(join(corpus, row?.path ?? ''));
      expect(bytes.toString('latin1', (store?.offset ?? 0) + 4, (store?.offset ?? 0) + 8)).toBe('jumb');
    }
  });
});

/** Not text in the file: numbers and codes that ExifTool puts into words. */
const inWords = /^(Genre|CommentTime|VendorID|EncoderVendor)$/;
/** ExifTool's groups whose tags are statements of the file, and the tags by which generators are told. */
const told =
  /^(Comment|Encoder|EncoderSettings|Encoded[Bb]y|EncodingSettings|Software|Description|Title|Artist|Album|Genre|Copyright|WritingApp|MuxingApp|Vendor|UserDefinedText|Originator)/;
const ownGroups =
  /^(QuickTime|ItemList|Keys|UserData|RIFF|ID3|Vorbis|Theora|Matroska|AIFF|ASF|FLAC|MXF|APE|XMP|IFD0|ExifIFD|Track\d*|Info|Tag)/i;

describe.skipIf(!there || !existsSync(exiftool))('against ExifTool', () => {
  test('no text tag that ExifTool sees is missing', async () => {
    const paths = rows().map(({ path }) => path);
    // It exits with 1 where it could not read one of them.
    const json = spawnSync('perl', [exiftool, '-j', '-G1', '-a', '-api', 'LargeFileSupport=1', ...paths], {
      cwd: corpus,
      maxBuffer: 256 * 1024 * 1024,
    }).stdout.toString();
    const missing: string[] = [];
    for (const entry of JSON.parse(json) as Record<string, unknown>[]) {
      const path = String(entry.SourceFile);
      const values = (await walk(path)).walk.facts.map((fact) => squeezed(fact.value));
      for (const [key, value] of Object.entries(entry)) {
        const [group = '', tag = ''] = key.split(':');
        if (!told.test(tag) || inWords.test(tag) || !ownGroups.test(group) || typeof value !== 'string') continue;
        // It puts the description of an ID3 comment in brackets before the text.
        const wanted = squeezed(value.replace(/^\([^)]*\) /, ''));
        if (wanted !== '' && !values.some((text) => text.includes(wanted)))
          missing.push(`${leaf(path)} ${key}=${value.slice(0, 60)}`);
      }
    }
    expect(missing).toEqual([]);
  });
});

const squeezed = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();
