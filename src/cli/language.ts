import { AsyncLocalStorage } from 'node:async_hooks';
import { type Command, Option } from 'commander';
import { declarationLine, type Language, languageNames, type Messages, messages } from '../messages/index.ts';
import type { CannotStart } from '../scan/cannot-start.ts';

/**
 * The language of one run of the command line. It is known before the commands are built, since help is worded too, and it is
 * asked for where a sentence is made; carried along by Node, it need not go through every function in between.
 */
const chosen = new AsyncLocalStorage<{ readonly language: Language | undefined }>();

/** True for the name of a language that there are texts in. */
export const isLanguage = (value: unknown): value is Language => (languageNames as readonly unknown[]).includes(value);

/** The value that arguments give an option, before they are parsed; the last where there are several. */
export function optionIn(argv: readonly string[], name: string): string | undefined {
  const end = argv.indexOf('--');
  const options = end === -1 ? argv : argv.slice(0, end);
  const at = options.findLastIndex((argument) => argument === name || argument.startsWith(`${name}=`));
  if (at === -1) return undefined;
  return options[at] === name ? options[at + 1] : options[at]?.slice(name.length + 1);
}

/** The language that `--lang` names among arguments; undefined where it names none that is known (commander refuses it then). */
export function languageIn(argv: readonly string[]): Language | undefined {
  const value = optionIn(argv, '--lang');
  return isLanguage(value) ? value : undefined;
}

/** Runs something whose texts are in a language; undefined where nobody named one. */
export function inLanguage<Result>(language: Language | undefined, run: () => Result): Result {
  return chosen.run({ language }, run);
}

/** The language that the command line or the config file names for this run. */
export function namedLanguage(): Language | undefined {
  return chosen.getStore()?.language;
}

/** The language of this run. */
export function chosenLanguage(): Language {
  return namedLanguage() ?? 'en';
}

/** The texts of this run. */
export function chosenMessages(): Messages {
  return messages(chosenLanguage());
}

/** Why something could not be opened: the operating system's code in words, else its own. */
export function inWords(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return reasonInWords(code ?? message ?? String(error));
}

/** The operating system's code in words; anything else as it is. */
export function reasonInWords(reason: string): string {
  return chosenMessages().operatingSystem[reason] ?? reason;
}

/** Sentences for what kept a scan from starting; an invalid declaration lists every error on a line of its own. */
export function startSentence({ code, params, problems }: CannotStart): string {
  const texts = chosenMessages();
  const detail = params.detail === undefined ? {} : { detail: reasonInWords(String(params.detail)) };
  return [...problems.map((problem) => declarationLine(problem, texts)), texts.start[code]({ ...params, ...detail })].join('\n');
}

/** Lets every command take `--lang`, but those that have one of their own; what it says is known before they are parsed. */
export function addLanguage(command: Command): void {
  for (const sub of command.commands) addLanguage(sub);
  if (command.options.some(({ long }) => long === '--lang')) return;
  command.addOption(new Option('--lang <language>', chosenMessages().cli.options.lang).choices(languageNames));
}
