import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatByName, type Mime } from '../../../src/model/index.ts';
import { runOnBytes, type Walk } from '../../../src/read/containers/reads.ts';
import { stillWalkers } from '../../../src/read/containers/stills.ts';

const corpus = join(import.meta.dirname, '../../../../shared/corpus');
const isThere = existsSync(join(corpus, 'MANIFEST.tsv'));
if (!isThere) console.warn('skipped: the corpus of real files is not beside the project (../shared/corpus)');

/** Files that the list calls sound and whose structure does not hold all the same. */
const notWhole: Readonly<Record<string, string>> = {
  'fixture-Leica-M10.dng': 'cut to its first 100,000 bytes',
  'fixture-sony-zv-e10.arw': 'cut to its first 100,000 bytes',
  'fixture.nef': 'cut to its first 128 bytes',
  'fixture2.nef': 'cut to its first 128 bytes',
  'fixture3.nef': 'cut to its first 128 bytes',
  'fixture4.nef': 'cut to its first 128 bytes',
  'fixture.orf': 'cut to its first 128 bytes',
  'fixture.rw2': 'cut to its first 128 bytes',
  'DPX.dpx': 'only the headers, which place the picture at byte 65,536 of 2,080',
  'truncated.jxl': 'the codestream box goes on past the end',
  '00r0_gray_l.jp2': 'damaged lengths of boxes; no codestream can be reached',
  'not_enough_data.jp2': 'a length of 11 in the first box after the header; the rest cannot be reached',
  'unbound_variable.jp2': '80 bytes, without any codestream',
  'balloon_eciRGBv2_aware.jp2': 'ends in the main header of the codestream, before any tile',
  'zero_height.j2k': 'a picture without lines',
  'reallybig.bmp': '3,000,000 x 2,000,000 pixels in 24 kB',
  'shortfile.bmp': 'ends inside the pixels',
  'bomb-46341.dpx': '46,341 x 46,341 pixels in 21 kB',
  'bomb-40000.hdr': '40,000 lines in 53 bytes',
  'crash-res.hdr': 'no Radiance signature',
  'bomb.exr': '46,340 lines, with an offset table of a few',
  'corrupt-exif-1626.jpg': 'the pointer to the Exif directory has an impossible type and count',
};

/** Files whose only defect is one of decoding: what holds metadata is whole, and was read. */
const brokenInPixels: Readonly<Record<string, string>> = {
  'corrupt-exif-utf8-type.jpg': 'type 129 is UTF-8 since EXIF 3.0; a sound file',
  'crash-0da013a13571cc8eb457a39fee8db18f8a3c7127.tif': 'fax data',
  'crash-74d2a78403a5a59db1fb0a2b8735ac068a75f6e3.tif': 'packed data',
  'crash-cmyk-1bit.tif': 'a combination of colours and depth that decoders refuse',
  'crash-d2c93af851d3ab9a19e34503626368b2ecde9c03.j2k': 'tile data',
  'gif_idx_overflow_32768x16385_top16384_1x1.gif': 'a large empty canvas, which GIF allows',
  'crash-rowbounds-f999.psd': 'packed rows',
  'crash-002c.ico': 'sizes of the directory and of the picture differ',
  'cross_scan_line_truncated.tga': 'run lengths',
  'crash1707.tga': 'run lengths',
  'crash4.tga': 'run lengths',
  'crash5.tga': 'sixteen bits of grey, which decoders refuse',
};

interface Row {
  readonly path: string;
  readonly name: string;
  readonly truth: string;
  readonly walk: Walk;
}

function rows(): Row[] {
  const lines = readFileSync(join(corpus, 'MANIFEST.tsv'), 'utf8').split('\n').slice(1);
  return lines.flatMap((line) => {
    const [path = '', , , , , , , truth = ''] = line.split('\t');
    const walker = stillWalkers[(formatByName(path)?.mime ?? '') as Mime];
    if (walker === undefined) return [];
    const bytes = readFileSync(join(corpus, path));
    return [{ path, name: path.split('/').at(-1) ?? '', truth, walk: runOnBytes(walker({ path, size: bytes.length }), bytes) }];
  });
}

