import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { messages } from '../../src/messages/index.ts';
import type { Report } from '../../src/model/index.ts';
import { reportDigest } from '../../src/report/html/digest.ts';
import { bytes, escaped, html, pictureUrl } from '../../src/report/html/markup.ts';
import { script } from '../../src/report/html/script.ts';
import { renderHtml } from '../../src/report/html.ts';
import { sighting } from '../sighting.ts';
import { hostileReport } from './hostile.ts';
import { sample } from './sample.ts';
import { answeredSample } from './sample-answered.ts';

const options = { messages: messages('en'), width: 80, colour: false, onlyFailures: false };
const page = renderHtml(sample, options);
const hostilePage = renderHtml(hostileReport, options);

/** Every element that the page opens, in order, as a browser would see them: quoted attributes may hold `>`. */
const tags = (text: string): string[] =>
  [
    ...text
      .replace(/<(script|style)>[\s\S]*?<\/\1>/g, '<$1></$1>')
      .matchAll(/<([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*>/g),
  ].map((match) => match[0]);
/** The part of the page under a heading, up to the next section. */
const section = (text: string, id: string): string => text.split(`<section id="${id}"`)[1]?.split('</section>')[0] ?? '';

describe('the HTML report', () => {
  it('says the verdict of the delivery at the top, in a sentence', () => {
    expect(page).toMatch(/<p class="headline">3 assets are marked as AI and not declared\.<\/p>/);
    expect(page.indexOf('class="headline"')).toBeLessThan(page.indexOf('<main>'));
  });

  it('shows at the top what is not declared, with what to do, each leading to its card', () => {
    const top = page.slice(0, page.indexOf('<main>'));
    expect(top).toMatch(
      /<a href="#finding-1"><img src="data:image\/webp[^>]*><span class="path">stills\/<wbr>archive\/<wbr>jennifer_<wbr>1999\.jpg</,
    );
    expect(top).toContain('<strong>Fix:</strong> Declare these 3 assets: add a use that names them');
  });

  it('names at the top the assets of the first cards in their order, pictures before the others, answered ones not', () => {
    const undisclosed = sample.findings.filter(({ code }) => code === 'D01');
    const base = undisclosed.find(({ alsoAt }) => alsoAt.length === 0) as (typeof sample.findings)[number];
    const asset = sample.assets.find(({ path }) => path === base.asset) as (typeof sample.assets)[number];
    const waiver = { finding: 'x', answer: 'not-ai', reason: 'seen', by: 'R. Hale', date: '2026-01-01' } as const;
    const more = [
      { path: 'a/notes.pdf', kind: 'document', waiver: null },
      { path: 'b/answered.jpg', kind: 'image', waiver },
      { path: 'z/last.mov', kind: 'video', waiver: null },
    ] as const;
    const findings = more.map((one, at) => ({ ...base, id: `000000000000000${at}`, asset: one.path, waiver: one.waiver }));
    const assets = more.map(({ path, kind }) => ({ ...asset, path, kind, thumbnail: null }));
    const text = renderHtml(
      { ...sample, findings: [...findings, ...sample.findings], assets: [...sample.assets, ...assets] },
      options,
    );
    const links = [
      ...(/<ul class="urgent"[\s\S]*?<\/ul>/.exec(text)?.[0] ?? '').matchAll(/#finding-(\d+)"[\s\S]*?"path">(.*?)<\/span>/g),
    ];
    const cards = [...text.matchAll(/<h4 id="finding-(\d+)-name"[^>]*>([^<]*)</g)].map(([, number, path]) => [number, path]);
    const named = links.map(([, number, path]) => [number, path?.replaceAll('<wbr>', '')]);
    expect(named).toEqual(cards.slice(0, named.length));
    expect([named[0]?.[1], named.at(-1)?.[1]]).toEqual(['z/last.mov', 'a/notes.pdf']);
    expect(named.flat()).not.toContain('b/answered.jpg');
  });

  it('names every path of equal content in one card, and speaks of them as several', () => {
    const card = section(page, 'findings').split('</article>')[0] ?? '';
    expect(card).toMatch(/jennifer_1999\.jpg<\/h4><div class="copies">[\s\S]*?>stills\/archive\/jennifer_1999_b\.jpg</);
    expect(card).toContain('Declare these 2 assets');
    expect(card.match(/jennifer_1999_b\.jpg/g)).toHaveLength(1);
  });

  it('tells at the top of assets that it does not show by their number, copies counted', () => {
    const base = sample.findings.find(
      ({ alsoAt, code }) => code === 'D01' && alsoAt.length === 0,
    ) as (typeof sample.findings)[number];
    const findings = Array.from({ length: 8 }, (_, at) => ({
      ...base,
      id: `000000000000000${at}`,
      asset: `s/${at}.jpg`,
      alsoAt: [`t/${at}.jpg`],
    }));
    const top = renderHtml({ ...sample, findings }, options).split('<main>')[0] ?? '';
    expect(top).toContain('16 assets are marked as AI');
    expect(top).toContain('<a href="#finding-7">and 4 more</a>');
  });

  it('names a delivery without declaration after its folder', () => {
    const bare = renderHtml({ ...sample, declaration: null }, options);
    expect(bare).toContain('<title>the-long-road: AI provenance report</title>');
    expect(
      renderHtml({ ...sample, declaration: null, run: { ...sample.run, roots: ['C:\\jobs\\reel 4\\'] } }, options),
    ).toContain('<title>reel 4: ');
  });

  it('holds each thumbnail once, however often it is shown', () => {
    const urls = sample.assets.flatMap(({ thumbnail }) => thumbnail ?? []);
    for (const url of new Set(urls)) expect(page.split(url)).toHaveLength(page.includes(url) ? 2 : 1);
    expect(page.match(/data-picture="0"/g)?.length).toBeGreaterThan(1);
  });

  it('takes every word from the message table, those of its script too', () => {
    // A made-up language: whatever text is the same in both, and comes from no report, was written into the page itself.
    const foreign = (value: unknown): unknown => {
      if (typeof value === 'string') return '§';
      if (typeof value === 'function') return () => '§';
      return Object.fromEntries(Object.entries(value as object).map(([key, item]) => [key, foreign(item)]));
    };
    const said = JSON.stringify(sample).toLowerCase();
    const words = (text: string): string[] => {
      const bare = text
        .replace(/<style>[\s\S]*?<\/style>|<script>[\s\S]*?<\/script>/g, '')
        .replaceAll('\\u003c', '<')
        .replace(/[0-9a-f]{64}|&\w+;/g, ' ');
      const attributes = [...bare.matchAll(/\s(?:title|alt|aria-label|placeholder)="([^"]*)"/g)].map((match) => match[1] ?? '');
      const data = [...bare.matchAll(/"texts":\{[^}]*\}/g)].map((match) => match[0].replace(/"\w+":/g, ''));
      const shown = bare.replace(/<script[\s\S]*?<\/script>/g, '').replace(/<[^>]*>/g, '\n');
      return [shown, ...attributes, ...data].flatMap((part) => part.match(/[A-Za-z]{3,}/g) ?? []);
    };
    const translated = renderHtml(sample, {
      ...options,
      messages: { ...(foreign(options.messages) as typeof options.messages), language: 'en' },
    });
    // Names of programs and algorithms.
    const names = 'trueslate sha';
    const own = words(translated).map((word) => word.toLowerCase());
    expect([...new Set(own)].filter((word) => !said.includes(word) && !names.split(' ').includes(word))).toEqual([]);
    const inScript = [...script.matchAll(/'([^'\n]*)'/g)].map((match) => match[1] ?? '');
    expect(inScript.filter((text) => /[A-Z][a-z]+ [a-z]+ [a-z]+/.test(text))).toEqual([]);
  });

  it('tells what became of each entry of the waiver file, and how the findings stand against an earlier report', () => {
    const entry = { finding: '0123456789abcd01', answer: 'not-ai', reason: 'seen', by: 'R. Hale', date: '2026-01-01' } as const;
    const entries = [
      { state: 'expired', entry: { ...entry, expires: '2026-02-01' } },
      { state: 'unmatched', entry: { ...entry, finding: 'ffffffffffffffff' } },
    ] as const;
    const baseline = { path: 'old.json', finished: '2026-10-01T00:00:00Z', new: 3, unchanged: 5, fixed: [] };
    const told = renderHtml({ ...sample, waivers: { path: 'waivers.yaml', entries }, baseline }, options);
    const rows = section(told, 'waivers').split('<tr>').slice(2);
    expect(rows[0]).toMatch(/#0123456789abcd01[\s\S]*>expired<[\s\S]*until 2026-02-01/);
    expect(rows[1]).toMatch(/#ffffffffffffffff[\s\S]*>answers nothing</);
    expect(told).toContain('Against old.json of 2026-10-01: 3 new, 0 gone, 5 unchanged');
  });

  it('keeps decisions by what the report says, not by when it ran', () => {
    const later = { ...sample, run: { ...sample.run, finished: '2027-01-01T00:00:00.000Z' } };
    expect(reportDigest(later)).toBe(reportDigest(sample));
    expect(reportDigest({ ...sample, findings: sample.findings.slice(1) })).not.toBe(reportDigest(sample));
    // A page of failures only would lose the decisions on remarks that it does not show.
    const failures = renderHtml(sample, { ...options, onlyFailures: true });
    expect(page).toContain(`"digest":"${reportDigest(sample)}"`);
    expect(failures).not.toContain(reportDigest(sample));
  });

  it('puts undisclosed assets first, whatever the order of the findings', () => {
    const turned = section(renderHtml({ ...sample, findings: [...sample.findings].reverse() }, options), 'findings');
    expect(turned.indexOf('Marked as AI and not declared (3 assets in 2 findings)')).toBeGreaterThan(0);
    const cards = [...turned.matchAll(/<h4 id="finding-\d+-name" class="path" data-number="\d+">([^<]*)</g)].map(
      (match) => match[1],
    );
    expect(new Set(cards.slice(0, 2))).toEqual(new Set(['stills/archive/jennifer_1999.jpg', 'stills/archive/street_1998.jpg']));
    expect(cards).toHaveLength(8);
  });

  it('shows mark, strength, generator, value and byte offset of the evidence', () => {
    const findings = section(page, 'findings');
    for (const part of ['c2pa-dst-trained', 'ChatGPT gpt-image', 'trainedAlgorithmicMedia', 'byte 20, 41233 long', '>signed<'])
      expect(findings).toContain(part);
  });

  it('leads from an asset to the findings of the uses that cover it, as from a copy to its card', () => {
    const rows = section(renderHtml(answeredSample, options), 'assets');
    const row = (path: string): string => rows.split('<tr>').find((one) => one.includes(`${path}<`)) ?? '';
    const card = /<article[^>]* id="(finding-\d+)"[^>]*>(?:(?!<\/article>)[\s\S])*>Declared use U3<\/h4>/.exec(
      renderHtml(answeredSample, options),
    )?.[1];
    expect(card).toMatch(/^finding-\d+$/);
    expect(row('promo/promo.mov')).toContain(`<td><a href="#${card}">D05 (U3)</a></td>`);
    expect(row('cut/reel2.mov')).toMatch(new RegExp(`>D15</a>; <a href="#${card}">D05 \\(U3\\)</a></td>`));
    expect(row('map_of_the_route.png')).not.toContain('U2');
  });

  it('shows what was declared beside what was found', () => {
    const card = section(page, 'findings').split('stills/yearbook_crop.jpg</h4>')[1]?.split('</article>')[0] ?? '';
    expect(card).toMatch(/Declared<\/h4><p><strong>U1<\/strong> Background of the yearbook photograph replaced/);
    expect(card).toContain('Adobe Firefly 5');
    expect(section(page, 'findings')).toContain('No use covers this asset.');
  });

  it('draws the ingredient under the manifest that names it, and no manifest twice', () => {
    const card = section(page, 'findings').split('</article>')[0] ?? '';
    expect(card).toMatch(/4f1c0a52[\s\S]*Ingredients[\s\S]*parentOf[\s\S]*9b0f7d3e[\s\S]*c2pa\.created/);
    expect(card.match(/<code class="faint">urn:c2pa:9b0f7d3e/g)).toHaveLength(1);
  });

  it.each([
    ['data:image/webp;base64,UklGRgAA', 1],
    ['data:image/svg+xml;base64,PHN2Zz4=', 0],
    ['javascript:alert(1)', 0],
    ['https://example.com/a.png', 0],
  ])('shows the picture of an ingredient that the manifest carries, and only a picture: %s', (thumbnail, count) => {
    const assets = sample.assets.map((asset) => ({
      ...asset,
      c2pa: {
        ...asset.c2pa,
        chain: asset.c2pa.chain.map((manifest) => ({
          ...manifest,
          ingredients: manifest.ingredients.map((ingredient) => ({ ...ingredient, thumbnail })),
        })),
      },
    }));
    const card = section(renderHtml({ ...sample, assets }, options), 'findings').split('</article>')[0] ?? '';
    expect(card.split(`<img class="ingredient" src="${thumbnail}" alt="">`)).toHaveLength(count + 1);
    expect(card.match(/class="ingredient"/g) ?? []).toHaveLength(count);
  });

  it('ends on manifests that name each other in a ring', () => {
    const ring = sample.assets.map((asset) => ({
      ...asset,
      c2pa: {
        ...asset.c2pa,
        chain: asset.c2pa.chain.map((manifest) => ({
          ...manifest,
          ingredients: asset.c2pa.chain.map(({ label }) => ({ relationship: 'parentOf', manifest: label })),
        })),
      },
    }));
    expect(renderHtml({ ...sample, assets: ring }, options)).toContain('</html>');
  });

  it('leads from a copy to the card that speaks of it', () => {
    const row = section(page, 'assets').split('stills/archive/jennifer_1999_b.jpg')[1]?.split('</tr>')[0];
    expect(row).toContain('<a href="#finding-1">D01</a>');
  });

  it('tells coverage: verdicts, what was skipped and why, what was not checked, engines and trust lists', () => {
    const coverage = section(page, 'coverage');
    for (const part of [
      'Read in full, no mark found.',
      'link out of the delivery',
      'SynthID',
      'c2pa-wasm 0.13.3',
      'C2PA-TRUST-LIST.pem',
    ])
      expect(coverage).toContain(part);
  });

  it('never counts an unmarked programme that contains marked stills among the clean', () => {
    const seen = renderHtml({ ...sample, sightings: [sighting()] }, options);
    expect(section(seen, 'assets').split('cut/reel2.mov')[1]?.split('</tr>')[0]).toContain('unmarked, contains AI');
  });

  it('reassures nobody when nothing was found', () => {
    const clear: Report = { ...sample, deliveryVerdict: 'clear', findings: [], assets: [] };
    expect(renderHtml(clear, options)).toContain('That is no proof that AI was not used.');
  });

  it('loads nothing: no address in any attribute but data pictures and places in the page', () => {
    const addresses = [...page.matchAll(/\s(?:src|href|srcset|action|poster|data)="([^"]*)"/g)].map((match) => match[1] ?? '');
    expect(addresses.length).toBeGreaterThan(10);
    expect(addresses.filter((address) => !/^(#|data:image\/webp;base64,)/.test(address))).toEqual([]);
    expect(page).not.toMatch(/@import|url\(/);
  });

  it('allows by hash the very style and script that it holds, and no other', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.replaceAll('&#39;', "'") ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    for (const element of ['style', 'script']) {
      const text = new RegExp(`<${element}>([\\s\\S]*?)</${element}>`).exec(page)?.[1] ?? '';
      expect(policy).toContain(`${element}-src 'sha256-${createHash('sha256').update(text).digest('base64')}'`);
    }
    expect(page).not.toMatch(/\sstyle="|\son[a-z]+="/);
  });

  it('lets no element, attribute or address of a stranger into the page', () => {
    expect(hostilePage).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    // Three elements of data, which no browser runs, and the one script that the policy allows by its hash.
    expect(hostilePage.match(/<script[^>]*>/g)).toEqual([
      ...['page', 'assets', 'pictures'].map((name) => `<script type="application/json" id="${name}-data">`),
      '<script>',
    ]);
    expect(hostilePage.match(/<\/script/g)).toHaveLength(4);
    expect(tags(hostilePage).filter((tag) => /\s(?:on[a-z]+|srcdoc|style)=/.test(tag.replace(/="[^"]*"/g, '=""')))).toEqual([]);
    expect(tags(hostilePage).filter((tag) => /(?:src|href)="(?!#)/.test(tag))).toEqual([]);
    const names = (text: string) => new Set(tags(text).map((tag) => /^<[a-z0-9]+/.exec(tag)?.[0]));
    const known = new Set([...names(page), '<section']);
    expect([...names(hostilePage)].filter((name) => !known.has(name))).toEqual([]);
  });

  it('shows control and direction characters instead of passing them on', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is looked for
    expect(hostilePage.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e]|\p{Cs}/u);
    expect(hostilePage).toContain('\\u202egpj.exe');
  });

  it('closes every element that it opens', () => {
    for (const text of [page, hostilePage]) {
      const bare = text.replace(/<(script|style)>[\s\S]*?<\/\1>/g, '');
      const open: string[] = [];
      for (const [, slash, name = ''] of bare.matchAll(/<(\/?)([a-z][a-z0-9]*)[^<>]*?(?:"[^"]*"[^<>]*?)*>/g)) {
        if (['meta', 'br', 'wbr', 'img', 'input'].includes(name)) continue;
        if (slash) expect(open.pop()).toBe(name);
        else open.push(name);
      }
      expect(open).toEqual([]);
    }
  });

  it('can be read by screen readers: one h1, no skipped level, heads with scope, pictures with words, labelled fields', () => {
    const levels = tags(page)
      .flatMap((tag) => /^<h(\d)/.exec(tag)?.[1] ?? [])
      .map(Number);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    expect(tags(page).filter((tag) => /^<th(?=[\s>])/.test(tag) && !/scope="(row|col)"/.test(tag))).toEqual([]);
    // The pictures at the top stand in links beside the name of what they show.
    const below = page.replace(/<ul class="urgent"[\s\S]*?<\/ul>/, '');
    expect(tags(below).filter((tag) => tag.startsWith('<img') && !/alt="[^"]+"/.test(tag))).toEqual([]);
    expect(page).toContain('<html lang="en">');
    expect(page.match(/<(?:input|select)/g)?.length).toBe(page.match(/<label[^>]*>[^<]*<(?:input|select)/g)?.length);
  });

  it('leaves out remarks and quiet assets where only failures were asked for', () => {
    const failures = renderHtml(sample, { ...options, onlyFailures: true });
    expect(failures).not.toContain('P07');
    expect(section(failures, 'assets')).not.toContain('DSC_0412');
    expect(section(failures, 'assets')).toContain('cut/reel1.mov');
  });
});

describe('the parts of the page', () => {
  it('escape text and attributes in one way', () => {
    expect(escaped(`<a href="x" title='y'>&`)).toBe('&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;');
    expect(html`<p title="${'"><b>'}">${['<i>', html`<b>${'&'}</b>`, null, 0]}</p>`.text).toBe(
      '<p title="&quot;&gt;&lt;b&gt;">&lt;i&gt;<b>&amp;</b>0</p>',
    );
  });

  it('take pictures only as base64 of formats that hold no script', () => {
    expect(pictureUrl('data:image/webp;base64,UklGRg==')).toBe('data:image/webp;base64,UklGRg==');
    for (const url of ['data:image/svg+xml;base64,UklGRg==', 'https://x/y.webp', 'data:image/png;base64,AA"><b>', null])
      expect(pictureUrl(url)).toBeNull();
  });

  it('tell sizes in units of 1000', () => {
    expect([0, 999, 1000, 999_600, 18_522_000, 2.5e12].map(bytes)).toEqual([
      '0 B',
      '999 B',
      '1.00 kB',
      '1.00 MB',
      '18.5 MB',
      '2.50 TB',
    ]);
  });
});
