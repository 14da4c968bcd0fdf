import type { Messages } from '../../messages/index.ts';
import type { List, Report, ReportedAsset } from '../../model/index.ts';
import { rules, severities, verdicts } from '../../model/index.ts';
import type { Subject } from './findings.ts';
import { foldersOf } from './folders.ts';
import type { Markup, Part } from './markup.ts';
import { html } from './markup.ts';

type Option = readonly [value: string, label: string];

/** The filter over findings and assets; hidden where no script obeys it. Lists offer only what this report holds. */
export function filter(report: Report, assets: List<ReportedAsset>, subjects: readonly Subject[], messages: Messages): Markup {
  const { report: texts, page } = messages;
  const findings = subjects.flatMap((subject) => subject.findings);
  const codes = new Set(findings.map(({ code }) => code));
  const met = new Set(assets.map(({ verdict }) => verdict));
  const paths = [...assets.map(({ path }) => path), ...findings.flatMap(({ asset }) => asset ?? [])];
  const ruleOptions = (Object.keys(rules) as (keyof typeof rules)[])
    .filter((code) => codes.has(code))
    .map((code): Option => [code, `${code} ${messages.rules[code].title}`]);
  const verdictOptions = verdicts
    .filter((verdict) => met.has(verdict))
    .map((verdict): Option => [verdict, messages.verdicts[verdict].label]);
  const folders = foldersOf(paths).map((folder): Option => [folder, `${folder}/`]);
  const policies = report.policies.map(({ name, title }): Option => [name, messages.policies.text(title)]);
  return html`<form id="filter" class="needs-script" role="search" aria-label="${texts.filter}">
<label>${texts.search} <input type="search" name="text" autocomplete="off"></label>
<fieldset><legend>${texts.severity}</legend>${severities.map(
    (severity) =>
      html`<label><input type="checkbox" name="severity" value="${severity}" checked> ${messages.severities[severity].label}</label>`,
  )}</fieldset>
<label><input type="checkbox" name="failures"> ${page.failuresOnly}</label>
${choice('rule', page.rule, texts.all, ruleOptions)}${choice('verdict', texts.verdict, texts.all, verdictOptions)}${choice('folder', page.folder, texts.all, folders)}${policies.length > 1 && choice('policy', texts.policy, texts.all, policies)}${choice(
  'state',
  page.state,
  texts.all,
  [
    ['open', page.open],
    ['answered', page.answered],
  ],
)}
<button type="reset">${texts.reset}</button>
</form>
<div class="under needs-script"><p id="count" role="status"></p><p class="keys">${page.keys}</p></div>`;
}

/** A labelled list to choose one from, or all; nothing where there is nothing to choose. */
function choice(name: string, label: string, all: string, options: readonly Option[]): Part {
  if (options.length === 0) return null;
  return html`<label>${label} <select name="${name}"><option value="">${all}</option>${options.map(([value, text]) => html`<option value="${value}">${text}</option>`)}</select></label>
`;
}
