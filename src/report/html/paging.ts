import type { Messages } from '../../messages/index.ts';
import type { Markup, Part } from './markup.ts';
import { html } from './markup.ts';

/** Cards of findings that are in the page at once; more come page by page, so that 5,000 of them stay quick. */
export const cardsAtOnce = 50;
/** The same for the rows of assets. */
export const rowsAtOnce = 100;
/** Rows of assets that are worth their paper; more are left out in print, and the page says so. */
export const rowsOnPaper = 300;

/** Buttons to the page before and after; the script fills in where one is. Nothing where everything fits. */
export function pager(list: 'cards' | 'rows', total: number, atOnce: number, label: string, messages: Messages): Part {
  if (total <= atOnce) return null;
  const { previous, next, pages } = messages.page;
  return html`<nav class="pager needs-script" id="${list}-pager" aria-label="${`${pages}: ${label}`}"><button type="button" data-turn="-1">${previous}</button> <span class="place"></span> <button type="button" data-turn="1">${next}</button></nav>
${unscripted(total - atOnce, messages)}`;
}

/** What a reader without script is told about the rest. */
function unscripted(more: number, messages: Messages): Markup {
  return html`<noscript><p>${messages.page.moreNeedsScript(more)}</p></noscript>`;
}
