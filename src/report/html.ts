import { createHash } from 'node:crypto';
import type { Report } from '../model/index.ts';
import { usesByPath } from './findings-by-path.ts';
import { assetRows, assetsSection } from './html/assets.ts';
import { deliveryName, top } from './html/cover.ts';
import { coverageSection } from './html/coverage.ts';
import { pageData } from './html/data.ts';
import { decisionForm, decisionsBar } from './html/decisions.ts';
import { reportDigest } from './html/digest.ts';
import { filter } from './html/filter.ts';
import { findingsSection, subjectsOf } from './html/findings.ts';
import { html as markup, verbatim } from './html/markup.ts';
import { annex, marginTexts, paperCover } from './html/paper.ts';
import { Pictures } from './html/pictures.ts';
import { pageMargins, printStyle } from './html/print-style.ts';
import { script } from './html/script.ts';
import { sightingsSection } from './html/seen.ts';
import { style as screenStyle } from './html/style.ts';
import { policiesSection, usesSection, waiversSection } from './html/tables.ts';
import { standingOfSightings } from './ranges.ts';
import type { Reporter, ReportOptions } from './reporter.ts';
import { seenByTarget, sightingsOfFindings } from './sightings.ts';
import { pathsOf, unreadPaths } from './standing.ts';

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * Nothing may be loaded and nothing may run but this very style and script, even if a value from a file got through the
 * escaping. https://www.w3.org/TR/CSP3/
 */
const policy = (style: string): string =>
  [
    "default-src 'none'",
    'img-src data:',
    `style-src ${hash(style)}`,
    `script-src ${hash(script)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

/**
 * One file that opens by double click, without network: verdict, findings with room for a reviewer's decisions, assets, uses,
 * coverage. Without script it shows the first findings and assets and says how many there are beside them.
 */
export function renderHtml(report: Report, options: ReportOptions): string {
  const { messages, onlyFailures } = options;
  const texts = messages.report;
  const shown = onlyFailures ? { ...report, findings: report.findings.filter(({ severity }) => severity !== 'fyi') } : report;
  const subjects = subjectsOf(shown);
  // What was not read in full stays, whether a finding speaks of it or not: nothing can be said about it.
  const told = new Set([...pathsOf(shown.findings), ...unreadPaths(report)]);
  const assets = onlyFailures ? report.assets.filter((asset) => told.has(asset.path)) : report.assets;
  const setting = {
    report: shown,
    messages,
    pictures: new Pictures(),
    uses: usesByPath(report),
    seen: seenByTarget(report),
    sightingsOf: sightingsOfFindings(report),
    sightingStanding: standingOfSightings(report),
  };
  const rows = assetRows(report, assets, subjects, messages);
  // Of the findings shown: a page of failures must not take up, or lose, decisions on findings that it does not show.
  const digest = reportDigest(shown);
  const style = `${screenStyle}${printStyle}${pageMargins(...marginTexts(report, messages))}`;
  // The first place that shows a picture holds it: what a reader sees first comes first, paper last.
  const head = top(subjects, { ...setting, report });
  const findings = findingsSection(subjects, setting);
  const page = markup`<!doctype html>
<html lang="${messages.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${deliveryName(report, messages)}: ${texts.title}</title>
<style>${verbatim(style)}</style>
</head>
<body>
<a class="skip" href="#findings-heading">${texts.skipTo}</a>
${head}
<main>
${paperCover(subjects, digest, setting)}
${filter(shown, assets, subjects, messages)}
${findings}
${sightingsSection(setting)}
${assetsSection(rows, subjects, messages)}
${waiversSection(report, messages)}
${usesSection(report, messages)}
${policiesSection(report, messages)}
${coverageSection(report, messages)}
${annex(messages)}
${decisionsBar(messages)}
</main>
<footer><p>trueslate ${report.tool.version}, ${report.run.finished}. ${texts.noProof}</p></footer>
${decisionForm(report, messages)}
${pageData(subjects, rows, digest, setting)}<script>${verbatim(script)}</script>
</body>
</html>
`;
  return page.text;
}

/** `html`: for people. */
export const html: Reporter = { name: 'html', extensions: ['.html', '.htm'], render: renderHtml };
