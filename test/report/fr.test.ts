import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { markers } from '../../src/markers/index.ts';
import { messages } from '../../src/messages/index.ts';
import { languageOf, reworded } from '../../src/messages/reword.ts';
import type { Report } from '../../src/model/index.ts';
import { renderHtml } from '../../src/report/html.ts';
import { printable, type ReportOptions, reporterByName } from '../../src/report/index.ts';
import { renderText } from '../../src/report/text.ts';
import { columns } from '../../src/report/wrap.ts';
import { hasChromium, Opened, requiresChromium } from './browser.ts';
import { sample } from './sample.ts';
import { answeredSample } from './sample-answered.ts';

const fr = messages('fr');
const options: ReportOptions = { messages: fr, width: 80, colour: false, onlyFailures: false };

/** A sample as a scan with `--lang fr` words it. */
const inFrench = (report: Report): Report => reworded(report, fr);

/** Labels of the English reports that must not show in a French one. */
const englishLabels = Object.values(messages('en').report).filter(
  (text) => typeof text === 'string' && / /.test(text) && !Object.values(fr.report).includes(text as never),
) as string[];

describe('the French terminal summary', () => {
  it('reads as the golden file says, at 80 columns and without colour', async () => {
    await expect(renderText(inFrench(answeredSample), options)).toMatchFileSnapshot('golden/answered.fr.txt');
  });

  it('fits into every width from 40 columns on, though French is longer', () => {
    for (const report of [inFrench(sample), inFrench(answeredSample)])
      for (const width of [40, 57, 80, 132, 200])
        for (const line of renderText(report, { ...options, width }).split('\n'))
          expect(columns(line)).toBeLessThanOrEqual(width);
  });

  it('breaks no line before a colon, a semicolon or a closing guillemet', () => {
    for (const line of renderText(inFrench(answeredSample), { ...options, width: 57 }).split('\n'))
      expect(line).not.toMatch(/^\s*[:;?!»]|«\u202f?$/);
  });
});

describe('the French HTML report', () => {
  const html = renderHtml(inFrench(answeredSample), options);

  it('says its language and has no English label', () => {
    expect(html).toContain('<html lang="fr">');
    const plain = html.replace(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>/g, '');
    expect(englishLabels.filter((label) => plain.includes(`>${label}<`) || plain.includes(`"${label}"`))).toEqual([]);
  });
});

