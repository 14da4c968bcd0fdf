import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bigReport } from '../../scripts/bench/big-report.mjs';
import type { Report } from '../../src/model/index.ts';
import { cssString, pageMargins } from '../../src/report/html/print-style.ts';
import { hasChromium, Opened } from './browser.ts';
import { hostileReport } from './hostile.ts';
import { sample } from './sample.ts';

describe('the margins of the sheets', () => {
  it('hold a name as a string and nothing else, whatever is in it', () => {
    expect(cssString('Route 66')).toBe('"Route 66"');
    expect(cssString('"; } </style><b> \\ é\n')).toMatch(/^"(?:[A-Za-z0-9 ]|\\[0-9a-f]+ )*"$/);
    expect(cssString('</style>')).toBe('"\\3c \\2f style\\3e "');
    expect(pageMargins('x'.repeat(500), '')).toContain(`"${'x'.repeat(89)}\\2026 "`);
  });
});

/** Sheets of a PDF as Chromium writes it: page objects are not compressed. */
const sheets = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;

/** What lies where while the page is printed, taken by a listener that comes after the page's own. */
const watch = `addEventListener('beforeprint', () => {
  const texts = (selector) => [...document.querySelectorAll(selector)].map((node) => node.textContent);
  window.printed = {
    inCards: document.querySelectorAll('article .evidence, article .chain').length,
    headings: texts('#annex .annexed h3'),
    evidence: document.querySelectorAll('#annex .evidence').length,
    folded: document.querySelectorAll('#annex .chain:not([open])').length,
    whole: document.querySelectorAll('#annex .evidence details[open]').length,
    links: [...document.querySelectorAll('a.to-annex')].filter((link) => !document.getElementById(link.hash.slice(1))).length,
    covers: [...document.querySelectorAll('.cover img')].filter((image) => !image.src).length,
  };
})`;

interface Printed {
  readonly inCards: number;
  readonly headings: readonly string[];
  readonly evidence: number;
  readonly folded: number;
  readonly whole: number;
  readonly links: number;
  readonly covers: number;
}

describe.skipIf(!hasChromium)('the HTML report on paper (skipped where Chromium is not installed)', () => {
  const opened = new Opened();
  beforeAll(() => opened.start());
  afterAll(() => opened.stop());

  it('moves evidence and credentials into an annex with the numbers of the cards, and puts them back', async () => {
    const { page, errors } = await opened.open(sample);
    const before = await page.locator('#findings').innerHTML();
    await page.evaluate(watch);
    await page.pdf({ format: 'A4' });
    const printed = (await page.evaluate('printed')) as Printed;
    expect(printed).toMatchObject({ inCards: 0, folded: 0, whole: 0, links: 0, covers: 0 });
    expect(printed.evidence).toBeGreaterThan(3);
    expect(printed.headings[0]).toBe('1. stills/archive/jennifer_1999.jpg = stills/archive/jennifer_1999_b.jpg');
    expect(await page.locator('#findings').innerHTML()).toBe(before);
    expect(await page.locator('#annex').isVisible()).toBe(false);
    expect(errors).toEqual([]);
  });

  it('names every undeclared asset on the first sheet, with the verdict and room for a signature', async () => {
    const { page } = await opened.open(sample);
    await page.emulateMedia({ media: 'print' });
    const cover = await page.locator('.cover').innerText();
    for (const path of ['jennifer_1999.jpg', 'jennifer_1999_b.jpg', 'street_1998.jpg'])
      expect(cover.replaceAll('\u200b', '')).toContain(path);
    expect(cover).toContain('Date and signature');
    expect(await page.locator('.headline').isVisible()).toBe(true);
  });

  it('lets findings flow over the sheets instead of beginning one for each', async () => {
    const { page } = await opened.open(bigReport(60, 40));
    for (const format of ['A4', 'Letter'] as const) expect(sheets(await page.pdf({ format })), format).toBeLessThan(16);
    const { page: small } = await opened.open(sample);
    expect(sheets(await small.pdf({ format: 'A4' }))).toBeLessThanOrEqual(5);
  });

  it('is as wide as the sheet, and white, for a reader who has it dark', async () => {
    const wide: Report = {
      ...sample,
      findings: sample.findings.map((one) => ({ ...one, message: `${one.message} ${'x'.repeat(400)}` })),
    };
    for (const report of [wide, hostileReport]) {
      const { page } = await opened.open(report, { colorScheme: 'dark', viewport: { width: 690, height: 900 } });
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      await page.evaluate("dispatchEvent(new Event('beforeprint'))");
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(690);
      expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
      expect(await page.evaluate("getComputedStyle(document.querySelector('.card h4')).color")).toBe('rgb(0, 0, 0)');
    }
  });
});
