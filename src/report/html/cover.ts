import type { Messages } from '../../messages/index.ts';
import type { Report } from '../../model/index.ts';
import { isOpen } from '../../model/index.ts';
import { isUndisclosed, pathsOf, standingOf } from '../standing.ts';
import type { Setting, Subject } from './findings.ts';
import { copiesOf, isUrgent } from './findings.ts';
import type { Markup, Part } from './markup.ts';
import { html } from './markup.ts';
import { verdictBadge } from './seen.ts';

/** What the delivery is called: its production's title, else the names of the folders that were scanned. */
export function deliveryName(report: Report, messages: Messages): string {
  const folders = report.run.roots.map((root) => root.split(/[/\\]/).filter(Boolean).at(-1) ?? '').filter(Boolean);
  return report.declaration?.content.production.title ?? (folders.join(', ') || messages.report.noTitle);
}

/** The verdict on the delivery in one sentence, and the numbers behind it. */
export function top(subjects: readonly Subject[], setting: Setting): Markup {
  const { report, messages } = setting;
  const texts = messages.report;
  const standing = standingOf(report);
  const count = (label: string, kind: string): Markup => html`<li><span class="badge ${kind}">${label}</span></li>`;
  const counts = [
    count(texts.assets(standing.assets), ''),
    standing.blockers > 0 && count(texts.blockers(standing.blockers), 'severity-blocker'),
    standing.issues > 0 && count(texts.issues(standing.issues), 'severity-issue'),
    standing.fyi > 0 && count(texts.fyi(standing.fyi), 'severity-fyi'),
    standing.promised > 0 && count(texts.promisedFor(standing.promised), ''),
    standing.unread > 0 && count(texts.unread(standing.unread), 'verdict-unreadable'),
    standing.answered > 0 && count(texts.answeredFor(standing.answered), ''),
  ];
  const production = [deliveryName(report, messages), report.declaration?.content.delivery?.id, report.run.finished.slice(0, 10)];
  const links = [
    ['findings', texts.findings],
    ...(report.sightings.length > 0 ? [['sightings', texts.sightings]] : []),
    ['assets', texts.assetsHeading],
    ['uses', texts.uses],
    ['policies', texts.policies],
    ['coverage', texts.coverage],
  ];
  return html`<header class="top ${report.deliveryVerdict}"><h1>${texts.title} · ${production.filter(Boolean).join(' · ')}</h1>
<p class="headline">${messages.headlines[report.deliveryVerdict](standing)}</p>
${urgentList(subjects.filter(isUrgent), setting)}<ul class="counts">${counts}</ul>${against(report, messages)}
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

/** Marked and undeclared assets that the first screen shows: those of the first cards. */
const urgentAtOnce = 6;

/** What nobody declared, at first sight, each leading to its card; nothing where there is none. */
function urgentList(urgent: readonly Subject[], setting: Setting): Part {
  const { messages, pictures, sightingsOf } = setting;
  if (urgent.length === 0) return null;
  const { report: texts, page } = messages;
  const shown = urgent.slice(0, urgentAtOnce);
  const items = shown.map((subject) => {
    const { asset, number, findings } = subject;
    // Of what is seen, the frame that shows it says more than the first of the video.
    const frame = findings.flatMap(sightingsOf)[0]?.proof?.target;
    return html`<li><a href="#finding-${number}">${pictures.show(frame ?? asset?.thumbnail ?? null, '', true, frame === undefined ? asset?.kind : 'image')}<span class="path">${breakable(findings[0]?.asset ?? '')}</span></a>${copiesLine(copiesOf(subject), messages)}${asset && verdictBadge(asset, setting)}</li>`;
  });
  const all = assetsOf(urgent);
  const more = Math.max(all - assetsOf(shown), urgent.length - shown.length);
  const fixes = new Set(urgent.flatMap(({ findings }) => findings.filter(isUndisclosed).map(({ fix }) => fix)));
  const fix =
    (all > 1 || fixes.size === 1) &&
    html`<p class="what-to-do"><strong>${texts.fix}${texts.colon}</strong> ${all > 1 ? page.fixUndisclosed(all) : [...fixes][0]}</p>`;
  return html`${fix}<ul class="urgent" aria-label="${texts.undisclosed}">${items}${more > 0 && html`<li><a href="#finding-${shown.length + 1}">${texts.more(more)}</a></li>`}</ul>
`;
}

/** Assets of several cards that nobody declared, copies each. */
function assetsOf(subjects: readonly Subject[]): number {
  return pathsOf(subjects.flatMap(({ findings }) => findings.filter((finding) => isUndisclosed(finding) && isOpen(finding))))
    .size;
}

/** The one copy by its path, more by their number. */
function copiesLine(copies: readonly string[], { report: texts }: Messages): Part {
  const said = copies.length === 1 ? html`${texts.colon} ${breakable(copies[0] ?? '')}` : null;
  return copies.length > 0 && html`<span class="copies faint path">${texts.alsoAt(copies.length)}${said}</span>`;
}

/** A path that breaks where a reader would break it, not inside a word. */
export function breakable(path: string): Part {
  return path.split(/(?<=[/_-])/).map((part, index) => [index > 0 && html`<wbr>`, part]);
}
