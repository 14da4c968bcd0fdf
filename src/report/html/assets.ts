import type { Messages } from '../../messages/index.ts';
import type { List, Report, ReportedAsset, Verdict } from '../../model/index.ts';
import { codesOf, findingsByPath } from '../findings-by-path.ts';
import { grouped } from '../places-of-findings.ts';
import { printable } from '../printable.ts';
import { seenByTarget } from '../sightings.ts';
import { chain, stateBadge } from './chain.ts';
import { conflictList, evidenceTable, problemList, strengthBadge } from './evidence.ts';
import type { Setting, Subject } from './findings.ts';
import { generatorsOf } from './findings.ts';
import type { Part } from './markup.ts';
import { bytes, html, Markup } from './markup.ts';
import { pager, rowsAtOnce, rowsOnPaper } from './paging.ts';
import { verdictBadge } from './seen.ts';
import { table } from './tables.ts';

/**
 * The table of assets, column by column: 100,000 rows differ in path, size and little else, so equal cells are kept once.
 * The script of the page builds its rows from the same parts, in the same order, as `row` here.
 */
export interface AssetRows {
  /** Printable. */
  readonly paths: readonly string[];
  readonly sizes: readonly string[];
  /** Index into `cells`, one a row. */
  readonly cell: readonly number[];
  /** Markup of the cells before and after the size, and the verdict, each combination once. */
  readonly cells: readonly (readonly [before: string, after: string, verdict: Verdict])[];
  /** Number of the card that speaks of the row's asset, or 0. */
  readonly card: readonly number[];
  /** Index into `useCards` and `useLinks`, one a row. */
  readonly uses: readonly number[];
  /** Numbers of the cards of uses that cover an asset and bear on it, each combination once; the first is none. */
  readonly useCards: readonly (readonly number[])[];
  /** Markup of the links to those cards. */
  readonly useLinks: readonly string[];
  /** What opens under the path of an asset that has no card, by row; for rows with something to show. */
  readonly details: Readonly<Record<number, string>>;
}

/** Every asset in a line; those without a card open to show what was found in them. */
export function assetRows(
  report: Report,
  assets: List<ReportedAsset>,
  subjects: readonly Subject[],
  messages: Messages,
): AssetRows {
  const cards = cardsByPath(subjects);
  const seen = seenByTarget(report);
  const numbers = new Map<string, number>();
  const cells: AssetRows['cells'][number][] = [];
  const details: Record<number, string> = {};
  const ofUses = useCells(report, assets, subjects);
  const cell = assets.map((asset, row) => {
    const { path, verdict } = asset;
    const made = [before(asset, seen, messages).text, after(asset, messages).text, verdict] as const;
    const key = made.join('\n');
    const known = numbers.get(key) ?? cells.push(made) - 1;
    numbers.set(key, known);
    const detail = cards.has(path) ? null : detailsOf(asset, messages);
    if (detail) details[row] = detail.text;
    return known;
  });
  return {
    paths: assets.map(({ path }) => printable(path)),
    sizes: assets.map(({ size }) => bytes(size)),
    cell,
    cells,
    card: assets.map(({ path }) => cards.get(path)?.number ?? 0),
    ...ofUses,
    details,
  };
}

/** For each asset the cards of the uses that cover it: a file of an unapproved use must not look settled. */
function useCells(
  report: Report,
  assets: List<ReportedAsset>,
  subjects: readonly Subject[],
): Pick<AssetRows, 'uses' | 'useCards' | 'useLinks'> {
  const cardOf = new Map(
    subjects.flatMap(({ number, asset, findings: [first] }) =>
      asset === undefined && first?.use != null ? [[first.use, number] as const] : [],
    ),
  );
  const found = findingsByPath(report);
  const numbers = new Map<string, number>([['', 0]]);
  const useCards: (readonly number[])[] = [[]];
  const useLinks = [''];
  const uses = assets.map(({ path }) => {
    const groups = [...grouped(found.get(path)?.ofUses ?? [], ({ use }) => use ?? '')];
    const shown = groups.flatMap(([use, findings]) => {
      const card = cardOf.get(use);
      return card === undefined ? [] : [{ use, card, codes: codesOf(findings) }];
    });
    const key = shown.map(({ card, codes }) => [card, ...codes].join(' ')).join('\n');
    const known = numbers.get(key) ?? useCards.push(shown.map(({ card }) => card)) - 1;
    if (!numbers.has(key))
      useLinks.push(
        shown.map(({ use, card, codes }) => html`<a href="#finding-${card}">${codes.join(', ')} (${use})</a>`.text).join('; '),
      );
    numbers.set(key, known);
    return known;
  });
  return { uses, useCards, useLinks };
}

