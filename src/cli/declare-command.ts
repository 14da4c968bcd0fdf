import type { Command } from 'commander';
import { Option } from 'commander';
import { formNames } from '../declare/index.ts';
import { type CheckFlags, runCheck } from './declare-check.ts';
import { type ConvertFlags, runConvert } from './declare-convert.ts';
import { addDeclareInit } from './declare-init.ts';
import { failOnValues } from './exit-code.ts';
import { chosenMessages } from './language.ts';
import type { Terminal } from './terminal.ts';

/** Adds `declare` with its subcommands to the program; `exit` takes the exit code. */
export function addDeclare(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  const texts = chosenMessages().declare;
  const declare = program.command('declare').description(texts.command);
  addDeclareInit(declare, terminal, exit);
  declare
    .command('convert')
    .description(texts.convert)
    .argument('<in>', texts.options.in)
    .argument('<out>', texts.options.out)
    .addOption(new Option('--from <form>', texts.options.from).choices(formNames))
    .option('--force', texts.options.force)
    .action(async (from: string, to: string, flags: ConvertFlags) => runConvert(from, to, flags, terminal));
  declare
    .command('check')
    .description(texts.check)
    .argument('<file>', texts.options.file)
    .option('--policy <name>', texts.options.policy, collect)
    .addOption(new Option('--fail-on <severity>', texts.options.failOn).choices(failOnValues).default('fyi'))
    .action(async (file: string, flags: CheckFlags) => exit(await runCheck(file, flags, terminal)));
}

function collect(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}
