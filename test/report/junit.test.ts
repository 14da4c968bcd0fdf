import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { create } from 'xmlbuilder2';
import { validateXML } from 'xmllint-wasm';
import { messages } from '../../src/messages/index.ts';
import type { Report } from '../../src/model/index.ts';
import { renderJunit } from '../../src/report/junit.ts';
import { sighting } from '../sighting.ts';
import { hostileReport } from './hostile.ts';
import { sample } from './sample.ts';

const options = { messages: messages('en'), width: 80, colour: false, onlyFailures: false };
const schema = readFileSync(new URL('schemas/junit-jenkins.xsd', import.meta.url), 'utf8');
const errorsOf = async (xml: string): Promise<readonly string[]> => {
  const { errors } = await validateXML({ xml: [{ fileName: 'report.xml', contents: xml }], schema: [schema] });
  return errors.map(({ message }) => message);
};

type Element = { [name: string]: unknown };
const several = (content: unknown): Element[] => (content === undefined ? [] : ([content].flat() as Element[]));
/** Tests by name: what is said of each. */
function casesOf(report: Report): Map<string, Element> {
  const { testsuites } = create(renderJunit(report, options)).end({ format: 'object' }) as unknown as { testsuites: Element };
  const cases = several(testsuites.testsuite).flatMap((suite) => several(suite.testcase));
  return new Map(cases.map((one) => [`${one['@classname']}/${one['@name']}`, one]));
}
const of = (report: Report, path: string): string[] => {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
  return Object.keys(casesOf(report).get(`${folder}/${path}`) ?? {}).filter((name) => !name.startsWith('@'));
};
const waiver = { answer: 'creative-intent', reason: 'Meant so', by: 'A. D.', date: '2026-11-01' } as const;
const jennifer = 'stills/archive/jennifer_1999.jpg';

describe('the JUnit report', () => {
  it('reads as the golden file says', async () => {
    await expect(renderJunit(sample, options)).toMatchFileSnapshot('golden/sample.junit.xml');
  });

  it('is valid against the schema of Jenkins', async () => {
    expect(await errorsOf(renderJunit(sample, options))).toEqual([]);
    expect(
      await errorsOf(renderJunit(sample, options).replaceAll('<failure', '<surprise').replaceAll('</failure', '</surprise')),
    ).not.toEqual([]);
  });

  it('is valid whatever strangers write, and without anything', async () => {
    expect(await errorsOf(renderJunit(hostileReport, options))).toEqual([]);
    const bare = { ...sample, declaration: null, assets: [], uses: [], findings: [], policies: [] };
    expect(await errorsOf(renderJunit(bare, options))).toEqual([]);
    const answered = { ...sample, findings: sample.findings.map((finding) => ({ ...finding, waiver })) };
    expect(await errorsOf(renderJunit(answered, options))).toEqual([]);
  });

  it('has a test an asset and use, whose names are those of the files and nothing else', () => {
    const cases = casesOf(sample);
    for (const { path } of sample.assets) expect([...cases.keys()].some((name) => name.endsWith(`/${path}`))).toBe(true);
    expect(cases.has('Declared uses/U1 Background of the yearbook photograph replaced')).toBe(true);
  });

  it('fails both copies of what is not declared, and passes what is in order', () => {
    expect(of(sample, jennifer)).toEqual(['failure']);
    expect(of(sample, 'stills/archive/jennifer_1999_b.jpg')).toEqual(['failure']);
    expect(of(sample, 'stills/map_of_the_route.png')).toEqual([]);
  });

  it('says what an FYI says without failing for it', () => {
    expect(of(sample, 'stills/logo_upscaled.png')).toEqual(['system-out']);
  });

  it('takes what was not read for an error, be it an asset or a link, and the scan as well', () => {
    expect(of(sample, 'cut/reel1.mov')).toEqual(['error']);
    expect(of(sample, 'stills/library')).toEqual(['error']);
    expect(casesOf(sample).get('The delivery as a whole/Coverage')).toHaveProperty('error');
    const whole = { ...sample, run: { ...sample.run, complete: true } };
    expect(casesOf(whole).get('The delivery as a whole/Coverage')).not.toHaveProperty('error');
  });

  it('passes nothing that was not read, even where no finding speaks of it', () => {
    expect(of({ ...sample, findings: [] }, 'cut/reel1.mov')).toEqual(['error']);
  });

  it('skips what was answered, but not what is only promised', () => {
    const answered = (answer: 'creative-intent' | 'fix') => ({
      ...sample,
      findings: sample.findings.map((finding) => ({ ...finding, waiver: { ...waiver, answer } })),
    });
    expect(of(answered('creative-intent'), jennifer)).toEqual(['skipped']);
    expect(of(answered('fix'), jennifer)).toEqual(['failure']);
  });

  it('counts what it holds', () => {
    const xml = renderJunit(sample, options);
    const counted = (name: string): number => xml.match(new RegExp(`<${name}[ >]`, 'g'))?.length ?? 0;
    expect(xml).toMatch(
      new RegExp(
        `<testsuites name="trueslate" tests="${counted('testcase')}" failures="${counted('failure')}" errors="${counted('error')}"`,
      ),
    );
  });

  it('leaves no finding out, even of a use that has no outcome', () => {
    const lost = { ...sample, uses: [] };
    for (const { id } of sample.findings) expect(renderJunit(lost, options)).toContain(id);
  });

  it('says in the output of a programme what is seen in it', () => {
    expect(of({ ...sample, sightings: [sighting()] }, 'cut/reel2.mov')).toEqual(['system-out']);
  });
});

describe('a test of an asset', () => {
  const [covered] = sample.uses.flatMap(({ id, assets }) => assets.map((path) => ({ id, path })));
  if (covered === undefined) throw new Error('no use of the sample covers a file');
  const base = sample.findings.find(({ code }) => code === 'D01');
  if (base === undefined) throw new Error('the sample has no D01');
  const onUse = {
    ...base,
    id: '00000000000000aa',
    code: 'D05',
    severity: 'issue',
    asset: null,
    alsoAt: [],
    use: covered.id,
  } as const;

  it('fails by what is open on a use that covers it, and not by what was answered there', () => {
    const quiet = { ...sample, findings: [] };
    expect(of(quiet, covered.path)).not.toContain('failure');
    expect(of({ ...quiet, findings: [onUse] }, covered.path)).toContain('failure');
    expect(of({ ...quiet, findings: [{ ...onUse, waiver }] }, covered.path)).not.toContain('failure');
    expect(of({ ...quiet, findings: [{ ...onUse, severity: 'fyi' as const }] }, covered.path)).not.toContain('failure');
  });

  it('does not call marked what only the declaration names', () => {
    const report = { ...sample, findings: [], sightings: [sighting({ declaredOnly: true })] };
    const xml = renderJunit(report, options);
    expect(xml).toContain('Declared material seen: stills/a.jpg');
    expect(xml).not.toContain(messages('en').sightings.relations.marked.label);
  });
});
