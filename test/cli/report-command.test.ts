import {
  appendFileSync,
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/run.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import type { Verification, WholeReport } from '../../src/model/index.ts';
import { reporters } from '../../src/report/index.ts';
import { columns } from '../../src/report/wrap.ts';

// A saved report is what stays when the delivery has moved on: it must give every form again, and say whether it still holds.
const fixtures = join(import.meta.dirname, '../../fixtures');
let folder: string;
let delivery: string;
let saved: string;
let scanned: { code: number; out: string; err: string };

const run = (...argv: readonly string[]) => runOn({}, ...argv);

async function runOn(terminal: Partial<Terminal>, ...argv: readonly string[]) {
  let out = '';
  let err = '';
  const code = await runCli({
    argv,
    environment: { ...process.env, XDG_CONFIG_HOME: join(folder, 'config') },
    columns: undefined,
    isTerminal: false,
    canRewrite: false,
    home: folder,
    out: async (text) => {
      out += typeof text === 'string' ? text : Buffer.from(text).toString('latin1');
    },
    err: (text) => {
      err += text;
    },
    onInterrupt: () => {},
    ...terminal,
  });
  return { code, out, err };
}

const inScan = (ending: string): string => join(folder, 'scan', `all${ending}`);
/** Forms with one file each; those of the timeline name theirs after the videos. */
const endings = reporters.filter((one) => !('renderVideos' in one)).flatMap(({ extensions }) => extensions);
const reportOf = (file: string): WholeReport => JSON.parse(readFileSync(file, 'utf8')) as WholeReport;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'report-'));
  delivery = join(folder, 'delivery');
  cpSync(join(fixtures, 'delivery'), delivery, { recursive: true });
  mkdirSync(join(folder, 'scan'));
  mkdirSync(join(folder, 'again'));
  saved = inScan('.json');
  const asked = endings.flatMap((ending) => ['--report', inScan(ending)]);
  scanned = await run('scan', delivery, '--no-trace', '--trust', join(fixtures, 'trust/ca.pem'), ...asked);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('trueslate report', () => {
  it.each(['.json', '.ndjson'])('gives from %s the very bytes that the scan wrote, in every form', async (from) => {
    const again = (ending: string): string => join(folder, 'again', `all${ending}`);
    const asked = endings.flatMap((ending) => ['--report', again(ending)]);
    const { code, out } = await run('report', inScan(from), ...asked);
    expect(code).toBe(scanned.code);
    expect(out).toBe('');
    for (const ending of endings) expect(readFileSync(again(ending)).equals(readFileSync(inScan(ending))), ending).toBe(true);
  });

  it('renders a report that a version without tracing saved', async () => {
    const { marked: _, coverage, ...rest } = reportOf(saved);
    const { traced: __, ...before } = coverage;
    const old = join(folder, 'old.json');
    writeFileSync(old, JSON.stringify({ ...rest, coverage: before }));
    const again = join(folder, 'old-again.json');
    expect((await run('report', old, '--report', again)).err).not.toContain('schema');
    expect(readFileSync(again, 'utf8')).toBe(readFileSync(saved, 'utf8'));
  });

  it('prints the summary of the scan where nothing is asked for, and a form that is', async () => {
    expect((await run('report', saved)).out).toBe(scanned.out);
    expect((await run('report', saved, '--format', 'json')).out).toBe(readFileSync(saved, 'utf8'));
    expect((await run('report', saved, '--only-failures')).out).not.toContain('SynthID');
  });

  it('fits the summary to a terminal of 80 and of 200 columns, in colour only there and only unless NO_COLOR is set', async () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escapes are what is looked for
    const coloured = /\u001b\[[\d;]*m/g;
    for (const width of [80, 200]) {
      const { out } = await runOn(
        { columns: width, isTerminal: true, environment: { XDG_CONFIG_HOME: folder } },
        'report',
        saved,
      );
      expect(out).toMatch(coloured);
      for (const line of out.replaceAll(coloured, '').split('\n')) expect(columns(line)).toBeLessThanOrEqual(width);
    }
    const plain = await runOn({ columns: 80, isTerminal: true, environment: { NO_COLOR: '1' } }, 'report', saved);
    expect(plain.out).not.toMatch(coloured);
    expect((await run('report', saved)).out).not.toMatch(coloured);
  });

  it('cuts a long path in the middle in a terminal, where it would not fit, and gives it whole to a pipe', async () => {
    const long = `stills/${'a folder with a long name/'.repeat(3)}farmhouse_1931_restored.jpg`;
    const file = join(folder, 'long.json');
    const [marked] = reportOf(saved).findings.filter(({ code }) => code === 'D01');
    const text = readFileSync(saved, 'utf8').replaceAll(`"${marked?.asset}"`, JSON.stringify(long));
    writeFileSync(file, text);
    const terminal = { isTerminal: true, environment: { NO_COLOR: '1', XDG_CONFIG_HOME: folder } };
    for (const lang of ['en', 'fr'])
      for (const width of [40, 80]) {
        const { out } = await runOn({ ...terminal, columns: width }, 'report', file, '--lang', lang);
        for (const line of out.split('\n')) expect(columns(line)).toBeLessThanOrEqual(width);
        expect(out).toMatch(width === 40 ? /^ {2}stills\/.*….*\.jpg$/m : /^ {2}stills\/.*…\/farmhouse_1931_restored\.jpg$/m);
      }
    expect((await runOn({ ...terminal, columns: 200 }, 'report', file)).out).toContain(`\n  ${long}\n`);
    expect((await run('report', file)).out).toContain(`\n  ${long}\n`);
  });

  it('says nothing but the result where it is to be quiet', async () => {
    expect(await run('report', saved, '--quiet')).toMatchObject({ code: scanned.code, out: '', err: '' });
    const file = join(folder, 'quiet.credits.txt');
    expect(await run('report', saved, '--quiet', '--report', file)).toMatchObject({ out: '', err: '' });
    expect((await run('report', saved, '--report', file)).err).toBe(`Report written: ${file}\n`);
  });

  it('ends as the scan would have', async () => {
    expect(scanned.code).toBe(1);
    expect((await run('report', saved)).code).toBe(1);
    const report = reportOf(saved);
    const never = report.run.complete ? 0 : 3;
    expect((await run('report', saved, '--fail-on', 'never')).code).toBe(never);
    const clear = join(folder, 'clear.json');
    writeFileSync(clear, JSON.stringify({ ...report, findings: [], run: { ...report.run, complete: true } }));
    expect((await run('report', clear)).code).toBe(0);
    writeFileSync(clear, JSON.stringify({ ...report, findings: [], run: { ...report.run, complete: false } }));
    expect((await run('report', clear)).code).toBe(3);
  });

  it('words the findings anew where a language is asked for', async () => {
    const old = join(folder, 'old.json');
    const report = reportOf(saved);
    writeFileSync(
      old,
      JSON.stringify({ ...report, findings: report.findings.map((one) => ({ ...one, message: 'worded otherwise' })) }),
    );
    expect((await run('report', old, '--format', 'json')).out).toContain('worded otherwise');
    expect((await run('report', old, '--format', 'json', '--lang', 'en')).out).toBe(readFileSync(saved, 'utf8'));
  });

  it.each([
    ['no JSON', 'nonsense', /is no report of trueslate/],
    ['other JSON', '{"schema":"trueslate.waivers/1"}', /is no report of trueslate/],
    ['a number', '7', /is no report of trueslate/],
    ['a later version', '{"schema":"trueslate.report/2"}', /another version \(trueslate\.report\/2\)/],
    ['a name with an escape', '{"schema":"trueslate.report/\\u001b[31m"}', /another version \(trueslate\.report\/\\x1b/],
    ['a report that lacks something', '{"schema":"trueslate.report/1"}', /not what the report schema says/],
  ])('does not start with %s: one sentence, exit code 2', async (_, text, sentence) => {
    const file = join(folder, 'bad.json');
    writeFileSync(file, text);
    for (const more of [[], ['--verify']]) {
      const { code, out, err } = await run('report', file, ...more);
      expect([code, out]).toEqual([2, '']);
      expect(err).toMatch(sentence);
      expect(err.trim().split('\n')).toHaveLength(1);
    }
  });

  it('does not start with a changed report, an unfinished one, a folder, or no file at all', async () => {
    const file = join(folder, 'bad.ndjson');
    const report = reportOf(saved);
    writeFileSync(
      file,
      JSON.stringify({ ...report, assets: report.assets.map((asset) => ({ ...asset, verdict: 'human-made' })) }),
    );
    expect((await run('report', file)).err).toMatch(/\/assets\/0\/verdict/);
    writeFileSync(file, readFileSync(inScan('.ndjson'), 'utf8').split('\n').slice(0, -2).join('\n'));
    expect((await run('report', file)).err).toMatch(/did not finish/);
    expect((await run('report', folder)).code).toBe(2);
    expect((await run('report', join(folder, 'nowhere.json'))).err).toMatch(/there is no such file/);
  });

  it('does not write into the delivery', async () => {
    const { code, err } = await run('report', saved, '--report', join(delivery, 'x.html'));
    expect(code).toBe(2);
    expect(err).toMatch(/would be written into the delivery/);
  });
});

describe('trueslate report --verify', () => {
  /** A copy of the delivery that a test may spoil, and the answer about it. */
  const copy = (): string => {
    const made = mkdtempSync(join(folder, 'copy-'));
    cpSync(delivery, made, { recursive: true });
    return made;
  };
  const verify = async (root: string, report = saved): Promise<{ code: number; answer: Verification }> => {
    const { code, out, err } = await run('report', report, '--verify', '--root', root, '--format', 'json');
    if (out === '') throw new Error(err);
    return { code, answer: JSON.parse(out) as Verification };
  };
  /** A piece of evidence with a digest in a file of its own asset. */
  const marked = () => {
    for (const { path, evidence } of reportOf(saved).assets)
      for (const { at, marker } of evidence) if (at?.sha256 && at.path === path) return { path, at, marker };
    throw new Error('the delivery has no evidence');
  };

  it('holds where nothing was touched: every file, every digest, every piece of evidence', async () => {
    const { code, out } = await run('report', saved, '--verify');
    expect(code).toBe(0);
    // The files of which the report keeps a size alone stand in the headline: they may have other bytes of the same length.
    expect(out).toMatch(
      /^Nothing that was recorded was found changed: \d+ checks in \d+ files, of which \d+\s+(was|were)\s+compared\s+by\s+size/,
    );
    const { answer } = await verify(delivery);
    const { assets } = reportOf(saved);
    const count = (kind: string): number => answer.checks.filter((check) => check.kind === kind).length;
    expect(count('size')).toBe(assets.reduce((sum, { parts }) => sum + 1 + parts.length, 0));
    expect(count('digest')).toBe(assets.filter(({ sha256 }) => sha256 !== null).length);
    expect(count('evidence')).toBe(assets.reduce((sum, { evidence }) => sum + evidence.length, 0));
    expect(count('evidence')).toBeGreaterThan(0);
    expect(answer.counts).toMatchObject({ changed: 0, missing: 0, unreadable: 0, 'not-recorded': 0 });
  });

  it('holds where the delivery was moved, and does not start where it was moved and nobody says whereto', async () => {
    const moved = join(folder, 'moved');
    renameSync(delivery, moved);
    try {
      expect((await verify(moved)).code).toBe(0);
      const { code, err } = await run('report', saved, '--verify');
      expect(code).toBe(2);
      expect(err).toMatch(
        /cannot be read: there is no such file or folder\. If the delivery lies elsewhere now, name its folder with --root/,
      );
    } finally {
      renameSync(moved, delivery);
    }
  });

  it('tells one changed byte of evidence, with its marker, and that of the file', async () => {
    const root = copy();
    const { path, at, marker } = marked();
    const bytes = readFileSync(join(root, path));
    bytes[at.offset + at.length - 1] = (bytes[at.offset + at.length - 1] ?? 0) ^ 1;
    writeFileSync(join(root, path), bytes);
    const { code, answer } = await verify(root);
    expect(code).toBe(1);
    const changed = answer.checks.filter(({ outcome }) => outcome === 'changed');
    expect(changed.find((check) => check.marker === marker && check.at?.offset === at.offset)?.path).toBe(path);
    expect(changed.some(({ kind }) => kind === 'digest')).toBe(true);
    expect(changed.every((check) => check.path === path)).toBe(true);
    const text = (await run('report', saved, '--verify', '--root', root)).out;
    expect(text).toMatch(/^\d+ of \d+ checks do(es)? not hold any more/);
    expect(text.replace(/\s+/g, ' ')).toContain(`byte ${at.offset}, ${at.length} long: other bytes stand there now`);
    expect(text.replace(/\s+/g, ' ')).toContain('SHA-256 of the whole file: another than the one recorded');
  });

  it('lists what does not hold and counts the rest, which --verbose and JSON list', async () => {
    const root = copy();
    const { path } = marked();
    rmSync(join(root, path));
    const { out } = await run('report', saved, '--verify', '--root', root);
    expect(out).toContain('Missing (');
    expect(out).toContain(path);
    expect(out).not.toContain('Holds');
    expect(out.replace(/\s+/g, ' ')).toMatch(/\d+ checks hold, \d+ of evidence; --verbose lists them/);
    const verbose = (await run('report', saved, '--verify', '--verbose', '--root', root)).out;
    const { answer } = await verify(root);
    for (const one of answer.checks) expect(verbose).toContain(one.path);
    expect(verbose).toContain(`Holds (${answer.counts.holds})`);
    expect((await run('report', saved, '--verbose')).err).toMatch(/--verbose goes with --verify/);
  });

  it('tells a file that was cut short as changed, by its size and by evidence behind the cut', async () => {
    const root = copy();
    const { path, at } = marked();
    writeFileSync(join(root, path), readFileSync(join(root, path)).subarray(0, at.offset + 1));
    const { code, answer } = await verify(root);
    expect(code).toBe(1);
    const of = answer.checks.filter((check) => check.path === path);
    expect(of.every(({ outcome }) => outcome === 'changed')).toBe(true);
    const { out } = await run('report', saved, '--verify', '--root', root);
    expect(out.replace(/\s+/g, ' ')).toContain(`${at.offset + 1} found; the file is shorter now`);
  });

  it('holds evidence without a place by the digest of the whole file, and by nothing where that changed', async () => {
    const { path } = marked();
    const report = reportOf(saved);
    const bare = join(folder, 'without-place.json');
    const assets = report.assets.map((asset) => ({ ...asset, evidence: asset.evidence.map(({ at: _, ...piece }) => piece) }));
    writeFileSync(bare, JSON.stringify({ ...report, assets }));
    expect((await verify(delivery, bare)).code).toBe(0);
    const root = copy();
    appendFileSync(join(root, path), 'x');
    const { answer } = await verify(root, bare);
    const of = answer.checks.filter((check) => check.path === path && check.kind === 'evidence');
    expect(of.length).toBeGreaterThan(0);
    expect(of.every(({ outcome }) => outcome === 'not-recorded')).toBe(true);
    const { out } = await run('report', bare, '--verify', '--root', root);
    expect(out.replace(/\s+/g, ' ')).toContain('the report does not say where in the file it stands');
  });

  it('tells one changed byte of packed evidence', async () => {
    const report = reportOf(saved);
    const packed = report.assets
      .flatMap(({ path, evidence }) => evidence.map(({ at }) => ({ path, at })))
      .find(({ path, at }) => at?.encoding !== undefined && at.path === path);
    if (packed?.at === undefined) throw new Error('the delivery has no packed evidence');
    const { at } = packed;
    const root = copy();
    const bytes = readFileSync(join(root, at.path));
    bytes[at.offset] = (bytes[at.offset] ?? 0) ^ 1;
    writeFileSync(join(root, at.path), bytes);
    const { code, answer } = await verify(root);
    expect(code).toBe(1);
    const check = answer.checks.find((one) => one.path === at.path && one.at?.offset === at.offset);
    expect(check?.outcome).toBe('changed');
  });

  it('tells its progress on stderr as a scan does, and none where it is to be quiet', async () => {
    const lines = (await run('report', saved, '--verify', '--progress', 'json')).err.trim().split('\n');
    const { assets } = reportOf(saved);
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ progress: { done: assets.length, total: assets.length } });
    const shown = await runOn({ canRewrite: true }, 'report', saved, '--verify');
    expect(shown.err).toContain(`[${assets.length}/${assets.length}]`);
    expect((await runOn({ canRewrite: true }, 'report', saved, '--verify', '--quiet')).err).toBe('');
  });

  it('tells evidence that still holds in a file that only grew', async () => {
    const root = copy();
    const { path, at } = marked();
    appendFileSync(join(root, path), 'x');
    const { code, answer } = await verify(root);
    expect(code).toBe(1);
    const of = answer.checks.filter((check) => check.path === path);
    expect(of.find((check) => check.at?.offset === at.offset)?.outcome).toBe('holds');
    expect(of.filter(({ kind }) => kind !== 'evidence').map(({ outcome }) => outcome)).toEqual(['changed', 'changed']);
  });

  it('tells a file that is gone, and one that is only a link out of the folder', async () => {
    const root = copy();
    const { path } = marked();
    rmSync(join(root, path));
    const gone = await verify(root);
    expect(gone.code).toBe(1);
    expect(gone.answer.checks.filter((check) => check.path === path).every(({ outcome }) => outcome === 'missing')).toBe(true);
    symlinkSync(join(delivery, path), join(root, path));
    expect((await verify(root)).answer.counts.missing).toBe(gone.answer.counts.missing);
  });

  it.skipIf(process.getuid?.() === 0)('ends with 3 where a file cannot be read', async () => {
    const root = copy();
    const { path } = marked();
    chmodSync(join(root, path), 0);
    const { code, answer } = await verify(root);
    expect(code).toBe(3);
    expect(answer.checks.some(({ outcome, detail }) => outcome === 'unreadable' && detail === 'EACCES')).toBe(true);
  });

  it('does not say that something holds where the report has nothing to compare with', async () => {
    const report = reportOf(saved);
    const bare = join(folder, 'bare.json');
    const assets = report.assets.map((asset) => ({
      ...asset,
      sha256: null,
      evidence: asset.evidence.map(({ at, ...piece }) =>
        at ? { ...piece, at: { path: at.path, offset: at.offset, length: at.length } } : piece,
      ),
    }));
    writeFileSync(bare, JSON.stringify({ ...report, assets }));
    const { code, answer } = await verify(delivery, bare);
    expect(code).toBe(3);
    expect(answer.counts['not-recorded']).toBeGreaterThan(0);
  });

  it('refuses a number of folders that is not that of the scan, and what does not go with it', async () => {
    expect((await run('report', saved, '--verify', '--root', folder, '--root', delivery)).err).toMatch(
      /1 folder and --root names 2/,
    );
    expect((await run('report', saved, '--verify', '--report', join(folder, 'x.html'))).code).toBe(2);
    expect((await run('report', saved, '--root', folder)).code).toBe(2);
  });

  it('reads nothing outside the folder named, whatever paths the report holds, and no made-up length', async () => {
    const report = reportOf(saved);
    const outside = join(folder, 'outside.json');
    writeFileSync(join(folder, 'secret.txt'), 'x');
    const assets = report.assets.slice(0, 1).map((asset) => ({
      ...asset,
      path: '../secret.txt',
      uri: `${report.assets[0]?.uri.slice(0, (report.assets[0]?.uri.lastIndexOf('/delivery/') ?? 0) + '/delivery/'.length)}../secret.txt`,
      evidence: [
        {
          ...(report.assets.find(({ evidence }) => evidence.length > 0)?.evidence[0] as object),
          at: { path: '../secret.txt', offset: 0, length: 2 ** 52, sha256: 'ab'.repeat(32) },
        },
      ],
    }));
    writeFileSync(outside, JSON.stringify({ ...report, assets }));
    const { answer } = await verify(delivery, outside);
    expect(new Set(answer.checks.map(({ outcome }) => outcome))).toEqual(new Set(['missing']));
    expect((await run('report', outside, '--verify')).code).not.toBe(4);
  });

  it('checks what lay beside the delivery where the scan found it, and names what is not there as not checked', async () => {
    const beside = mkdtempSync(join(folder, 'beside-'));
    const report = reportOf(saved);
    const [still] = report.assets.filter(({ sha256, parts }) => sha256 !== null && parts.length === 0);
    if (still === undefined) throw new Error('the delivery has a marked file');
    const uri = pathToFileURL(join(beside, 'still.png')).href;
    writeFileSync(join(beside, 'still.png'), readFileSync(fileURLToPath(still.uri)));
    const evidence = still.evidence.map(({ at, ...piece }) =>
      at ? { ...piece, at: { ...at, path: 'marked:ai/still.png' } } : piece,
    );
    const file = join(folder, 'with-marked.json');
    const outside = { ...still, path: 'marked:ai/still.png', uri, evidence, outcome: 'outside' };
    writeFileSync(file, JSON.stringify({ ...report, marked: [outside] }));
    const there = await verify(delivery, file);
    expect(there.code).toBe(0);
    const checked = there.answer.checks.filter(({ asset, outcome }) => asset === 'marked:ai/still.png' && outcome === 'holds');
    expect(checked.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['size', 'digest']));
    appendFileSync(join(beside, 'still.png'), 'x');
    expect((await verify(delivery, file)).code).toBe(1);
    rmSync(beside, { recursive: true });
    const { code, out } = await run('report', file, '--verify', '--root', delivery);
    expect(code).toBe(3);
    expect(out).toMatch(
      /^Nothing was found changed, but \d+ of \d+ checks could not be made\.\n1 file of the --marked folders is not/,
    );
    expect(out.replace(/\s+/g, ' ')).toContain('was not checked: marked:ai/still.png.');
  });
});
