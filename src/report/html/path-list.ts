import type { Messages } from '../../messages/index.ts';
import type { Part } from './markup.ts';
import { html } from './markup.ts';

/** Paths that are seen without opening anything. */
const atOnce = 5;
/** Paths that are listed at all: a use may cover 100,000 assets. */
const most = 500;

/** A list of paths: a few at once, many folded away, and how many more there are than a page should list. */
export function pathList(paths: readonly string[], messages: Messages): Part {
  const items = (list: readonly string[]): Part => list.map((path) => html`<li class="path">${path}</li>`);
  if (paths.length === 0) return null;
  const folded = paths.slice(atOnce, most);
  const unlisted = paths.length - atOnce - folded.length;
  return html`<ul class="plain">${items(paths.slice(0, atOnce))}</ul>${
    folded.length > 0 &&
    html`<details><summary>${messages.report.more(paths.length - atOnce)}</summary><ul class="plain">${items(folded)}${unlisted > 0 && html`<li>${messages.report.more(unlisted)}</li>`}</ul></details>`
  }`;
}

/** Rows that a table of the page lists, and what is said of the others. */
export const mostRows = 500;
