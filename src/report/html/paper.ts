import type { Messages } from '../../messages/index.ts';
import type { Report } from '../../model/index.ts';
import { pair } from './chain.ts';
import { breakable, deliveryName } from './cover.ts';
import type { Setting, Subject } from './findings.ts';
import { copiesOf, generatorsOf, isUrgent } from './findings.ts';
import type { Markup, Part } from './markup.ts';
import { html } from './markup.ts';
import { verdictWords } from './seen.ts';
import { table } from './tables.ts';

/** Undeclared assets that the first sheet lists, one a line; it still has to hold the signature. */
const firstSheet = 14;

/** What stands on the first sheet of paper beside the verdict; the decisions come from the script. */
export function paperCover(subjects: readonly Subject[], digest: string, setting: Setting): Markup {
  const { report, messages } = setting;
  const { report: texts, page } = messages;
  const { production, delivery, declaredBy } = report.declaration?.content ?? {};
  const declarant = [declaredBy?.name, declaredBy?.role, declaredBy?.date].filter(Boolean).join(', ');
  return html`<div class="cover on-paper">${undeclared(subjects.filter(isUrgent), setting)}<dl class="pairs">
${pair(page.production, [production?.id, production?.title].filter(Boolean).join(' · '))}${pair(page.delivery, said(delivery?.id))}${pair(page.company, said(production?.company))}${pair(page.commissioner, said(production?.commissioner))}${pair(page.declaredBy, declarant)}
${pair(texts.policies, report.policies.map(({ title, version }) => `${messages.policies.text(title)} (${version})`).join(', '))}${pair(texts.finished, report.run.finished)}${pair(texts.engine, `trueslate ${report.tool.version}`)}${pair(texts.roots, report.run.roots.join(', '))}${pair(page.reportDigest, html`<code>${digest}</code>`)}
</dl><p id="standing-on-paper"></p><p>${texts.noProof}</p>
<dl class="sign"><div><dt>${page.checkedBy}</dt><dd></dd></div><div><dt>${page.signature}</dt><dd></dd></div></dl></div>`;
}

/** What nobody declared, a line each, by the numbers of the cards that follow. */
function undeclared(urgent: readonly Subject[], { messages, pictures, seen }: Setting): Part {
  const { report: texts } = messages;
  const rows = urgent.slice(0, firstSheet).map((subject) => {
    const { asset, findings, number } = subject;
    const words = asset && [
      verdictWords(asset, seen.get(asset.path)?.length ?? 0, messages).label,
      asset.strength && messages.strengths[asset.strength].label,
    ];
    const paths = [findings[0]?.asset ?? '', ...copiesOf(subject)];
    return html`<tr><td class="number">${number}</td><td class="picture">${pictures.show(asset?.thumbnail ?? null, texts.thumbnailOf(paths[0] ?? ''), false, asset?.kind)}</td><th scope="row" class="path"><a href="#finding-${number}">${paths.slice(0, 3).map((path, at) => [at > 0 && html`<br>`, breakable(path)])}</a>${paths.length > 3 && html`<br>${texts.more(paths.length - 3)}`}</th><td>${words?.[0]}</td><td>${words?.[1]}</td><td>${asset && generatorsOf(asset)}</td></tr>
`;
  });
  const more = urgent.length - rows.length;
  return html`${table(texts.undisclosed, ['', '', texts.path, texts.verdict, texts.strength, texts.generator], rows)}${more > 0 && html`<p>${texts.more(more)}</p>`}`;
}

/** Where the script puts evidence and credentials while the page is printed. */
export function annex({ page }: Messages): Markup {
  return html`<section id="annex" aria-labelledby="annex-heading" hidden><h2 id="annex-heading">${page.annex}</h2><p class="faint">${page.annexNote}</p></section>`;
}

/** What stands above the sheets, and at their foot. */
export function marginTexts(report: Report, messages: Messages): readonly [above: string, below: string] {
  const id = said(report.declaration?.content.delivery?.id);
  const above = [messages.report.title, deliveryName(report, messages), id].filter(Boolean).join(' · ');
  return [above, `trueslate ${report.tool.version} · ${report.run.finished.slice(0, 10)}`];
}

/** A value that a declaration gives, as text. */
function said(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
