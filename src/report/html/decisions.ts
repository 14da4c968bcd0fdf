import type { Messages } from '../../messages/index.ts';
import type { Report } from '../../model/index.ts';
import { waiverAnswers } from '../../model/index.ts';
import type { Markup } from './markup.ts';
import { html } from './markup.ts';

/** Where a reviewer's decisions are counted and downloaded; the script fills it. */
export function decisionsBar(messages: Messages): Markup {
  const { page } = messages;
  return html`<section id="decisions" class="needs-script" aria-label="${page.decisions}">
<p id="standing"></p><p id="not-stored" class="warning" role="alert" hidden></p>
<p class="actions"><button type="button" id="download">${page.download}</button> <button type="button" id="clear" hidden>${page.clear}</button> <span class="faint">${page.waiverUse}</span></p>
<p id="said" class="hidden-text" role="status"></p></section>`;
}

/** The one form of the page: the script puts it under the finding that is decided on. */
export function decisionForm(report: Report, messages: Messages): Markup {
  const { page } = messages;
  const answers = waiverAnswers.map((answer) => {
    const word = messages.waiverAnswers[answer];
    return html`<label title="${word.means}"><input type="radio" name="answer" value="${answer}" required> ${word.label}</label>`;
  });
  const uses = report.uses.map(({ id, title }, index) => html`<option value="${index}">${id} ${title}</option>`);
  return html`<form id="decision-form" aria-label="${page.decision}" hidden>
<fieldset><legend>${page.answer}</legend>${answers}</fieldset>
<p class="use-choice" hidden>${
    uses.length === 0 ? page.noUse : html`<label>${page.declaredUse} <select name="use">${uses}</select></label>`
  }</p>
<p><label>${page.reason} <textarea name="reason" rows="2" required></textarea></label></p>
<p class="row"><label>${page.by} <input type="text" name="by" autocomplete="name" required></label>
<label>${page.expires} <input type="date" name="expires"></label></p>
<p class="actions"><button type="submit">${page.save}</button> <button type="button" name="withdraw">${page.withdraw}</button> <button type="button" name="cancel">${page.cancel}</button></p>
</form>`;
}

/** What the script needs beside the findings: answers with their words, uses, and the entries that the scan read. */
export function decisionData(report: Report, messages: Messages): object {
  const entries = report.waivers?.entries.map(({ entry }) => entry) ?? [];
  return {
    answers: Object.fromEntries(waiverAnswers.map((answer) => [answer, messages.waiverAnswers[answer].label])),
    uses: report.uses.map(({ id }) => id),
    waivers: entries.filter((entry) => 'finding' in entry),
    exclusions: entries.filter((entry) => 'path' in entry),
  };
}
