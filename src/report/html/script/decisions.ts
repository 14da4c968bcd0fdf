/** The form in which a reviewer decides on a finding, and what the page says of decisions. */
export const decisionsScript = `
const decisionForm = byId('decision-form');
const fields = decisionForm.elements;
let decidedOn = null;
let lastName = '';

/** Writes the decision made here under its finding, as text. */
function tellDecision(item) {
  const id = item.dataset.finding;
  const decision = decisions.get(id);
  const known = findings.get(id);
  const place = item.querySelector('.decision');
  item.classList.toggle('answered', known !== undefined && !isOpen(known.finding));
  item.classList.toggle('decided', decision !== undefined);
  place.replaceChildren();
  if (decision === undefined) return;
  const line = element('p', { className: 'answer' });
  if (decision === null) line.textContent = texts.withdrawn;
  else {
    const values = { ...decision, until: decision.expires };
    const use = decision.use === undefined ? '' : ' (' + fill(texts.use, values) + ')';
    line.append(
      element('strong', { textContent: texts.decided + texts.colon + ' ' + page.answers[decision.answer] }),
      use + texts.colon + ' ',
      ...decision.reason.split(/\\r?\\n/).flatMap((text, index) => (index === 0 ? [text] : [element('br', {}), text])),
      ' ',
      element('span', { className: 'faint', textContent: fill(decision.expires ? texts.signedUntil : texts.signedBy, values) }),
    );
  }
  place.append(line);
}

function tellStanding() {
  const all = [...findings.values()];
  const answered = all.filter(({ finding }) => !isOpen(finding)).length;
  const values = { answered, total: all.length, here: decisions.size };
  const sentence = fill(answered === 0 && decisions.size === 0 ? texts.standingNone : texts.standing, values);
  byId('standing').textContent = all.length === 0 ? '' : sentence;
  byId('standing-on-paper').textContent = all.length === 0 ? '' : fill(texts.standing, values);
  byId('download').disabled = decisions.size + page.waivers.length + page.exclusions.length === 0;
  byId('clear').hidden = decisions.size === 0;
  byId('decisions').hidden = all.length === 0 && page.waivers.length === 0;
  byId('not-stored').hidden = kept;
  byId('not-stored').textContent = kept ? '' : texts.notStored;
}

function tellAll() {
  for (const node of cardNodes) if (node) for (const item of node.querySelectorAll('[data-finding]')) tellDecision(item);
  tellStanding();
}

function say(text) {
  byId('said').textContent = text;
}

/** Opens the form under a finding, filled with what was decided. */
function decideOn(item) {
  closeForm();
  const id = item.dataset.finding;
  const before = decisions.get(id) ?? page.waivers.findLast((entry) => entry.finding === id);
  decidedOn = item;
  decisionForm.reset();
  fields.by.value = before?.by ?? lastName;
  fields.reason.value = before?.reason ?? '';
  fields.expires.value = before?.expires ?? '';
  fields.expires.min = today();
  if (before) fields.answer.value = before.answer;
  if (before?.use !== undefined && fields.use) fields.use.value = String(page.uses.indexOf(before.use));
  fields.withdraw.hidden = before === undefined || decisions.get(id) === null;
  showUse();
  item.append(decisionForm);
  decisionForm.hidden = false;
  item.querySelector('.decide').setAttribute('aria-expanded', 'true');
  (decisionForm.querySelector('[name=answer]:checked') ?? decisionForm.querySelector('[name=answer]')).focus();
}

/** A use has to be chosen for one answer only; without any use that answer cannot be given. */
function showUse() {
  const declared = fields.answer.value === 'declared';
  decisionForm.querySelector('.use-choice').hidden = !declared;
  decisionForm.querySelector('[type=submit]').disabled = declared && !fields.use;
}

function closeForm() {
  if (decidedOn === null) return;
  const button = decidedOn.querySelector('.decide');
  decidedOn = null;
  decisionForm.hidden = true;
  document.body.append(decisionForm);
  button.setAttribute('aria-expanded', 'false');
  button.focus();
}

function decide(decision) {
  const item = decidedOn;
  const id = item.dataset.finding;
  if (decision === undefined) decisions.delete(id);
  else decisions.set(id, decision);
  keep();
  tellDecision(item);
  tellStanding();
  closeForm();
  say(decision ? fill(texts.saved, { label: page.answers[decision.answer] }) : texts.removed);
}

decisionForm.addEventListener('submit', (event) => {
  event.preventDefault();
  for (const field of [fields.reason, fields.by]) field.value = field.value.trim();
  if (!decisionForm.reportValidity() || decidedOn === null) return;
  lastName = fields.by.value;
  const answer = fields.answer.value;
  decide({
    answer,
    reason: fields.reason.value,
    by: fields.by.value,
    date: today(),
    expires: fields.expires.value || undefined,
    use: answer === 'declared' ? page.uses[Number(fields.use.value)] : undefined,
  });
});
decisionForm.addEventListener('change', showUse);
fields.cancel.addEventListener('click', closeForm);
// An answer of the waiver file is withdrawn by leaving it out of the next; one made here is simply taken back.
fields.withdraw.addEventListener('click', () => {
  const id = decidedOn.dataset.finding;
  decide(page.waivers.some((entry) => entry.finding === id) && !decisions.has(id) ? null : undefined);
});
byId('findings').addEventListener('click', (event) => {
  const button = event.target.closest('.decide');
  if (!button) return;
  const item = button.closest('[data-finding]');
  if (item === decidedOn) closeForm();
  else decideOn(item);
});
byId('download').addEventListener('click', download);
byId('clear').addEventListener('click', () => {
  if (!confirm(fill(texts.confirmClear, { here: decisions.size }))) return;
  decisions.clear();
  keep();
  tellAll();
  say(texts.removed);
  byId('download').focus();
});
// The same report in another window of this browser.
addEventListener('storage', (event) => {
  if (event.key !== key) return;
  load();
  tellAll();
});
addEventListener('beforeunload', (event) => {
  if (!kept && !saved && decisions.size > 0) event.preventDefault();
});
load();
`;
