import { printable } from '../printable.ts';

/** The page on paper, A4 or Letter as the printer has it: findings flow, evidence goes to an annex, nothing is dark. */
export const printStyle = `
@media print {
  :root { color-scheme: light; --paper: #fff; --sheet: #f6f7f8; --ink: #000; --faint: #444; --line: #bbb; --edge: #777;
    --blocker: #9b1c15; --issue: #6f4300; --fyi: #1f4a73; --good: #23552e;
    --blocker-wash: #fbecea; --issue-wash: #fbf1df; --fyi-wash: #e9f1f8; --good-wash: #e8f3ea; --grey-wash: #eceff2; }
  html { font-size: 8.5pt; }
  body { max-width: none; padding: 0; line-height: 1.35; orphans: 3; widows: 3; }
  a { color: inherit; text-decoration: none; }
  .badge { padding: 0 0.3rem; print-color-adjust: exact; white-space: normal; overflow-wrap: normal; }
  h2, h3, h4, .copies, .summary, caption, .chain > summary { break-after: avoid; }
  h2 { margin: 5mm 0 2mm; padding-bottom: 0.5mm; border-width: 1px; font-size: 12pt; }
  h3 { margin: 3mm 0 1.5mm; font-size: 9.5pt; }
  #filter, .skip, .top nav, .top .urgent, .pager, .decide, #decision-form, #decisions, .keys { display: none !important; }
  section.long .scroll, body:not(.filtered) #count, .card .without-use { display: none !important; }
  .on-paper { display: block !important; }
  tr.on-paper { display: table-row !important; }
  span.on-paper { display: inline !important; }

  .top { margin: 0; padding: 0 0 0 3mm; gap: 2mm; border: 0; border-left: 1.5mm solid; background: none; }
  .top .headline { font-size: 17pt; margin: 0; }
  .cover { margin-top: 4mm; }
  .cover table { margin-bottom: 4mm; }
  .cover td, .cover th { padding: 0.7mm 2mm 0.7mm 0; vertical-align: middle; }
  .cover td.picture { width: 15mm; }
  .cover img { display: block; width: 13mm; height: 8mm; object-fit: contain; object-position: left; }
  .cover .pairs { display: grid; grid-template-columns: 1fr 1fr; gap: 0.5mm 6mm; font-size: 8pt; }
  .cover .pairs div { display: grid; grid-template-columns: 27mm 1fr; break-inside: avoid; }
  .cover .pairs .wide { grid-column: 1 / -1; }
  .cover p { margin-top: 2mm; }
  .sign { display: grid; grid-template-columns: 1fr 1fr; gap: 8mm; margin-top: 9mm; break-inside: avoid; }
  .sign div { display: flex; gap: 2mm; align-items: end; }
  .sign dd { flex: 1; margin: 0; border-bottom: 1px solid var(--edge); }

  .card { margin: 0 0 2mm; padding: 1.5mm 0 0 2.5mm; border-width: 1px 0 0 0.8mm; border-top-color: var(--line); border-radius: 0; }
  .card, .card header { break-inside: auto; }
  .card > header { display: block; }
  .card > header::after { content: ""; display: block; clear: both; }
  .card img:not(.ingredient) { float: left; width: 16mm; height: 12mm; margin: 0 3mm 1mm 0; }
  .card img.strip { width: auto; max-width: 60mm; max-height: none; }
  .cover img.strip { object-fit: cover; }
  #assets td:is(:nth-child(2), :nth-child(3)) .badge.contains { white-space: normal; overflow-wrap: anywhere; }
  #sightings table { table-layout: fixed; }
  #sightings :is(th, td) { overflow-wrap: anywhere; white-space: normal; min-width: 0; }
  .seen { margin-top: 1mm; padding: 1mm 2mm; clear: both; background: none; border: 1px solid var(--line); }
  .proof { display: flex; gap: 3mm; align-items: flex-start; margin-bottom: 1mm; }
  .proof figure { flex: 1; }
  .card .proof .frame img { float: none; max-height: 32mm; margin: 0; }
  .proof svg { print-color-adjust: exact; }
  .proof figcaption, .seen .pairs { font-size: 7pt; }
  .card > header h4::before { content: attr(data-number) ". "; }
  .card header h4 { font-size: 9pt; }
  .messages > li { break-inside: avoid; }
  .messages > li, .messages > li + li { margin-top: 1mm; padding-top: 0; border: 0; }
  .messages > li p { margin-top: 0; }
  .messages .fix, .foot { display: inline; }
  .decision:empty { display: none; }
  .foot, .foot .faint, .to-annex { font-size: 6.5pt; color: var(--faint); }
  .foot::before, .to-annex::before { content: " "; }
  .beside { gap: 4mm; margin-top: 1mm; padding: 0.5mm 2mm; background: none; border: 1px solid var(--line); clear: both; }
  /* Generator and strength stand in the line under the name. */
  .beside > div:last-child .pairs { display: none; }
  .beside h4 { font-size: 8pt; }
  .beside p, .beside .pairs { font-size: 7.5pt; }

  table { font-size: 7.5pt; line-height: 1.25; }
  th, td { padding: 0.6mm 1.5mm 0.6mm 0; overflow-wrap: break-word; }
  .path, .kind { overflow-wrap: anywhere; }
  thead th { white-space: normal; overflow-wrap: normal; }
  th.path, td.path, .evidence tbody th, .evidence td:nth-child(n+3) { min-width: 0; }
  #assets th.path { min-width: 46mm; }
  #assets td:is(:nth-child(4), :nth-child(5), :nth-child(9)) { min-width: 13mm; overflow-wrap: anywhere; }
  #assets td:nth-child(4) { min-width: 24mm; }
  #assets td:nth-child(5) { min-width: 21mm; }
  #assets td:nth-child(8) { min-width: 20mm; }
  /* The format: the name's ending tells it, and the other columns need the room. */
  #assets tr > :nth-child(6) { display: none; }
  #assets td:is(:nth-child(2), :nth-child(3)) .badge { white-space: nowrap; }
  #uses td .path { min-width: 26mm; }
  #uses tbody :is(th, td):nth-child(-n+5) { overflow-wrap: anywhere; }
  #uses tbody td:nth-child(-n+4) { min-width: 18mm; }
  #assets summary { list-style: none; }
  .scroll { overflow: visible; margin-top: 1mm; }
  tr { break-inside: avoid; }
  .coverage-lists { columns: 2; column-gap: 6mm; font-size: 7.5pt; }
  .engines thead { display: none; }
  .engines tr { display: inline-block; margin-right: 5mm; }
  .engines th, .engines td { border: 0; }
  .coverage-lists li, .coverage-lists p { break-inside: avoid; }
  footer { margin-top: 3mm; }

  /* Evidence and trees: in the annex where the script moves them there, else under their cards. */
  .scroll:has(> .evidence), .chain, .annexed { font-size: 6.5pt; line-height: 1.25; }
  .annexed { padding-top: 1mm; border-top: 1px solid var(--line); }
  .annexed + .annexed { margin-top: 1.5mm; }
  .annexed h3 { margin: 0; font-size: 8pt; }
  .annexed .block, .annexed .scroll { margin-top: 0.8mm; }
  .annexed h4, .chain > summary { font-size: 7pt; }
  .annexed .badge { padding: 0; background: none; font-size: inherit; }
  .evidence { table-layout: fixed; font-size: 6.5pt; }
  .evidence td code { font-family: inherit; }
  .evidence caption { display: none; }
  .evidence th, .evidence td { padding: 0.25mm 1.5mm 0.25mm 0; overflow-wrap: anywhere; }
  .evidence thead th { font-size: 6pt; }
  .annexed .evidence br, .annexed .tree br { display: none; }
  .evidence th:nth-child(1) { width: 27%; }
  .evidence th:nth-child(2) { width: 7%; }
  .evidence th:nth-child(3) { width: 12%; }
  .evidence th:nth-child(5) { width: 31%; }
  .evidence summary { list-style: none; }
  .annexed .faint, .annexed code, .chain .pairs, .chain .tree, .chain .branch ul { font-size: 6.5pt; }
  .tree, .branch ul { padding-left: 2mm; }
  .branch { margin: 0 0 0 1mm; }
  .annexed .branch > .faint::after { content: ": "; }
  .annexed .branch > ul { display: inline; padding: 0; border: 0; }
  .annexed .branch > ul > li:not(:has(.tree)) { display: inline; }
  .annexed .branch > ul > li:not(:has(.tree)) + li::before { content: "; "; }
  .chain img.ingredient { width: 8mm; height: 6mm; }
}
`;

