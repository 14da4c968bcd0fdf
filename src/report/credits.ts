import type { Messages } from '../messages/index.ts';
import {
  type AppliedWaiver,
  type Declaration,
  isMarked,
  isOpen,
  type Report,
  type ReportedAsset,
  type Use,
  type WordedFinding,
} from '../model/index.ts';
import { disclosureOf } from './cue-sheet/declared.ts';
import { undeclaredAssets } from './cue-sheet/undeclared.ts';
import { toolOf, vendorBeside, versionedName } from './declared-tools.ts';
import { codesOf, findingsByPath } from './findings-by-path.ts';
import { oneLine, printable, severalLines } from './printable.ts';
import { rangeLine, rangesByOutcome } from './ranges.ts';
import type { Reporter, ReportOptions } from './reporter.ts';
import { unreadPaths } from './standing.ts';
import { answersToFiles, type UndeclaredRange, undeclaredRanges } from './undeclared-places.ts';

/** Destinations of uses that no audience of this delivery meets. */
const elsewhere: ReadonlySet<string> = new Set(['temp-only', 'not-in-delivery', 'marketing']);

/**
 * A draft of the credits or disclosure text, from the declaration alone, that a producer can paste; then, set apart, what is not
 * for the credits: marked and not declared, not read, not settled. One paragraph a line, so that it pastes well.
 */
