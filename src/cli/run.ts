import { Command, CommanderError } from 'commander';
import { version } from '../scan/assemble.ts';
import { addDeclare } from './declare-command.ts';
import { addDoctor } from './doctor-command.ts';
import { addInspect } from './inspect-command.ts';
import { addLanguage, chosenMessages, inLanguageOf, reasonInWords } from './language.ts';
import { addMarkers } from './markers-command.ts';
import { addExplain, addPolicies } from './policies-command.ts';
import { addReport } from './report-command.ts';
import { addScan, Interrupted } from './scan-command.ts';
import { exitCodes, OutputError, type Terminal, UsageError } from './terminal.ts';
import { addTrust } from './trust-command.ts';

/** Runs one command line and returns its exit code; never throws. */
export async function runCli(terminal: Terminal): Promise<number> {
  return inLanguageOf(terminal.argv, () => runCommand(terminal));
}

async function runCommand(terminal: Terminal): Promise<number> {
  let code: number = exitCodes.clear;
  const pending: Promise<void>[] = [];
  const program = new Command('trueslate');
  program
    .description(chosenMessages().cli.description)
    .version(version)
    .exitOverride()
    .showHelpAfterError(chosenMessages().cli.helpHint)
    .configureOutput({
      writeOut: (text) => {
        pending.push(terminal.out(text));
      },
      writeErr: (text) => terminal.err(text),
      getOutHelpWidth: () => Math.min(terminal.columns ?? 80, 100),
      getErrHelpWidth: () => Math.min(terminal.columns ?? 80, 100),
    });
  const exit = (value: number): void => {
    code = value;
  };
  for (const add of [addScan, addReport, addInspect, addDeclare, addMarkers, addPolicies, addExplain, addDoctor, addTrust])
    add(program, terminal, exit);
  addLanguage(program);
  try {
    await program.parseAsync(terminal.argv, { from: 'user' });
    await Promise.all(pending);
    return code;
  } catch (error) {
    await Promise.all(pending);
    return codeOfError(error, terminal);
  }
}

/** An expected failure is one sentence and exit code 2; anything else is a bug of ours and shows its stack. */
function codeOfError(error: unknown, terminal: Terminal): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.clear : exitCodes.cannotStart;
  if (error instanceof UsageError) {
    terminal.err(`trueslate: ${error.message}\n`);
    return exitCodes.cannotStart;
  }
  if (error instanceof OutputError) {
    terminal.err(`trueslate: ${chosenMessages().cli.outputFailed({ detail: reasonInWords(error.code) })}\n`);
    return exitCodes.cannotStart;
  }
  if (error instanceof Interrupted) {
    terminal.err(`${chosenMessages().cli.interrupted}\n`);
    return exitCodes.interrupted;
  }
  terminal.err(bugReport(error));
  return exitCodes.bug;
}

/** What a bug of ours looks like on stderr: that it is one, and the lines that we need. */
export function bugReport(error: unknown): string {
  return `${chosenMessages().cli.bug({ version })}\n${(error as Error)?.stack ?? String(error)}\n`;
}
