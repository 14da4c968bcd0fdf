import type { Messages } from '../../messages/index.ts';
import { shortValue } from '../../messages/index.ts';
import type { At, Evidence, ReportedAsset, Strength } from '../../model/index.ts';
import type { Markup, Part } from './markup.ts';
import { html } from './markup.ts';

/** Characters of a value that a table shows before the rest has to be opened. */
const shownValue = 160;

/** A word with its meaning as a tooltip, and a class for its colour. */
export function badge(kind: string, code: string, label: string, means: string): Markup {
  return html`<span class="badge ${kind}-${code}" title="${means}">${label}</span>`;
}

/** The badge of a strength. */
export function strengthBadge(strength: Strength, messages: Messages): Markup {
  const word = messages.strengths[strength];
  return badge('strength', strength, word.label, word.means);
}

/** Every piece of evidence: mark, strength, source, value, place in the file. */
export function evidenceTable(evidence: readonly Evidence[], asset: string | null, messages: Messages): Part {
  if (evidence.length === 0) return null;
  const texts = messages.report;
  const heads = [texts.marker, texts.strength, texts.source, texts.value, texts.place];
  return html`<div class="scroll"><table class="evidence"><caption>${texts.evidence}</caption>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${evidence.map((one) => evidenceRow(one, asset, messages))}</tbody></table></div>`;
}

function evidenceRow(one: Evidence, asset: string | null, messages: Messages): Markup {
  const generator = [one.generator, one.generatorVersion].filter(Boolean).join(' ');
  return html`<tr><th scope="row">${messages.markerTitle(one.title)}${generator && html` <br><span class="faint">${messages.report.generator}${messages.report.colon} ${generator}</span>`} <br><code class="faint">${one.marker}</code></th>
<td>${strengthBadge(one.strength, messages)}</td><td>${one.source} <br><span class="faint">${one.name}</span></td>
<td>${valueCell(one.value, messages)}</td><td>${one.where}${one.at && place(one.at, asset, messages)}</td></tr>
`;
}

function valueCell(value: string, messages: Messages): Part {
  const short = shortValue(value, shownValue);
  if (short === value) return html`<code>${value}</code>`;
  if (!short.endsWith('…')) return html`<code title="${value}">${short}</code>`;
  return html`<details><summary title="${messages.report.showAll}"><code>${short}</code></summary><code>${value}</code></details>`;
}

/** Offset, length and how to read it; the file only where it is another one than the asset. */
function place(at: At, asset: string | null, messages: Messages): Markup {
  const texts = messages.report;
  const file = at.path === asset ? null : html` ${texts.inFile} <code>${at.path}</code>`;
  return html` <br><span class="faint">${texts.bytes(at.offset, at.length, at.encoding)}${file}</span>`;
}

/** Statements that contradict each other; nothing where there are none. */
export function conflictList(asset: ReportedAsset, messages: Messages): Part {
  if (asset.conflicts.length === 0) return null;
  const items = asset.conflicts.map(
    ({ code, between }) =>
      html`<li>${messages.conflicts[code]}${messages.report.colon} <code>${between[0]}</code> ${messages.report.between} <code>${between[1]}</code></li>`,
  );
  return html`<div class="block"><h4>${messages.report.conflicts}</h4><ul>${items}</ul></div>`;
}

/** Problems that readers met in the asset. */
export function problemList(asset: ReportedAsset, messages: Messages): Part {
  if (asset.problems.length === 0) return null;
  const items = asset.problems.map((problem) => html`<li>${problem.message} <span class="faint">${problem.hint}</span></li>`);
  return html`<div class="block"><h4>${messages.report.assetProblems}</h4><ul>${items}</ul></div>`;
}
