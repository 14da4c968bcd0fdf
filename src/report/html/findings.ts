import type { Messages } from '../../messages/index.ts';
import type { Report, ReportedAsset, Use, UseOutcome, WordedFinding } from '../../model/index.ts';
import { isMarked } from '../../model/index.ts';
import { byUrgency, isUndisclosed, pathsOf } from '../standing.ts';
import { chain, pair, stateBadge } from './chain.ts';
import { badge, conflictList, evidenceTable, problemList, strengthBadge } from './evidence.ts';
import type { Markup, Part } from './markup.ts';
import { html, pictureUrl } from './markup.ts';
import { toolNames } from './tools.ts';

/** All findings on one asset, one use, or the delivery as a whole. */
export interface Subject {
  /** Number of the card, for links inside the page. */
  readonly number: number;
  readonly asset: ReportedAsset | undefined;
  readonly findings: readonly WordedFinding[];
}

/** Findings gathered by what they speak of, most urgent first. */
export function subjectsOf(report: Report): readonly Subject[] {
  const assets = new Map(report.assets.map((asset) => [asset.path, asset]));
  const groups = new Map<string, WordedFinding[]>();
  for (const finding of byUrgency(report.findings)) {
    const key = JSON.stringify([finding.asset, finding.asset === null ? finding.use : null]);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].map((findings, index) => ({
    number: index + 1,
    asset: assets.get(findings[0]?.asset ?? ''),
    findings,
  }));
}

/** The findings section: undisclosed cards first, under their own heading. */
export function findingsSection(report: Report, subjects: readonly Subject[], messages: Messages): Markup {
  const texts = messages.report;
  const undisclosed = subjects.filter((subject) => subject.findings.some(isUndisclosed));
  const others = subjects.filter((subject) => !undisclosed.includes(subject));
  const part = (heading: string, part: readonly Subject[], count: number): Part =>
    part.length > 0 && html`<h3>${heading} (${count})</h3>${part.map((subject) => card(report, subject, messages))}`;
  return html`<section id="findings" aria-labelledby="findings-heading"><h2 id="findings-heading" tabindex="-1">${texts.findings}</h2>
${subjects.length === 0 && html`<p>${texts.noFindings}</p>`}
<p class="no-match" hidden>${texts.noMatch}</p>
${part(texts.undisclosed, undisclosed, pathsOf(report.findings.filter(isUndisclosed)).size)}${part(undisclosed.length > 0 ? texts.otherFindings : texts.allFindings, others, others.length)}</section>`;
}

function card(report: Report, subject: Subject, messages: Messages): Markup {
  const { asset, findings, number } = subject;
  const first = findings[0] as WordedFinding;
  const evidence = asset?.evidence.length ? asset.evidence : first.evidence;
  const picture = pictureUrl(asset?.thumbnail ?? null);
  const severities = [...new Set(findings.map((finding) => finding.severity))].join(' ');
  return html`<article class="card worst-${first.severity}" id="finding-${number}" data-item data-severity="${severities}" data-verdict="${asset?.verdict ?? ''}" aria-labelledby="finding-${number}-name">
<header>${picture && html`<img src="${picture}" alt="${messages.report.thumbnailOf(first.asset ?? '')}" loading="lazy">`}
<div><h4 id="finding-${number}-name" class="path">${name(first, messages)}</h4>${asset && summary(asset, messages)}
<ul class="messages">${findings.map((finding) => findingItem(finding, messages))}</ul></div></header>
${asset && beside(report, asset, messages)}
${evidenceTable(evidence, first.asset, messages)}
${asset && [conflictList(asset, messages), problemList(asset, messages), chain(asset.c2pa, messages, findings.some(isUndisclosed))]}</article>
`;
}

function name(finding: WordedFinding, messages: Messages): string {
  if (finding.asset !== null) return finding.asset;
  return finding.use === null ? messages.report.onDelivery : `${messages.report.onUse} ${finding.use}`;
}