describe.skipIf(!isThere)('stills of the corpus', () => {
  const all = isThere ? rows() : [];

  test('a sound file is read to its end, so that nothing found means something', () => {
    const incomplete = all.filter(({ truth, walk, name }) => truth !== 'broken' && !walk.complete && !(name in notWhole));
    expect(incomplete.map(({ path, walk }) => [path, walk.problems])).toEqual([]);
  });

  test('the files excepted from that are still incomplete: the list may not grow stale', () => {
    const stale = Object.keys(notWhole).filter((name) => all.find((row) => row.name === name)?.walk.complete !== false);
    expect(stale).toEqual([]);
  });

  test('a broken file does not pass for one that says nothing', () => {
    const passed = all.filter(({ truth, walk }) => truth === 'broken' && walk.complete).map(({ name }) => name);
    expect(passed.filter((name) => !(name in brokenInPixels))).toEqual([]);
  });

  test('an incomplete walk says why', () => {
    expect(all.filter(({ walk }) => !walk.complete && walk.problems.length === 0).map(({ path }) => path)).toEqual([]);
  });

  test('every fact lies inside its file', () => {
    for (const { path, walk } of all) {
      const { length } = readFileSync(join(corpus, path));
      for (const { at, name } of walk.facts) {
        if (at === undefined) continue;
        const isInside = at.offset >= 0 && at.length >= 0 && at.offset + at.length <= length;
        expect(isInside, `${path}: ${name} at ${at.offset}+${at.length} of ${length}`).toBe(true);
      }
    }
  });

  test('C2PA stores are found where the manifest of the corpus knows one', () => {
    const states = new Map(
      readFileSync(join(corpus, 'MANIFEST.tsv'), 'utf8')
        .split('\n')
        .map((line) => line.split('\t'))
        .map((cells) => [cells[0] ?? '', cells[10] ?? '']),
    );
    // `unknown`: only an address of a manifest, which was not fetched.
    const without = all.filter(({ path, walk }) => {
      const state = states.get(path);
      return state !== undefined && !['', 'none', 'remote', 'unknown'].includes(state) && walk.c2paStores.length === 0;
    });
    expect(without.map(({ path }) => [path, states.get(path)])).toEqual([]);
    const invented = all.filter(({ path, walk }) => states.get(path) === 'none' && walk.c2paStores.length > 0);
    // A manifest of boxes from before C2PA, which no engine takes for a store: it is handed out, so that this gets told.
    expect(invented.map(({ path }) => path)).toEqual(['exiftool+exiftool/t/images/XMP.svg']);
  });

  test('nothing that ExifTool reads in telling tags is missing', { timeout: 120_000 }, () => {
    const paths = all.filter(({ truth }) => truth !== 'broken').map(({ path }) => path);
    const missing: string[] = [];
    for (const [path, tags] of exiftool(paths)) {
      const facts = all.find((row) => row.path === path)?.walk.facts ?? [];
      const values = facts.map((fact) => plain(fact.value));
      for (const [tag, value] of tags) {
        if (!values.some((found) => isSame(found, plain(value))) && !betterRead.has(`${path.split('/').at(-1)} ${tag}`))
          missing.push(`${path}: ${tag} = ${value.slice(0, 80)}`);
      }
    }
    expect(missing).toEqual([]);
  });
});

const tags = ['Software', 'UserComment', 'Parameters', 'Prompt', 'Workflow', 'DigitalSourceType', 'Credit', 'ImageDescription'];
/** Where ExifTool gives less than the file holds: a text cut at its first NUL, a number for a version. */
const isSame = (found: string, told: string): boolean =>
  found.startsWith(told) || (told !== '' && Number(found) === Number(told));

/** UTF-8 in a chunk that should be Latin-1; a byte that is no UTF-8; a file of which only headers are left. */
const betterRead = new Set([
  'mj-1.png PNG:Description',
  'hopper.gif File:Comment',
  'hopper.jpg File:Comment',
  'DPX.dpx File:ImageDescription',
]);

const plain = (value: string): string => value.replace(/[\s\0]+/g, ' ').trim();

/** Telling tags by path, as ExifTool stores them; without those of makers' own notes. */
function exiftool(paths: readonly string[]): Map<string, (readonly [string, string])[]> {
  const script = join(import.meta.dirname, '../../../node_modules/exiftool-vendored.pl/bin/exiftool');
  const wanted = [...tags, 'Make', 'Model', 'AIGC', 'Comment', 'Description'].map((tag) => `-${tag}`);
  // ExifTool ends with 1 where any file is not its format; what it read of the others is still there.
  const out = spawnSync('perl', [script, '-j', '-G1', '-a', '-n', '-struct', '-charset', 'filename=utf8', ...wanted, '-@', '-'], {
    cwd: corpus,
    input: paths.join('\n'),
    maxBuffer: 256 * 1024 * 1024,
  });
  const groups = /^(IFD\d|ExifIFD|SubIFD\d*|IPTC|XMP-.*|PNG|File|Samsung|GIF|Photoshop)$/;
  const found = JSON.parse(out.stdout.toString()) as Record<string, unknown>[];
  return new Map(
    found.map(({ SourceFile, ...rest }) => [
      String(SourceFile),
      Object.entries(rest).flatMap(([key, value]) => {
        const [group = ''] = key.split(':');
        return groups.test(group) ? strings(value).map((text) => [key, text] as const) : [];
      }),
    ]),
  );
}

function strings(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(strings);
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(strings);
  return [String(value)];
}
