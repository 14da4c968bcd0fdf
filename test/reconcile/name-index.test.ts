import picomatch from 'picomatch';
import { describe, expect, it } from 'vitest';
import type { Asset } from '../../src/model/index.ts';
import { folded, NameIndex } from '../../src/reconcile/name-index.ts';
import { DeliveryPaths } from '../../src/reconcile/paths.ts';
import { globMatcher, isGlob } from '../../src/tools/glob.ts';

function asset(path: string): Asset {
  return { path, uri: '', kind: 'image', format: 'image/tiff', recognised: true, size: 1, parts: [] };
}

/** Numbers from 0 below `count`, the same in every run (mulberry32). */
function chooser(seed: number) {
  let state = seed;
  const below = (count: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * count);
  };
  return { below, one: <T>(list: readonly T[]): T => list[below(list.length)] as T };
}

const folders = [
  'a',
  'b',
  'AB',
  'stills',
  'Stills',
  'stills [new]',
  'caf\u00e9',
  '.hidden',
  '{x}',
  'a+b',
  '!no',
  'c(1)',
  'x"y',
  'o|p',
];
const stems = [
  'a',
  'ab',
  'b1',
  'yearbook_01',
  'Yearbook_02',
  'x[1]',
  '.dot',
  '\u03c3\u03c2',
  'stra\u00dfe',
  '\u212a',
  'k',
  '1-3',
  '@at',
  'a.b',
];
const endings = ['.tif', '.TIF', '.png', '.mov', '', '.tar.gz', '.t[1]', '.(x)'];

function names(seed: number, count: number): string[] {
  const { below, one } = chooser(seed);
  const all = new Set<string>();
  while (all.size < count) {
    const depth = below(4);
    all.add(`${Array.from({ length: depth }, () => `${one(folders)}/`).join('')}${one(stems)}${one(endings)}`.normalize('NFC'));
  }
  return [...all];
}

const pieces = [
  ...[
    '*',
    '**',
    '**/',
    '/',
    '?',
    '??',
    '*.',
    '[ab]',
    '[!a]',
    '[^b]',
    '[a-z]',
    '[[:alpha:]]',
    '[',
    ']',
    '[]',
    '[+-9]',
    '{',
    '}',
    ',',
  ],
  ...[
    '{tif,png}',
    '{a,b/}',
    '{,x}',
    '{a,{b,x}}',
    '{1..3}',
    '{a..b,c}',
    '(',
    ')',
    '|',
    '?(x)',
    '@(a|ab)',
    '!(b)',
    '(a|b)',
    '(?=a)',
    '+',
    '!',
  ],
  ...[
    '\\',
    '\\*',
    '\\[',
    '\\\\',
    '\\d',
    '\\x61',
    '\\.',
    '"',
    '"a"',
    '$',
    '^',
    '.',
    './',
    '../',
    '@',
    ' ',
    'tif',
    '.tif',
    '.TIF',
    '.mov',
  ],
  ...[...folders, ...stems, 'yearbook_', 'YEAR', 'caf', 'cafe\u0301'],
];

const shapes = [
  ...[
    '**/x',
    '**/b1.tif',
    'a/**/b*.{tif,png}',
    '[ab]*',
    '?(a)b1.tif',
    'stills/**',
    'stills/*',
    '**/stills/**/*.tif',
    '*/*/*',
    '**/*.*',
  ],
  ...[
    'stills/yearbook_*.tif',
    '**/yearbook_??.*',
    '**/Yearbook*',
    '{stills,a}/**/{ab,b1}.{tif,mov}',
    '**/{a,b}/*',
    'stills \\[new\\]/*',
  ],
  ...[
    '**/\u03c3*',
    '**/STRA\u00dfE.*',
    '**/K.*',
    '**/[\u212a]*',
    '**/*(1)',
    'a/{b,AB}/**',
    '**/a/**/a*',
    'x"y/*',
    'o|p/*',
    '**/o|p/*',
    './a/*',
  ],
  ...[
    '**/*earboo*',
    '**/*BOOK_0?*',
    '*/*stra\u00df*.*',
    '**/*[a-z]_0*.tif',
    '**/**book**',
    '**/*ook_/',
    '*book_01.tif',
    '**/*1].t[1]*',
  ],
];

/** Random patterns: pieces in a row, and now and then a name of the delivery with one piece inside. */
function patterns(seed: number, count: number, known: readonly string[]): string[] {
  const { below, one } = chooser(seed);
  return Array.from({ length: count }, () => {
    if (below(3) > 0)
      return Array.from({ length: 1 + below(6) }, () => one(pieces))
        .join(below(2) === 0 ? '' : '/')
        .normalize('NFC');
    const name = one(known);
    const at = below(name.length + 1);
    return name.slice(0, at) + one(pieces).normalize('NFC') + name.slice(at + below(4));
  });
}

