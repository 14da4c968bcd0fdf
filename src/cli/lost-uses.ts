import type { Report } from '../model/index.ts';
import { chosenMessages } from './language.ts';

/** Entries of one use that are named; a renamed folder makes hundreds. */
const entriesShown = 5;

/**
 * Lines on the uses whose entries meet nothing (any more), with the one file that bears the same name where there is just one.
 * Empty where every use meets what it names. Nothing is rewritten: that two files have one name does not make them the same.
 */
export function lostUses({ uses, assets, coverage }: Report): readonly string[] {
  const texts = chosenMessages().declareInit;
  const lost = uses.filter(({ outcome, missing }) => missing.length > 0 && outcome !== 'out-of-scope');
  if (lost.length === 0) return [];
  const byName = new Map<string, string[]>();
  for (const { path } of [...assets, ...coverage.skipped]) byName.set(nameOf(path), [...(byName.get(nameOf(path)) ?? []), path]);
  const entryOf = (entry: string): string => {
    const [like, other] = byName.get(nameOf(entry)) ?? [];
    return like === undefined || other !== undefined ? entry : texts.like({ entry, path: like });
  };
  const lines = lost.map(({ id, title, missing }) => {
    const entries = missing.slice(0, entriesShown).map(entryOf).join('; ');
    return texts.lostUse({ id, title, entries, more: Math.max(0, missing.length - entriesShown) });
  });
  return [texts.lost({ uses: lost.length }), ...lines].map((line) => line.replace(/[\p{Cc}\u2028\u2029]+/gu, ' '));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
