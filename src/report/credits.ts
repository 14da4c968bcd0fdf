import type { Messages } from '../messages/index.ts';
import { type Declaration, isMarked, isOpen, type Report, type Use } from '../model/index.ts';
import { disclosureOf, toolOf } from './cue-sheet/declared.ts';
import { undeclaredAssets, undeclaredRanges } from './cue-sheet/undeclared.ts';
import { printable } from './printable.ts';
import type { Reporter, ReportOptions } from './reporter.ts';
import { unreadPaths } from './standing.ts';

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
  if (content.statement === 'none-used') return hasMarks(report) ? null : [credits.noneUsed];
  const uses = finalUses(content);
  if (uses.length === 0) return null;
  const tools = uses.flatMap((use) => use.tools.map((called) => toolOf(called, content.tools)));
  const named = tools.map((tool) => credits.tool({ name: nameOf(tool), vendor: tool.vendor ?? '' }));
  return [
    credits.opening,
    ...uses.map((use) => `- ${sentenceOf(use, content, messages)}`),
    '',
    credits.tools,
    ...[...new Set(named)].map((tool) => `- ${tool}`),
  ];
}

const nameOf = ({ name, version }: { readonly name: string; readonly version?: string }): string =>
  [name, version].filter(Boolean).join(' ');

/** The production's own wording where it gives one. */
function sentenceOf(use: Use, { tools }: Declaration, { credits }: Messages): string {
  const own = use.disclosure?.wording?.trim();
  if (own) return own;
  const names = [...new Set(use.tools.map((called) => nameOf(toolOf(called, tools))))];
  const listed = names.length < 2 ? names[0] : `${names.slice(0, -1).join(', ')} ${credits.and} ${names.at(-1)}`;
  return credits.degrees[use.degree]({ title: use.title.replace(/\.\s*$/, ''), tools: listed ?? credits.noTool });
}

function reasonOfNothing(report: Report, { credits: { nothing } }: Messages): string {
  const content = report.declaration?.content;
  if (content === undefined) return nothing['no-declaration'];
  if (content.statement === 'not-yet-known') return nothing['not-yet-known'];
  return content.statement === 'none-used' ? nothing.contradicted : nothing['nothing-final'];
}

const hasMarks = (report: Report): boolean =>
  report.assets.some(({ verdict }) => isMarked(verdict)) || undeclaredRanges(report).length > 0;

/** Sections of what must not be pasted, each with its heading. */
function notForCredits(report: Report, messages: Messages): readonly (readonly string[])[] {
  const { credits } = messages;
  const sections: readonly (readonly [string, readonly string[]])[] = [
    undeclaredSection(report, messages),
    [credits.unread({ count: unreadPaths(report).length }), unreadPaths(report)],
    [credits.open, openUses(report, messages)],
    [credits.kept, keptUses(report)],
    [credits.methods, methods(report, messages)],
  ];
  return sections.flatMap(([heading, items]) => (items.length === 0 ? [] : [[heading, ...items.map((item) => `- ${item}`)]]));
}

function undeclaredSection(report: Report, { credits, verdicts }: Messages): readonly [string, readonly string[]] {
  const files = undeclaredAssets(report).map(({ path, verdict, generators }) =>
    credits.marked({ path, verdict: verdicts[verdict].label, generator: generators.map(nameOf).join(', ') }),
  );
  const ranges = undeclaredRanges(report).map(({ asset, from, to }) => credits.markedRange({ path: asset, from, to }));
  const items = [...files, ...ranges];
  return [credits.undeclared({ count: items.length }), items];
}

/** Declared uses with blockers or issues that nobody has answered. */
function openUses(report: Report, { credits }: Messages): readonly string[] {
  const open = report.findings.filter((finding) => isOpen(finding) && finding.severity !== 'fyi');
  return (report.declaration?.content.uses ?? []).flatMap(({ id, title }) => {
    const codes = new Set(open.filter(({ use }) => use === id).map(({ code, rule }) => `${code} ${rule}`));
    return codes.size === 0 ? [] : [credits.openUse({ use: id, title, findings: [...codes].join(', ') })];
  });
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
