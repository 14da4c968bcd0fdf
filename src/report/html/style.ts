/** The page on screen: system fonts, one accent a severity, light and dark. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --sheet: #f6f7f8; --ink: #1c2126; --faint: #5a646e; --line: #d9dee3; --edge: #7d8892;
  --blocker: #b3261e; --issue: #8a5300; --fyi: #2b5f8f; --good: #2f6b3b;
  --blocker-wash: #fbecea; --issue-wash: #fbf1df; --fyi-wash: #e9f1f8; --good-wash: #e8f3ea; --grey-wash: #eceff2;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15181b; --sheet: #1d2125; --ink: #e4e7ea; --faint: #9aa4ad; --line: #343b42; --edge: #76818b;
    --blocker: #ff8a80; --issue: #f0b45c; --fyi: #8fc1ee; --good: #8fce9b;
    --blocker-wash: #3a1f1d; --issue-wash: #352a17; --fyi-wash: #1a2b3a; --good-wash: #1b2f20; --grey-wash: #2a3036;
  }
}
* { box-sizing: border-box; }
html { scroll-padding: 1rem 0 4rem; }
body { margin: 0 auto; max-width: 76rem; padding: 0 1.5rem 4rem; background: var(--paper); color: var(--ink);
  font: 0.9375rem/1.45 system-ui, -apple-system, "Segoe UI", "Helvetica Neue", "Noto Sans", "DejaVu Sans", sans-serif; }
h1, h2, h3, h4, p, ul, dl, table { margin: 0; }
h1 { font-size: 0.8125rem; font-weight: 600; color: var(--faint); }
h2 { font-size: 1.25rem; margin: 1.5rem 0 0.75rem; padding-bottom: 0.3rem; border-bottom: 2px solid var(--line); }
h3 { font-size: 1rem; margin: 1.5rem 0 0.5rem; }
h2 ~ .group h3 { margin-top: 0.75rem; }
h4 { font-size: 0.875rem; }
p + p, ul + p { margin-top: 0.35rem; }
ul { padding-left: 1.2rem; }
code { font: 0.85em ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
a { color: var(--fyi); }
:focus-visible { outline: 2px solid var(--fyi); outline-offset: 2px; }
[hidden] { display: none !important; }
.faint { color: var(--faint); font-size: 0.8125rem; font-weight: 400; }
.hidden-text, .skip:not(:focus) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.path { overflow-wrap: anywhere; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
#policies .number, #coverage .number { text-align: left; }
.top { display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; align-items: center; margin: 1rem 0 0; padding: 0.9rem 1.25rem; background: var(--sheet); border-left: 6px solid var(--good); border-radius: 4px; }
.top.undisclosed { border-color: var(--blocker); }
.top.findings, .top.incomplete { border-color: var(--issue); }
.top .headline { font-size: 1.5rem; line-height: 1.25; font-weight: 650; }
.top h1, .top .headline, .top .urgent, .what-to-do { flex: 0 0 100%; }
.top .headline { margin-top: -0.3rem; }
.top.undisclosed .headline { color: var(--blocker); }
.counts { display: flex; flex-wrap: wrap; gap: 0.4rem; padding: 0; list-style: none; }
.top nav ul { display: flex; flex-wrap: wrap; gap: 1rem; padding: 0; list-style: none; font-size: 0.875rem; }
.urgent { display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: 0.75rem; padding: 0; list-style: none; font-size: 0.8125rem; }
.urgent .copies { display: block; font-size: 0.75rem; line-height: 1.3; margin-bottom: 0.15rem; }
.urgent a { display: block; }
.urgent img { display: block; width: 100%; height: 6rem; object-fit: contain; background: var(--paper); border: 1px solid var(--line); border-radius: 2px; }
.badge { display: inline-block; padding: 0.05rem 0.45rem; border-radius: 3px; font-size: 0.78rem; font-weight: 600; white-space: nowrap;
  background: var(--grey-wash); color: var(--ink); }
.severity-blocker, .verdict-generated, .verdict-edited, .c2pa-invalid, .outcome-not-found, .outcome-matched-undeclared, .outcome-temp-in-final { background: var(--blocker-wash); color: var(--blocker); }
.severity-issue, .verdict-possible, .verdict-unreadable, .c2pa-unreadable, .c2pa-remote, .waiver-expired, .waiver-unmatched, .outcome-partly-found, .outcome-unverifiable, .outcome-declared-unmatched { background: var(--issue-wash); color: var(--issue); }
.severity-fyi { background: var(--fyi-wash); color: var(--fyi); }
.verdict-captured, .c2pa-trusted, .waiver-applied, .outcome-found, .outcome-declared-and-matched { background: var(--good-wash); color: var(--good); }
html:not(.scripted) .needs-script, .on-paper { display: none !important; }
#filter { display: flex; flex-wrap: wrap; gap: 0.45rem 1.1rem; align-items: center; margin-top: 0.9rem; padding: 0.5rem 0.9rem; background: var(--sheet);
  border: 1px solid var(--line); border-radius: 4px; font-size: 0.84rem; }
#filter fieldset, #decision-form fieldset { display: flex; flex-wrap: wrap; gap: 0.2rem 0.75rem; margin: 0; padding: 0; border: 0; }
#filter legend { float: left; padding: 0 0.75rem 0 0; font-weight: 600; }
#filter label { white-space: nowrap; }
#filter input[type=search] { width: 15rem; max-width: 100%; }
#filter select { max-width: 13rem; }
input, select, textarea, button { font: inherit; color: inherit; }
input[type=search], input[type=text], input[type=date], select, textarea { background: var(--paper); border: 1px solid var(--edge); border-radius: 3px; padding: 0.15rem 0.35rem; }
button { background: var(--paper); border: 1px solid var(--edge); border-radius: 3px; padding: 0.15rem 0.6rem; cursor: pointer; }
button:disabled { color: var(--faint); cursor: default; }
.under { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 1rem; margin-top: 0.4rem; font-size: 0.84rem; color: var(--faint); }
.under p { margin: 0; }
.pager { display: flex; gap: 0.75rem; align-items: center; margin: 0.8rem 0; font-size: 0.875rem; }
.foot { display: flex; gap: 0.75rem; align-items: baseline; }
.foot .decide { font-size: 0.84rem; }
.answered .fix { color: var(--faint); }
.answer { padding-left: 0.6rem; border-left: 3px solid var(--good); }
.decided .signed { opacity: 0.7; text-decoration: line-through; }
#decision-form { margin-top: 0.6rem; padding: 0.7rem 0.9rem; border: 1px solid var(--edge); border-radius: 4px; background: var(--sheet); font-size: 0.875rem; }
#decision-form legend { padding: 0; font-weight: 600; }
#decision-form p { margin-top: 0.5rem; }
#decision-form textarea { display: block; width: 100%; }
#decision-form .row, .actions { display: flex; flex-wrap: wrap; gap: 0.4rem 1rem; align-items: center; }
#decisions { position: sticky; bottom: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: 0.3rem 1.25rem; align-items: center; margin-top: 2rem; padding: 0.5rem 0.9rem;
  background: var(--sheet); border: 1px solid var(--edge); border-radius: 4px 4px 0 0; font-size: 0.84rem; }
#decisions p { margin: 0; }
/* How to use the file: when there is one. */
#download:disabled ~ .faint { display: none; }
.warning { color: var(--blocker); font-weight: 600; }
.card { margin: 0 0 0.9rem; padding: 0.9rem 1.1rem 1rem; border: 1px solid var(--line); border-left: 4px solid var(--fyi); border-radius: 4px; break-inside: auto; }
.worst-blocker { border-left-color: var(--blocker); }
.worst-issue { border-left-color: var(--issue); }
.card header { display: flex; gap: 0.9rem; align-items: flex-start; break-inside: avoid; }
.card header > div { flex: 1; min-width: 0; }
.chain img.ingredient { width: 3rem; height: 2.25rem; object-fit: contain; vertical-align: middle; background: var(--sheet); border: 1px solid var(--line); }
.card img:not(.ingredient) { width: 8rem; height: 6rem; object-fit: contain; background: var(--sheet); border: 1px solid var(--line); border-radius: 2px; flex: none; }
.card header.wide { flex-direction: column; gap: 0.6rem; }
.card img.strip { width: auto; height: auto; max-width: 100%; max-height: 7rem; }
.urgent img.strip { object-fit: cover; object-position: left; }
.card header > div { width: 100%; }
.seen { margin-top: 0.5rem; padding: 0.6rem 0.8rem; background: var(--sheet); border-radius: 4px; break-inside: avoid; }
.proof { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: 0.9rem; align-items: end; margin-bottom: 0.5rem; }
.proof figure { margin: 0; min-width: 0; }
.proof .frame { position: relative; width: fit-content; max-width: 100%; }
.card .proof .frame img { display: block; width: auto; height: auto; max-width: 100%; max-height: 16rem; border: 0; }
.proof svg { position: absolute; inset: 0; width: 100%; height: 100%; }
.proof polygon { fill: none; stroke: #ffd400; stroke-width: 2.5px; stroke-linejoin: round; vector-effect: non-scaling-stroke; }
#sightings h3.path { font-size: 0.875rem; }
.proof rect { fill: none; stroke: #fff; stroke-width: 4px; vector-effect: non-scaling-stroke; }
.proof polygon.under-line { stroke: #000; stroke-width: 5px; }
.proof figcaption { margin-top: 0.25rem; font-size: 0.8125rem; }
.badge.contains { white-space: normal; }
.relation-marked { background: var(--blocker-wash); color: var(--blocker); }
.relation-either, .relation-ambiguous { background: var(--issue-wash); color: var(--issue); }
.relation-original { background: var(--good-wash); color: var(--good); }
.copies { font-size: 0.875rem; }
.copies p { display: inline; }
.copies ul { display: inline-block; vertical-align: top; margin-left: 0.4rem; font-weight: 600; }
.card header h4 { font-size: 1rem; }
.summary { display: flex; flex-wrap: wrap; gap: 0.2rem 0.5rem; align-items: center; margin-top: 0.3rem; }
.messages { list-style: none; padding: 0; }
.messages > li { margin-top: 0.5rem; break-inside: avoid; }
.messages > li + li { padding-top: 0.5rem; border-top: 1px solid var(--line); }
.messages > li p { margin-top: 0.25rem; overflow-wrap: anywhere; }
.beside p { font-size: 0.875rem; }
.beside { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; margin-top: 0.8rem; padding: 0.6rem 0.8rem; background: var(--sheet); border-radius: 4px; break-inside: avoid; }
.pairs { display: flex; flex-wrap: wrap; gap: 0.1rem 1.5rem; font-size: 0.875rem; }
.pairs div { display: flex; gap: 0.4rem; }
.pairs dt { color: var(--faint); flex: none; }
.pairs dd { margin: 0; overflow-wrap: anywhere; }
.block { margin-top: 0.8rem; }
summary { cursor: pointer; }
.chain > summary { font-weight: 600; font-size: 0.875rem; }
.tree, .branch ul { list-style: none; padding-left: 0.9rem; border-left: 1px solid var(--line); font-size: 0.875rem; }
.tree { margin: 0.4rem 0 0 0.3rem; }
.tree > li { overflow-wrap: anywhere; }
.branch { margin: 0.25rem 0 0.25rem 0.6rem; }
.type { background: var(--grey-wash); padding: 0 0.25rem; border-radius: 2px; }
.scroll { overflow-x: auto; margin-top: 0.8rem; }
table { width: 100%; border-collapse: collapse; font-size: 0.84rem; }
caption { text-align: left; font-weight: 600; font-size: 0.875rem; padding-bottom: 0.2rem; }
th, td { padding: 0.3rem 0.7rem 0.3rem 0; text-align: left; vertical-align: top; border-top: 1px solid var(--line); }
thead th { color: var(--faint); font-weight: 600; border-top: 0; white-space: nowrap; }
tbody th { font-weight: 500; }
th.path, td.path { min-width: 14rem; }
.evidence tbody th { min-width: 13rem; }
.evidence td:nth-child(4) { min-width: 11rem; }
.evidence td { overflow-wrap: anywhere; }
.evidence td:nth-child(2) { overflow-wrap: normal; }
.evidence td:nth-child(n+3) { min-width: 9rem; }
.evidence td:nth-child(3) { min-width: 11.5rem; }
ul.plain { list-style: none; padding: 0; }
.inside { padding: 0.2rem 0 0.6rem 1rem; }
footer { margin-top: 2.5rem; color: var(--faint); font-size: 0.8125rem; }
@media screen and (max-width: 44rem) {
  body { padding: 0 0.75rem 2rem; }
  #filter label { white-space: normal; }
  .keys { display: none; }
  .urgent { grid-template-columns: 1fr 1fr; }
  .evidence thead { display: none; }
  .evidence :is(caption, tbody, tr, th, td), .evidence { display: block; min-width: 0 !important; }
  .evidence tr { padding: 0.4rem 0; border-top: 1px solid var(--line); }
  .evidence :is(th, td) { padding: 0.1rem 0; border: 0; overflow-wrap: anywhere !important; }
  .beside { grid-template-columns: 1fr; }
  .card header { flex-direction: column; }
}
`;
