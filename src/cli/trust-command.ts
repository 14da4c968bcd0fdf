import { join } from 'node:path';
import type { Command } from 'commander';
import { fetchTrustLists } from '../tools/c2pa/trust-lists.ts';
import { configFolder } from './config.ts';
import { trustLines } from './doctor-command.ts';
import { chosenMessages } from './language.ts';
import { exitCodes, type Terminal } from './terminal.ts';

/** Adds `trust fetch` and `trust list` to the program. */
export function addTrust(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  const texts = chosenMessages().cli;
  const trust = program.command('trust').description(texts.commands.trust);
  trust
    .command('list')
    .description(texts.commands.trustList)
    .action(async () => {
      await terminal.out(`${(await trustLines(terminal)).join('\n')}\n`);
    });
  trust
    .command('fetch')
    .description(texts.commands.trustFetch)
    .option('--from <url>', texts.options.trustFrom)
    .action(async ({ from }: { from?: string }) => {
      const fetched = await fetchTrustLists(join(configFolder(terminal), 'trust'), from);
      for (const { list, certificates, error } of fetched) {
        if (error === null) await terminal.out(`${texts.trustFetched({ name: list.name, certificates, about: list.about })}\n`);
        else terminal.err(`${texts.trustFailed({ name: list.name, url: list.url, detail: error })}\n`);
      }
      if (fetched.some(({ error }) => error !== null)) exit(exitCodes.cannotStart);
    });
}
