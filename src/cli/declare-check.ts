import { parseDeclaration } from '../declare/index.ts';
import { declarationLine, fieldLabel, wordFinding } from '../messages/index.ts';
import type { Declaration, Finding } from '../model/index.ts';
import { severities } from '../model/index.ts';
import { reconcile } from '../reconcile/index.ts';
import { CannotStart } from '../scan/cannot-start.ts';
import { openPolicies } from '../scan/papers.ts';
import { readPaper } from './declare-file.ts';
import type { FailOn } from './exit-code.ts';
import { chosenMessages, startSentence } from './language.ts';
import { fieldsThatMend, isOnPaper } from './paper-field.ts';
import { exitCodes, type Terminal, UsageError } from './terminal.ts';

export interface CheckFlags {
  readonly policy?: readonly string[];
  readonly failOn: FailOn;
}

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
    throw new UsageError(startSentence(error));
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
  const onPaper = findings.filter(isOnPaper);
  for (const { line } of onPaper.map((finding) => lineOf(finding, file, declaration, places)).sort((a, b) => a.at - b.at)) {
    await terminal.out(`${line}\n`);
  }
  const names = policies.map(({ policy }) => chosenMessages().policies.text(policy.title)).join(', ');
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

/** One line for a finding, at the field that mends it, or at what stands around it where that was not given. */
function lineOf(
  finding: Finding,
  file: string,
  declaration: Declaration,
  places: ReadonlyMap<string, Placed>,
): { readonly at: number; readonly line: string } {
  const fields = fieldsThatMend(finding, declaration);
  const placed = fields.find((candidate) => places.has(candidate));
  const place = places.get(placed ?? '') ?? {};
  const id = /^tools/.test(fields[0] ?? '') ? toolId(fields[0] ?? '', declaration) : (finding.use ?? undefined);
  const field = fieldLabel(fields[0] ?? '', id);
  const { message, fix } = wordFinding(finding, chosenMessages());
  const cell = place.cell === undefined ? '' : `: ${place.sheet === undefined ? '' : `${place.sheet}!`}${place.cell}`;
  const at = place.line === undefined ? '' : `:${place.line}:${place.column ?? 1}`;
  const words = {
    file,
    place: `${at}${cell}`,
    field,
    severity: chosenMessages().severities[finding.severity].label.toLowerCase(),
    code: finding.code,
  };
  return { at: place.line ?? 0, line: chosenMessages().declare.finding({ ...words, message: `${message} ${fix}` }) };
}

function toolId(field: string, { tools }: Declaration): string | undefined {
  return tools[Number(/\d+/.exec(field)?.[0])]?.id;
}
