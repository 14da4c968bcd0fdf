import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bigReport } from '../../scripts/bench/big-report.mjs';
import type { Report } from '../../src/model/index.ts';
import { isOpen } from '../../src/model/index.ts';
import { applyWaivers, parseWaivers } from '../../src/waivers/index.ts';
import { hasChromium, Opened, requiresChromium } from './browser.ts';
import { hostileReport } from './hostile.ts';
import { sample } from './sample.ts';
import { answeredSample } from './sample-answered.ts';

const opened = new Opened();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Codes and paths of the cards on screen, in order. */
const cardNames = (page: Page): Promise<string[]> => page.locator('article[data-card]:visible h4.path').allTextContents();
const count = (page: Page): Promise<string> => page.locator('#count').innerText();
const item = (page: Page, end: string) => page.locator(`[id="0123456789abcd${end}"]`);

/** Decides on a finding as a reviewer does. */
async function decide(page: Page, end: string, answer: string, reason: string, more: { use?: string; expires?: string } = {}) {
  await item(page, end)
    .getByRole('button', { name: /^Decide on / })
    .click();
  await page.getByLabel(answer, { exact: true }).check();
  if (more.use) await page.getByLabel('The use that covers it').selectOption({ label: more.use });
  await page.getByLabel('Reason').fill(reason);
  await page.getByLabel('Name', { exact: true }).fill('R. Hale');
  if (more.expires) await page.getByLabel(/^Last day/).fill(more.expires);
  await page.getByRole('button', { name: 'Save decision' }).click();
}

async function downloaded(page: Page): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download waiver file' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('trueslate-waivers.yaml');
  return readFileSync(await download.path(), 'utf8');
}

/** The sample under the answers of a waiver file. */
function answeredBy(yaml: string, report: Report = sample) {
  const parsed = parseWaivers(yaml, 'trueslate-waivers.yaml');
  if (!('waivers' in parsed)) throw new Error(JSON.stringify(parsed.problems));
  const file = parsed.waivers;
  const outcomes = new Map(report.assets.map(({ path, outcome }) => [path, outcome]));
  const today = new Date().toISOString().slice(0, 10);
  const waived = applyWaivers({ ...report, outcomes, file, today, covers: (pattern, path) => pattern === path });
  return { file, waived };
}

it.skipIf(hasChromium || !requiresChromium)('needs Chromium here, and there is none', () => {
  expect.fail('TRUESLATE_REQUIRE_CHROMIUM is set and no Chromium was found: apt-get install chromium, or set CHROMIUM');
});

