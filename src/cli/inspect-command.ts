import { type Command, Option } from 'commander';
import { type Inspection, inspect } from '../inspect.ts';
import { inspectionText } from '../report/inspection.ts';
import { CannotStart } from '../scan/cannot-start.ts';
import type { ScanOptions } from '../scan/options.ts';
import { type C2paEngineName, c2paEngines } from '../tools/c2pa/engine.ts';
import { readConfig } from './config.ts';
import { chosenMessages, startSentence } from './language.ts';
import { exitCodes, type Terminal, UsageError } from './terminal.ts';

interface InspectFlags {
  readonly full?: boolean;
  readonly format: 'text' | 'json';
  readonly trust?: readonly string[];
  readonly c2paEngine: C2paEngineName;
  readonly config?: string;
}

/** Adds `inspect` to the program. */
export function addInspect(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  const texts = chosenMessages().cli;
  program
    .command('inspect')
    .description(texts.commands.inspect)
    .argument('<file>', texts.options.file)
    .option('--full', texts.options.full)
    .addOption(new Option('--format <name>', texts.options.inspectFormat).choices(['text', 'json']).default('text'))
    .option('--trust <file>', texts.options.trust, (value: string, earlier: readonly string[] = []) => [...earlier, value])
    .addOption(new Option('--c2pa-engine <name>', texts.options.c2paEngine).choices(c2paEngines).default('wasm'))
    .option('--config <file>', texts.options.config)
    .action(async (file: string, flags: InspectFlags) => {
      const config = await readConfig(terminal, flags.config);
      const options: ScanOptions = {
        pixels: 'all',
        trust: [...config.trust, ...(flags.trust ?? [])],
        environment: terminal.environment,
      };
      const inspection = await inspect(file, options, flags.full === true).catch((error: unknown) => {
        throw error instanceof CannotStart ? new UsageError(startSentence(error)) : error;
      });
      await terminal.out(
        flags.format === 'json'
          ? jsonOf(inspection)
          : inspectionText(inspection, { messages: chosenMessages(), width: Math.min(terminal.columns ?? 80, 120) }),
      );
      exit(inspection.asset.verdict === 'unreadable' ? exitCodes.incomplete : exitCodes.clear);
    });
}

function jsonOf(inspection: Inspection): string {
  return `${JSON.stringify(inspection, null, 2)}\n`;
}
