/** Filters findings and assets and turns their pages. */
export const listsScript = String.raw`
const form = byId('filter');
const total = cards.reduce((sum, card) => sum + card.findings.length, 0);
const lowerPaths = rows.paths.map((path) => path.toLowerCase());
const cellTexts = rows.cells.map(([before, after]) => (before + ' ' + after).replace(/<[^>]*>/g, ' ').toLowerCase());
const every = (length) => Array.from({ length }, (_, index) => index);
const lists = {
  cards: { matching: every(cards.length), page: 0, show: showCards },
  rows: { matching: every(rows.paths.length), page: 0, show: showRows },
};
const slice = (name) => {
  const { matching, page: at } = lists[name];
  return matching.slice(at * page.atOnce[name], (at + 1) * page.atOnce[name]);
};

function showCards(indices = slice('cards')) {
  for (const number of [0, 1]) {
    const group = byId('group-' + number);
    if (!group) continue;
    const nodes = indices.filter((index) => cards[index].group === number).map(cardNode);
    group.querySelector('.cards').replaceChildren(...nodes);
    group.hidden = nodes.length === 0;
  }
  document.querySelector('.no-match').hidden = indices.length > 0 || cards.length === 0;
  tellPlace('cards');
}
function showRows(indices = slice('rows')) {
  const body = document.querySelector('#assets tbody');
  if (body) body.replaceChildren(...indices.map(rowNode));
  tellPlace('rows');
}
function tellPlace(name) {
  const pager = byId(name + '-pager');
  if (!pager) return;
  const { matching, page: at } = lists[name];
  const atOnce = page.atOnce[name];
  const to = Math.min((at + 1) * atOnce, matching.length);
  pager.hidden = matching.length <= atOnce;
  pager.querySelector('.place').textContent = fill(texts.place, { from: at * atOnce + 1, to, total: matching.length });
  pager.querySelector('[data-turn="-1"]').disabled = at === 0;
  pager.querySelector('[data-turn="1"]').disabled = to === matching.length;
}
function turn(name, to) {
  closeForm();
  lists[name].page = to;
  lists[name].show();
}
for (const name of ['cards', 'rows']) {
  byId(name + '-pager')?.addEventListener('click', (event) => {
    const button = event.target.closest('[data-turn]');
    if (!button) return;
    turn(name, lists[name].page + Number(button.dataset.turn));
    const heading = byId(name === 'cards' ? 'findings-heading' : 'assets-heading');
    heading.focus();
    heading.scrollIntoView();
  });
}

function wanted() {
  const value = (name) => form.elements[name]?.value ?? '';
  const severities = new Set([...form.querySelectorAll('[name=severity]:checked')].map((box) => box.value));
  const wish = {
    severities, failures: form.elements.failures.checked, rule: value('rule'), policy: value('policy'), state: value('state'),
    verdict: value('verdict'), folder: value('folder') && value('folder') + '/',
    words: value('text').toLowerCase().split(/\s+/).filter(Boolean),
  };
  const all = severities.size === form.querySelectorAll('[name=severity]').length;
  return { ...wish, ofFindings: !all || wish.failures || wish.rule !== '' || wish.policy !== '' || wish.state !== '' };
}
function meets(finding, wish) {
  const severity = wish.policy === '' ? finding.severity : finding.policies?.[wish.policy];
  if (severity === undefined || !wish.severities.has(severity)) return false;
  if (wish.failures && (severity === 'fyi' || !isOpen(finding))) return false;
  if (wish.rule !== '' && finding.code !== wish.rule) return false;
  return wish.state === '' || (wish.state === 'open') === isOpen(finding);
}
function apply() {
  closeForm();
  const wish = wanted();
  const { verdict, folder, words } = wish;
  let shown = 0;
  const met = cards.map((card) => card.findings.filter((finding) => meets(finding, wish)).length);
  lists.cards.matching = every(cards.length).filter((index) => {
    const card = cards[index];
    const fits = met[index] > 0 && (verdict === '' || card.verdict === verdict) &&
      (folder === '' || card.paths.some((path) => path.startsWith(folder))) && words.every((word) => card.text.includes(word));
    if (fits) shown += met[index];
    return fits;
  });
  lists.rows.matching = every(rows.paths.length).filter((index) => {
    const cell = rows.cell[index];
    const card = rows.card[index];
    const told = (meant) => (card > 0 && meant(card - 1)) || rows.useCards[rows.uses[index]].some((number) => meant(number - 1));
    if (wish.ofFindings && !told((number) => met[number] > 0)) return false;
    if (verdict !== '' && rows.cells[cell][2] !== verdict) return false;
    if (folder !== '' && !rows.paths[index].startsWith(folder)) return false;
    return words.every((word) => lowerPaths[index].includes(word) || cellTexts[cell].includes(word) ||
      told((number) => cards[number].text.includes(word)));
  });
  for (const list of Object.values(lists)) {
    list.page = 0;
    list.show();
  }
  document.body.classList.toggle('filtered', shown < total || lists.rows.matching.length < rows.paths.length);
  tellCount(shown);
}
function tellCount(shown) {
  byId('count').textContent = total === 0 ? '' : fill(texts.shown, { shown, total });
}
form.addEventListener('input', apply);
form.addEventListener('reset', () => setTimeout(apply));
form.addEventListener('submit', (event) => event.preventDefault());
`;
