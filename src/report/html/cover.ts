import type { Messages } from '../../messages/index.ts';
import type { Report } from '../../model/index.ts';
import { isUndisclosed, standingOf } from '../standing.ts';
import { pair } from './chain.ts';
import { badge } from './evidence.ts';
import type { Setting, Subject } from './findings.ts';
import { isUrgent } from './findings.ts';
import type { Markup, Part } from './markup.ts';
import { html, pictureUrl } from './markup.ts';
import type { Pictures } from './pictures.ts';

/** What the delivery is called: its production's title, else the names of the folders that were scanned. */
export function deliveryName(report: Report, messages: Messages): string {
  const folders = report.run.roots.map((root) => root.split(/[/\\]/).filter(Boolean).at(-1) ?? '').filter(Boolean);
  return report.declaration?.content.production.title ?? (folders.join(', ') || messages.report.noTitle);
}

/** The verdict on the delivery in one sentence, and the numbers behind it. */
export function top(subjects: readonly Subject[], { report, messages, pictures }: Setting): Markup {
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
${urgentList(subjects.filter(isUrgent), messages, pictures)}<ul class="counts">${counts}</ul>${against(report, messages)}
<nav aria-label="${texts.sections}"><ul>${links.map(([id, label]) => html`<li><a href="#${id}">${label}</a></li>`)}</ul></nav></header>`;
}

/** How the findings stand against those of an earlier report; nothing without one. */
function against({ baseline }: Report, { report: texts }: Messages): Part {
  if (baseline === null) return null;
  const numbers = [
    texts.newFindings(baseline.new),
    texts.fixedFindings(baseline.fixed.length),
    texts.unchanged(baseline.unchanged),
  ];
  return html`<p class="faint">${texts.baseline(baseline.path, baseline.finished.slice(0, 10))}${texts.colon} ${numbers.join(', ')}</p>`;
}

/** Marked and undeclared assets that the first screen shows, those with a picture before the others. */
const urgentAtOnce = 6;

/** What nobody declared, at first sight, each leading to its card; nothing where there is none. */
function urgentList(urgent: readonly Subject[], messages: Messages, pictures: Pictures): Part {
  if (urgent.length === 0) return null;
  const seen = (subject: Subject): boolean => pictureUrl(subject.asset?.thumbnail ?? null) !== null;
  const sorted = [...urgent].sort((a, b) => Number(seen(b)) - Number(seen(a)) || a.number - b.number);
  const items = sorted.slice(0, urgentAtOnce).map((subject) => {
    const path = subject.findings[0]?.asset ?? '';
    const verdict = subject.asset && messages.verdicts[subject.asset.verdict];
    return html`<li><a href="#finding-${subject.number}">${pictures.show(subject.asset?.thumbnail ?? null, '', true)}<span class="path">${breakable(path)}</span></a>${
      subject.asset && verdict && badge('verdict', subject.asset.verdict, verdict.label, verdict.means)
    }</li>`;
  });
  const more = urgent.length - items.length;
  const fixes = new Set(urgent.flatMap(({ findings }) => findings.filter(isUndisclosed).map(({ fix }) => fix)));
  const fix =
    fixes.size === 1 &&
    html`<p class="what-to-do"><strong>${messages.report.fix}${messages.report.colon}</strong> ${[...fixes][0]}</p>`;
  return html`${fix}<ul class="urgent" aria-label="${messages.report.undisclosed}">${items}${more > 0 && html`<li><a href="#findings">${messages.report.more(more)}</a></li>`}</ul>
`;
}

/** A path that breaks where a reader would break it, not inside a word. */
function breakable(path: string): Part {
  return path.split(/(?<=[/_-])/).map((part, index) => [index > 0 && html`<wbr>`, part]);
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
