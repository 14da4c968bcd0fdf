import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { runCli } from '../../src/cli/run.ts';
import { declarationSchema, parseDeclaration } from '../../src/declare/index.ts';
import { isMarked, type Report } from '../../src/model/index.ts';

// Real scans of real files: a draft is worth what the next scan says of it.
const fixtures = join(import.meta.dirname, '../../fixtures');
const delivery = join(fixtures, 'delivery');
const folder = mkdtempSync(join(tmpdir(), 'declare-init-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(...argv: string[]): Promise<{ code: number; out: string; bytes: Uint8Array; err: string }> {
  const parts: Buffer[] = [];
  let err = '';
  const code = await runCli({
    argv,
    environment: {},
    columns: 80,
    isTerminal: false,
    canRewrite: false,
    home: folder,
    out: async (text) => {
      parts.push(Buffer.from(text));
    },
    err: (text) => {
      err += text;
    },
    onInterrupt: () => {},
  });
  const bytes = Buffer.concat(parts);
  return { code, out: bytes.toString('utf8'), bytes, err };
}

const answers: Readonly<Record<string, string>> = {
  title: 'The Long Road',
  name: 'A. Producer',
  date: '2026-11-20',
  destination: 'final-visible',
};

/** What a person would write for each TODO. */
function filled(draft: string): string {
  const answer = (whole: string, before: string, key: string, after: string): string =>
    answers[key] ? `${before}${answers[key]}${after}` : whole;
  return draft
    .replace(/^( *(\w+): )TODO()$/gm, answer)
    .replace(/("(\w+)": ")TODO(")/g, answer)
    .replace(/^(\w+\.(\w+),)TODO()/gm, answer)
    .replace(/,TODO,/g, `,${answers.destination},`)
    .replace('tools: [ TODO ]', 'tools: [ Adobe Photoshop ]');
}

function deliveryOf(files: Readonly<Record<string, string>>): string {
  const made = mkdtempSync(join(folder, 'delivery-'));
  for (const [name, fixture] of Object.entries(files)) {
    mkdirSync(dirname(join(made, name)), { recursive: true });
    copyFileSync(join(fixtures, fixture), join(made, name));
  }
  return made;
}

async function scanWith(
  place: string,
  declaration: string,
  format = 'yaml',
  ...more: string[]
): Promise<{ code: number; err: string; report: Report }> {
  const file = join(mkdtempSync(join(folder, 'paper-')), `declaration.${format}`);
  writeFileSync(file, declaration);
  const { code, out, err } = await run('scan', place, '--declaration', file, '--format', 'json', '--no-thumbs', ...more);
  return { code, err, report: out === '' ? (undefined as never) : (JSON.parse(out) as Report) };
}

const comfy = 'delivery/graphics/chapter2_map.png';
const firefly = 'delivery/stills/archive/farmhouse_adair_county_1931.jpg';
const unmarked = 'delivery/graphics/end_card.png';

describe('a draft of the demo delivery', () => {
  const drafted = run('declare', 'init', delivery);

  it('is what the golden file shows', async () => {
    await expect((await drafted).out).toMatchFileSnapshot('declare-init.golden.yaml');
  });

  it('is not taken as it is: every TODO is told with its line, and the values that it takes', async () => {
    const { out, err } = await drafted;
    const { code, err: told } = await scanWith(delivery, out);
    expect(code).toBe(2);
    expect(told).toMatch(/declaration\.yaml:\d+:\d+: production\.title: still to fill in\./);
    expect(told).toMatch(/uses\[0\] \(U1\)\.destination: still to fill in: one of temp-only, final-background/);
    expect(told).toMatch(/declaredBy\.date: still to fill in; a date is written YYYY-MM-DD/);
    const lines = told.match(/still to fill in/g)?.length;
    expect(err).toContain(`${lines} TODOs to fill in`);
  });

  it('filled in, ends in a scan that has nothing to say about what was declared', async () => {
    const { code, report } = await scanWith(delivery, filled((await drafted).out));
    expect(code).toBe(0);
    const marked = report.assets.filter(({ verdict }) => isMarked(verdict)).map(({ path }) => path);
    // A use with ranges covers the video in which its material is seen as well.
    const seenIn = new Set(report.ranges.map(({ asset }) => asset));
    expect([...seenIn].sort()).toEqual(['cut/reel1.mov', 'cut/trailer.mp4']);
    const covered = report.uses.flatMap(({ assets }) => assets).filter((path) => !seenIn.has(path) || marked.includes(path));
    // And an export that shows a marked clip is declared with it.
    expect(covered.sort()).toEqual([...marked, 'graphics/plates/road_plate.exr'].sort());
    expect(new Set(report.ranges.map(({ outcome }) => outcome))).toEqual(new Set(['declared-and-matched']));
    expect(new Set(report.uses.map(({ outcome }) => outcome))).toEqual(new Set(['found']));
    const open = report.findings.filter(({ severity }) => severity !== 'fyi').map(({ code: rule, asset }) => `${rule} ${asset}`);
    // What no declaration of uses can mend: a broken credential, a stray sidecar, and the asset that the draft asks about.
    expect(open.sort()).toEqual([
      'P01 stills/archive/courthouse_1972.jpg',
      'P06 stills/archive/ferry_1939.xmp',
      'P07 graphics/lower_third_hale.png',
    ]);
    expect((await drafted).out).toContain('#   graphics/lower_third_hale.png: XMP names a source type that leaves AI open');
  });

  it('filled in, holds to the JSON Schema that editors use', async () => {
    const schema = { allErrors: true, strict: false };
    const validate = new Ajv2020(schema).compile(declarationSchema());
    expect(validate(parse(filled((await drafted).out))), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each(['json', 'csv', 'xlsx'] as const)('says the same as %s', async (format) => {
    const { bytes } = await run('declare', 'init', delivery, '--format', format, '--quiet', '--no-trace');
    const name = `draft.${format}`;
    const told = (content: string | Uint8Array, file: string) => {
      const parsed = parseDeclaration(content, file);
      return 'problems' in parsed ? parsed.problems.map(({ field, code }) => `${field} ${code}`).sort() : [];
    };
    const asYaml = told((await drafted).out, 'draft.yaml');
    expect(asYaml.length).toBeGreaterThan(10);
    expect(told(bytes, name)).toEqual(asYaml);
  });
});

describe('what a policy asks for', () => {
  it('is laid out, costs nothing while it is commented out, and filled in leaves that policy nothing to ask', async () => {
    const place = deliveryOf({ 'stills/map.png': comfy, 'stills/farm.jpg': firefly });
    const { out } = await run('declare', 'init', place, '--policy', 'netflix', '--quiet');
    const bare = await scanWith(place, filled(out));
    expect(bare.code).toBe(1);
    expect(new Set(bare.report.findings.map(({ code }) => code))).toContain('D05');

    const optional: Readonly<Record<string, string>> = {
      kind: 'scripted',
      licence: 'enterprise',
      trainsOnInputs: 'no',
      storesInputs: 'no',
      dateFrom: '2026-09-02',
      function: 'generated-still',
      prominence: 'visible',
      couldBeTakenAsReal: 'no',
      humanContribution: 'Drawn over by hand',
    };
    const whole = filled(out)
      .replace(/^( *)# (\w+): TODO$/gm, (line, space: string, key: string) =>
        optional[key] ? `${space}${key}: ${optional[key]}` : line,
      )
      .replace(/# (depicts: ).*/g, '$1{ realPerson: no, realEvent: no }')
      .replace(/# (inputs: ).*/g, '$1[{ kind: prompt, rights: owned, licenceAllowsAiAlteration: "yes" }]')
      .replace(/# (approvals: .*)/g, (_, line: string) =>
        ['granted', 'J. Ortega', '2026-08-28', 'mail-118'].reduce((text, answer) => text.replace('TODO', answer), line),
      )
      .replace(/# (disclosure: ).*/g, '$1{ methods: [end-card], wording: Made with AI }');
    expect(whole.match(/TODO/g)?.length, 'only consents, and the sentence in the head').toBeLessThan(15);
    const { code, report, err } = await scanWith(place, whole);
    expect(err).not.toContain('still to fill in');
    expect(code).toBe(0);
    expect(report.policies.map(({ name }) => name)).toEqual(['netflix']);
    expect(report.findings.filter(({ severity }) => severity !== 'fyi')).toEqual([]);
  });
});

describe('names that are hard to write down', () => {
  const names = [
    'a[1-3] {x} (y)!.png',
    'Zoe\u0308.png',
    '@home.png',
    '-dash.png',
    '*star.png',
    '&anchor: #1.png',
    '"quoted" \'name\'.png',
    'two\nlines.png',
    ' blank before.png',
    'blank after.png ',
    'back\\slash.png',
    'no',
    '1.0',
    '2026-01-01',
    'TODO',
    '~.png',
    'folder, with; marks/yes: true.png',
    'right\u202eto left.png',
  ];

  it.each(['yaml', 'json', 'csv'])('are covered, as %s', async (format) => {
    const place = deliveryOf(Object.fromEntries(names.map((name) => [name, comfy])));
    // Unmarked files of nearly the same names lie beside them: no entry may meet more than it should.
    for (const name of ['a1 x y.png', 'xstar.png', 'blank after.pngx']) copyFileSync(join(fixtures, unmarked), join(place, name));
    const { out } = await run('declare', 'init', place, '--format', format, '--quiet');
    const { code, report, err } = await scanWith(place, filled(out), format);
    expect(err).not.toMatch(/declaration\.\w+:\d/);
    expect(code).toBe(0);
    const marked = report.assets.filter(({ verdict }) => isMarked(verdict));
    expect(marked).toHaveLength(names.length);
    expect([...(report.uses[0]?.assets ?? [])].sort()).toEqual(marked.map(({ path }) => path).sort());
    expect(report.uses.map(({ outcome }) => outcome)).toEqual(['found']);
  });
});

describe('groups', () => {
  it('are told by tool and folder; many marked files alone in a folder are one glob, beside others they are listed', async () => {
    const many = Object.fromEntries(Array.from({ length: 14 }, (_, index) => [`alone/still ${index}.png`, comfy]));
    const mixed = Object.fromEntries(Array.from({ length: 14 }, (_, index) => [`mixed/still ${index}.jpg`, firefly]));
    const place = deliveryOf({ ...many, ...mixed, 'mixed/still x.JPG': 'delivery/stills/archive/main_street_1954.jpg' });
    const { out } = await run('declare', 'init', place, '--quiet');
    const { uses } = parse(out);
    expect(uses).toHaveLength(2);
    expect(uses[0]).toMatchObject({ title: '14 stills by ComfyUI in alone', assets: ['alone/*.png'] });
    expect(uses[1].assets).toHaveLength(14);
    const { code, report } = await scanWith(place, filled(out));
    expect(code).toBe(0);
    expect(report.findings.filter(({ code: rule }) => rule.startsWith('D'))).toEqual([]);
  });
});

describe('a folder without marks', () => {
  it('leaves the statement to a person: silence of the files is no proof', async () => {
    const place = deliveryOf({ 'end.png': unmarked });
    const { code, out } = await run('declare', 'init', place);
    expect(code).toBe(0);
    expect(out).toContain('statement: TODO');
    expect((await scanWith(place, filled(out))).code).toBe(2);
    const decided = filled(out).replace('statement: TODO', 'statement: none-used');
    expect((await scanWith(place, decided)).code).toBe(0);
  });

  it('and one where nothing or not everything could be read say so in the exit code', async () => {
    const nothing = await run('declare', 'init', deliveryOf({}));
    expect(nothing).toMatchObject({ code: 3, err: expect.stringContaining('Nothing was found to scan') });
    const broken = await run('declare', 'init', deliveryOf({ 'cut.mp4': 'broken/cut-before-moov.mp4' }));
    expect(broken).toMatchObject({ code: 3, out: expect.stringMatching(/#\s+cut\.mp4: /) });
  });
});

describe('the output', () => {
  it('never goes into the delivery, nor over a file unless told to', async () => {
    const place = deliveryOf({ 'a.png': comfy });
    const inside = await run('declare', 'init', place, '--output', join(place, 'ai-declaration.yaml'));
    expect(inside).toMatchObject({ code: 2, err: expect.stringContaining('lies inside the delivery') });
    expect(readdirSync(place)).toEqual(['a.png']);
    const file = join(folder, 'once.yaml');
    expect((await run('declare', 'init', place, '--output', file)).code).toBe(0);
    writeFileSync(file, 'mine');
    expect((await run('declare', 'init', place, '--output', file)).code).toBe(2);
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect((await run('declare', 'init', place, '--output', file, '--force')).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain('uses:');
    const nowhere = await run('declare', 'init', place, '--output', join(folder, 'nowhere', 'x.yaml'));
    expect(nowhere.code).toBe(2);
    expect(existsSync(join(folder, 'nowhere'))).toBe(false);
  });

  it('is made though the delivery holds a declaration that is not finished', async () => {
    const place = join(folder, 'again');
    cpSync(join(delivery, 'graphics'), place, { recursive: true });
    writeFileSync(join(place, 'ai-declaration.yaml'), 'production: { title: TODO }\n');
    const { code, out, err } = await run('declare', 'init', place);
    expect(code).toBe(0);
    expect(parse(out).uses.length).toBeGreaterThan(2);
    expect(err).toContain('ai-declaration.yaml is in the folder already');
  });
});

describe('--update', () => {
  const paper = readFileSync(join(delivery, 'ai-declaration.yaml'), 'utf8');

  it('keeps what is there, word for word, and adds uses for what no use covers', async () => {
    const { code, out, err } = await run('declare', 'init', delivery, '--update', join(delivery, 'ai-declaration.yaml'));
    expect(code).toBe(0);
    expect(err).toContain('5 uses drafted');
    // Comments of the production are its own words too.
    for (const [comment] of paper.matchAll(/^ *# .*$/gm)) expect(out).toContain(comment?.trim());
    const [before, after] = [parse(paper), parse(out)];
    expect(after.uses.slice(0, before.uses.length)).toEqual(before.uses);
    expect(after.tools.slice(0, before.tools.length)).toEqual(before.tools);
    const added = after.uses.slice(before.uses.length);
    expect(added.map(({ id }: { id: string }) => id)).toEqual(['U11', 'U12', 'U13', 'U14', 'U15']);
    // An export of a clip that an earlier use declares for its timecodes only.
    expect(added.at(-1)).toMatchObject({ assets: ['graphics/plates/road_plate.exr'] });
    expect(added[2].timecodes).toMatchObject([{ asset: 'cut/reel1.mov' }]);
    // Firefly 5 and ComfyUI are listed already, as T1 and T7.
    expect(added.flatMap(({ tools }: { tools: string[] }) => tools).sort()).toEqual(['T1', 'T10', 'T7', 'T7', 'T8', 'T9']);
    expect(out).toContain('# approvals: [{ authority: netflix');
    const { report } = await scanWith(delivery, filled(out), 'yaml', '--no-trace');
    expect(report.findings.filter(({ code: rule }) => rule === 'D01')).toEqual([]);
  });

  it('says which uses meet nothing any more, where a file of that name is now, and rewrites none of them', async () => {
    const place = deliveryOf({ 'new/map.png': comfy });
    const file = join(folder, 'renamed.yaml');
    const use =
      '{id: U1, title: Map, tools: [ComfyUI], degree: generated, destination: final-visible, assets: [old/map.png, old/gone.png]}';
    writeFileSync(file, `schema: trueslate.declaration/1\nproduction: {title: X}\nuses:\n- ${use}\n`);
    const { out, err } = await run('declare', 'init', place, '--update', file);
    const line = 'U1 (Map): old/map.png (a file of that name: new/map.png); old/gone.png';
    expect(err).toContain('1 use names files that this delivery does not hold');
    expect(err).toContain(line);
    expect(out).toContain(`#   ${line}`);
    expect(parse(out).uses.map(({ assets }: { assets: string[] }) => assets)).toEqual([
      ['old/map.png', 'old/gone.png'],
      ['new/map.png'],
    ]);
    // A second update does not say it twice.
    writeFileSync(file, filled(out));
    const again = await run('declare', 'init', place, '--update', file, '--quiet');
    expect(again.out.split(line)).toHaveLength(2);
  });

  it('gives a declaration that covers everything back as it is', async () => {
    const place = deliveryOf({ 'stills/map.png': comfy });
    const file = join(folder, 'done.yaml');
    const text = `schema: trueslate.declaration/1\nproduction: {title:   X}\nuses:\n- {id: U1, title: Map, tools: [ComfyUI], degree: generated, assets: [stills/map.png]}\n`;
    writeFileSync(file, text.replace('title:   X', 'title:    X'));
    expect((await run('declare', 'init', place, '--update', file)).out).toBe(readFileSync(file, 'utf8'));
    writeFileSync(file, text.replace('X', 'TODO'));
    expect(await run('declare', 'init', place, '--update', file)).toMatchObject({ code: 2, out: '' });
  });

  it('turns "none used" into listed uses where marks say otherwise, and works on tables', async () => {
    const place = deliveryOf({ 'map.png': comfy });
    const file = join(folder, 'none.yaml');
    writeFileSync(file, 'schema: trueslate.declaration/1\nstatement: none-used # as of June\nproduction: { title: X }\n');
    const { out } = await run('declare', 'init', place, '--update', file, '--quiet');
    expect(out).toContain('statement: uses-listed # as of June');
    expect((await scanWith(place, filled(out))).code).toBe(0);
    const table = join(folder, 'none.csv');
    expect((await run('declare', 'convert', file, table)).code).toBe(0);
    const { out: csv } = await run('declare', 'init', place, '--update', table, '--quiet');
    expect((await scanWith(place, filled(csv), 'csv')).code).toBe(0);
  });
});