describe.skipIf(!hasChromium)('the HTML report in Chromium (skipped where it is not installed)', () => {
  beforeAll(() => opened.start());
  afterAll(() => opened.stop());

  it('filters findings and assets by severity, rule, verdict, folder, text and what needs an answer, and says how many', async () => {
    const { page, errors } = await opened.open(sample);
    expect(await count(page)).toBe('8 of 8 findings shown');
    await page.getByLabel('Blocker').uncheck();
    await page.getByLabel('FYI').uncheck();
    expect(await count(page)).toBe('4 of 8 findings shown');
    expect(await cardNames(page)).not.toContain('stills/archive/jennifer_1999.jpg');
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect.poll(() => count(page)).toBe('8 of 8 findings shown');
    await page.getByLabel('Rule').selectOption('T01');
    expect(await cardNames(page)).toEqual(['cut/reel1.mov', 'stills/library']);
    await page.getByLabel('Rule').selectOption('');
    await page.getByLabel('Verdict').selectOption('unreadable');
    expect(await cardNames(page)).toEqual(['cut/reel1.mov']);
    expect(await page.locator('#assets tbody tr').count()).toBe(1);
    await page.getByLabel('Verdict').selectOption('');
    await page.getByLabel('Folder').selectOption('stills/archive');
    expect(await cardNames(page)).toEqual(['stills/archive/jennifer_1999.jpg', 'stills/archive/street_1998.jpg']);
    await page.getByLabel('Folder').selectOption('');
    await page.getByLabel('Search').fill('jennifer ChatGPT');
    expect(await cardNames(page)).toEqual(['stills/archive/jennifer_1999.jpg']);
    await page.getByLabel('Search').fill('0123456789abcd07');
    expect(await cardNames(page)).toEqual(['stills/logo_upscaled.png']);
    await page.getByLabel('Search').fill('no such thing');
    expect(await page.getByText('Nothing matches the filter.').isVisible()).toBe(true);
    await page.getByLabel('Search').fill('');
    await page.getByLabel('Only what needs an answer').check();
    expect(await count(page)).toBe('6 of 8 findings shown');
    expect(await page.locator('#count').getAttribute('role')).toBe('status');
    expect(errors).toEqual([]);
  });

  it('filters by policy, with the severity that the finding has under it', async () => {
    const under = (name: string) => ({ ...(sample.policies[0] as Report['policies'][number]), name, title: name });
    const findings = sample.findings.map((finding, index) =>
      index < 2
        ? { ...finding, policies: { strict: 'blocker', mild: 'fyi' } as const }
        : { ...finding, policies: { strict: 'fyi' } as const },
    );
    const { page } = await opened.open({ ...sample, policies: [under('strict'), under('mild')], findings });
    await page.getByLabel('Policy').selectOption('mild');
    expect(await count(page)).toBe('2 of 8 findings shown');
    await page.getByLabel('FYI').uncheck();
    expect(await count(page)).toBe('0 of 8 findings shown');
    await page.getByLabel('Policy').selectOption('strict');
    expect(await count(page)).toBe('2 of 8 findings shown');
  });

  it('keeps decisions over a reload, filters by them, and gives them back as a waiver file that closes the findings', async () => {
    const { page, errors } = await opened.open(sample);
    const reason = 'Seen by the editor: "archive", no <b>AI</b> # really\nSecond line: yes \u202e';
    await decide(page, '01', 'not AI', reason, { expires: '2099-12-31' });
    await decide(page, '02', 'declared', 'In U1', { use: 'U1 Background of the yearbook photograph replaced' });
    await decide(page, '03', 'creative intent', 'It is a montage');
    await decide(page, '04', 'best possible', 'The negative is lost');
    await decide(page, '05', 'to be fixed', 'A new reel is on its way');
    await page.reload();
    expect(await page.locator('#standing').innerText()).toBe('4 of 8 findings closed by an answer; 5 decided in this page');
    expect(await item(page, '01').locator('.decision').innerText()).toContain(
      'Decided here: not AI: Seen by the editor: "archive", no <b>AI</b>',
    );
    await page.getByLabel('Answered').selectOption('open');
    expect(await count(page)).toBe('4 of 8 findings shown');
    const { file, waived } = answeredBy(await downloaded(page));
    expect(file.waivers[0]).toMatchObject({
      finding: '0123456789abcd01',
      answer: 'not-ai',
      reason,
      by: 'R. Hale',
      expires: '2099-12-31',
    });
    expect(file.waivers[1]).toMatchObject({ answer: 'declared', use: 'U1' });
    expect(waived.findings.filter((finding) => !isOpen(finding)).map(({ id }) => id.slice(-2))).toEqual(['01', '02', '03', '04']);
    expect(waived.entries.map(({ state }) => state)).toEqual(Array(5).fill('applied'));
    expect(errors).toEqual([]);
  });

  it('shows the answers that the scan read, merges them into the file, replaces one and withdraws another', async () => {
    const waiver = (end: string, reason: string) =>
      ({ finding: `0123456789abcd${end}`, answer: 'not-ai', reason, by: 'B. Older', date: '2026-11-01' }) as const;
    const exclusion = { path: 'graphics/ci/*', reason: 'logos', by: 'B. Older', date: '2026-11-01' };
    const signed = [waiver('01', 'first'), waiver('02', 'second'), waiver('03', 'third')];
    const findings = sample.findings.map((finding) => {
      const entry = signed.find((one) => one.finding === finding.id);
      return entry ? { ...finding, waiver: (({ finding: _, ...answer }) => answer)(entry) } : finding;
    });
    const entries = [...signed, exclusion].map((entry) => ({ state: 'applied', entry }) as const);
    const report: Report = { ...sample, findings, waivers: { path: 'waivers.yaml', entries } };
    const { page } = await opened.open(report);
    expect(await item(page, '03').innerText()).toContain('Answer: not AI: third (B. Older, 2026-11-01)');
    expect(await page.locator('#waivers tbody tr').count()).toBe(4);
    expect(await page.locator('#waivers').innerText()).toContain('graphics/ci/*');
    await decide(page, '02', 'creative intent', 'a newer answer');
    await item(page, '03')
      .getByRole('button', { name: /^Decide on / })
      .click();
    expect(await page.getByLabel('Reason').inputValue()).toBe('third');
    await page.getByRole('button', { name: 'Withdraw' }).click();
    expect(await item(page, '03').innerText()).toContain('the finding is open again');
    const { file } = answeredBy(await downloaded(page), report);
    expect(file.waivers.map(({ finding, reason }) => [finding.slice(-2), reason])).toEqual([
      ['01', 'first'],
      ['02', 'a newer answer'],
    ]);
    expect(file.exclusions).toEqual([exclusion]);
  });

  it('does not take an answer without reason or name, nor "declared" without a use', async () => {
    const { page } = await opened.open({ ...sample, uses: [] });
    await item(page, '01')
      .getByRole('button', { name: /^Decide on / })
      .click();
    await page.getByLabel('not AI').check();
    await page.getByLabel('Reason').fill('   ');
    await page.getByLabel('Name', { exact: true }).fill('R. Hale');
    await page.getByRole('button', { name: 'Save decision' }).click();
    expect(await page.locator('#decision-form').isVisible()).toBe(true);
    await page.getByLabel('declared', { exact: true }).check();
    expect(await page.getByRole('button', { name: 'Save decision' }).isDisabled()).toBe(true);
    expect(await page.locator('#standing').innerText()).toMatch(/^No finding is answered yet/);
  });

  it('says so where the browser keeps nothing, and still downloads', async () => {
    const address = opened.write(sample);
    const { page, errors } = await opened.open('about:blank');
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, 'localStorage', {
        get: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    });
    await page.goto(address);
    expect(await page.locator('#not-stored').innerText()).toMatch(/^This browser does not keep decisions/);
    await decide(page, '01', 'not AI', 'Photographed by me');
    expect(answeredBy(await downloaded(page)).file.waivers).toHaveLength(1);
    expect(errors).toEqual([]);
  });

  it('takes nothing from the storage that another local page may have written, but decisions', async () => {
    const { page, errors } = await opened.open(sample);
    await decide(page, '01', 'not AI', 'mine');
    await page.evaluate(() => {
      const storage = (globalThis as unknown as { localStorage: Record<string, string> }).localStorage;
      const key = Object.keys(storage).find((name) => name.startsWith('trueslate.decisions/1:')) as string;
      const decision = { answer: 'not-ai', reason: '<img src=x onerror=window.__pwned=1>', by: 'x', date: '2026-01-01' };
      const wrong = { '0123456789abcd03': { ...decision, answer: 'constructor' }, '0123456789abcd04': 7, ffff: decision };
      storage[key] = JSON.stringify({ '0123456789abcd02': decision, ...wrong });
    });
    await page.reload();
    expect(await page.locator('#standing').innerText()).toContain('1 of 8 findings closed by an answer; 1 decided');
    expect(await item(page, '02').locator('.decision').innerText()).toContain('<img src=x');
    expect(await page.evaluate(() => '__pwned' in globalThis)).toBe(false);
    expect(errors).toEqual([]);
  });

  it('can be worked by keys alone', async () => {
    const { page } = await opened.open(sample);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('findings-heading');
    for (const key of ['j', 'j', 'k']) await page.keyboard.press(key);
    expect(await page.evaluate('document.activeElement.id')).toBe('finding-1');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toContain('decide');
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    expect(await page.locator('#decision-form').isVisible()).toBe(false);
    expect(await page.evaluate('document.activeElement.className')).toContain('decide');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.type('jk / is only text here');
    await page.keyboard.press('Tab');
    await page.keyboard.type('R. Hale');
    await page.keyboard.press('Enter');
    expect(await item(page, '01').locator('.decision').innerText()).toContain('to be fixed: jk / is only text here (R. Hale');
    await page.keyboard.press('/');
    await page.keyboard.type('logo_upscaled');
    expect(await cardNames(page)).toEqual(['stills/logo_upscaled.png']);
    await page.keyboard.press('Escape');
    await expect.poll(() => count(page)).toBe('8 of 8 findings shown');
  });

  it('has no serious accessibility finding of axe-core, light and dark, with the form open', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await opened.open(sample, { colorScheme });
      await decide(page, '02', 'not AI', 'seen');
      await item(page, '01')
        .getByRole('button', { name: /^Decide on / })
        .click();
      await page.evaluate(axe);
      const violations = await page.evaluate(
        `axe.run().then(({ violations }) => violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(({ id, nodes }) => id + ': ' + nodes.map(({ html, failureSummary }) => html + failureSummary).join(' | ')))`,
      );
      expect(violations, colorScheme).toEqual([]);
    }
  });

  it('runs nothing that a name, tag or thumbnail says, on whichever page of the lists it stands', async () => {
    const bad = `"'><img src=x onerror="window.__pwned=1"></script><script>window.__pwned=1</script><svg onload=window.__pwned=1>\n\u202e\u{1f600}عربي`;
    const big = bigReport(130, 60, () => 'data:image/svg+xml,<svg onload=window.__pwned=1>');
    const spoil = (path: string): string => `${bad}/${path}`;
    const report: Report = {
      ...big,
      run: { ...big.run, roots: [bad] },
      assets: big.assets.map((asset, at) => ({
        ...asset,
        path: spoil(asset.path),
        format: bad,
        generators: [{ name: bad }],
        conflicts: [{ code: 'two-vendors', between: [bad, bad] }],
        c2pa:
          at % 2
            ? asset.c2pa
            : { ...asset.c2pa, state: 'invalid', codes: [bad], signer: bad, remote: 'javascript:window.__pwned=1' },
      })),
      findings: big.findings.map((one) => ({ ...one, asset: spoil(one.asset ?? ''), message: bad, fix: bad })),
      uses: [{ id: bad, title: bad, outcome: 'found', assets: [], missing: [] }],
    };
    for (const hostile of [hostileReport, report]) {
      const { page, errors } = await opened.open(hostile);
      for (const list of ['cards', 'rows'])
        while (
          (await page.locator(`#${list}-pager`).count()) > 0 &&
          (await page.locator(`#${list}-pager [data-turn="1"]`).isEnabled())
        )
          await page.locator(`#${list}-pager [data-turn="1"]`).click();
      for (const summary of await page.locator('#assets summary').all()) await summary.click();
      const button = page.locator('.decide').last();
      await button.click();
      await page.getByLabel('declared', { exact: true }).check();
      await page.getByLabel('Reason').fill(bad);
      await page.getByLabel('Name', { exact: true }).fill(bad);
      await page.getByRole('button', { name: 'Save decision' }).click();
      await page
        .getByLabel('Folder')
        .selectOption({ index: 1 })
        .catch(() => undefined);
      const answered = parseWaivers(await downloaded(page), 'w.yaml');
      expect('waivers' in answered && answered.waivers.waivers[0]?.use).toBe(hostile.uses[0]?.id);
      await page.pdf();
      expect(await page.evaluate(() => '__pwned' in globalThis)).toBe(false);
      expect(await page.evaluate('violations')).toEqual([]);
      expect(await page.locator('script, img[src^="x"], svg').count()).toBe(4);
      expect(errors).toEqual([]);
    }
  });

  it('lets the policy stop what would get through the escaping', async () => {
    const { page } = await opened.open(sample);
    await page.evaluate(`document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.__pwned = 1">')`);
    await expect.poll(() => page.evaluate('violations.length')).toBeGreaterThan(0);
    expect(await page.evaluate(() => '__pwned' in globalThis)).toBe(false);
  });

  it('turns pages, comes back to the same rows, and leads from a row to a card of another page', async () => {
    const picture = sample.assets.find(({ thumbnail }) => thumbnail)?.thumbnail ?? '';
    const { page, errors } = await opened.open(bigReport(1200, 120, () => picture));
    const first = await page.locator('#assets tbody').innerHTML();
    const next = page.locator('#rows-pager').getByRole('button', { name: 'Next' });
    await next.click();
    expect(await page.locator('#rows-pager .place').innerText()).toBe('101 to 200 of 1200');
    await page.locator('#rows-pager').getByRole('button', { name: 'Previous' }).click();
    expect((await page.locator('#assets tbody').innerHTML()).replace(/\s*<tr>/g, '<tr>').trim()).toBe(
      first.replace(/\s*<tr>/g, '<tr>').trim(),
    );
    expect(await page.locator('article[data-card]').count()).toBe(50);
    await page.locator('#cards-pager').getByRole('button', { name: 'Next' }).click();
    expect(
      await page.locator('article img').evaluateAll((images) => images.filter((image) => !image.getAttribute('src')).length),
    ).toBe(0);
    await page.locator('#assets a[href="#finding-1"]').first().click();
    expect(await page.evaluate('document.activeElement.id')).toBe('finding-1');
    await page.evaluate("location.hash = '#0000000000000063'");
    await expect.poll(() => page.evaluate('document.activeElement.querySelector("#\\\\30 000000000000063") !== null')).toBe(true);
    expect(errors).toEqual([]);
  });

  it('shows the findings of uses with the assets that they cover, in rows that the script makes as well', async () => {
    const { page, errors } = await opened.open(answeredSample);
    const rows = async () =>
      (await page.locator('#assets > .scroll > table > tbody').innerHTML()).replace(/\s*<tr>/g, '<tr>').trim();
    const first = await rows();
    expect(first).toContain('D05 (U3)');
    await page.getByLabel('Rule').selectOption('D05');
    expect(await page.locator('#assets > .scroll > table > tbody > tr > th').allInnerTexts()).toEqual([
      'cut/reel2.mov',
      'promo/promo.mov',
    ]);
    await page.getByLabel('Rule').selectOption('');
    expect(await rows()).toBe(first);
    expect(errors).toEqual([]);
  });

  it('stays quick with 100,000 assets and 5,000 cards', async () => {
    const { page, errors } = await opened.open(bigReport(100_000, 5_000));
    const paint = await page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime");
    expect(paint).toBeLessThan(2000);
    const times = await page.evaluate(`(async () => {
      const times = [];
      for (const text of ['portrait_0012', 'reel07', 'nothing is called so', '']) {
        const field = document.getElementById('filter').elements.text;
        const begun = performance.now();
        field.value = text;
        field.dispatchEvent(new Event('input', { bubbles: true }));
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        times.push(performance.now() - begun);
      }
      return times.sort((a, b) => a - b);
    })()`);
    // The median of npm run bench:html is some 50 ms; other tests run on the same processors.
    expect((times as number[])[1]).toBeLessThan(200);
    expect(errors).toEqual([]);
  });

  it('puts cover, every finding with its decision, and coverage on paper, and no controls', async () => {
    const { page } = await opened.open(bigReport(400, 120));
    await page.locator('.decide').first().click();
    await page.getByLabel('not AI').check();
    await page.getByLabel('Reason').fill('Seen on paper');
    await page.getByLabel('Name', { exact: true }).fill('R. Hale');
    await page.getByRole('button', { name: 'Save decision' }).click();
    await page.evaluate(
      `addEventListener('beforeprint', () => { window.printed = document.querySelectorAll('article[data-card]').length; })`,
    );
    const pdf = await page.pdf({ format: 'Letter' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(await page.evaluate('printed')).toBe(120);
    expect(await page.locator('article[data-card]').count()).toBe(50);
    await page.emulateMedia({ media: 'print' });
    const visible = (selector: string) => page.locator(selector).first().isVisible();
    for (const shown of ['.cover', '#standing-on-paper', '.decision .answer', '#coverage', '#assets .on-paper'])
      expect(await visible(shown), shown).toBe(true);
    for (const gone of ['#filter', '.decide', '#decisions', '.pager', '.top nav', '#assets table', '.keys'])
      expect(await visible(gone), gone).toBe(false);
  });

  it('fits a narrow window without scrolling sideways', async () => {
    const { page } = await opened.open(sample, { viewport: { width: 400, height: 800 } });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(400);
  });
});
