import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { type Language, messages } from '../../src/messages/index.ts';
import type { Report } from '../../src/model/index.ts';
import { renderHtml } from '../../src/report/html.ts';

/** Debian's Chromium, or the one that CHROMIUM names; nothing is downloaded. */
export const chromiumPath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** True where the tests in a browser can run. `.ci/run` requires them by TRUESLATE_REQUIRE_CHROMIUM=1. */
export const hasChromium = existsSync(chromiumPath);
export const requiresChromium = process.env.TRUESLATE_REQUIRE_CHROMIUM === '1';

/** One Chromium for all tests of a file, and the reports that it opens as a person does: from disk. */
export class Opened {
  readonly #folder = mkdtempSync(join(tmpdir(), 'trueslate-html-'));
  #browser: Browser | undefined;
  #count = 0;
  readonly #language: Language;

  constructor(language: Language = 'en') {
    this.#language = language;
  }

  async start(): Promise<void> {
    // Tests may run as root, where Chromium has no sandbox.
    this.#browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] });
  }

  async stop(): Promise<void> {
    await this.#browser?.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Writes a report and gives its address. */
  write(report: Report): string {
    const options = { messages: messages(this.#language), width: 80, colour: false, onlyFailures: false };
    const file = join(this.#folder, `report-${++this.#count}.html`);
    writeFileSync(file, renderHtml(report, options));
    return pathToFileURL(file).href;
  }

  /** A page of its own storage that has the report open; whatever its script throws is in `errors`. */
  async open(report: Report | string, options: BrowserContextOptions = {}): Promise<{ page: Page; errors: string[] }> {
    if (!this.#browser) throw new Error('start() comes first');
    const context = await this.#browser.newContext({ viewport: { width: 1280, height: 720 }, ...options });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.addInitScript(`window.violations = [];
      addEventListener('securitypolicyviolation', ({ violatedDirective, sourceFile }) => {
        violations.push(violatedDirective + ' ' + sourceFile);
      });`);
    await page.goto(typeof report === 'string' ? report : this.write(report));
    return { page, errors };
  }
}
