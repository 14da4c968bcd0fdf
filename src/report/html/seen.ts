import type { Messages } from '../../messages/index.ts';
import { type PicturePoint, type ReportedAsset, type Sighting, seesMarked } from '../../model/index.ts';
import { hundredths, placeOfSighting } from '../sightings.ts';
import { pair } from './chain.ts';
import { badge } from './evidence.ts';
import type { Markup, Part } from './markup.ts';
import { html } from './markup.ts';
import { mostRows } from './path-list.ts';
import type { Setting } from './setting.ts';
import { table } from './tables.ts';

/** The verdict of an asset; an unmarked one in which marked material is seen is never shown as one of the clean. */
export function verdictBadge(asset: ReportedAsset, { seen, messages }: Pick<Setting, 'seen' | 'messages'>): Markup {
  const { label, means } = verdictWords(asset, seen.get(asset.path)?.length ?? 0, messages);
  return badge('verdict', label === messages.verdicts[asset.verdict].label ? asset.verdict : 'possible contains', label, means);
}

/** The words of the same. `seen`: times that marked material is seen in it. */
export function verdictWords({ verdict }: ReportedAsset, seen: number, messages: Messages) {
  if (verdict !== 'unmarked' || seen === 0) return messages.verdicts[verdict];
  const { containsAi, containsAiMeans } = messages.report;
  return { label: messages.sightings.containsAi(containsAi, seen), means: containsAiMeans };
}

/** Source, frame with the outline of the source in it, and the original, side by side; below, what proves it. */
export function sightingProof(sighting: Sighting, setting: Setting, now: boolean): Markup {
  const { messages } = setting;
  const texts = messages.sightings;
  const { source, in: target, proof, outline, declaredOnly } = sighting;
  const at = placeOfSighting(sighting)?.from ?? '';
  const figures = [
    figure(proof?.source ?? null, declaredOnly ? texts.proofDeclared : texts.proofSource, source, undefined, setting, now),
    figure(proof?.target ?? null, texts.proofTarget, texts.pictureOf(target, at), outline, setting, now),
    proof?.original !== undefined &&
      figure(proof.original, texts.proofOriginal, nameOfOriginal(sighting, texts) ?? source, undefined, setting, now),
  ];
  return html`<div class="seen">${proof && html`<div class="proof">${figures}</div>`}${factsOf(sighting, setting)}<p class="faint">${legendOf(sighting, texts)}</p></div>`;
}

/** The path of the original that was compared; in words where only the credential of the altered one holds a picture of it. */
function nameOfOriginal({ original, source }: Sighting, { inCredential }: Messages['sightings']): string | undefined {
  return original === source ? inCredential(source) : original;
}

/** Yellow and white are spoken of only where they are drawn. */
function legendOf({ outline, proof }: Sighting, { outlineLegend, legend }: Messages['sightings']): string {
  return outline !== undefined && proof !== undefined ? `${outlineLegend} ${legend}` : legend;
}

function figure(
  url: string | null,
  heading: string,
  path: string,
  outline: readonly PicturePoint[] | undefined,
  { pictures }: Setting,
  now: boolean,
): Markup {
  const picture = pictures.show(url, `${heading}: ${path}`, now);
  return html`<figure>${picture && html`<div class="frame">${picture}${outline && outlineOf(outline)}</div>`}<figcaption><strong>${heading}</strong> <span class="path">${path}</span></figcaption></figure>`;
}

/** Drawn over the frame in thousandths of it; what lies outside is cut off by the element. */
function outlineOf(outline: readonly PicturePoint[]): Markup | null {
  const points = outline.map(([x, y]) => `${thousandths(x)},${thousandths(y)}`).join(' ');
  const isBeyond = outline.some(([x, y]) => x < 0 || x > 1 || y < 0 || y > 1);
  return outline.length < 3 || /NaN/.test(points)
    ? null
    : html`<svg viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-hidden="true">${isBeyond && html`<rect width="1000" height="1000"/>`}<polygon class="under-line" points="${points}"/><polygon points="${points}"/></svg>`;
}

/** Corners far outside say no more than those a frame away, and browsers draw them badly. */
const thousandths = (fraction: number): number => Math.round(Math.min(10, Math.max(-10, fraction)) * 1000);

