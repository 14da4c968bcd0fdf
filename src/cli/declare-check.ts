import { parseDeclaration } from '../declare/index.ts';
import { declarationLine, wordFinding } from '../messages/index.ts';
import type { Finding, RuleCode } from '../model/index.ts';
import { severities } from '../model/index.ts';
import { reconcile } from '../reconcile/index.ts';
import { CannotStart } from '../scan/cannot-start.ts';
import { openPolicies } from '../scan/papers.ts';
import { readPaper } from './declare-file.ts';
import type { FailOn } from './exit-code.ts';
import { chosenMessages } from './language.ts';
import { exitCodes, type Terminal, UsageError } from './terminal.ts';

export interface CheckFlags {
  readonly policy?: readonly string[];
  readonly failOn: FailOn;
}

/** Rules that need nothing but the paper, and the field of the use that mends them. */
const paperRules: Partial<Record<RuleCode, string>> = {
  D05: 'approvals',
  D06: 'approvals',
  D07: 'consents',
  D08: 'disclosure',
  D09: 'couldBeTakenAsReal',
  D10: 'inputs',
  D11: 'tools',
  D12: 'inputs',
  D13: 'humanContribution',
  D18: 'assets',
};

/** Lints a declaration, and says what each policy still asks for. Returns the exit code. @throws UsageError */
export async function runCheck(file: string, flags: CheckFlags, terminal: Terminal): Promise<number> {
  const texts = chosenMessages().declare;
  const parsed = parseDeclaration(await readPaper(file), file);
  if ('problems' in parsed) {
    for (const problem of parsed.problems) await terminal.out(`${declarationLine(problem, chosenMessages())}\n`);
    return exitCodes.cannotStart;
  }
  const { declaration, places } = parsed;
  const policies = await openPolicies(flags.policy ?? [], { file, content: declaration }).catch((error: unknown) => {
    if (!(error instanceof CannotStart)) throw error;
    const lines = error.problems.map((problem) => declarationLine(problem, chosenMessages()));
    throw new UsageError([...lines, chosenMessages().start[error.code](error.params)].join('\n'));
  });
  const { findings } = reconcile({
    assets: [],
    skipped: [],
    declaration,
    keys: () => '',
    sameGenerator: () => true,
    policies: policies.map(({ policy }) => policy),
    today: new Date().toISOString().slice(0, 10),
    trustLists: 0,
  });
  const onPaper = findings.filter(({ code, asset }) => code in paperRules && asset === null);
  const positions = new Map(declaration.uses.map(({ id }, index) => [id, index]));
  for (const { line } of onPaper.map((finding) => lineOf(finding, file, positions, places)).sort((a, b) => a.at - b.at)) {
    await terminal.out(`${line}\n`);
  }
  const names = policies.map(({ policy }) => policy.title).join(', ');
  const count = onPaper.length;
  const end =
    count > 0 ? texts.asks({ count, policies: names }) : texts.clean({ file, count: declaration.uses.length, policies: names });
  terminal.err(`${end}\n`);
  return onPaper.some(({ severity }) => fails(severity, flags.failOn)) ? exitCodes.findings : exitCodes.clear;
}

function fails(severity: Finding['severity'], failOn: FailOn): boolean {
  return failOn !== 'never' && severities.indexOf(severity) <= severities.indexOf(failOn);
}

interface Placed {
  readonly line?: number;
  readonly column?: number;
  readonly cell?: string;
  readonly sheet?: string;
}

/** One line for a finding, at the field that mends it, or at its use where that was not given. */
function lineOf(
  finding: Finding,
  file: string,
  positions: ReadonlyMap<string, number>,
  places: ReadonlyMap<string, Placed>,
): { readonly at: number; readonly line: string } {
  const position = finding.use === null ? undefined : positions.get(finding.use);
  const use = position === undefined ? '' : `uses[${position}]`;
  const field = use === '' ? '' : `${use}.${paperRules[finding.code] ?? ''}`;
  const place = places.get(field) ?? places.get(use) ?? {};
  const { message, fix } = wordFinding(finding, chosenMessages());
  const cell = place.cell === undefined ? '' : `: ${place.sheet === undefined ? '' : `${place.sheet}!`}${place.cell}`;
  const at = place.line === undefined ? '' : `:${place.line}:${place.column ?? 1}`;
  const words = { file, place: `${at}${cell}`, field, severity: finding.severity, code: finding.code };
  return { at: place.line ?? 0, line: chosenMessages().declare.finding({ ...words, message: `${message} ${fix}` }) };
}