describe('the index of names', () => {
  const known = names(1, 2000);
  const index = new NameIndex(known);

  it('leaves out no name that picomatch meets, whatever the pattern', () => {
    let met = 0;
    for (const pattern of [...shapes.map((shape) => shape.normalize('NFC')), ...patterns(2, 20_000, known)]) {
      if (!isGlob(pattern)) continue;
      const matches = picomatch(pattern, { dot: true, nonegate: true, windows: false, nocase: true });
      const candidates = new Set(index.candidates(pattern));
      const missed = known.filter((name, at) => !candidates.has(at) && matches(name));
      expect(missed, pattern).toEqual([]);
      met += candidates.size > 0 ? 1 : 0;
    }
    // Patterns that all meet nothing would prove nothing.
    expect(met).toBeGreaterThan(2000);
  }, 120_000);

  it('narrows: the shapes that declarations have are tried on few names', () => {
    const few = [
      'stills/yearbook_*.tif',
      '**/b1.tif',
      '**/yearbook_0?.*',
      '**/caf\u00e9/**',
      '*.mov',
      '**/*.{tar.gz,mov}',
      'a/**/b*.tif',
    ];
    for (const pattern of few) {
      expect(index.candidates(pattern).length, pattern).toBeGreaterThan(0);
      expect(index.candidates(pattern).length, pattern).toBeLessThan(known.length / 3);
    }
  });

  it('compares letters as the expressions do', () => {
    const all = Array.from({ length: 0x3000 }, (_, unit) => String.fromCharCode(unit + 0x20));
    const letters = all.filter((letter) => letter.toLowerCase() !== letter.toUpperCase());
    for (const letter of letters) {
      for (const other of [letter.toUpperCase(), letter.toLowerCase(), folded(letter)]) {
        if (new RegExp(`^${letter}$`, 'i').test(other)) expect(folded(other), `${letter} ${other}`).toBe(folded(letter));
      }
    }
    expect(letters.length).toBeGreaterThan(1000);
  });
});

describe('declared globs', () => {
  const known = names(3, 600);
  const paths = new DeliveryPaths(
    known.map((name) => asset(name)),
    [],
  );

  it('meet what picomatch says, with case and without it', () => {
    let met = 0;
    for (const pattern of [...shapes.map((shape) => shape.normalize('NFC')), ...patterns(4, 12_000, known)]) {
      // Literal names, folders, and what is rewritten (`./`, a slash at the end, backslashes that met nothing) have their own tests.
      if (!isGlob(pattern) || pattern.startsWith('./') || pattern.endsWith('/')) continue;
      const isName = known.some((name) => folded(name) === folded(pattern) || folded(name).startsWith(`${folded(pattern)}/`));
      const options = { dot: true, nonegate: true, windows: false };
      const without = picomatch(pattern, { ...options, nocase: true });
      const withCase = picomatch(pattern, options);
      const loose = known.filter((name) => without(name));
      if (isName || (loose.length === 0 && pattern.includes('\\'))) continue;
      const strict = new Set(known.filter((name) => withCase(name)));
      expect(paths.find(pattern), pattern).toEqual({
        paths: loose,
        byCaseAlone: loose.filter((name) => !strict.has(name)),
        by: 'glob',
      });
      met += loose.length > 0 ? 1 : 0;
    }
    expect(met).toBeGreaterThan(500);
  }, 120_000);

  it('are tried by the bare expression with the same answer as by picomatch itself', () => {
    for (const pattern of shapes) {
      const own = globMatcher(pattern);
      const theirs = picomatch(pattern, { dot: true, nonegate: true, windows: false });
      for (const name of known) expect(own?.(name) ?? false, `${pattern} ${name}`).toBe(isGlob(pattern) && theirs(name));
    }
  });
});

it('globs that name only the middle of a file name are as quick as others', () => {
  const many = Array.from({ length: 100_000 }, (_, i) => asset(`ep${i % 50}/stills/img_${String(i).padStart(6, '0')}_v1.jpg`));
  const delivery = new DeliveryPaths(many, []);
  const began = performance.now();
  const met = Array.from({ length: 2000 }, (_, i) => delivery.find(`**/*_${String(i * 50).padStart(6, '0')}*.jpg`).paths.length);
  expect(new Set(met)).toEqual(new Set([1]));
  // Trying each of them on every name takes two minutes.
  expect(performance.now() - began).toBeLessThan(20_000);
});
