import type { Messages } from '../messages/index.ts';
import { wordProblem } from '../messages/index.ts';
import type { C2paManifest, Evidence, Fact, JudgedAsset, Reading } from '../model/index.ts';
import { printable } from './printable.ts';
import { wrap } from './wrap.ts';

/** What `inspect` found, as this reporter needs it. */
export interface InspectionView {
  readonly asset: JudgedAsset;
  readonly readings: readonly Reading[];
  readonly tags?: Readonly<Record<string, unknown>>;
}

/** Facts that the text shows; a RAW file states thousands. */
const factLimit = 200;

/** Everything known about one file, as text. Long values are shortened; `--format json` has them whole. */
export function inspectionText(view: InspectionView, options: { readonly messages: Messages; readonly width: number }): string {
  const { asset, readings } = view;
  const { messages, width } = options;
  const words = messages.cli.inspect;
  const { colon } = messages.report;
  const wrapped = (text: string): string => {
    const plain = printable(text);
    const indent = /^ */.exec(plain)?.[0] ?? '';
    return wrap(plain.slice(indent.length), width, indent, `${indent}  `).join('\n');
  };
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', title, ...lines.map((line) => wrapped(`  ${line}`))];
  const facts = distinctFacts(readings);
  const lines = [
    wrapped(
      `${words.file}${colon} ${asset.path} (${messages.report.byteCount(asset.size)}${asset.sha256 === null ? '' : `, sha256 ${asset.sha256}`})`,
    ),
    wrapped(`${words.format}${colon} ${asset.format}`),
    wrapped(
      `${words.verdict}${colon} ${messages.verdicts[asset.verdict].label}${asset.strength === null ? '' : ` (${messages.strengths[asset.strength].label})`} - ${messages.verdicts[asset.verdict].means}${asset.c2pa.state === 'remote' ? ` ${messages.c2paStates.remote.means}` : ''}`,
    ),
    ...section(
      words.evidence,
      asset.evidence.flatMap((piece) => evidenceLines(piece, messages)),
    ),
    ...section(
      words.conflicts,
      asset.conflicts.map(({ between }) => between.join(' / ')),
    ),
    ...section(words.credential, credentialLines(asset, messages)),
    ...section(
      words.problems,
      asset.problems.map((problem) => wordProblem(problem, messages)).map(({ message, hint }) => `${message} ${hint}`),
    ),
    ...section(words.facts, facts.slice(0, factLimit).map(factLine)),
    ...(facts.length > factLimit ? [`  ${words.moreFacts({ count: facts.length - factLimit })}`] : []),
    ...section(
      words.segments,
      readings
        .flatMap(({ segments }) => segments ?? [])
        .sort((a, b) => a.offset - b.offset)
        .map(({ name, offset, length }) => `${String(offset).padStart(10)} ${String(length).padStart(10)}  ${name}`),
    ),
    ...section(
      words.readers,
      readings.map(({ reader, version, ok }) => `${reader} ${version}${ok ? '' : ` (${words.failed})`}`),
    ),
    ...section(
      words.full,
      Object.entries(view.tags ?? {}).map(
        ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
      ),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function evidenceLines(evidence: Evidence, { cli, strengths, report, markerTitle }: Messages): string[] {
  const { marker, says, strength, source, name, value, where, at, generator } = evidence;
  return [
    `${cli.sayings[says]} (${strengths[strength].label})${report.colon} ${markerTitle(evidence.title)} [${marker}]${generator === undefined ? '' : `, ${generator}`}`,
    `    ${source} ${name} = ${value}`,
    `    ${where}${at === undefined ? '' : `, ${report.bytes(at.offset, at.length, at.encoding)}`}`,
  ];
}

function credentialLines({ c2pa }: JudgedAsset, { cli, c2paStates }: Messages): string[] {
  if (c2pa.state === 'none') return [];
  return [
    `${c2paStates[c2pa.state].label}${c2pa.signer === undefined ? '' : `, ${cli.inspect.signedBy({ signer: c2pa.signer })}`}${c2pa.engine === undefined ? '' : ` (${c2pa.engine})`}`,
    ...c2pa.codes,
    ...(c2pa.remote === undefined ? [] : [c2pa.remote]),
    ...c2pa.chain.flatMap((manifest) => manifestLines(manifest, cli.inspect)),
  ];
}

function manifestLines(manifest: C2paManifest, words: Messages['cli']['inspect']): string[] {
  return [
    `${manifest.active ? words.activeManifest : `${words.manifest} (${manifest.relation})`} ${manifest.label}`,
    ...(manifest.claimGenerator === undefined ? [] : [`    ${words.claimGenerator} ${manifest.claimGenerator}`]),
    ...manifest.actions.map(({ action, digitalSourceType, softwareAgent }) =>
      ['   ', action, digitalSourceType?.split('/').at(-1), softwareAgent].filter((part) => part !== undefined).join(' '),
    ),
    ...manifest.ingredients.map(({ relationship, title, manifest: label }) =>
      [`    ${words.ingredient}`, relationship, title, label].filter((part) => part !== undefined).join(' '),
    ),
  ];
}

function factLine({ source, name, value, where, at }: Fact): string {
  const place = at === undefined ? '' : ` @${[`${at.offset}+${at.length}`, ...(at.encoding ?? [])].join(' ')}`;
  return `${source} ${name} = ${value.length > 200 ? `${value.slice(0, 200)}…` : value.trimEnd()} [${where}${place}]`;
}

/** Facts of all readers; the same statement once, with its place in the file where one reader knows it. */
function distinctFacts(readings: readonly Reading[]): Fact[] {
  const found = new Map<string, Fact>();
  for (const fact of readings.flatMap(({ facts }) => facts)) {
    const key = `${fact.source}\n${fact.name.toLowerCase()}\n${fact.value.trim()}\n${fact.c2pa?.manifest ?? ''}`;
    const known = found.get(key);
    if (known === undefined || (known.at === undefined && fact.at !== undefined)) found.set(key, fact);
  }
  return [...found.values()];
}
