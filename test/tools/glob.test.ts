import { describe, expect, it } from 'vitest';
import { globMatcher, meetsAnyName } from '../../src/tools/glob.ts';

describe('globs that sort nothing out', () => {
  // An exclusion or a use of this kind would answer for files that nobody has looked at.
  it.each([
    '**',
    '*',
    '**/*',
    '**/*.*',
    '*/**',
    '*/*',
    '{*,*/**}',
    '{**,}',
    '@(**)',
    '(**)',
    '!(proxies)/**',
    '{stills,**}/*',
    '**/*.{jpg,*}',
    '**/{*.jpg,*}',
    '[a-z]*/**',
    '**/?*',
  ])('%s', (glob) => {
    expect(meetsAnyName(glob)).toBe(true);
  });

  it.each([
    'stills/**',
    '**/*.jpg',
    '**/*.{jpg,png}',
    'stills/!(a).jpg',
    '**/firefly_*',
    '[0-9]*/**',
    'stills',
    '!x',
    'a*/**',
    '**/*q*',
    '**/*[0-9]*',
    '',
  ])('not %s', (glob) => {
    expect(meetsAnyName(glob)).toBe(false);
  });
});

it('meets names with a line break in them, which every file system but one allows', () => {
  expect(globMatcher('stills/**')?.('stills/li\nne.jpg')).toBe(true);
  expect(globMatcher('STILLS/**', { nocase: true })?.('stills/li\nne.jpg')).toBe(true);
});
