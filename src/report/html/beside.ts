import type { Messages } from '../../messages/index.ts';
import type { Report, ReportedAsset, Sighting, Use, UseOutcome, WordedFinding } from '../../model/index.ts';
import { isMarked } from '../../model/index.ts';
import { toolLabels } from '../declared-tools.ts';
import type { UsesByPath } from '../findings-by-path.ts';
import { placeOfSighting } from '../sightings.ts';
import { pair } from './chain.ts';
import type { Markup, Part } from './markup.ts';
import { html } from './markup.ts';
import type { Setting } from './setting.ts';

/** What was declared for the asset beside what was found in it; nothing where neither says a thing about AI. */
export function beside(
  report: Report,
  uses: UsesByPath,
  asset: ReportedAsset,
  { seen, messages }: Pick<Setting, 'seen' | 'messages'>,
  findings: readonly WordedFinding[] = [],
): Part {
  const texts = messages.report;
  const met = uses.get(asset.path) ?? [];
  if (met.length === 0 && !isMarked(asset.verdict) && asset.verdict !== 'possible') return null;
  const declared = (id: string): Use | undefined => report.declaration?.content.uses.find((use) => use.id === id);
  const inIt = asset.verdict === 'unmarked' ? (seen.get(asset.path) ?? []) : [];
  // The uses of a video may stand for something else in it: the finding says that none covers what is seen.
  const isOfOther = met.length > 0 && inIt.length > 0 && findings.some(({ code }) => code === 'P09');
  const means = inIt.length > 0 ? texts.containsAiMeans : messages.verdicts[asset.verdict].means;
  const generators = asset.generators.map(({ name, version }) => [name, version].filter(Boolean).join(' ')).join(', ');
  return html`<div class="beside${met.length === 0 && ' without-use'}"><div><h4>${texts.declared}</h4>${isOfOther && html`<p class="faint">${messages.sightings.declaredForOther}</p>`}${
    met.length === 0 ? html`<p>${texts.notDeclared}</p>` : met.map((use) => declaredUse(use, declared(use.id), report, messages))
  }</div><div><h4>${texts.found}</h4><p>${means}</p>${seenList(inIt, messages)}<dl class="pairs">${pair(texts.generator, generators)}${pair(texts.strength, asset.strength && messages.strengths[asset.strength].means)}</dl></div></div>`;
}

/** Sightings that the list names. */
const mostSeen = 5;

/** What is seen in it and when: its own file says nothing of that. */
function seenList(seen: readonly Sighting[], { report: texts }: Messages): Part {
  if (seen.length === 0) return null;
  const items = seen.slice(0, mostSeen).map((one) => {
    const place = placeOfSighting(one);
    return html`<li><span class="path">${one.source}</span>${place && `, ${place.from} - ${place.to}`}</li>`;
  });
  const more = seen.length - items.length;
  return html`<ul>${items}${more > 0 && html`<li>${texts.more(more)}</li>`}</ul>`;
}

function declaredUse(outcome: UseOutcome, use: Use | undefined, report: Report, messages: Messages): Markup {
  const texts = messages.report;
  return html`<p><strong>${outcome.id}</strong> ${outcome.title}</p><dl class="pairs">${pair(texts.degree, use && messages.degrees[use.degree].label)}${pair(texts.tools, toolLabels(report.declaration?.content, use).join(', '))}${pair(texts.destination, use?.destination)}</dl>`;
}
