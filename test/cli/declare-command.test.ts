import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCli } from '../../src/cli/run.ts';

const clean = new URL('../../fixtures/declarations/clean.yaml', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'declare-'));

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const code = await runCli({
    argv: ['declare', ...argv],
    environment: {},
    columns: 80,
    isTerminal: false,
    canRewrite: false,
    home: folder,
    out: async (text) => {
      out += String(text);
    },
    err: (text) => {
      err += text;
    },
    onInterrupt: () => {},
  });
  return { code, out, err };
}

it('never writes over a file unless told to', async () => {
  const to = join(folder, 'a.json');
  expect((await run('convert', clean, to)).code).toBe(0);
  const before = readFileSync(to, 'utf8');
  expect((await run('convert', clean, to)).code).toBe(2);
  expect(readFileSync(to, 'utf8')).toBe(before);
  expect((await run('convert', clean, to, '--force')).code).toBe(0);
});

it('fills in a cue sheet, says what it has no place for, and drafts a declaration from it', async () => {
  const sheet = join(folder, 'cut.cuesheet.csv');
  expect((await run('convert', clean, sheet)).err).toContain('uses[].approvals[].authority');
  const draft = join(folder, 'draft.yaml');
  expect((await run('convert', sheet, draft)).err).toContain('TODO');
  const text = readFileSync(draft, 'utf8');
  expect(text).toContain('in: "10:00:01:00"');
  // The form says nothing of the production: what is left to fill in is told with its line, not taken for an error in a word.
  const { code, out } = await run('check', draft);
  expect(code).toBe(2);
  const told = out.trim().split('\n');
  for (const line of told) expect(line).toMatch(/draft\.yaml:\d+:\d+: .*: still to fill in/);
  for (const field of ['production.title', 'declaredBy.name', 'declaredBy.date', 'destination']) expect(out).toContain(field);
});

it('recognises a cue sheet of another make by its headings, and marks what it does not say', async () => {
  const sheet = join(folder, 'theirs.csv');
  writeFileSync(
    sheet,
    'Cue #;Description;TC In;TC Out;Software;Copyright Status;Initials\n1;Sky;10:00:01:00;10:00:02:00;Firefly;ask Bob;JO\n',
  );
  const { err } = await run('convert', sheet, join(folder, 'theirs.yaml'));
  expect(err).toMatch(/theirs\.csv were not recognised.*: Initials\. Headings that are understood: .*Timecode in/);
  const text = readFileSync(join(folder, 'theirs.yaml'), 'utf8');
  expect(text).toContain('degree: TODO');
  expect(text).toContain('TODO: ask Bob');
});

const foreign = `Shot;Description;Start TC;End TC;AI Tool;Asset name;Purpose
12;Sky replaced;10:00:01:00;10:00:05:00;Runway;sh012_v3.mov;Background
13;Poster made;10:02:00:00;10:02:05:12;Midjourney;poster.png;Prop
`;

// A newcomer's own sheet lost its timecodes and files, since only the canonical headings were known.
it.each([
  ['English', foreign],
  ['German', foreign.replace(/^.*/, 'Einstellung;Beschreibung;Anfang;Ende;KI-Tool;Dateiname;Zweck')],
  ['French', foreign.replace(/^.*/, 'Numéro;Titre;TC Début;TC Fin;Outil IA;Nom du fichier;Utilisation')],
  ['of short words', foreign.replace(/^.*/, '#;Use;In;Out;Software;File;Notes')],
])('understands the headings that productions use: %s', async (name, text) => {
  const sheet = join(folder, `${name}.csv`);
  const to = join(folder, `${name}.json`);
  writeFileSync(sheet, text);
  expect((await run('convert', sheet, to)).err).not.toContain('not recognised');
  const { uses, tools } = JSON.parse(readFileSync(to, 'utf8'));
  expect(tools.map((tool: { name: string }) => tool.name)).toEqual(['Runway', 'Midjourney']);
  expect(uses).toEqual([
    {
      id: '12',
      title: 'Sky replaced',
      description: 'Background',
      tools: ['T1'],
      degree: 'TODO',
      destination: 'TODO',
      assets: ['sh012_v3.mov'],
      timecodes: [{ in: '10:00:01:00', out: '10:00:05:00' }],
    },
    expect.objectContaining({ id: '13', assets: ['poster.png'] }),
  ]);
});

