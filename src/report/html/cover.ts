import type { Messages } from '../../messages/index.ts';
import type { Report } from '../../model/index.ts';
import { standingOf } from '../standing.ts';
import { pair } from './chain.ts';
import type { Markup } from './markup.ts';
import { html } from './markup.ts';

/** What the delivery is called: its production's title, else the names of the folders that were scanned. */
export function deliveryName(report: Report, messages: Messages): string {
  const folders = report.run.roots.map((root) => root.split(/[/\\]/).filter(Boolean).at(-1) ?? '').filter(Boolean);
  return report.declaration?.content.production.title ?? (folders.join(', ') || messages.report.noTitle);
}

/** The verdict on the delivery in one sentence, and the numbers behind it. */
export function top(report: Report, messages: Messages): Markup {
  const texts = messages.report;
  const standing = standingOf(report);
  const count = (label: string, kind: string): Markup => html`<li><span class="badge ${kind}">${label}</span></li>`;
  const counts = [
    count(texts.assets(standing.assets), ''),
    standing.blockers > 0 && count(texts.blockers(standing.blockers), 'severity-blocker'),
    standing.issues > 0 && count(texts.issues(standing.issues), 'severity-issue'),
    standing.fyi > 0 && count(texts.fyi(standing.fyi), 'severity-fyi'),
    standing.unread > 0 && count(texts.unread(standing.unread), 'verdict-unreadable'),
    standing.answered > 0 && count(texts.answeredFor(standing.answered), ''),
  ];
  const production = [deliveryName(report, messages), report.declaration?.content.delivery?.id, report.run.finished.slice(0, 10)];
  const links = [
    ['findings', texts.findings],
    ['assets', texts.assetsHeading],
    ['uses', texts.uses],
    ['policies', texts.policies],
    ['coverage', texts.coverage],
  ];
  return html`<header class="top ${report.deliveryVerdict}"><h1>${texts.title} · ${production.filter(Boolean).join(' · ')}</h1>
<p class="headline">${messages.headlines[report.deliveryVerdict](standing)}</p>
<ul class="counts">${counts}</ul>
<nav aria-label="${texts.sections}"><ul>${links.map(([id, label]) => html`<li><a href="#${id}">${label}</a></li>`)}</ul></nav></header>`;
}

/** What stands on the first sheet of paper beside the verdict; the decisions come from the script. */
export function paperCover(report: Report, digest: string, messages: Messages): Markup {
  const { report: texts, page } = messages;
  const { production, delivery, declaredBy } = report.declaration?.content ?? {};
  const declarant = [declaredBy?.name, declaredBy?.role, declaredBy?.date].filter(Boolean).join(', ');
  return html`<div class="cover on-paper"><dl class="pairs">
${pair(page.production, [production?.id, production?.title].filter(Boolean).join(' · '))}${pair(page.company, said(production?.company))}${pair(page.commissioner, said(production?.commissioner))}${pair(page.delivery, said(delivery?.id))}${pair(page.declaredBy, declarant)}
${pair(texts.policies, report.policies.map(({ title, version }) => `${title} (${version})`).join(', '))}${pair(texts.roots, report.run.roots.join(', '))}${pair(texts.finished, report.run.finished)}${pair(texts.engine, `trueslate ${report.tool.version}`)}${pair(page.reportDigest, digest)}
</dl><p id="standing-on-paper"></p><p>${texts.noProof}</p>
<dl class="sign"><div><dt>${page.checkedBy}</dt><dd></dd></div><div><dt>${page.signature}</dt><dd></dd></div></dl></div>`;
}

/** A value that a declaration gives, as text. */
function said(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