export function renderCredits(report: Report, { messages }: ReportOptions): string {
  const { credits } = messages;
  const declaration = report.declaration?.content;
  const title = credits.title({ title: declaration?.production.title ?? messages.report.noTitle });
  const text = textOfCredits(report, messages);
  const drafted = text === null ? [reasonOfNothing(report, messages)] : [credits.start, '', ...text, '', credits.end];
  const apart = notForCredits(report, messages);
  const lines = [
    title,
    credits.draft,
    ...(drafted.some((line) => line.includes(credits.checkStart)) ? [credits.checkNote] : []),
    '',
    ...drafted,
    ...(apart.length === 0 ? [] : ['', credits.notForCredits, ...apart.flatMap((section) => ['', ...section])]),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

const finalUses = ({ uses }: Declaration): readonly Use[] => uses.filter(({ destination }) => !elsewhere.has(destination ?? ''));

/** The text to paste; null where the declaration gives none. */
function textOfCredits(report: Report, messages: Messages): readonly string[] | null {
  const { credits } = messages;
  const content = report.declaration?.content;
  if (content === undefined || content.statement === 'not-yet-known') return null;
  if (content.statement === 'none-used')
    return hasMarks(report) ? null : [`${credits.noneUsed}${checkMark(codesOfDelivery(report), messages)}`];
  const uses = finalUses(content);
  if (uses.length === 0) return null;
  const open = openFindings(report);
  const tools = uses.flatMap((use) => use.tools.map((called) => toolOf(called, content.tools)));
  const named = tools.map((tool) => credits.tool({ name: versionedName(tool), vendor: vendorBeside(tool) }));
  return [
    credits.opening,
    ...uses.map((use) => `- ${sentenceOf(use, content, messages)}${checkMark(codesOf(open(use)), messages)}`),
    '',
    credits.tools,
    ...[...new Set(named)].map((tool) => `- ${tool}`),
  ];
}

const nameOf = ({ name, version }: { readonly name: string; readonly version?: string }): string =>
  [name, version].filter(Boolean).join(' ');

/** What was done, how far and with what; behind it the production's own wording, which alone may say none of that. */
function sentenceOf(use: Use, { tools }: Declaration, { credits }: Messages): string {
  const own = oneParagraph(use.disclosure?.wording ?? '');
  const names = [...new Set(use.tools.map((called) => versionedName(toolOf(called, tools))))];
  const listed = names.length < 2 ? names[0] : `${names.slice(0, -1).join(', ')} ${credits.and} ${names.at(-1)}`;
  const title = oneParagraph(use.title).replace(/\.$/, '');
  const sentence = credits.degrees[use.degree]({ title, tools: listed ?? credits.noTool });
  return own === '' ? sentence : `${sentence} ${own}`;
}

const oneParagraph = (text: string): string => severalLines(text).split('\n').join(' ');

/** A mark that nobody can paste unseen, behind a sentence that something open speaks against. */
function checkMark(codes: readonly string[], { credits }: Messages): string {
  return codes.length === 0 ? '' : ` ${credits.checkStart} ${codes.join(', ')}]`;
}

/** Open blockers and issues that bear on a use: its own, and those of the files that it covers. */
function openFindings(report: Report): (use: Pick<Use, 'id'>) => readonly WordedFinding[] {
  const needed = (finding: WordedFinding): boolean => isOpen(finding) && finding.severity !== 'fyi';
  const byPath = findingsByPath(report);
  const covered = new Map(report.uses.map(({ id, assets }) => [id, assets]));
  return ({ id }) => {
    const ofUse = report.findings.filter(({ use }) => use === id);
    const files = covered.get(id) ?? [];
    const ofFiles = files.flatMap((path) => byPath.get(path)?.own ?? []).filter((one) => !isOfOther(one, files));
    // What lies on another use of the same file speaks against that use alone.
    return [...new Set([...ofUse, ...ofFiles.filter(({ use }) => use === null)])].filter(needed);
  };
}

/** True where a video that the use covers shows what is not the use's own: no use covers that, and so it speaks against none. */
function isOfOther({ code, params: { source, partly } }: WordedFinding, files: readonly string[]): boolean {
  return code === 'P09' && partly === undefined && !files.includes(String(source));
}

/** Codes of everything open that speaks against "no AI was used", and T01 where something was not read, whatever the policy. */
function codesOfDelivery(report: Report): readonly string[] {
  const open = report.findings.filter((finding) => isOpen(finding) && finding.severity !== 'fyi');
  return [...new Set([...codesOf(open), ...(unreadPaths(report).length > 0 ? ['T01'] : [])])].sort();
}

function reasonOfNothing(report: Report, { credits: { nothing } }: Messages): string {
  const content = report.declaration?.content;
  if (content === undefined) return nothing['no-declaration'];
  if (content.statement === 'not-yet-known') return nothing['not-yet-known'];
  return content.statement === 'none-used' ? nothing.contradicted : nothing['nothing-final'];
}

const hasMarks = (report: Report): boolean =>
  report.assets.some(({ verdict }) => isMarked(verdict)) ||
  undeclaredRanges(report).some(({ isDeclaredElsewhere }) => !isDeclaredElsewhere);

/** Sections of what must not be pasted, each with its heading. */
function notForCredits(report: Report, messages: Messages): readonly (readonly string[])[] {
  const { credits } = messages;
  const sections: readonly (readonly [string, readonly string[]])[] = [
    undeclaredSection(report, messages),
    answeredSection(report, messages),
    [credits.unread({ count: unreadPaths(report).length }), unreadPaths(report)],
    [credits.open, openUses(report, messages)],
    [credits.kept, keptUses(report)],
    ...declaredPlaces(report, messages),
    [credits.methods, methods(report, messages)],
  ];
  return sections.flatMap(([heading, items]) => (items.length === 0 ? [] : [[heading, ...items.map((item) => `- ${item}`)]]));
}

function undeclaredSection(report: Report, messages: Messages): readonly [string, readonly string[]] {
  const { credits } = messages;
  const closed = answersToFiles(report);
  const files = undeclaredAssets(report).filter(({ path }) => !closed.has(path));
  const known = knownByPath(report);
  const open = undeclaredRanges(report).filter(({ answer, isDeclaredElsewhere }) => answer === undefined && !isDeclaredElsewhere);
  const ranges = open.map((one) => markedRange(one, known, messages));
  const items = [...files.map((asset) => markedFile(asset, messages)), ...ranges];
  return [credits.undeclared({ files: files.length, ranges: ranges.length }), items];
}

/** Marked, not declared, and yet nothing that still has to be: somebody signed why. */
function answeredSection(report: Report, messages: Messages): readonly [string, readonly string[]] {
  const { credits, waiverAnswers } = messages;
  const closed = answersToFiles(report);
  const signed = (marked: string, { answer, by, date, reason }: AppliedWaiver): string =>
    credits.answered({ marked, answer: waiverAnswers[answer].label, by, date, reason: oneLine(reason) });
  const files = undeclaredAssets(report).flatMap((asset) => {
    const waiver = closed.get(asset.path);
    return waiver === undefined ? [] : [signed(markedFile(asset, messages), waiver)];
  });
  const known = knownByPath(report);
  const ranges = undeclaredRanges(report).flatMap((one) =>
    one.answer === undefined || one.isDeclaredElsewhere ? [] : [signed(markedRange(one, known, messages), one.answer)],
  );
  const items = [...files, ...ranges];
  return [credits.answeredFor({ count: items.length }), items];
}

function markedFile({ path, verdict, generators }: ReportedAsset, { credits, verdicts }: Messages): string {
  return credits.marked({ path, verdict: verdicts[verdict].label, generator: generators.map(nameOf).join(', ') });
}

const knownByPath = (report: Report): ReadonlyMap<string, ReportedAsset> =>
  new Map([...report.marked, ...report.assets].map((asset) => [asset.path, asset]));

/** The range, and what is seen there with its verdict and tool. */
function markedRange({ range }: UndeclaredRange, known: ReadonlyMap<string, ReportedAsset>, messages: Messages): string {
  const { asset: path, from, to, sources } = range;
  const seen = sources.map((source) => {
    const asset = known.get(source);
    return asset === undefined ? source : markedFile(asset, messages);
  });
  return messages.credits.markedRange({ path, from, to, seen: seen.join('; ') });
}

/** Declared uses with blockers or issues that nobody has answered. */
function openUses(report: Report, { credits }: Messages): readonly string[] {
  const open = openFindings(report);
  return (report.declaration?.content.uses ?? []).flatMap(({ id, title }) => {
    const codes = new Set(open({ id }).map(({ code, rule }) => `${code} ${rule}`));
    return codes.size === 0 ? [] : [credits.openUse({ use: id, title, findings: [...codes].sort().join(', ') })];
  });
}

/** Declared ranges by how they fared: a credit for a shot that is not in the cut is as wrong as a missing one. */
function declaredPlaces(report: Report, messages: Messages): readonly (readonly [string, readonly string[]])[] {
  const { declaredPlaces: headings } = messages.credits;
  return rangesByOutcome(report).flatMap(([outcome, ranges]) =>
    outcome === 'matched-undeclared'
      ? []
      : [[headings[outcome]({ count: ranges.length }), ranges.map((range) => rangeLine(range, report, messages))] as const],
  );
}

function keptUses(report: Report): readonly string[] {
  const uses = report.declaration?.content.uses ?? [];
  return uses.filter(({ destination }) => elsewhere.has(destination ?? '')).map(({ id, title }) => `${id} ${title}`);
}

function methods(report: Report, messages: Messages): readonly string[] {
  const content = report.declaration?.content;
  const uses = content === undefined ? [] : finalUses(content);
  return uses.map((use) => messages.credits.methodOf({ use: use.id, title: use.title, methods: disclosureOf(use, messages) }));
}

/** `credits`: for the producer who writes the end credits and the disclosure. */
export const credits: Reporter = { name: 'credits', extensions: ['.credits.txt'], render: renderCredits };
