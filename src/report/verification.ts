import type { Messages } from '../messages/index.ts';
import { type Check, type CheckOutcome, checkOutcomes, type Verification } from '../model/index.ts';
import { grouped } from './places-of-findings.ts';
import { printable, safeJson } from './printable.ts';

/** What `report --verify` found, as text: first whether everything holds, then what does not, then the evidence that does. */
export function verificationText(verification: Verification, { reportCommand }: Messages): string {
  const words = reportCommand.verify;
  const { checks, counts, report, roots } = verification;
  const byOutcome = grouped(checks, ({ outcome }) => outcome);
  const ofFiles = (byOutcome.get('holds') ?? []).filter(({ kind }) => kind !== 'evidence').length;
  const lines = [
    headline(verification, words),
    words.of(report),
    words.roots({ roots: roots.join(', ') }),
    ...checkOutcomes.flatMap((outcome) => {
      const all = byOutcome.get(outcome) ?? [];
      // Sizes and digests that hold are only counted: a delivery has a hundred thousand of them.
      const told = outcome === 'holds' ? all.filter(({ kind }) => kind === 'evidence') : all;
      return told.length === 0 ? [] : ['', `${words.outcomes[outcome]} (${told.length})`, ...listed(told, words)];
    }),
    ...(counts.holds > 0 && ofFiles > 0 ? ['', words.alsoHold({ count: ofFiles })] : []),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

type Words = Messages['reportCommand']['verify'];

function headline({ counts, checks }: Verification, words: Words): string {
  if (checks.length === 0) return words.nothing;
  if (counts.changed + counts.missing > 0) return words.changed({ count: counts.changed + counts.missing });
  const unsure = counts.unreadable + counts['not-recorded'];
  if (unsure > 0) return words.unsure({ count: unsure });
  return words.allHold({ checks: checks.length, files: new Set(checks.map(({ path }) => path)).size });
}

/** Each file once, with everything of it that has the outcome. */
function listed(checks: readonly Check[], words: Words): readonly string[] {
  return [...grouped(checks, ({ path }) => path)].flatMap(([path, all]) => [
    `  ${path}`,
    ...all.map(
      (check) => `    ${[words.kinds[check.kind], check.marker, ...detailsOf(check, words)].filter(Boolean).join(', ')}`,
    ),
  ]);
}

function detailsOf({ kind, at, outcome, expected, found, detail }: Check, words: Words): readonly (string | undefined)[] {
  const hasSizes = kind === 'size' && outcome === 'changed';
  return [
    at === undefined ? undefined : words.bytes(at),
    hasSizes ? words.sizes({ expected: expected ?? '', found: found ?? '' }) : undefined,
    detail,
  ];
}

/** The same as JSON. */
export function verificationJson(verification: Verification): string {
  return `${safeJson(JSON.stringify(verification, null, 2))}\n`;
}

/** Whether something does not hold any more, or could not be checked, or neither. */
export function verificationOutcome({ counts, checks }: Verification): Extract<CheckOutcome, 'changed' | 'unreadable' | 'holds'> {
  if (counts.changed + counts.missing > 0) return 'changed';
  return checks.length === 0 || counts.unreadable + counts['not-recorded'] > 0 ? 'unreadable' : 'holds';
}
