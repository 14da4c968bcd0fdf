// How soon the HTML report of 100,000 assets with 5,000 thumbnails is on screen, and how long its filter takes, in Chromium.
// npm run bench:html; medians of five runs. First paint is what the browser reports; a filter ends with the next frame.
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import sharp from 'sharp';
import { messages } from '../../dist/messages/index.js';
import { renderHtml } from '../../dist/report/html.js';
import { bigReport } from './big-report.mjs';

const runs = 5;
const assets = 100_000;
const marked = 5_000;
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Noise blown up: pictures of the size that photographs have, each another. */
async function picture(at) {
  const raw = Buffer.from(Array.from({ length: 24 * 18 * 3 }, (_, index) => (index * (at + 7) * 2654435761) >>> 24));
  const image = sharp(raw, { raw: { width: 24, height: 18, channels: 3 } }).resize(240, 180, { kernel: 'cubic' });
  return `data:image/webp;base64,${(await image.webp({ quality: 70 }).toBuffer()).toString('base64')}`;
}

const pictures = [];
for (let at = 0; at < marked; at++) pictures.push(await picture(at));
const report = bigReport(assets, marked, (at) => pictures[at]);
const begun = performance.now();
const page = renderHtml(report, { messages: messages('en'), width: 80, colour: false, onlyFailures: false });
const rendered = performance.now() - begun;
const folder = mkdtempSync(join(tmpdir(), 'bench-html-'));
const file = join(folder, 'report.html');
writeFileSync(file, page);
console.log(`${assets} assets, ${marked} thumbnails of ${Math.round(pictures.join('').length / marked)} characters`);
console.log(`rendered in ${Math.round(rendered)} ms, ${(statSync(file).size / 1e6).toFixed(1)} MB`);

const filters = {
  'search in texts': ['text', 'portrait_0012'],
  'search, no match': ['text', 'nothing is called so'],
  folder: ['folder', 'reel07'],
  verdict: ['verdict', 'unmarked'],
  rule: ['rule', 'P01'],
  'show all': ['text', ''],
};
const measured = { 'first paint': [], 'page ready': [], ...Object.fromEntries(Object.keys(filters).map((name) => [name, []])) };
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
for (let run = 0; run < runs; run++) {
  const tab = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await tab.goto(pathToFileURL(file).href);
  const times = await tab.evaluate(() => ({
    paint: performance.getEntriesByName('first-contentful-paint')[0].startTime,
    ready: performance.getEntriesByType('navigation')[0].domComplete,
  }));
  measured['first paint'].push(times.paint);
  measured['page ready'].push(times.ready);
  for (const [name, [field, value]] of Object.entries(filters)) {
    const took = await tab.evaluate(
      async ([field, value]) => {
        const form = document.getElementById('filter');
        form.reset();
        await new Promise((done) => setTimeout(done, 50));
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        const begun = performance.now();
        form.elements[field].value = value;
        form.elements[field].dispatchEvent(new Event('input', { bubbles: true }));
        // After the frame in which the outcome is drawn.
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        return performance.now() - begun;
      },
      [field, value],
    );
    measured[name].push(took);
  }
  await tab.close();
}
await browser.close();
rmSync(folder, { recursive: true, force: true });
for (const [name, numbers] of Object.entries(measured)) console.log(`${name.padEnd(18)} ${Math.round(median(numbers))} ms`);
