import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../src/cli/terminal.ts';
import { videoFileNames } from '../../src/cli/video-file-name.ts';
import { checkReportFiles, writeReport } from '../../src/cli/write-report.ts';
import { messages } from '../../src/messages/index.ts';
import { answeredSample } from '../report/sample-answered.ts';

const options = { messages: messages('en'), width: 80, colour: false, onlyFailures: false };
const names = (...videos: readonly string[]) =>
  videoFileNames(
    '/out/markers.edl',
    '.edl',
    videos.map((video) => ({ video, content: '' })),
  );

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'timelines-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('names of timeline files', () => {
  it('carry the path of the video', () => {
    expect(names('cut/reel1.mov', 'promo.mov')).toEqual(['/out/markers.cut_reel1.mov.edl', '/out/markers.promo.mov.edl']);
    expect(names('cut/Émeute 平.mov')).toEqual(['/out/markers.cut_Émeute 平.mov.edl']);
    expect(videoFileNames('Reel.AVID.TXT', '.avid.txt', [{ video: 'a.mov', content: '' }])).toEqual(['Reel.a.mov.AVID.TXT']);
  });

  it('number the files of a video that takes several', () => {
    const files = [1, 2].map((part) => ({ video: 'a.mov', part, content: '' }));
    expect(videoFileNames('/out/m.edl', '.edl', files)).toEqual(['/out/m.a.mov.1.edl', '/out/m.a.mov.2.edl']);
  });

  it.each([
    '../../etc/passwd',
    '..',
    '/',
    '',
    'C:\\Windows\\x',
    'a\u0000b',
    'a\nb\u001b[2J',
    'a\u202eb',
    '\ud800',
    'con<>:"|?*',
    ' . ',
    'x'.repeat(5000),
    '平'.repeat(500),
    '😀'.repeat(300),
  ])('never lead elsewhere, and fit, whatever the video is called: %j', (video) => {
    const [name = ''] = names(video);
    expect(dirname(name)).toBe('/out');
    expect(basename(name)).toMatch(/^markers\..*\.edl$/);
    expect(Buffer.byteLength(basename(name))).toBeLessThanOrEqual(255 - '.4194304.part'.length);
    expect(basename(name)).not.toMatch(/[/\\<>:"|?*\p{C}\ufffd]/u);
  });

  it('are never alike, not even where a file system takes capitals for small letters or composes accents', () => {
    const videos = [
      'a/b.mov',
      'a_b.mov',
      'A_B.MOV',
      'a:b.mov',
      'e\u0301.mov',
      '\u00e9.mov',
      ...[1, 2].map((n) => `${n}${'x'.repeat(400)}`),
    ];
    const lower = names(...videos).map((name) => name.normalize('NFKC').toLowerCase());
    expect(new Set(lower).size).toBe(videos.length);
  });
});

describe('timeline reports', () => {
  it('are written one file a video, with nothing beside them, and say what is in none', async () => {
    const made = join(folder, 'made');
    mkdirSync(made);
    await checkReportFiles([join(made, 'm.fcp.xml')]);
    const { files, notes } = await writeReport(join(made, 'm.fcp.xml'), answeredSample, options);
    const expected = ['m.cut_reel1.mov.fcp.xml', 'm.cut_reel2.mov.fcp.xml', 'm.promo_promo.mov.fcp.xml'];
    expect(readdirSync(made).sort()).toEqual(expected);
    expect(files.map((file) => basename(file))).toEqual(expected);
    expect(readFileSync(files[2] ?? '', 'utf8')).toContain('<displayformat>DF</displayformat>');
    expect(notes).toHaveLength(1);
  });

  it('leave no file where there is no video', async () => {
    const none = join(folder, 'none');
    mkdirSync(none);
    const report = { ...answeredSample, assets: [], findings: [], ranges: [], sightings: [] };
    expect(await writeReport(join(none, 'm.edl'), report, options)).toEqual({
      files: [],
      notes: [expect.stringMatching(/no video/)],
    });
    expect(readdirSync(none)).toEqual([]);
  });

  it('fail in a sentence, and leave nothing half-written, where a name is taken by a folder', async () => {
    const taken = join(folder, 'taken');
    mkdirSync(join(taken, 'm.cut_reel2.mov.edl'), { recursive: true });
    await expect(writeReport(join(taken, 'm.edl'), answeredSample, options)).rejects.toThrow(UsageError);
    expect(readdirSync(taken).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

describe('timeline formats on stdout', () => {
  const root = join(import.meta.dirname, '../..');
  const scan = (...args: readonly string[]) => {
    const env = { ...process.env, XDG_CONFIG_HOME: join(folder, 'config') };
    const options = { cwd: folder, env, encoding: 'utf8' } as const;
    const program = [join(root, 'dist/bundle/cli.js'), 'scan', ...args, '--no-thumbs', '--no-trace'];
    return spawnSync(process.execPath, program, options);
  };
  const delivery = join(root, 'fixtures/delivery');

  it('are refused where several videos have markers, and the videos are named', () => {
    const { status, stdout, stderr } = scan(delivery, '--format', 'avid');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/--format avid writes one file a video.*cut\/inserts\/aerial_farm\.mp4.*--report NAME\.avid\.txt/);
  }, 60_000);

  it('are told of where a file of an earlier run lies beside them; it is left alone', () => {
    const made = join(folder, 'again');
    mkdirSync(made);
    const others = ['m.cut_old.mov.edl', 'm.edl', 'n.cut_old.mov.edl', 'm.cut_old.mov.avid.txt'];
    for (const name of others) writeFileSync(join(made, name), 'of before');
    const report = join(made, 'm.edl');
    const { stderr } = scan(delivery, '--include', 'cut/reel1.mov', '--report', report, '--quiet');
    expect(stderr).toBe(
      `These files were there before and are not of this run; take them away unless you want to keep them: ${join(made, 'm.cut_old.mov.edl')}, ${report}\n`,
    );
    expect(readdirSync(made).sort()).toEqual([...others, 'm.cut_reel1.mov.edl'].sort());
    expect(readFileSync(join(made, 'm.cut_old.mov.edl'), 'utf8')).toBe('of before');
  }, 60_000);

  it('are empty with one sentence where there is no video, and the exit code is that of the scan', () => {
    const { status, stdout, stderr } = scan(join(delivery, 'stills'), '--format', 'otio', '--quiet');
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toBe('There is no video in this delivery, so there are no markers to write.\n');
  }, 60_000);

  it('are the file itself where one video has markers', () => {
    const { stdout, stderr } = scan(delivery, '--include', 'cut/reel1.mov', '--format', 'edl', '--quiet');
    expect(stdout).toMatch(/^TITLE: trueslate: cut\/reel1\.mov\nFCM: NON-DROP FRAME\n\n001 {2}001 {6}V {5}C {8}10:/);
    expect(stderr).toBe('');
  }, 60_000);

  it('say of a video without a rate that it is left out', () => {
    const { stdout, stderr } = scan(join(root, 'fixtures/broken/cut-before-moov.mp4'), '--format', 'edl', '--quiet');
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^cut-before-moov\.mp4 has no frame rate that a timeline could have, so its marker is left out/);
  }, 60_000);
});
