import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/index.ts';
import { hasChromium, Opened } from './browser.ts';
import { seenSample } from './sample-seen.ts';

/** A grey picture of a size. */
async function picture(width: number, height: number): Promise<string> {
  const bytes = await sharp({ create: { width, height, channels: 3, background: { r: 90, g: 110, b: 130 } } })
    .webp()
    .toBuffer();
  return `data:image/webp;base64,${bytes.toString('base64')}`;
}

describe.skipIf(!hasChromium)('the pictures of a sighting, in Chromium (skipped where it is not installed)', () => {
  const opened = new Opened();
  let report: Report;
  beforeAll(async () => {
    await opened.start();
    const [target, source] = await Promise.all([picture(640, 360), picture(300, 400)]);
    const sightings = seenSample.sightings.map((one) => (one.proof ? { ...one, proof: { ...one.proof, target, source } } : one));
    report = { ...seenSample, sightings };
  });
  afterAll(() => opened.stop());

  const box = (selector: string) =>
    `(({ left, top, width, height }) => [left, top, width, height].map(Math.round))(document.querySelector('${selector}').getBoundingClientRect())`;

  it.each([1280, 500])('draw the outline over the very frame, in a window of %i pixels', async (width) => {
    const { page, errors } = await opened.open(report, { viewport: { width, height: 800 } });
    const frame = await page.evaluate<number[]>(box('.proof figure:nth-child(2) img'));
    expect(await page.evaluate(box('.proof figure:nth-child(2) svg'))).toEqual(frame);
    expect((frame[2] ?? 0) / (frame[3] ?? 1)).toBeCloseTo(640 / 360, 1);
    const stroke = "getComputedStyle(document.querySelector('.proof polygon:last-child')).stroke";
    expect(await page.evaluate(stroke)).toBe('rgb(255, 212, 0)');
    expect(
      await page.evaluate<number[]>(box('.card:has(.proof)')).then(([left = 0, , wide = 0]) => left + wide),
    ).toBeLessThanOrEqual(width);
    expect(await page.evaluate('window.violations')).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('are there wherever the same picture stands a second time, under the findings as well', async () => {
    const [first] = report.sightings;
    if (first === undefined) throw new Error('the sample has no sightings');
    const again = { ...first, from: '10:30:00:00', to: '10:30:02:00', fromSeconds: 480, toSeconds: 482 };
    const { page } = await opened.open({ ...report, sightings: [...report.sightings, again] });
    const shown = "[...document.querySelectorAll('#sightings .proof img')].map(({ naturalWidth }) => naturalWidth)";
    const widths = await page.evaluate<number[]>(shown);
    expect(widths.length).toBeGreaterThanOrEqual(2);
    expect(widths).not.toContain(0);
  });

  it('fit on paper', async () => {
    const { page } = await opened.open(report, { viewport: { width: 690, height: 900 } });
    await page.emulateMedia({ media: 'print' });
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(690);
    const frame = await page.evaluate<number[]>(box('.proof figure:nth-child(2) img'));
    expect(await page.evaluate(box('.proof figure:nth-child(2) svg'))).toEqual(frame);
  });
});
