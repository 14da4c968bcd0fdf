import type { Messages } from '../../messages/index.ts';
import type { Report } from '../../model/index.ts';
import { seesMarked, verdicts } from '../../model/index.ts';
import { containingAi, unsought } from '../standing.ts';
import { pair } from './chain.ts';
import { badge } from './evidence.ts';
import type { Markup, Part } from './markup.ts';
import { html } from './markup.ts';
import { mostRows } from './path-list.ts';
import { table } from './tables.ts';

/** What was read, what was not, and with what: verdict counts, skipped names, gaps, engines, trust lists, the run. */
export function coverageSection(report: Report, messages: Messages): Markup {
  const texts = messages.report;
  const { coverage } = report;
  return html`<section id="coverage" aria-labelledby="coverage-heading"><h2 id="coverage-heading">${texts.coverage}</h2>
<h3>${texts.verdicts} (${texts.assets(coverage.assets)})</h3>${verdictTable(report, messages)}<p class="faint">${texts.noProof}</p>
<h3>${texts.notChecked}</h3><ul class="coverage-lists">${coverage.notChecked.map((sentence) => html`<li>${sentence}</li>`)}</ul>
${runProblems(report, messages)}
<h3>${texts.skipped} (${coverage.skipped.length})</h3>${coverage.skipped.length === 0 ? html`<p>${texts.skippedNone}</p>` : skippedTable(report, messages)}
${tracedPart(report, messages)}${manifestList(report, messages)}
<h3>${texts.engines}</h3><div class="engines">${table(texts.engines, [texts.engine, texts.version], engineRows(report))}</div>
<h3>${texts.trustLists}</h3>${report.trustLists.length === 0 ? html`<p>${texts.noTrustLists}</p>` : trustTable(report, messages)}
<h3>${texts.run}</h3><dl class="pairs">${pair(texts.roots, report.run.roots.join(', '))}${pair(texts.started, report.run.started)}${pair(texts.finished, report.run.finished)}${pair(texts.run, report.run.complete ? texts.complete : texts.incomplete)}</dl></section>`;
}

function verdictTable(report: Report, messages: Messages): Part {
  const texts = messages.report;
  const containing = new Set(containingAi(report).map(({ path }) => path));
  const inside = containing.size;
  const seenInside = report.sightings.filter((one) => seesMarked(one) && containing.has(one.in)).length;
  const rows = verdicts.map((verdict) => {
    const word = messages.verdicts[verdict];
    const count = (report.coverage.byVerdict[verdict] ?? 0) - (verdict === 'unmarked' ? inside : 0);
    return html`<tr><th scope="row">${badge('verdict', verdict, word.label, word.means)}</th><td class="number">${count}</td><td>${word.means}</td></tr>
`;
  });
  const contains =
    inside > 0 &&
    html`<tr><th scope="row">${badge('verdict', 'possible', messages.sightings.containsAi(texts.containsAi, seenInside), texts.containsAiMeans)}</th><td class="number">${inside}</td><td>${texts.containsAiMeans}</td></tr>
`;
  return table(texts.verdicts, [texts.verdict, texts.number, texts.meaning], [...rows, contains]);
}

function runProblems(report: Report, messages: Messages): Part {
  if (report.problems.length === 0) return null;
  return html`<h3>${messages.report.problems}</h3><ul>${report.problems.map((problem) => html`<li>${problem.message} ${problem.hint}</li>`)}</ul>`;
}

function skippedTable(report: Report, messages: Messages): Part {
  const texts = messages.report;
  const { skipped } = report.coverage;
  const rows = skipped.slice(0, mostRows).map(({ path, reason, detail }) => {
    const word = messages.skipReasons[reason];
    return html`<tr><th scope="row" class="path">${path}</th><td title="${word.means}">${word.label}</td><td>${detail}</td></tr>
`;
  });
  const more = skipped.length - rows.length;
  return html`${table(texts.skipped, [texts.path, texts.reason, texts.detail], rows)}${more > 0 && html`<p>${texts.more(more)}</p>`}`;
}

/** What was searched for and where, and every file that could not be; nothing where nothing was traced. */
function tracedPart(report: Report, messages: Messages): Part {
  const { traced } = report.coverage;
  if (traced === null) return null;
  const { report: texts, sightings: words } = messages;
  const rows = traced.gaps.slice(0, mostRows).map(
    ({ path, role, code, detail }) =>
      html`<tr><th scope="row" class="path">${path}</th><td>${words.roles[role]}</td><td>${words.gaps[code]}</td><td>${detail}</td></tr>
`,
  );
  const more = traced.gaps.length - rows.length;
  return html`<h3>${texts.sightings}</h3><p>${words.traced(traced.sources, traced.targets, unsought(report).length)}</p>${
    rows.length > 0 && html`<h3>${words.untraced} (${traced.gaps.length})</h3>`
  }${table(words.untraced, [texts.path, '', texts.reason, texts.detail], rows)}${more > 0 && html`<p>${texts.more(more)}</p>`}`;
}

function manifestList(report: Report, messages: Messages): Part {
  const { manifests } = report.coverage;
  const texts = messages.report;
  if (manifests.length === 0) return null;
  return html`<h3>${texts.manifests} (${manifests.length})</h3><ul>${manifests.map(({ path, entries, digestsChecked }) => html`<li>${texts.manifestLine(path, entries, digestsChecked)}</li>`)}</ul>`;
}

function engineRows(report: Report): readonly Markup[] {
  const names = Object.entries(report.tool.engines).sort(([a], [b]) => (a < b ? -1 : 1));
  return [['trueslate', report.tool.version] as const, ...names].map(
    ([name, version]) => html`<tr><th scope="row">${name}</th><td>${version}</td></tr>
`,
  );
}

function trustTable(report: Report, messages: Messages): Part {
  const texts = messages.report;
  const rows = report.trustLists.map(
    (
      list,
    ) => html`<tr><th scope="row">${list.file}</th><td class="number">${list.anchors}</td><td class="number">${list.allowed}</td><td><code>${list.sha256}</code></td></tr>
`,
  );
  return table(texts.trustLists, [texts.file, texts.anchors, texts.allowed, 'SHA-256'], rows);
}
