import type { AssetOutcome, BaselineComparison, Finding, WaiverFile } from '../model/index.ts';
import type { Reconciled } from '../reconcile/index.ts';
import { globMatcher } from '../tools/glob.ts';
import { applyWaivers, compareBaseline, type EarlierReport } from '../waivers/index.ts';
import type { RunResult } from './assemble.ts';

/** What people wrote about earlier findings. */
export interface Papers {
  readonly waivers: { readonly file: string; readonly content: WaiverFile } | null;
  readonly earlier: { readonly file: string; readonly content: EarlierReport } | null;
}

/** Findings with the answers that were signed and their place against the baseline. */
export function answer(
  { findings, outcomes, uses }: Reconciled,
  { waivers, earlier }: Papers,
  today: string,
  assets: Iterable<{ readonly path: string }>,
): {
  readonly findings: readonly Finding[];
  readonly outcomes: ReadonlyMap<string, AssetOutcome>;
  readonly waived: RunResult['waived'];
  readonly baseline: BaselineComparison | null;
} {
  const waived = waivers && applyWaivers({ findings, outcomes, assets, file: waivers.content, today, uses, covers: globs() });
  const answered = waived?.findings ?? findings;
  const compared = earlier && compareBaseline(answered, earlier.content, earlier.file);
  return {
    findings: compared?.findings ?? answered,
    outcomes: waived?.outcomes ?? outcomes,
    waived: waivers && waived ? { path: waivers.file, entries: waived.entries } : null,
    baseline: compared?.baseline ?? null,
  };
}

/** Holds paths against patterns, each compiled once: the path itself first, then as a glob. */
function globs(): (pattern: string, path: string) => boolean {
  const compiled = new Map<string, ReturnType<typeof globMatcher>>();
  return (pattern, path) => {
    const text = pattern.normalize('NFC');
    if (!compiled.has(text)) compiled.set(text, globMatcher(text));
    return text === path || compiled.get(text)?.(path) === true;
  };
}
