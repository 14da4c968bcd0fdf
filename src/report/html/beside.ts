import type { Messages } from '../../messages/index.ts';
import type { Report, ReportedAsset, Use, UseOutcome } from '../../model/index.ts';
import { isMarked } from '../../model/index.ts';
import { toolLabels } from '../declared-tools.ts';
import type { UsesByPath } from '../findings-by-path.ts';
import { pair } from './chain.ts';
import type { Markup, Part } from './markup.ts';
import { html } from './markup.ts';

/** What was declared for the asset beside what was found in it; nothing where neither says a thing about AI. */
export function beside(report: Report, uses: UsesByPath, asset: ReportedAsset, messages: Messages): Part {
  const texts = messages.report;
  const met = uses.get(asset.path) ?? [];
  if (met.length === 0 && !isMarked(asset.verdict) && asset.verdict !== 'possible') return null;
  const declared = (id: string): Use | undefined => report.declaration?.content.uses.find((use) => use.id === id);
  const verdict = messages.verdicts[asset.verdict];
  const generators = asset.generators.map(({ name, version }) => [name, version].filter(Boolean).join(' ')).join(', ');
  return html`<div class="beside${met.length === 0 && ' without-use'}"><div><h4>${texts.declared}</h4>${
    met.length === 0 ? html`<p>${texts.notDeclared}</p>` : met.map((use) => declaredUse(use, declared(use.id), report, messages))
  }</div><div><h4>${texts.found}</h4><p>${verdict.means}</p><dl class="pairs">${pair(texts.generator, generators)}${pair(texts.strength, asset.strength && messages.strengths[asset.strength].means)}</dl></div></div>`;
}

function declaredUse(outcome: UseOutcome, use: Use | undefined, report: Report, messages: Messages): Markup {
  const texts = messages.report;
  return html`<p><strong>${outcome.id}</strong> ${outcome.title}</p><dl class="pairs">${pair(texts.degree, use && messages.degrees[use.degree].label)}${pair(texts.tools, toolLabels(report.declaration?.content, use).join(', '))}${pair(texts.destination, use?.destination)}</dl>`;
}
