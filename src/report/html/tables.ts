import type { Messages } from '../../messages/index.ts';
import type { Report, UseOutcome } from '../../model/index.ts';
import { toolLabels } from '../declared-tools.ts';
import { badge } from './evidence.ts';
import type { Markup, Part } from './markup.ts';
import { html, prose } from './markup.ts';
import { pathList } from './path-list.ts';

/** A table with a caption for screen readers; nothing where there are no rows. */
export function table(caption: string, heads: readonly string[], rows: readonly Part[]): Part {
  if (rows.length === 0) return null;
  return html`<div class="scroll"><table><caption class="hidden-text">${caption}</caption>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>
${rows}</tbody></table></div>`;
}

/** By which manifests a use was met, where nobody computed its digests. */
function listedNotes({ listed = [] }: UseOutcome, { report: texts }: Messages): Part {
  const manifests = [...new Set(listed.map(({ manifest }) => manifest))];
  const count = (path: string): number => listed.filter(({ manifest }) => manifest === path).length;
  return manifests.map((path) => html`<p class="faint">${texts.byListedDigest(path, count(path))}</p>`);
}

/** What the production declared, and how each use fared. */
export function usesSection(report: Report, messages: Messages): Markup {
  const texts = messages.report;
  const declared = new Map(report.declaration?.content.uses.map((use) => [use.id, use]));
  const heads = [
    texts.use,
    texts.useTitle,
    texts.degree,
    texts.tools,
    texts.destination,
    texts.outcome,
    texts.metBy,
    texts.missing,
  ];
  const rows = report.uses.map((use) => {
    const word = messages.outcomes[use.outcome];
    const said = declared.get(use.id);
    return html`<tr><th scope="row">${use.id}</th><td>${use.title}</td><td>${said && messages.degrees[said.degree].label}</td><td>${toolLabels(report.declaration?.content, said).join(', ')}</td><td>${said?.destination}</td><td>${badge('outcome', use.outcome, word.label, word.means)}</td><td>${pathList(use.assets, messages)}${listedNotes(use, messages)}</td><td>${pathList(use.missing, messages)}</td></tr>
`;
  });
  const { declaration } = report;
  return html`<section id="uses" aria-labelledby="uses-heading"><h2 id="uses-heading">${texts.uses} (${report.uses.length})</h2>
<p>${declaration ? html`${texts.declaration}${texts.colon} <code>${declaration.path}</code> <span class="faint">SHA-256 <code>${declaration.sha256}</code></span>` : texts.noDeclaration}</p>
${rows.length === 0 ? html`<p>${texts.noUses}</p>` : table(texts.uses, heads, rows)}${rangesSection(report, messages)}</section>`;
}

/** How declared ranges, and those in which something was seen, fared; nothing where there are none. */
export function rangesSection(report: Report, messages: Messages): Part {
  const texts = messages.report;
  if (report.ranges.length === 0) return null;
  const rows = report.ranges.map((range) => {
    const word = messages.rangeOutcomes[range.outcome];
    return html`<tr>${range.use === null ? html`<td></td>` : html`<th scope="row">${range.use}</th>`}<td class="path">${range.asset}</td><td>${range.from}</td><td>${range.to}</td><td>${badge('outcome', range.outcome, word.label, word.means)}</td><td>${pathList(range.sources, messages)}</td></tr>
`;
  });
  const heads = [texts.use, texts.path, texts.from, texts.to, texts.outcome, texts.sightingSource];
  return html`<h3>${texts.ranges} (${report.ranges.length})</h3>${table(texts.ranges, heads, rows)}`;
}

/** What each policy makes of the delivery, with its source. */
export function policiesSection(report: Report, messages: Messages): Part {
  const texts = messages.report;
  const rows = report.policies.map(({ name, title, version, sources, verdict, open }) => {
    const source = sources.map((one) => [one.publisher, one.title, one.version].filter(Boolean).join(', ')).join('; ');
    return html`<tr><th scope="row">${name}</th><td>${messages.policies.text(title)} (${version})</td><td>${messages.deliveryVerdicts[verdict]}</td><td class="number">${open.blocker}</td><td class="number">${open.issue}</td><td class="number">${open.fyi}</td><td>${source}</td></tr>
`;
  });
  const severity = messages.severities;
  const heads = [
    texts.policy,
    texts.useTitle,
    texts.outcome,
    severity.blocker.label,
    severity.issue.label,
    severity.fyi.label,
    texts.sourceOf,
  ];
  return html`<section id="policies" aria-labelledby="policies-heading"><h2 id="policies-heading">${texts.policies} (${report.policies.length})</h2>
${table(texts.policies, heads, rows)}</section>`;
}

/** Entries of the waiver file that the scan read, each with what became of it; nothing without such a file. */
export function waiversSection(report: Report, messages: Messages): Part {
  if (!report.waivers) return null;
  const { report: texts, page } = messages;
  const rows = report.waivers.entries.map(({ state, entry }) => {
    const became = messages.waiverStates[state];
    const answer = messages.waiverAnswers['finding' in entry ? entry.answer : 'excluded'];
    const of = 'finding' in entry ? html`<a href="#${entry.finding}"><code>${entry.finding}</code></a>` : entry.path;
    const expires = 'expires' in entry && entry.expires ? [page.until(entry.expires)] : [];
    return html`<tr><th scope="row" class="path">${of}</th><td>${badge('waiver', state, became.label, became.means)}</td><td title="${answer.means}">${answer.label}</td><td>${prose(entry.reason)}</td><td>${[entry.by, entry.date, ...expires].join(', ')}</td></tr>
`;
  });
  const heads = [page.findingId, texts.outcome, page.answer, page.reason, page.by];
  return html`<section id="waivers" aria-labelledby="waivers-heading"><h2 id="waivers-heading">${page.decisions}: ${report.waivers.path}</h2>
${table(page.decisions, heads, rows)}</section>`;
}
