import type { Messages, Standing } from '../../messages/index.ts';
import type { Evidence, Report, ReportedAsset, WordedFinding } from '../../model/index.ts';
import { isOpen } from '../../model/index.ts';
import { byUrgency, isSeenUndeclared, isUndisclosed, pathsOf, standingOf } from '../standing.ts';
import { beside } from './beside.ts';
import { chain, stateBadge } from './chain.ts';
import { badge, conflictList, evidenceTable, problemList, strengthBadge } from './evidence.ts';
import type { Markup, Part } from './markup.ts';
import { html, prose } from './markup.ts';
import { cardsAtOnce, pager } from './paging.ts';
import { pathList } from './path-list.ts';
import { sightingProof, verdictBadge } from './seen.ts';
import type { Setting } from './setting.ts';

export type { Setting } from './setting.ts';

/** All findings on one asset, one use, or the delivery as a whole. */
export interface Subject {
  /** Number of the card, for links inside the page. */
  readonly number: number;
  readonly asset: ReportedAsset | undefined;
  readonly findings: readonly WordedFinding[];
}

/** Findings gathered by what they speak of: undisclosed ones first, pictures before the others, then by severity. */
export function subjectsOf(report: Report): readonly Subject[] {
  const assets = new Map(report.assets.map((asset) => [asset.path, asset]));
  const groups = new Map<string, WordedFinding[]>();
  for (const finding of byUrgency(report.findings)) {
    const key = JSON.stringify([finding.asset, finding.asset === null ? finding.use : null]);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  const found = [...groups.values()].map((findings) => ({ asset: assets.get(findings[0]?.asset ?? ''), findings }));
  return found.sort((a, b) => rank(a) - rank(b)).map((subject, index) => ({ number: index + 1, ...subject }));
}

/** Pictures that nobody declared, then what else nobody declared, then all others: at the top of the page and below alike. */
function rank(subject: Omit<Subject, 'number'>): number {
  if (!isUrgent(subject)) return 2;
  return subject.asset?.kind === 'image' || subject.asset?.kind === 'video' || subject.asset?.kind === 'sequence' ? 0 : 1;
}

/** True where a card stands under the heading of what is marked and not declared: until somebody answers for it. */
export function isUrgent(subject: Pick<Subject, 'findings'>): boolean {
  return subject.findings.some((finding) => (isUndisclosed(finding) || isSeenUndeclared(finding)) && isOpen(finding));
}

/** The findings section with the first cards; the others lie in the page's data. */
export function findingsSection(subjects: readonly Subject[], setting: Setting): Markup {
  const { report, messages } = setting;
  const texts = messages.report;
  const standing = standingOf(report);
  const urgent = subjects.filter(isUrgent);
  const others = subjects.filter((subject) => !isUrgent(subject)).flatMap(({ findings }) => findings).length;
  const shown = subjects.slice(0, cardsAtOnce);
  const group = (number: 0 | 1, heading: string, count: number | string): Part => {
    const cards = shown.filter((subject) => isUrgent(subject) === (number === 0));
    return (
      (number === 0 ? urgent.length : others) > 0 &&
      html`<div class="group" id="group-${number}"${cards.length === 0 && html` hidden`}><h3>${heading} (${count})</h3><div class="cards">${cards.map((subject) => card(subject, setting, true))}</div></div>`
    );
  };
  return html`<section id="findings" aria-labelledby="findings-heading"><h2 id="findings-heading" tabindex="-1">${texts.findings}</h2>
${subjects.length === 0 && html`<p>${texts.noFindings}</p>`}
<p class="no-match" hidden>${texts.noMatch}</p>
${group(0, texts.undisclosed, undeclaredOf(standing, messages))}${group(1, urgent.length > 0 ? texts.otherFindings : texts.allFindings, others)}
${pager('cards', subjects.length, cardsAtOnce, texts.findings, messages)}</section>`;
}

/** One card. `now`: part of the page as it opens. */
export function card(subject: Subject, setting: Setting, now: boolean): Markup {
  const { messages, pictures, report, uses } = setting;
  const { asset, findings, number } = subject;
  const first = findings[0] as WordedFinding;
  const evidence = asset?.evidence.length ? asset.evidence : evidenceOf(findings);
  const picture = pictures.show(asset?.thumbnail ?? null, messages.report.thumbnailOf(first.asset ?? ''), now, asset?.kind);
  const copies = copiesOf(subject);
  return html`<article class="card worst-${first.severity}" id="finding-${number}" data-card="${number}" tabindex="-1" aria-labelledby="finding-${number}-name">
<header${asset?.kind === 'video' && html` class="wide"`}>${picture}
<div><h4 id="finding-${number}-name" class="path" data-number="${number}">${name(first, messages)}</h4>${copiesList(copies, messages)}${asset && summary(asset, setting)}
<ul class="messages">${findings.map((finding, index) => findingItem(finding, copies, setting, now && index < proofsInCard))}</ul></div></header>
${asset && beside(report, uses, asset, setting, findings)}
${evidenceTable(evidence, first.asset, messages)}
${asset && [conflictList(asset, messages), problemList(asset, messages), chain(asset.c2pa, messages, findings.some(isUndisclosed))]}</article>
`;
}

/** Findings of one card whose pictures stand in the page as it opens; the script shows the others. */
const proofsInCard = 12;

/** How many assets are not declared, and in how many places what is marked is seen. */
function undeclaredOf({ undisclosed, undisclosedFindings, seen }: Standing, { report, sightings }: Messages): string {
  const assets = undisclosed > 0 ? [report.undisclosedOf(undisclosed, undisclosedFindings)] : [];
  return [...assets, ...(seen > 0 ? [sightings.open(seen)] : [])].join(', ');
}

/** Evidence of all sources that the findings of a card name, each piece once. */
function evidenceOf(findings: readonly WordedFinding[]): readonly Evidence[] {
  const pieces = findings.flatMap(({ evidence }) => evidence);
  return [...new Map(pieces.map((piece) => [JSON.stringify(piece), piece])).values()];
}

function name(finding: WordedFinding, messages: Messages): string {
  if (finding.asset !== null) return finding.asset;
  return finding.use === null ? messages.report.onDelivery : `${messages.report.onUse} ${finding.use}`;
}

/** Verdict, strength, generators and C2PA state in one line. */
function summary(asset: ReportedAsset, setting: Setting): Markup {
  const { messages } = setting;
  return html`<p class="summary">${verdictBadge(asset, setting)} ${asset.strength && strengthBadge(asset.strength, messages)} ${generatorsOf(asset) && html`<span>${generatorsOf(asset)}</span>`} ${asset.c2pa.state !== 'none' && html`<span class="faint">${messages.report.c2pa}</span> ${stateBadge(asset.c2pa, messages)}`}</p>`;
}

/** Generators that the marks of an asset name, in one text. */
export function generatorsOf(asset: ReportedAsset): string {
  return asset.generators.map(({ name, version }) => [name, version].filter(Boolean).join(' ')).join(', ');
}

function findingItem(finding: WordedFinding, copies: readonly string[], setting: Setting, now: boolean): Markup {
  const { messages, sightingsOf } = setting;
  const seen = sightingsOf(finding).map((sighting) => sightingProof(sighting, setting, now));
  const severity = messages.severities[finding.severity];
  const { report: texts, page } = messages;
  const range = finding.from !== null && html` <span class="faint">${finding.from} - ${finding.to}</span>`;
  // What the heading of the card names is not said again.
  const also = finding.alsoAt.length < copies.length && copiesList(finding.alsoAt, messages);
  return html`<li id="${finding.id}" data-finding="${finding.id}">${badge('severity', finding.severity, severity.label, severity.means)} <code title="${finding.rule}">${finding.code}</code> <strong>${messages.rules[finding.code].title}</strong>${range}
${underPolicies(finding, messages)}<p>${finding.message}</p>${seen}<p class="fix"><strong>${texts.fix}${texts.colon}</strong> ${fixOf(finding, messages)}</p>${answer(finding, messages)}<div class="decision"></div>${also}
<p class="foot"><button type="button" class="decide needs-script" aria-expanded="false" aria-label="${page.decideOn(finding.code, name(finding, messages))}">${page.decide}</button> <a class="faint" href="#${finding.id}">${page.findingId} <code>${finding.id}</code></a></p></li>
`;
}

/** Where several policies raise it, how bad it is under each. */
function underPolicies(finding: WordedFinding, messages: Messages): Part {
  const under = Object.entries(finding.policies);
  if (under.length < 2) return null;
  return html` <span class="faint">${messages.page.underEach}${messages.report.colon} ${under.map(([name, severity]) => `${name} ${messages.severities[severity].label}`).join(', ')}</span>`;
}

/** The answer that somebody signed. */
function answer({ waiver }: WordedFinding, messages: Messages): Part {
  if (waiver === null) return null;
  const word = messages.waiverAnswers[waiver.answer];
  const expires = 'expires' in waiver && waiver.expires ? [messages.page.until(waiver.expires)] : [];
  const use = 'use' in waiver && waiver.use ? ` (${messages.report.use} ${waiver.use})` : '';
  return html`<p class="answer signed"><strong>${messages.report.answer}${messages.report.colon}</strong> <span title="${word.means}">${word.label}</span>${use}${messages.report.colon} ${prose(waiver.reason)} <span class="faint">(${[waiver.by, waiver.date, ...expires].join(', ')})</span></p>`;
}

/** Other paths with the content of a card's asset. */
export function copiesOf({ findings }: Subject): readonly string[] {
  const own = findings[0]?.asset;
  return [...pathsOf(findings)].filter((path) => path !== own);
}

/** Other paths of equal content. */
function copiesList(paths: readonly string[], messages: Messages): Part {
  return (
    paths.length > 0 &&
    html`<div class="copies"><p class="faint">${messages.report.alsoAt(paths.length)}${messages.report.colon}</p>${pathList(paths, messages)}</div>`
  );
}

/** What to do, for all copies where an asset that nobody declared has some. */
function fixOf(finding: WordedFinding, messages: Messages): string {
  const copies = finding.alsoAt.length;
  return isUndisclosed(finding) && copies > 0 ? messages.page.fixUndisclosed(copies + 1) : finding.fix;
}
