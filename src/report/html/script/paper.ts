/** What changes while the page is printed: every finding is there, and evidence and credentials stand in an annex. */
export const paperScript = `
/** Undoes, last first, what was done for paper. */
const afterPaper = [];
function unfold(root) {
  // Long values of evidence stay cut: they fill sheets, and the annex says where they are whole.
  for (const details of root.querySelectorAll('details:not([open])')) {
    if (details.closest('.evidence')) continue;
    details.open = true;
    afterPaper.push(() => { details.open = false; });
  }
}
function toAnnex(card) {
  const parts = [...card.children].filter((part) => part.matches('.scroll, .block'));
  if (parts.length === 0) return;
  const number = card.dataset.card;
  const entry = element('div', { className: 'annexed', id: 'annex-' + number });
  const names = [...card.querySelectorAll('header h4.path, header .copies .path')].map((path) => path.textContent);
  entry.append(element('h3', { textContent: number + '. ' + names.join(' = ') }));
  for (const part of parts) {
    const place = document.createComment('');
    part.replaceWith(place);
    entry.append(part);
    afterPaper.push(() => place.replaceWith(part));
  }
  byId('annex').append(entry);
  const link = element('a', { className: 'to-annex', href: '#' + entry.id, textContent: fill(texts.inAnnex, { number }) });
  [...card.querySelectorAll('.foot')].at(-1).append(link);
  afterPaper.push(() => { link.remove(); entry.remove(); });
}
addEventListener('beforeprint', () => {
  if (lists.cards.matching.length > page.atOnce.cards) {
    showCards(lists.cards.matching);
    afterPaper.push(() => showCards());
  }
  if (rows.paths.length <= page.rowsOnPaper && lists.rows.matching.length > page.atOnce.rows) {
    showRows(lists.rows.matching);
    afterPaper.push(() => showRows());
  }
  const shown = [...document.querySelectorAll('#findings article[data-card]')];
  for (const card of shown) {
    unfold(card);
    toAnnex(card);
  }
  unfold(byId('uses'));
  byId('annex').hidden = byId('annex').querySelector('.annexed') === null;
});
addEventListener('afterprint', () => {
  for (const undo of afterPaper.splice(0).reverse()) undo();
  byId('annex').hidden = true;
});
`;
