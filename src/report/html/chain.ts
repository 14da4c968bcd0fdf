import type { Messages } from '../../messages/index.ts';
import { shortValue } from '../../messages/index.ts';
import type { C2paAction, C2paIngredient, C2paManifest, C2paSummary } from '../../model/index.ts';
import { badge } from './evidence.ts';
import type { Markup, Part } from './markup.ts';
import { html, pictureUrl } from './markup.ts';

/** Levels of ingredients that are drawn; a chain of strangers may be longer, or a ring. */
const deepest = 12;

/** The badge of a C2PA state. */
export function stateBadge(c2pa: C2paSummary, messages: Messages): Markup {
  const word = messages.c2paStates[c2pa.state];
  return badge('c2pa', c2pa.state, word.label, word.means);
}

/** The content credential as a tree: active manifest first, each ingredient under the manifest that names it. */
export function chain(c2pa: C2paSummary, messages: Messages, open = false): Part {
  if (c2pa.state === 'none') return null;
  const texts = messages.report;
  const byLabel = new Map(c2pa.chain.map((manifest) => [manifest.label, manifest]));
  const drawn = new Set<string>();
  const node = (manifest: C2paManifest, depth: number): Markup => {
    drawn.add(manifest.label);
    return manifestNode(manifest, messages, (ingredient) => {
      const next = ingredient.manifest === undefined ? undefined : byLabel.get(ingredient.manifest);
      return next && !drawn.has(next.label) && depth < deepest ? html`<ul class="tree">${node(next, depth + 1)}</ul>` : null;
    });
  };
  const roots: Markup[] = [];
  for (const manifest of [...c2pa.chain].sort((a, b) => Number(b.active) - Number(a.active)))
    if (!drawn.has(manifest.label)) roots.push(node(manifest, 0));
  return html`<details class="block chain"${open && html` open`}><summary>${texts.chain}${texts.colon} ${stateBadge(c2pa, messages)}</summary>
<dl class="pairs">${pair(texts.signer, c2pa.signer)}${pair(texts.claimGenerator, c2pa.claimGenerator)}${pair(texts.chainCodes, c2pa.codes.join(', '))}${pair(texts.remote, c2pa.remote)}${pair(texts.engine, c2pa.engine)}</dl>
${roots.length > 0 && html`<ul class="tree">${roots}</ul>`}</details>`;
}

/** A term and its value; nothing where there is no value. */
export function pair(term: string, value: Part): Part {
  return value === undefined || value === '' || value === null ? null : html`<div><dt>${term}</dt><dd>${value}</dd></div>`;
}

function manifestNode(manifest: C2paManifest, messages: Messages, below: (ingredient: C2paIngredient) => Part): Markup {
  const texts = messages.report;
  const relation = messages.relations[manifest.relation];
  const facts = [
    manifest.active ? texts.active : '',
    relation.label,
    manifest.signer ?? texts.unknownSigner,
    manifest.claimGenerator ?? '',
    manifest.signed ? `${texts.signed} ${manifest.signed}` : '',
  ];
  return html`<li><strong>${manifest.title ?? texts.untitled}</strong> <span class="faint">${facts.filter(Boolean).join(' · ')}</span> <br><code class="faint">${manifest.label}</code>
${list(texts.actions, manifest.actions.map(actionItem))}
${list(
  texts.ingredients,
  manifest.ingredients.map((ingredient) => html`<li>${ingredientText(ingredient, texts.untitled)}${below(ingredient)}</li>`),
)}</li>`;
}

function list(heading: string, items: readonly Markup[]): Part {
  return items.length > 0 && html`<div class="branch"><span class="faint">${heading}</span><ul>${items}</ul></div>`;
}

function actionItem(action: C2paAction): Markup {
  const beside = [action.softwareAgent, action.description, action.when].filter(Boolean).join(' · ');
  return html`<li><code>${action.action}</code>${action.digitalSourceType && html` <code class="type">${shortValue(action.digitalSourceType)}</code>`}${beside && html` <span class="faint">${beside}</span>`}</li>`;
}

function ingredientText(ingredient: C2paIngredient, untitled: string): Markup {
  const type = ingredient.digitalSourceType && html` <code class="type">${shortValue(ingredient.digitalSourceType)}</code>`;
  const beside = [ingredient.relationship, ingredient.format].filter(Boolean).join(' · ');
  const url = pictureUrl(ingredient.thumbnail ?? null);
  return html`${url !== null && html`<img class="ingredient" src="${url}" alt=""> `}${ingredient.title ?? untitled} <span class="faint">${beside}</span>${type}`;
}
