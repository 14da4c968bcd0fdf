import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messages } from '../../src/messages/index.ts';
import { languageOf, reworded } from '../../src/messages/reword.ts';
import type { Report } from '../../src/model/index.ts';
import { renderHtml } from '../../src/report/html.ts';
import type { ReportOptions } from '../../src/report/index.ts';
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