/** What a person judges by: what it is, how sure, where, and which part of the source. */
function factsOf(sighting: Sighting, { messages, sightingStanding }: Setting): Markup {
  const { sightings: texts } = messages;
  const { medium, score, inliers, area, mirrored, declaredOnly, stream, channels } = sighting;
  const place = placeOfSighting(sighting);
  const what = standingBadge(sighting, sightingStanding(sighting).uses, messages);
  const remarks = [mirrored && texts.mirrored, declaredOnly && texts.declaredOnly].filter(Boolean).join(', ');
  return html`<dl class="pairs">${pair(texts.relation, html`${what}${remarks && ` ${remarks}`}`)}${pair(messages.report.sightings, place && `${place.from} - ${place.to}`)}${pair(texts.medium, texts.media[medium])}${pair(texts.score, html`<span title="${texts.scoreMeans}">${hundredths(score)}</span>`)}${pair(texts.inliers, html`<span title="${texts.inliersMeans}">${inliers}</span>`)}${pair(texts.area, area === undefined ? undefined : `${Math.round(area * 100)} %`)}${pair(texts.ofSource, partOf(sighting, messages))}${pair(texts.stream, stream === undefined ? undefined : String(stream))}${pair(texts.channels, channels?.join(', '))}${pair(texts.proofOriginal, nameOfOriginal(sighting, texts))}</dl>`;
}

/** What is declared is accused of nothing; material that only the declaration names is no marked source. */
function standingBadge({ relation, declaredOnly }: Sighting, uses: readonly string[], { sightings: texts }: Messages): Part {
  const { label, means } = texts.relations[relation];
  if (uses.length > 0) return badge('outcome', 'declared-and-matched', texts.declaredAs(uses.join(', ')), means);
  return declaredOnly ? null : badge('relation', relation, label, means);
}

function partOf({ sourceFromSeconds, sourceToSeconds, speed }: Sighting, { sightings: texts }: Messages): string | undefined {
  if (sourceFromSeconds === undefined || sourceToSeconds === undefined) return undefined;
  const part = texts.seconds(hundredths(sourceFromSeconds), hundredths(sourceToSeconds));
  if (speed === undefined || Math.abs(speed - 1) < 0.005) return part;
  return `${part}, ${texts.speed} ${Math.round(Math.abs(speed) * 100)} %${speed < 0 ? ` (${texts.backwards})` : ''}`;
}

/** Sightings without a finding that are shown with their pictures. */
const proofsAtOnce = 24;

/** Everything that was found again: what no finding shows with its pictures, then all of it in a table; nothing where there is none. */
export function sightingsSection(setting: Setting): Part {
  const { report, messages } = setting;
  const texts = messages.report;
  if (report.sightings.length === 0) return null;
  const told = new Map<Sighting, string>();
  for (const finding of report.findings) for (const one of setting.sightingsOf(finding)) told.set(one, finding.id);
  const quiet = report.sightings.filter((one) => !told.has(one) && one.proof !== undefined);
  const cards = quiet.slice(0, proofsAtOnce).map(
    (one) => html`<article class="card"><h3 class="path">${one.in}</h3>${sightingProof(one, setting, true)}</article>
`,
  );
  const originals = report.sightings.filter((one) => !seesMarked(one)).length;
  const more = report.sightings.length - mostRows;
  return html`<section id="sightings" aria-labelledby="sightings-heading"><h2 id="sightings-heading">${texts.sightings} (${report.sightings.length})</h2>
${originals > 0 && html`<p>${messages.sightings.originals(originals)}</p>`}${cards}
${sightingTable(report.sightings.slice(0, mostRows), told, setting)}${more > 0 && html`<p>${texts.more(more)}</p>`}</section>`;
}

function sightingTable(sightings: readonly Sighting[], told: ReadonlyMap<Sighting, string>, setting: Setting): Part {
  const { messages, sightingStanding } = setting;
  const { report: texts, sightings: words } = messages;
  const rows = sightings.map((one) => {
    const place = placeOfSighting(one);
    const what = standingBadge(one, sightingStanding(one).uses, messages) ?? words.declaredOnly;
    const finding = told.get(one);
    const area = one.area === undefined ? '' : `${Math.round(one.area * 100)} %`;
    return html`<tr><th scope="row" class="path">${one.source}</th><td class="path">${one.in}</td><td>${place?.from}</td><td>${place?.to}</td><td>${what}</td><td class="number">${hundredths(one.score)}</td><td class="number">${one.inliers}</td><td class="number">${area}</td><td>${finding && html`<a href="#${finding}"><code>${finding}</code></a>`}</td></tr>
`;
  });
  const heads = [texts.sightingSource, texts.sightingIn, texts.from, texts.to, words.relation, words.score, words.inliers];
  return table(texts.sightings, [...heads, words.area, texts.findingsColumn], rows);
}