/** Copies lead to the card that speaks of them, so that no row of a blocked file looks quiet. */
function cardsByPath(subjects: readonly Subject[]): ReadonlyMap<string, Subject> {
  const cards = new Map<string, Subject>();
  for (const subject of subjects) {
    for (const finding of subject.findings) for (const path of finding.alsoAt) cards.set(path, subject);
  }
  for (const subject of subjects) if (subject.asset) cards.set(subject.asset.path, subject);
  return cards;
}

function before(asset: ReportedAsset, seen: Setting['seen'], messages: Messages): Markup {
  return html`<td>${verdictBadge(asset, { seen, messages })}</td><td>${asset.strength && strengthBadge(asset.strength, messages)}</td><td>${generatorsOf(asset)}</td><td>${asset.c2pa.state !== 'none' && stateBadge(asset.c2pa, messages)}</td><td class="kind">${asset.format}</td>`;
}

function after(asset: ReportedAsset, messages: Messages): Markup {
  const outcome = messages.assetOutcomes[asset.outcome];
  return html`<td title="${outcome.means}">${outcome.label}</td>`;
}

function detailsOf(asset: ReportedAsset, messages: Messages): Markup | null {
  const parts = [
    evidenceTable(asset.evidence, asset.path, messages),
    conflictList(asset, messages),
    problemList(asset, messages),
    chain(asset.c2pa, messages),
  ];
  return parts.every((part) => part === null) ? null : html`${parts}`;
}

/** The section with its first rows; the others lie in the page's data. */
export function assetsSection(rows: AssetRows, subjects: readonly Subject[], messages: Messages): Markup {
  const texts = messages.report;
  const heads = [
    texts.path,
    texts.verdict,
    texts.strength,
    texts.generator,
    texts.c2pa,
    texts.kind,
    texts.size,
    texts.outcome,
    texts.findingsColumn,
  ];
  const total = rows.paths.length;
  const shown = rows.paths.slice(0, rowsAtOnce).map((_, index) => row(rows, index, subjects));
  const long = total > rowsOnPaper;
  return html`<section id="assets" aria-labelledby="assets-heading"${long && html` class="long"`}><h2 id="assets-heading" tabindex="-1">${texts.assetsHeading} (${total})</h2>
${long && html`<p class="on-paper">${messages.page.notPrinted(total)}</p>`}
${table(texts.assetsHeading, heads, shown)}${pager('rows', total, rowsAtOnce, texts.assetsHeading, messages)}</section>`;
}

function row(rows: AssetRows, index: number, subjects: readonly Subject[]): Markup {
  const path = rows.paths[index] ?? '';
  const [first, last] = rows.cells[rows.cell[index] ?? 0] ?? ['', ''];
  const details = rows.details[index];
  const subject = subjects[(rows.card[index] ?? 0) - 1];
  const link: Part =
    subject && html`<a href="#finding-${subject.number}">${subject.findings.map((finding) => finding.code).join(', ')}</a>`;
  const links = rows.useLinks[rows.uses[index] ?? 0];
  const named =
    details === undefined
      ? path
      : html`<details><summary>${path}</summary><div class="inside">${new Markup(details)}</div></details>`;
  return html`<tr><th scope="row" class="path">${named}</th>${new Markup(first)}<td class="number">${rows.sizes[index]}</td>${new Markup(last)}<td>${link}${link && links && '; '}${links && new Markup(links)}</td></tr>
`;
}
