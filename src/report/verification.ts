import type { Messages } from '../messages/index.ts';
import { type Check, type CheckOutcome, checkOutcomes, type Verification } from '../model/index.ts';
import { grouped } from './places-of-findings.ts';
import { printable, safeJson } from './printable.ts';
import { wrap } from './wrap.ts';

/** What the text is made with. */
export interface VerificationTextOptions {
  readonly messages: Messages;
  /** Columns. */
  readonly width: number;
  /** True lists what holds too; otherwise it is only counted, since a delivery has a hundred thousand of them. */
  readonly verbose: boolean;
}

/** What `report --verify` found, as text: first whether everything holds, then what does not, with what to do about it. */
export function verificationText(verification: Verification, options: VerificationTextOptions): string {
  const { reportCommand } = options.messages;
  const words = reportCommand.verify;
  const { checks, report, roots } = verification;
  const byOutcome = grouped(checks, ({ outcome }) => outcome);
  const told = checkOutcomes.filter((outcome) => outcome !== 'holds' || options.verbose);
  const lines = [
    ...wrap(headline(verification, words), options.width),
    ...besideLines(verification, options),
    ...wrap(printable(words.of(report)), options.width, '', '  '),
    ...wrap(printable(words.roots({ roots: roots.join(', ') })), options.width, '', '  '),
    ...told.flatMap((outcome) => section(outcome, byOutcome.get(outcome) ?? [], options)),
    ...ending(verification, options),
  ];
  return `${lines.join('\n')}\n`;
}

type Words = Messages['reportCommand']['verify'];

function headline({ counts, checks }: Verification, words: Words): string {
  if (checks.length === 0) return words.nothing;
  const all = { checks: checks.length };
  if (counts.changed + counts.missing > 0) return words.changed({ ...all, count: counts.changed + counts.missing });
  const unsure = counts.unreadable + counts['not-recorded'];
  if (unsure > 0) return words.unsure({ ...all, count: unsure });
  const files = new Set(checks.map(({ path }) => path)).size;
  const bySize = comparedBySize(checks).length;
  // Other bytes of the same length would not show: "everything holds" would say more than was looked at.
  return bySize === 0 ? words.allHold({ ...all, files }) : words.noneChanged({ ...all, files, count: bySize });
}

/** Files that hold as far as their size tells, since the report has no digest of them. */
function comparedBySize(checks: readonly Check[]): readonly Check[] {
  const digested = new Set(checks.filter(({ kind }) => kind === 'digest').map(({ path }) => path));
  return checks.filter(({ kind, outcome, path }) => kind === 'size' && outcome === 'holds' && !digested.has(path));
}

/** Files of the folders of `--marked` that are not where the scan found them, by name. */
function besideLines({ checks }: Verification, { messages, width }: VerificationTextOptions): readonly string[] {
  const isLost = ({ kind, outcome, detail, asset }: Check): boolean =>
    kind === 'size' && outcome === 'unreadable' && detail === 'ENOENT' && asset.startsWith('marked:');
  const paths = [...new Set(checks.filter(isLost).map(({ path }) => path))];
  if (paths.length === 0) return [];
  const some = paths.slice(0, mostBeside).join(', ');
  const words = messages.reportCommand.verify;
  return wrap(printable(words.beside({ count: paths.length, paths: some, more: paths.length > mostBeside ? 1 : 0 })), width);
}

/** Names in one sentence; all of them stand in their section below. */
const mostBeside = 5;

/** One outcome: its heading, what it means and what to do, then each file once with everything of it. */
function section(outcome: CheckOutcome, checks: readonly Check[], options: VerificationTextOptions): readonly string[] {
  if (checks.length === 0) return [];
  const { label, means } = options.messages.reportCommand.verify.outcomes[outcome];
  return [
    '',
    `${label} (${checks.length})`,
    ...wrap(means, options.width, '  '),
    ...[...grouped(checks, ({ path }) => path)].flatMap(([path, all]) => [
      ...wrap(printable(path), options.width, '  ', '    '),
      ...linesOf(outcome, all, options.messages).flatMap((line) => wrap(printable(line), options.width, '    ', '      ')),
    ]),
  ];
}

/** A file that is not there or not readable is told once, with what was in it; else each check is. */
function linesOf(outcome: CheckOutcome, checks: readonly Check[], messages: Messages): readonly string[] {
  const words = messages.reportCommand.verify;
  const whole = checks.some(({ kind }) => kind === 'size');
  if (whole && (outcome === 'missing' || outcome === 'unreadable')) {
    const pieces = checks.filter(({ kind }) => kind === 'evidence').length;
    return [[...reasonOf(checks[0], messages), words.unchecked({ pieces })].join(', ')];
  }
  return checks.map((check) => lineOf(check, messages));
}

function lineOf(check: Check, messages: Messages): string {
  const words = messages.reportCommand.verify;
  const { kind, outcome, marker, title, at, expected = '', found = '' } = check;
  const isChanged = outcome === 'changed';
  if (isChanged && kind === 'size') return words.sizes({ expected, found });
  if (isChanged && kind === 'digest') return words.otherDigest;
  if (kind !== 'evidence') return [words.kinds[kind], ...reasonOf(check, messages)].join(', ');
  const what = [
    `${title === undefined ? words.kinds.evidence : messages.markerTitle(title)} [${marker ?? ''}]`,
    ...(at === undefined ? [] : [words.bytes(at)]),
  ].join(', ');
  const why = [
    ...(isChanged ? [words.otherBytes] : []),
    ...(outcome === 'not-recorded' ? [at === undefined ? words.noPlace : words.noDigest] : []),
    ...reasonOf(check, messages),
  ];
  return why.length === 0 ? what : `${what}${messages.report.colon} ${why.join(', ')}`;
}

/** Why a file could not be read, in words where there are some for the operating system's code. */
function reasonOf(check: Check | undefined, { operatingSystem }: Messages): readonly string[] {
  const { detail } = check ?? {};
  return detail === undefined ? [] : [operatingSystem[detail] ?? detail];
}

/** What holds, as a number; what was only weighed by its size; and what nobody looked for. */
function ending({ checks, counts }: Verification, { messages, width, verbose }: VerificationTextOptions): readonly string[] {
  const words = messages.reportCommand.verify;
  if (checks.length === 0) return [];
  const evidence = checks.filter(({ kind, outcome }) => kind === 'evidence' && outcome === 'holds').length;
  const bySize = comparedBySize(checks);
  return [
    '',
    ...(verbose || counts.holds === 0 ? [] : wrap(words.holding({ checks: counts.holds, evidence }), width)),
    ...(bySize.length === 0 ? [] : wrap(words.bySize({ count: bySize.length }), width)),
    ...wrap(words.newFiles, width),
  ];
}

/** The same as JSON, with every check. */
export function verificationJson(verification: Verification): string {
  return `${safeJson(JSON.stringify(verification, null, 2))}\n`;
}

/** Whether something does not hold any more, or could not be checked, or neither. */
export function verificationOutcome({ counts, checks }: Verification): Extract<CheckOutcome, 'changed' | 'unreadable' | 'holds'> {
  if (counts.changed + counts.missing > 0) return 'changed';
  return checks.length === 0 || counts.unreadable + counts['not-recorded'] > 0 ? 'unreadable' : 'holds';
}
