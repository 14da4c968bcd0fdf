import type { Messages } from '../../messages/index.ts';
import type { WordedFinding } from '../../model/index.ts';
import { isOpen } from '../../model/index.ts';
import { printable } from '../printable.ts';
import type { AssetRows } from './assets.ts';
import { decisionData } from './decisions.ts';
import type { Setting, Subject } from './findings.ts';
import { card, isUrgent } from './findings.ts';
import type { Markup } from './markup.ts';
import { data } from './markup.ts';
import { cardsAtOnce, rowsAtOnce, rowsOnPaper } from './paging.ts';

/**
 * What the script of the page works on, in elements that no browser runs: findings by card, with the markup of those that are
 * not in the page yet; the rows of assets; the pictures, last, since a page opens without them.
 */
export function pageData(subjects: readonly Subject[], rows: AssetRows, digest: string, setting: Setting): readonly Markup[] {
  const { report, messages, pictures } = setting;
  const { script } = messages.page;
  const cards = subjects.map((subject, index) => ({
    ...cardFacts(subject, messages),
    // Pictures are numbered in the order in which they are met: the list is complete only when every card is made.
    html: index < cardsAtOnce ? null : card(subject, setting, false).text,
  }));
  const page = {
    digest,
    day: report.run.finished.slice(0, 10),
    texts: script,
    atOnce: { cards: cardsAtOnce, rows: rowsAtOnce },
    rowsOnPaper,
    ...decisionData(report, messages),
    cards,
  };
  return [data('page-data', page), data('assets-data', rows), data('pictures-data', pictures.listed)];
}

function cardFacts(subject: Subject, messages: Messages): object {
  const { asset, findings } = subject;
  const paths = new Set(findings.flatMap((finding) => [finding.asset ?? [], ...finding.alsoAt].flat()));
  return {
    group: isUrgent(subject) ? 0 : 1,
    verdict: asset?.verdict ?? '',
    paths: [...paths].map(printable),
    text: printable(searchText(subject, messages)).toLowerCase(),
    findings: findings.map((finding) => ({
      id: finding.id,
      code: finding.code,
      severity: finding.severity,
      open: isOpen(finding),
      ...underPolicies(finding),
    })),
  };
}

/** Severities by policy, by names as the filter offers them. */
function underPolicies({ policies }: WordedFinding): object {
  const under = Object.entries(policies);
  return under.length === 0 ? {} : { policies: Object.fromEntries(under.map(([name, severity]) => [printable(name), severity])) };
}

/** Everything that a person may look for in a card, in lines. */
function searchText({ asset, findings }: Subject, messages: Messages): string {
  const ofFindings = findings.flatMap(({ id, code, rule, message, fix, alsoAt, use, waiver, evidence }) => [
    ...[id, code, rule, messages.rules[code].title, message, fix, use, waiver?.reason, waiver?.by, ...alsoAt],
    ...evidence.flatMap(({ title, marker, value, generator }) => [title, marker, value, generator]),
  ]);
  const ofAsset = asset
    ? [
        ...[asset.path, asset.format, asset.c2pa.signer, asset.c2pa.claimGenerator, messages.verdicts[asset.verdict].label],
        ...asset.generators.flatMap(({ name, version }) => [name, version]),
        ...asset.evidence.flatMap(({ title, marker, value }) => [title, marker, value]),
      ]
    : [];
  return [...new Set([...ofFindings, ...ofAsset].filter(Boolean))].join('\n');
}