/** Every text that somebody else wrote: the declaration, answers, values of files and their names. They stay in their language. */
function quoted(value: unknown, key = ''): readonly string[] {
  if (typeof value === 'string') return ['message', 'hint', 'fix', 'title', 'about', 'notChecked'].includes(key) ? [] : [value];
  if (Array.isArray(value)) return value.flatMap((one) => quoted(one, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([inner, one]) => quoted(one, inner));
}

/** Words of the English reports that no French sentence has, whatever form it takes. */
const englishWords =
  /\b(?:the|and|with|without|which|that|this|these|says|said|made by|made with|marked|declared|declaration|undisclosed|found|missing|nothing|approval|approved|granted|consent|evidence|finding|findings|blocker|signer|unsigned|credential of|trust list|generated|edited|altered|captured|unmarked|unreadable|policy|policies|neutral|baseline|answer|fix|read in full|delivery|asset|assets|use|uses|frame|frames|byte|bytes|prominent|story|critical)\b/gi;

describe('every form for people, of a French report', () => {
  // The sample makes up titles of marks and of its policy; those of the catalogue are what a scan writes.
  const made = [...new Set(answeredSample.assets.flatMap(({ evidence }) => evidence.map(({ title }) => title)))];
  const scanned = made.reduce(
    (text, title, index) => text.replaceAll(JSON.stringify(title), JSON.stringify(markers[index]?.title)),
    JSON.stringify(answeredSample).replaceAll('"Neutral rules"', '"Neutral baseline"'),
  );
  const english = JSON.parse(scanned) as Report;
  const report = inFrench(english);
  const titles = [
    ...(answeredSample.declaration?.content.uses ?? []).map(({ title }) => title),
    answeredSample.declaration?.content.production.title ?? '',
    ...answeredSample.policies.flatMap(({ sources }) => sources.map(({ title }) => title)),
  ];
  const foreign = [...new Set([...quoted(english), ...titles])]
    .flatMap((text) => [text, printable(text), text.replace(/\s+/g, ' ')])
    .filter((text) => text.length > 1)
    .sort((a, b) => b.length - a.length);

  /** What a form says in our own words: without quotations, codes, fields, options and the names of other people. */
  const own = (form: string): string => {
    let text = form.replace(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>/g, ' ').replace(/<[^>]*>/g, ' ');
    text = text
      .replaceAll('&quot;', '"')
      .replaceAll('&apos;', "'")
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&')
      .replaceAll('""', '"');
    text = text.replace(/\s+/g, ' ');
    for (const one of foreign) text = text.split(one).join(' ');
    return text
      .replace(/«[^»]*»/g, ' ')
      .replace(/Content Credentials?|--[\w-]+/g, ' ')
      .replace(/[\w.]+\[\][\w.]*|\w+(?:[-.]\w+)+/g, ' ');
  };
  const forms = ['text', 'html', 'qc', 'cuesheet', 'credits'] as const;

  it.each(forms)('has no English words of ours: %s', (name) => {
    const reporter = reporterByName(name);
    if (reporter === undefined || 'renderVideos' in reporter) throw new Error(`no form ${name}`);
    const text = own(String(reporter.render(report, { ...options, width: 2000 })));
    expect(text.length).toBeGreaterThan(200);
    const found = [...text.matchAll(englishWords)].map(
      ({ 0: word, index }) => `${word}: …${text.slice(index - 40, index + 40)}…`,
    );
    expect(found).toEqual([]);
  });

  it('finds English words in the English one, so that it can find them here', () => {
    expect(
      own(renderText(english, { ...options, messages: messages('en'), width: 2000 })).match(englishWords)?.length,
    ).toBeGreaterThan(20);
  });

  it('has the titles of marks in French in tables, SARIF and JUnit XML', () => {
    const told = english.findings.flatMap(({ evidence }) => evidence.map(({ title }) => title));
    const translated = told.filter((title) => fr.markerTitle(title) !== title);
    expect(translated.length).toBeGreaterThan(0);
    for (const name of ['sarif', 'junit'] as const) {
      const reporter = reporterByName(name);
      if (reporter === undefined || 'renderVideos' in reporter) throw new Error(`no form ${name}`);
      const text = String(reporter.render(report, options));
      expect(translated.some((title) => text.includes(fr.markerTitle(title)))).toBe(true);
      for (const title of translated) expect(text).not.toContain(title);
    }
  });
});

describe.skipIf(!hasChromium && !requiresChromium)('the French HTML report in Chromium', () => {
  const opened = new Opened('fr');
  beforeAll(() => opened.start());
  afterAll(() => opened.stop());

  it.each([1280, 720])('is not wider than its window of %i pixels, and its script runs', async (width) => {
    const { page, errors } = await opened.open(inFrench(answeredSample), { viewport: { width, height: 800 } });
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/fr-${width}.png`, fullPage: false });
    expect(await page.locator('h1, h2').allTextContents()).toEqual(expect.arrayContaining([fr.report.coverage]));
    expect(errors).toEqual([]);
  });
});

describe('a saved report in another language', () => {
  const saved: Report = {
    ...inFrench(sample),
    coverage: { ...sample.coverage, notChecked: [fr.notChecked.synthid, fr.pixelGaps.lossy({ count: 2 })] },
  };

  it('keeps the sentence of a finding whose params were lost, and does not fall over it', () => {
    const lost: Report = { ...sample, findings: sample.findings.map((finding) => ({ ...finding, params: {} })) };
    const french = reworded(lost, fr);
    for (const { message } of french.findings) expect(message).not.toMatch(/undefined|NaN/);
    expect(french.findings.some(({ message }, index) => message === sample.findings[index]?.message)).toBe(true);
    expect(languageOf(lost)).toBe('en');
  });

  it('is known by its sentences', () => {
    expect([languageOf(sample), languageOf(saved), languageOf(reworded(saved, messages('en')))]).toEqual(['en', 'fr', 'en']);
  });

  it('has its findings, problems and gaps reworded, and comes back as it was', () => {
    const english = reworded(saved, messages('en'));
    expect(english.coverage.notChecked).toEqual([
      messages('en').notChecked.synthid,
      messages('en').pixelGaps.lossy({ count: 2 }),
    ]);
    expect(reworded(english, fr)).toEqual(saved);
  });
});
