/** Reads the data of the page and makes cards and rows of it. */
export const readingScript = String.raw`
const byId = (id) => document.getElementById(id);
const read = (id) => JSON.parse(byId(id).textContent);
const page = read('page-data');
const rows = read('assets-data');
const { texts, cards } = page;
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const element = (name, properties) => Object.assign(document.createElement(name), properties);

// Pictures in the page serve again in cards that come later; the others are read when the first of them is shown.
const inPage = new Map([...document.querySelectorAll('img[src]')].map((image) => [image.dataset.picture, image.src]));
let listed;
function dress(node) {
  for (const image of node.querySelectorAll('img:not([src])')) {
    const number = image.dataset.picture;
    listed ??= read('pictures-data');
    image.src = inPage.get(number) ?? listed[number];
  }
  for (const item of node.querySelectorAll('[data-finding]')) tellDecision(item);
  return node;
}

const cardNodes = [...document.querySelectorAll('article[data-card]')];
function cardNode(index) {
  if (cardNodes[index]) return cardNodes[index];
  const template = document.createElement('template');
  // Markup that the server made and escaped; the policy of the page would not run what got through.
  template.innerHTML = cards[index].html;
  cardNodes[index] = template.content.firstElementChild;
  return dress(cardNodes[index]);
}

/** The same cells in the same order as the first rows that are in the page. */
function rowNode(index) {
  const [before, after] = rows.cells[rows.cell[index]];
  const row = element('tr', { innerHTML: '<th scope="row" class="path"></th>' + before + '<td class="number"></td>' + after + '<td></td>' });
  const head = row.firstElementChild;
  if (rows.details[index] === undefined) head.textContent = rows.paths[index];
  else {
    head.innerHTML = '<details><summary></summary><div class="inside">' + rows.details[index] + '</div></details>';
    head.querySelector('summary').textContent = rows.paths[index];
  }
  row.querySelector('td.number').textContent = rows.sizes[index];
  const card = rows.card[index];
  if (card > 0) {
    const codes = cards[card - 1].findings.map((finding) => finding.code).join(', ');
    row.lastElementChild.append(element('a', { href: '#finding-' + card, textContent: codes }));
  }
  const links = rows.useLinks[rows.uses[index]];
  // Markup that the server made and escaped, as above.
  if (links) row.lastElementChild.insertAdjacentHTML('beforeend', (card > 0 ? '; ' : '') + links);
  return row;
}
`;