/** Verdict, strength, generators and C2PA state in one line. */
function summary(asset: ReportedAsset, messages: Messages): Markup {
  const verdict = messages.verdicts[asset.verdict];
  const generators = asset.generators.map(({ name, version }) => [name, version].filter(Boolean).join(' ')).join(', ');
  return html`<p class="summary">${badge('verdict', asset.verdict, verdict.label, verdict.means)} ${asset.strength && strengthBadge(asset.strength, messages)} ${generators && html`<span>${generators}</span>`} ${asset.c2pa.state !== 'none' && html`<span class="faint">C2PA</span> ${stateBadge(asset.c2pa, messages)}`}</p>`;
}

function findingItem(finding: WordedFinding, messages: Messages): Markup {
  const severity = messages.severities[finding.severity];
  const texts = messages.report;
  const range = finding.from !== null && html` <span class="faint">${finding.from} - ${finding.to}</span>`;
  const also = alsoAt(finding.alsoAt, texts.alsoAt(finding.alsoAt.length));
  return html`<li>${badge('severity', finding.severity, severity.label, severity.means)} <code title="${finding.rule}">${finding.code}</code> <strong>${messages.rules[finding.code].title}</strong>${range}
${underPolicies(finding, messages)}<p>${finding.message}</p>${finding.waiver === null || finding.waiver.answer === 'fix' ? html`<p class="fix"><strong>${texts.fix}:</strong> ${finding.fix}</p>` : null}${answer(finding, messages)}${also} <p class="faint"><code>${finding.id}</code></p></li>
`;
}

/** Where several policies raise it, how bad it is under each. */
function underPolicies(finding: WordedFinding, messages: Messages): Part {
  const under = Object.entries(finding.policies);
  if (under.length < 2) return null;
  return html` <span class="faint">${under.map(([name, severity]) => `${name}: ${messages.severities[severity].label}`).join(', ')}</span>`;
}

/** The answer that somebody signed. */
function answer({ waiver }: WordedFinding, messages: Messages): Part {
  if (waiver === null) return null;
  const word = messages.waiverAnswers[waiver.answer];
  return html`<p class="answer"><strong>${messages.report.answer}:</strong> <span title="${word.means}">${word.label}</span>: ${waiver.reason} <span class="faint">(${waiver.by}, ${waiver.date})</span></p>`;
}

/** Other paths of equal content: a few at once, many folded away. */
function alsoAt(paths: readonly string[], label: string): Part {
  if (paths.length === 0) return null;
  const list = html`<ul>${paths.map((path) => html`<li class="path">${path}</li>`)}</ul>`;
  return paths.length <= 3 ? html`<p>${label}:</p>${list}` : html`<details><summary>${label}</summary>${list}</details>`;
}

/** What was declared for the asset beside what was found in it; nothing where neither says a thing about AI. */
function beside(report: Report, asset: ReportedAsset, messages: Messages): Part {
  const texts = messages.report;
  const met = report.uses.filter((use) => use.assets.includes(asset.path));
  if (met.length === 0 && !isMarked(asset.verdict) && asset.verdict !== 'possible') return null;
  const declared = new Map(report.declaration?.content.uses.map((use) => [use.id, use]));
  const verdict = messages.verdicts[asset.verdict];
  const generators = asset.generators.map(({ name, version }) => [name, version].filter(Boolean).join(' ')).join(', ');
  return html`<div class="beside"><div><h4>${texts.declared}</h4>${
    met.length === 0
      ? html`<p>${texts.notDeclared}</p>`
      : met.map((use) => declaredUse(use, declared.get(use.id), report, messages))
  }</div><div><h4>${texts.found}</h4><p>${verdict.means}</p><dl class="pairs">${pair(texts.generator, generators)}${pair(texts.strength, asset.strength && messages.strengths[asset.strength].means)}</dl></div></div>`;
}

function declaredUse(outcome: UseOutcome, use: Use | undefined, report: Report, messages: Messages): Markup {
  const texts = messages.report;
  return html`<p><strong>${outcome.id}</strong> ${outcome.title}</p><dl class="pairs">${pair(texts.degree, use && messages.degrees[use.degree].label)}${pair(texts.tools, toolNames(report, use))}${pair(texts.destination, use?.destination)}</dl>`;
}
