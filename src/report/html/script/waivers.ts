/** Keeps decisions in the browser, by the digest of the report, and writes them as a waiver file. */
export const waiversScript = String.raw`
const key = 'trueslate.decisions/1:' + page.digest;
/** By finding: the decision made here, or null for an answer of the waiver file that was withdrawn here. */
let decisions = new Map();
let kept = true;
let saved = true;
const findings = new Map(cards.flatMap((card, index) => card.findings.map((finding) => [finding.id, { finding, card, index }])));
const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10);

/** Any local page may write into the same storage: only what has the shape of a decision on a finding of this page is taken. */
function isDecision(value) {
  return value !== null && typeof value === 'object' && Object.hasOwn(page.answers, value.answer) &&
    ['reason', 'by', 'date'].every((name) => typeof value[name] === 'string') &&
    ['expires', 'use'].every((name) => value[name] === undefined || typeof value[name] === 'string');
}
function load() {
  try {
    const entries = Object.entries(JSON.parse(localStorage.getItem(key) ?? '{}'));
    decisions = new Map(entries.filter(([id, value]) => findings.has(id) && (value === null || isDecision(value))));
    localStorage.setItem(key + ':try', '1');
    localStorage.removeItem(key + ':try');
  } catch {
    kept = false;
  }
}
function keep() {
  saved = false;
  try {
    if (decisions.size === 0) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(Object.fromEntries(decisions)));
  } catch {
    kept = false;
  }
}
function isOpen(finding) {
  const decision = decisions.get(finding.id);
  if (decision === undefined) return finding.open;
  return decision === null || decision.answer === 'fix' || (decision.expires !== undefined && decision.expires < today());
}

/** A scalar that YAML reads back exactly: a JSON string is one in double quotes, and what deceives is escaped. */
function scalar(value) {
  return JSON.stringify(value).replace(/[\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]/g,
    (character) => '\\u' + character.charCodeAt(0).toString(16).padStart(4, '0'));
}
function block(name, entries) {
  if (entries.length === 0) return name + ': []\n';
  const lines = (entry) => Object.entries(entry).filter(([, value]) => value !== undefined)
    .map(([field, value], index) => (index === 0 ? '  - ' : '    ') + field + ': ' + scalar(value) + '\n').join('');
  return name + ':\n' + entries.map(lines).join('');
}
/** The waiver file: entries that the scan read, but for those decided anew here, then the decisions of this page. */
function waiverFile() {
  const before = page.waivers.filter((entry) => !decisions.has(entry.finding));
  const here = [...decisions].filter(([, decision]) => decision !== null)
    .map(([finding, { answer, reason, by, date, expires, use }]) => ({ finding, answer, reason, by, date, expires, use }));
  return '# ' + fill(texts.file, { day: page.day }) + '\nschema: trueslate.waivers/1\n' +
    block('waivers', [...before, ...here]) + block('exclusions', page.exclusions);
}
function download() {
  const link = element('a', { download: 'trueslate-waivers.yaml' });
  link.href = URL.createObjectURL(new Blob([waiverFile()], { type: 'application/yaml' }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  saved = true;
}
`;
