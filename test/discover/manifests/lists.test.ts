import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readBagManifest } from '../../../src/discover/manifests/bagit.ts';
import { algorithmOfName, readChecksumList } from '../../../src/discover/manifests/checksum-list.ts';
import { readMhl } from '../../../src/discover/manifests/mhl.ts';
import { manifestText } from '../../../src/discover/manifests/text.ts';
import { rootName } from '../../../src/discover/manifests/xml.ts';

const folder = mkdtempSync(join(tmpdir(), 'lists-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const contents: Readonly<Record<string, string>> = { 'a b.mov': 'one', 'ä.wav': 'two', 'line\nbreak\\.tif': 'three' };
for (const [name, content] of Object.entries(contents)) writeFileSync(join(folder, name), content);
const expected = (algorithm: string) =>
  Object.entries(contents).map(([name, content]) => [name, algorithm, createHash(algorithm).update(content).digest('hex')]);

function isInstalled(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}

describe('checksum lists as coreutils write them', () => {
  for (const algorithm of ['md5', 'sha1', 'sha256', 'sha512']) {
    for (const form of [['--text'], ['--binary'], ['--tag']]) {
      it.skipIf(!isInstalled(`${algorithm}sum`))(`${algorithm}sum ${form} is read in full, odd names too`, () => {
        const text = execFileSync(`${algorithm}sum`, [...form, ...Object.keys(contents)], { cwd: folder, encoding: 'utf8' });
        const { files, broken } = readChecksumList(text, algorithmOfName(`list.${algorithm}`));
        expect(broken).toBeUndefined();
        expect(files.map(({ name, digests }) => [name, digests[0]?.algorithm, digests[0]?.value])).toEqual(expected(algorithm));
      });
    }
  }
});

describe('checksum lists', () => {
  const digest = '900150983cd24fb0d6963f7d28e17f72';

  it('take a lone digest as that of the file that the list is named after', () => {
    expect(readChecksumList(`${digest.toUpperCase()}\r\n`, 'md5', 'clip.mov').files).toEqual([
      { name: 'clip.mov', digests: [{ algorithm: 'md5', value: digest }] },
    ]);
  });

  it('take the algorithm from the name of the list, and either where 32 digits can be of two', () => {
    const line = `${digest}  clip.mov\n`;
    expect(readChecksumList(line, algorithmOfName('reel.xxh128')).files[0]?.digests.map((each) => each.algorithm)).toEqual([
      'xxh128',
    ]);
    expect(readChecksumList(line, algorithmOfName('checksums.txt')).files[0]?.digests.map((each) => each.algorithm)).toEqual([
      'md5',
      'xxh128',
    ]);
  });

  it('know the algorithm by the name', () => {
    const named = { MD5SUMS: 'md5', 'SHA256SUMS.txt': 'sha256', 'a.xxh64': 'xxh64', 'a.xxh3': 'xxh3', 'sha-1.txt': 'sha1' };
    for (const [name, algorithm] of Object.entries(named)) expect(algorithmOfName(name), name).toBe(algorithm);
  });

  it('read what xxhsum writes: 64 bit plain, XXH3 by its prefix, little-endian by its tag', () => {
    const text = '0ea03b369a463d9d  a.mov\nXXH3_2d06800538d394c2  b.mov\nXXH64_LE (c.mov) = 9d3d469a363ba00e\n';
    const { files, broken } = readChecksumList(text, 'xxh64');
    expect(broken).toBeUndefined();
    expect(files.map(({ name, digests }) => [name, digests[0]?.algorithm, digests[0]?.value])).toEqual([
      ['a.mov', 'xxh64', '0ea03b369a463d9d'],
      ['b.mov', 'xxh3', '2d06800538d394c2'],
      ['c.mov', 'xxh64', '0ea03b369a463d9d'],
    ]);
  });

  it('pass over comments, and tell the first line that is none of theirs', () => {
    const text = `# made by hand\n; and this\n\n${digest}  a.mov\nsee the other list\n${digest}  b.mov\n`;
    const { files, broken } = readChecksumList(text, 'md5');
    expect(files.map(({ name }) => name)).toEqual(['a.mov', 'b.mov']);
    expect(broken).toBe('line 5');
  });

  it('keep the file of a digest that is not compared: it must be there all the same', () => {
    expect(readChecksumList('XXH32 (a.mov) = 32d153ff\ne5d2a3b1  b.mov\n', undefined).files).toEqual([
      { name: 'a.mov', digests: [] },
      { name: 'b.mov', digests: [] },
    ]);
  });

  it('are read in UTF-8, UTF-16 and Windows-1252', () => {
    const line = `${digest}  für.wav\n`;
    const utf16 = Buffer.from(`\uFEFF${line}`, 'utf16le');
    const forms = [
      Buffer.from(line),
      Buffer.from(`\uFEFF${line}`),
      utf16,
      utf16.subarray(2),
      Buffer.from(utf16).swap16(),
      Buffer.from(line, 'latin1'),
    ];
    for (const bytes of forms) expect(readChecksumList(manifestText(bytes), 'md5').files[0]?.name).toBe('für.wav');
  });
});

describe('BagIt manifests', () => {
  it('decode line ends and percent signs in names, and nothing else', () => {
    const { files } = readBagManifest('900150983cd24fb0d6963f7d28e17f72  data/100%25%0Apure%20.mov\n', 'md5');
    expect(files[0]?.name).toBe('data/100%\npure%20.mov');
  });
});

describe('MHL 1.x', () => {
  const mhl = (hash: string) =>
    `<?xml version="1.0" encoding="UTF-8"?><hashlist version="1.1"><creatorinfo><name>x</name></creatorinfo>${hash}</hashlist>`;
  const read = (hash: string) => readMhl(mhl(`<hash><file>A/clip.mov</file><size>5</size>${hash}</hash>`));

  it('reads file, size and digests', () => {
    expect(read('<md5>900150983CD24FB0D6963F7D28E17F72</md5>').files).toEqual([
      { name: 'A/clip.mov', size: 5, digests: [{ algorithm: 'md5', value: '900150983cd24fb0d6963f7d28e17f72' }] },
    ]);
    expect(read('<xxhash64be>0ea03b369a463d9d</xxhash64be>').files[0]?.digests).toEqual([
      { algorithm: 'xxh64', value: '0ea03b369a463d9d' },
    ]);
  });

  it('takes xxhash64 in little-endian order, as it is meant, and in the order that scripts write', () => {
    const values = (text: string) => read(`<xxhash64>${text}</xxhash64>`).files[0]?.digests.map(({ value }) => value);
    expect(values('9d3d469a363ba00e')).toContain('0ea03b369a463d9d');
    expect(values('0ea03b369a463d9d')).toContain('0ea03b369a463d9d');
  });

  it('keeps the file of a 32-bit decimal xxhash, of an empty and of a null digest', () => {
    for (const hash of ['<xxhash>852579327</xxhash>', '<null/>', '']) {
      expect(read(hash)).toEqual({ files: [{ name: 'A/clip.mov', size: 5, digests: [] }] });
    }
  });

  it('takes no element for a digest because every object knows its name', () => {
    for (const name of ['constructor', 'toString', 'valueOf'])
      expect(read(`<${name}>ab</${name}>`).files[0]?.digests).toEqual([]);
  });

  it('says where it is cut, and keeps what stood before', () => {
    const whole = mhl('<hash><file>a.mov</file><size>1</size></hash><hash><file>b.mov</file></hash>');
    const cut = readMhl(whole.slice(0, whole.indexOf('b.mov')));
    expect(cut.files.map(({ name }) => name)).toEqual(['a.mov']);
    expect(cut.broken).toBeTypeOf('string');
  });

  it('does not expand entities, and does not follow them to other files', () => {
    const text = `<!DOCTYPE hashlist [<!ENTITY x SYSTEM "file:///etc/passwd">]><hashlist version="1.1"><hash><file>&x;</file></hash></hashlist>`;
    const { files, broken } = readMhl(text);
    expect(files).toEqual([]);
    expect(broken).toBeTypeOf('string');
  });
});

describe('rootName', () => {
  it('finds the root behind prolog and comments, without its prefix', () => {
    expect(rootName('\uFEFF<?xml version="1.0"?>\n<!-- made by x -->\n<pkl:PackingList xmlns:pkl="y">')).toBe('PackingList');
    expect(rootName('not <xml>')).toBeUndefined();
  });

  it('is not held up by thousands of comments', () => {
    const started = performance.now();
    expect(rootName('<!--x-->'.repeat(8_000))).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
