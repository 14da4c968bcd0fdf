import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { markers } from '../../src/markers/index.ts';
import { catalogueProse } from '../../src/markers/prose.ts';

const page = new URL('../../docs/markers.md', import.meta.url);

describe('the catalogue in words', () => {
  const prose = catalogueProse(markers);

  it('tells every marker once, with its source', () => {
    for (const { id, source } of markers) {
      expect(prose.split(`### ${id}\n`), id).toHaveLength(2);
      expect(prose).toContain(source);
    }
  });

  it.skipIf(!existsSync(page))(
    'is what docs/markers.md holds (node scripts/docs-markers.mjs; skipped where there is no such page)',
    () => {
      expect(readFileSync(page, 'utf8')).toBe(prose);
    },
  );
});