it.each([
  ['a cue sheet', 'Use ID;Description;Tool\nU1;Sky;Runway\n', 'cuesheet'],
  ['a register', 'Tool;Vendor;Use;Licence\nGen-3;Runway;Sky;a cheap one\n', 'register'],
  ['a shot map', 'Shot;Description;Over 50 % of frame\n1;Sky;mostly\n', 'shots'],
])('leaves TODO in every form of a draft where %s does not say what must be said', async (_, text, form) => {
  const sheet = join(folder, `bare.${form}.csv`);
  writeFileSync(sheet, text);
  for (const format of ['yaml', 'json', 'csv', 'xlsx']) {
    const draft = join(folder, `${form}-draft.${format}`);
    const { err } = await run('convert', sheet, draft);
    const { code, out } = await run('check', draft);
    expect(code).toBe(2);
    const lines = out.trim().split('\n');
    expect(lines.filter((line) => !line.includes('still to fill in'))).toEqual([]);
    expect(err).toContain(`${lines.length} things are left`);
    for (const field of ['production.title', 'declaredBy.name', 'declaredBy.date', 'degree', 'destination', 'assets']) {
      expect(out).toContain(field);
    }
  }
});

it('keeps every remark of a sheet, and says which columns say a thing twice', async () => {
  const sheet = join(folder, 'remarks.csv');
  writeFileSync(sheet, 'Cue;Shot;Description;Tool;Notes;Purpose;Destination\n1;12;Sky;Runway;by Anna;matte;Final, visible\n');
  const { err } = await run('convert', sheet, join(folder, 'remarks.json'));
  expect(err).toContain('mean the same as an earlier one, and what they say is not in the draft: Shot.');
  const { uses } = JSON.parse(readFileSync(join(folder, 'remarks.json'), 'utf8'));
  expect(uses[0]).toMatchObject({ description: 'by Anna\nPurpose: matte', destination: 'final-visible' });
});

it('says what a policy still asks for, with the line, and answers by exit code', async () => {
  const file = join(folder, 'asks.yaml');
  writeFileSync(file, readFileSync(clean, 'utf8').replace('status: granted', 'status: requested'));
  expect(await run('check', clean)).toMatchObject({ code: 0, out: '' });
  expect(await run('check', file)).toMatchObject({
    code: 1,
    out: expect.stringMatching(/asks\.yaml:23:\d+: uses\[0\] \(U1\)\.approvals: blocker D05: /),
  });
});

// A newcomer was led to the use where the tool had to be mended, and was not told in which field.
it.each([
  ['D11', 'licence: enterprise', 'licence: free', 'tools\\[0\\] \\(T1\\)\\.licence', 'tools[].licence: paid, enterprise', 9],
  ['D11', 'licence: enterprise, ', '', 'tools\\[0\\] \\(T1\\)\\.licence', 'licence: enterprise', 9],
  ['D12', 'rights: licensed', 'rights: uncleared', 'uses\\[0\\] \\(U1\\)\\.inputs\\[0\\]\\.rights', 'rights: cleared', 21],
  [
    'D12',
    'Alteration: "yes"',
    'Alteration: "no"',
    'inputs\\[0\\]\\.licenceAllowsAiAlteration',
    'licenceAllowsAiAlteration: yes',
    21,
  ],
  ['D06', 'status: granted', 'status: refused', 'approvals\\[0\\]', '', 23],
  ['D07', 'signed: 2026-08-20', 'signed: 2026-10-20', 'consents\\[0\\]', '', 22],
  ['D10', 'kind: archival', 'kind: script', 'tools\\[0\\] \\(T1\\)\\.trainsOnInputs', 'trainsOnInputs', 9],
])('points %s at what mends it where %s is %s', async (code, before, after, field, fix, line) => {
  const file = join(folder, 'mend.yaml');
  const text = readFileSync(clean, 'utf8')
    .replace(before, after)
    .replace('anonymisation', code === 'D07' ? 'digital-replica' : 'cleanup');
  writeFileSync(file, code === 'D10' ? text.replace('trainsOnInputs: "no"', 'trainsOnInputs: "yes"') : text);
  const { out } = await run('check', file);
  expect(out).toMatch(new RegExp(`mend\\.yaml:${line}:\\d+: (?:uses\\[0\\] \\(U1\\)\\.)?${field}: \\w+ ${code}: `));
  expect(out).toContain(fix);
});

it('names the use and the tool beside their numbers in errors of the text', async () => {
  const file = join(folder, 'named.yaml');
  writeFileSync(
    file,
    readFileSync(clean, 'utf8').replace('composite', 'composed').replace('licence: enterprise', 'licence: big'),
  );
  const { out } = await run('check', file);
  expect(out).toMatch(/named\.yaml:9:\d+: tools\[0\] \(T1\)\.licence: /);
  expect(out).toMatch(/named\.yaml:14:\d+: uses\[0\] \(U1\)\.degree: /);
});
