import { describe, expect, test } from 'vitest';
import { textKindOf } from '../../../src/discover/text-kinds.ts';
import { walkHtml } from '../../../src/read/containers/html.ts';
import { bytesAt, saidBy, walkBytes } from './bytes-of.ts';

const trained = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';
const statement = `{"@context":"https://schema.org","@type":"ImageObject","name":"Stra\u00dfe","digitalSourceType":"${trained}"}`;
const page = (...blocks: readonly string[]) =>
  Buffer.from(
    `<!DOCTYPE html>\n<html><head>${blocks.map((block) => `<script type="application/ld+json">${block}</script>`).join('\n')}</head></html>`,
  );

describe('JSON-LD in web pages', () => {
  test('is a fact at its bytes, in each of several blocks', () => {
    const bytes = page('{"@type":"Article"}', statement);
    const walk = walkBytes(walkHtml, bytes);
    expect(walk.complete).toBe(true);
    expect(saidBy(walk)).toEqual([`jsonld:digitalSourceType=${trained}`]);
    expect(bytesAt(walk, bytes, 'jsonld:digitalSourceType')).toBe(`"${trained}"`);
    expect(walk.facts[0]?.where).toMatch(/^script 2, /);
  });

  test('is read out of comments and CDATA', () => {
    for (const wrapped of [`<!--\n${statement}\n-->`, `//<![CDATA[\n${statement}\n//]]>`]) {
      const bytes = page(wrapped);
      const walk = walkBytes(walkHtml, bytes);
      expect(walk.complete).toBe(true);
      expect(bytesAt(walk, bytes, 'jsonld:digitalSourceType')).toBe(`"${trained}"`);
    }
  });

  test('a block that is no JSON hides no other, and is broken where it speaks of it', () => {
    const walk = walkBytes(walkHtml, page('{oops', statement));
    expect(walk).toMatchObject({ complete: true, problems: [{ code: 'reader-warning' }] });
    expect(saidBy(walk)).toHaveLength(1);
    expect(walkBytes(walkHtml, page(statement.slice(0, -1))).complete).toBe(false);
    expect(walkBytes(walkHtml, page(statement).subarray(0, -40)).complete).toBe(false);
  });

  test('only pages that state it are taken up', () => {
    expect(textKindOf(page(statement))).toEqual({ mime: 'text/html', standsAlone: true });
    for (const other of [
      page('{"@type":"Article","headline":"on digitalSourceType"}'),
      page(),
      Buffer.from(`<html><body><pre>${statement}</pre></body></html>`),
      page(`{"active_manifest":"x","digitalSourceType":"${trained}"}`),
    ])
      expect(textKindOf(other)).toBeNull();
  });
});

test('a page of scripts that never end costs no more than its length', () => {
  const start = performance.now();
  textKindOf(Buffer.from(`<html>${'<script type="application/ld+json">{"a":1'.repeat(60_000)}`));
  expect(performance.now() - start).toBeLessThan(2000);
});
