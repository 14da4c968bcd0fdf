/** Links into pages that are not shown, and keys; then the first look of the page. */
export const keysScript = String.raw`
/** Turns to the card that an address means, whatever the filter hides, and puts the reader there. */
function goTo(hash) {
  const id = hash.slice(1);
  const index = /^finding-\d+$/.test(id) ? Number(id.slice(8)) - 1 : findings.get(id)?.index;
  if (index === undefined || !cards[index]) return;
  if (!lists.cards.matching.includes(index)) {
    form.reset();
    apply();
  }
  turn('cards', Math.floor(lists.cards.matching.indexOf(index) / page.atOnce.cards));
  cardNode(index).focus();
  cardNode(index).scrollIntoView();
}
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="#finding-"]');
  if (!link) return;
  const hash = link.getAttribute('href');
  goTo(hash);
  if (hash !== location.hash) return;
  // The same address a second time changes no hash: what a reset filter shows anew must be found again after it.
  event.preventDefault();
  setTimeout(() => goTo(hash));
});
addEventListener('hashchange', () => goTo(location.hash));

/** The card after or before the one that has the focus, on the next page where need be. */
function step(by) {
  const shown = slice('cards');
  const current = document.activeElement.closest('article[data-card]');
  const at = current ? shown.indexOf(Number(current.dataset.card) - 1) : by > 0 ? -1 : 0;
  let next = shown[at + by];
  if (next === undefined) {
    const to = lists.cards.page + by;
    if (to < 0 || to * page.atOnce.cards >= lists.cards.matching.length) return;
    turn('cards', to);
    next = slice('cards').at(by > 0 ? 0 : -1);
  }
  cardNode(next).focus();
  cardNode(next).scrollIntoView({ block: 'start' });
}
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') {
    if (decidedOn !== null) closeForm();
    else if (form.contains(event.target)) form.reset();
    return;
  }
  // Letters belong to fields, and to the browser where a modifier is held.
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, select, textarea')) return;
  if (event.key === 'j') step(1);
  else if (event.key === 'k') step(-1);
  else if (event.key === '/') {
    event.preventDefault();
    form.elements.text.focus();
  }
});

document.documentElement.classList.add('scripted');
// A picture that stands in the page twice is held by its first place alone, wherever the second one lies.
for (const node of [...cardNodes, document.querySelector('.cover'), byId('sightings')]) if (node) dress(node);
for (const name of ['cards', 'rows']) tellPlace(name);
tellStanding();
tellCount(total);
if (location.hash) goTo(location.hash);
`;