/** Characters of a delivery's name that a margin of the sheet has room for. */
const nameLimit = 90;

/**
 * Name of the delivery above every sheet but the first, date and page number below: Chromium 131 and later draw them, other
 * browsers leave them out. https://www.w3.org/TR/css-page-3/#margin-boxes
 */
export function pageMargins(name: string, below: string): string {
  const shown = printable(name);
  const cut = [...shown].length > nameLimit ? `${[...shown].slice(0, nameLimit - 1).join('')}…` : shown;
  return `@page { margin: 14mm 13mm;
  @top-left { content: ${cssString(cut)}; width: 100%; font: 7pt system-ui, sans-serif; color: #444; }
  @bottom-left { content: ${cssString(below)}; width: 70%; font: 7pt system-ui, sans-serif; color: #444; }
  @bottom-right { content: counter(page) " / " counter(pages); font: 7pt system-ui, sans-serif; color: #444; } }
@page :first { margin-top: 11mm; @top-left { content: none; } }
`;
}

/** A CSS string that is no more than a string, even inside a style element: all but plain characters are escaped. */
export function cssString(text: string): string {
  return `"${text.replace(/[^A-Za-z0-9 ]/gu, (character) => `\\${(character.codePointAt(0) ?? 0xfffd).toString(16)} `)}"`;
}
