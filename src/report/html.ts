import { createHash } from 'node:crypto';
import type { Messages } from '../messages/index.ts';
import type { Report } from '../model/index.ts';
import { severities, verdicts } from '../model/index.ts';
import { coverageSection } from './html/coverage.ts';
import type { Subject } from './html/findings.ts';
import { findingsSection, subjectsOf } from './html/findings.ts';
import type { Markup } from './html/markup.ts';
import { html as markup, verbatim } from './html/markup.ts';
import { script } from './html/script.ts';
import { style } from './html/style.ts';
import { assetsSection, policiesSection, sightingsSection, usesSection } from './html/tables.ts';
import type { Reporter, ReportOptions } from './reporter.ts';
import { standingOf } from './standing.ts';

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * Nothing may be loaded and nothing may run but this very style and script, even if a value from a file got through the
 * escaping. https://www.w3.org/TR/CSP3/
 */
const policy = [
  "default-src 'none'",
  'img-src data:',
  `style-src ${hash(style)}`,
  `script-src ${hash(script)}`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** One file that opens by double click, without network: verdict, findings, assets, uses, coverage. */
export function renderHtml(report: Report, options: ReportOptions): string {
  const { messages, onlyFailures } = options;
  const texts = messages.report;
  const shown = onlyFailures ? { ...report, findings: report.findings.filter(({ severity }) => severity !== 'fyi') } : report;
  const subjects = subjectsOf(shown);
  const told = new Set(subjects.map((subject) => subject.asset?.path));
  const assets = onlyFailures ? report.assets.filter((asset) => told.has(asset.path)) : report.assets;
  const title = report.declaration?.content.production.title ?? texts.noTitle;
  const page = markup`<!doctype html>
<html lang="${messages.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}: ${texts.title}</title>
<style>${verbatim(style)}</style>
</head>
<body>
<a class="skip" href="#findings-heading">${texts.skipTo}</a>
${top(report, title, messages)}
<main>
${filter(subjects, messages)}
${findingsSection(shown, subjects, messages)}
${sightingsSection(report, messages)}
${assetsSection(report, assets, subjects, messages)}
${usesSection(report, messages)}
${policiesSection(report, messages)}
${coverageSection(report, messages)}
</main>
<footer><p>trueslate ${report.tool.version}, ${report.run.finished}. ${texts.noProof}</p></footer>
<script>${verbatim(script)}</script>
</body>
</html>
`;
  return page.text;
}

/** The verdict on the delivery in one sentence, and the numbers behind it. */
function top(report: Report, title: string, messages: Messages): Markup {
  const texts = messages.report;
  const standing = standingOf(report);
  const counts = [
    markup`<li><span class="badge">${texts.assets(standing.assets)}</span></li>`,
    standing.blockers > 0 && markup`<li><span class="badge severity-blocker">${texts.blockers(standing.blockers)}</span></li>`,
    standing.issues > 0 && markup`<li><span class="badge severity-issue">${texts.issues(standing.issues)}</span></li>`,
    standing.fyi > 0 && markup`<li><span class="badge severity-fyi">${texts.fyi(standing.fyi)}</span></li>`,
    standing.unread > 0 && markup`<li><span class="badge verdict-unreadable">${texts.unread(standing.unread)}</span></li>`,
  ];
  const production = [title, report.declaration?.content.delivery?.id, report.run.finished.slice(0, 10)]
    .filter(Boolean)
    .join(' · ');
  const links = [
    ['findings', texts.findings],
    ['assets', texts.assetsHeading],
    ['uses', texts.uses],
    ['policies', texts.policies],
    ['coverage', texts.coverage],
  ];
  return markup`<header class="top ${report.deliveryVerdict}"><h1>${texts.title} · ${production}</h1>
<p class="headline">${messages.headlines[report.deliveryVerdict](standing)}</p>
<ul class="counts">${counts}</ul>
<nav aria-label="${texts.sections}"><ul>${links.map(([id, label]) => markup`<li><a href="#${id}">${label}</a></li>`)}</ul></nav></header>`;
}

/** The filter, hidden until the script is there to obey it. */
function filter(subjects: readonly Subject[], messages: Messages): Markup {
  const texts = messages.report;
  return markup`<form id="filter" role="search" aria-label="${texts.filter}" hidden>
<fieldset><legend>${texts.severity}</legend>${severities.map(
    (severity) =>
      markup`<label><input type="checkbox" name="severity" value="${severity}" checked> ${messages.severities[severity].label}</label>`,
  )}</fieldset>
<label>${texts.verdict} <select name="verdict"><option value="">${texts.all}</option>${verdicts.map(
    (verdict) => markup`<option value="${verdict}">${messages.verdicts[verdict].label}</option>`,
  )}</select></label>
<label>${texts.search} <input type="search" name="text" autocomplete="off"></label>
<button type="reset">${texts.reset}</button>
<span class="faint" role="status"><span id="shown">${subjects.length}</span> ${texts.of} ${subjects.length} ${texts.shown}</span>
</form>`;
}

/** `html`: for people. */
export const html: Reporter = { name: 'html', extensions: ['.html', '.htm'], render: renderHtml };
