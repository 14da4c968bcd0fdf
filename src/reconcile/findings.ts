import { createHash } from 'node:crypto';
import { comparePaths, type Finding, rules, type Severity, severities } from '../model/index.ts';
import type { Draft } from './draft.ts';

/** A draft with its severity under the policy that raises it. */
export interface RaisedDraft extends Draft {
  readonly severity: Severity;
  /** Name of the policy. */
  readonly policy: string;
}

/** Ids of uses as people count: U3 before U10. */
const byNumber = new Intl.Collator('en', { numeric: true });

/**
 * Gives drafts their ids, makes one finding of those that are the same, and sorts: worst first, then by path, code, use and time.
 * `keyOf` is the content key of an asset (DESIGN 4, "Finding ids"), asked only for assets that a draft speaks of.
 */
export function findingsOf(drafts: readonly RaisedDraft[], keyOf: (path: string) => string): Finding[] {
  const same = new Map<string, RaisedDraft[]>();
  for (const draft of [...drafts].sort((a, b) => comparePaths(a.asset, b.asset))) {
    const id = idOf(draft, keyOf);
    const group = same.get(id);
    if (group) group.push(draft);
    else same.set(id, [draft]);
  }
  const findings = [...same].map(([id, group]) => findingOf(id, group));
  return findings.sort(
    (a, b) =>
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      comparePaths(a.asset, b.asset) ||
      comparePaths(a.code, b.code) ||
      byNumber.compare(a.use ?? '', b.use ?? '') ||
      comparePaths(a.from, b.from) ||
      comparePaths(a.id, b.id),
  );
}

/** First 16 hex digits of SHA-256 over code, subject and use id; never path, time, severity or wording. */
function idOf({ code, subject, use }: Draft, keyOf: (path: string) => string): string {
  const key = 'text' in subject ? subject.text : keysOf(subject, keyOf).join('\n');
  return createHash('sha256')
    .update([code, key, use ?? ''].join('\n'))
    .digest('hex')
    .slice(0, 16);
}

function keysOf(subject: Exclude<Draft['subject'], { text: string }>, keyOf: (path: string) => string): string[] {
  if ('contentOf' in subject) return [keyOf(subject.contentOf)];
  return [keyOf(subject.source), keyOf(subject.target), String(subject.ordinal)];
}

function findingOf(id: string, group: readonly RaisedDraft[]): Finding {
  const [first, ...others] = group as readonly [RaisedDraft, ...RaisedDraft[]];
  const paths = others.map((draft) => draft.asset).filter((path) => path !== null);
  return {
    id,
    rule: rules[first.code],
    code: first.code,
    severity: worst(group.map(({ severity }) => severity)),
    asset: first.asset,
    alsoAt: [...new Set(paths)].filter((path) => path !== first.asset),
    use: first.use ?? null,
    from: first.from ?? null,
    to: first.to ?? null,
    params: first.params,
    evidence: first.evidence ?? [],
    policies: byPolicy(group),
    waiver: null,
  };
}

function byPolicy(group: readonly RaisedDraft[]): Readonly<Record<string, Severity>> {
  const names = [...new Set(group.map(({ policy }) => policy))];
  return Object.fromEntries(
    names.map((name) => [name, worst(group.filter(({ policy }) => policy === name).map(({ severity }) => severity))]),
  );
}

function worst(found: readonly Severity[]): Severity {
  return severities.find((severity) => found.includes(severity)) ?? 'fyi';
}
