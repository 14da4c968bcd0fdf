import { Command, CommanderError, type Option } from 'commander';
import { wrap } from '../report/wrap.ts';
import { version } from '../scan/version.ts';
import { bugReport } from './bug-report.ts';
import { configuredLanguage } from './config.ts';
import { addDeclare } from './declare-command.ts';
import { addDoctor } from './doctor-command.ts';
import { addInspect } from './inspect-command.ts';
import { addLanguage, chosenMessages, inLanguage, languageIn, reasonInWords } from './language.ts';
import { addMarkers } from './markers-command.ts';
import { addExplain, addPolicies } from './policies-command.ts';
import { addReport } from './report-command.ts';
import { addScan, Interrupted } from './scan-command.ts';
import { exitCodes, OutputError, type Terminal, UsageError } from './terminal.ts';
import { addTrust } from './trust-command.ts';
import { addWatch } from './watch-command.ts';
import { addWorker } from './worker-command.ts';

export { bugReport } from './bug-report.ts';

/** Runs one command line and returns its exit code; never throws. */
export async function runCli(terminal: Terminal): Promise<number> {
  const language = languageIn(terminal.argv) ?? (await configuredLanguage(terminal));
  return inLanguage(language, () => runCommand(terminal));
}

async function runCommand(terminal: Terminal): Promise<number> {
  let code: number = exitCodes.clear;
  const pending: Promise<void>[] = [];
  const program = new Command('trueslate');
  program
    .description(chosenMessages().cli.description)
    .version(version, '-V, --version', chosenMessages().commandLine.version)
    .exitOverride()
    .showHelpAfterError(chosenMessages().cli.helpHint)
    .configureOutput({
      writeOut: (text) => {
        pending.push(terminal.out(text));
      },
      writeErr: (text) => terminal.err(text),
      outputError: (text, write) => write(chosenMessages().commandLine.error(text)),
      getOutHelpWidth: () => Math.min(terminal.columns ?? 80, 100),
      getErrHelpWidth: () => Math.min(terminal.columns ?? 80, 100),
    });
  const exit = (value: number): void => {
    code = value;
  };
  for (const add of [
    addScan,
    addReport,
    addInspect,
    addDeclare,
    addMarkers,
    addPolicies,
    addExplain,
    addDoctor,
    addTrust,
    addWatch,
    addWorker,
  ])
    add(program, terminal, exit);
  addLanguage(program);
  wordHelp(program);
  try {
    await program.parseAsync(terminal.argv, { from: 'user' });
    await Promise.all(pending);
    return code;
  } catch (error) {
    await Promise.all(pending);
    return codeOfError(error, terminal);
  }
}

/** Puts what the parser says of itself into the language of this run, for a command and those below it. */
function wordHelp(command: Command): void {
  const texts = chosenMessages().commandLine;
  command.helpOption('-h, --help', texts.help).configureHelp({
    styleTitle: texts.title,
    styleUsage: texts.usage,
    optionDescription: describedOption,
    // The parser's own would break before a colon or semicolon of French, whose narrow space does not break.
    boxWrap: (text, width) =>
      text
        .split('\n')
        .flatMap((line) => wrap(line, width))
        .join('\n'),
  });
  if (command.commands.length > 0) command.helpCommand(`help ${texts.usage('[command]')}`, texts.helpCommand);
  for (const sub of command.commands) wordHelp(sub);
}

/** A description with the choices and the default of an option behind it, as the parser writes them in English. */
function describedOption({ description, argChoices, defaultValue, negate }: Option): string {
  const texts = chosenMessages().commandLine;
  const beside = [
    ...(argChoices === undefined ? [] : [texts.choices({ choices: argChoices.join(', ') })]),
    ...(defaultValue === undefined || negate ? [] : [texts.standard({ value: String(defaultValue) })]),
  ];
  return [description, ...beside.map((text) => `(${text})`)].join(' ');
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
    const { interrupted, goesOn } = chosenMessages().cli;
    terminal.err(`${interrupted}${error.isRemembered ? ` ${goesOn}` : ''}\n`);
    return exitCodes.interrupted;
  }
  terminal.err(bugReport(error));
  return exitCodes.bug;
}
