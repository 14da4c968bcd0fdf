/**
 * The filter: hides cards and rows by severity, verdict and text. Without it the page shows everything, and the form, which
 * would do nothing, stays hidden.
 */
export const script = `
'use strict';
const form = document.getElementById('filter');
const items = [...document.querySelectorAll('[data-item]')].map((element) => ({
  element,
  text: element.textContent.toLowerCase(),
  severities: element.dataset.severity.split(' ').filter(Boolean),
  verdict: element.dataset.verdict,
}));
const cards = items.filter(({ element }) => element.tagName === 'ARTICLE');
function apply() {
  const wanted = new Set([...form.querySelectorAll('[name=severity]:checked')].map((box) => box.value));
  const all = wanted.size === form.querySelectorAll('[name=severity]').length;
  const verdict = form.elements.verdict.value;
  const words = form.elements.text.value.toLowerCase().split(/\\s+/).filter(Boolean);
  for (const { element, text, severities, verdict: own } of items) {
    const bySeverity = all || severities.some((severity) => wanted.has(severity));
    const byVerdict = verdict === '' || verdict === own;
    element.hidden = !(bySeverity && byVerdict && words.every((word) => text.includes(word)));
  }
  const shown = cards.filter(({ element }) => !element.hidden).length;
  document.getElementById('shown').textContent = String(shown);
  document.querySelector('.no-match').hidden = shown > 0 || cards.length === 0;
}
form.hidden = false;
form.addEventListener('input', apply);
form.addEventListener('reset', () => setTimeout(apply));
form.addEventListener('submit', (event) => event.preventDefault());
// What is folded away on screen must be on paper.
const folded = [];
addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('.card details:not([open])')) {
    details.open = true;
    folded.push(details);
  }
});
addEventListener('afterprint', () => {
  for (const details of folded.splice(0)) details.open = false;
});
`;
