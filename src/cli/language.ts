import { AsyncLocalStorage } from 'node:async_hooks';
import { type Command, Option } from 'commander';
import { declarationLine, type Language, languageNames, type Messages, messages } from '../messages/index.ts';
import type { CannotStart } from '../scan/cannot-start.ts';

/**
 * The language of one run of the command line. It is known before the commands are built, since help is worded too, and it is
 * asked for where a sentence is made; carried along by Node, it need not go through every function in between.
 */
const chosen = new AsyncLocalStorage<{ language: Language; isNamed: boolean }>();

/** True for the name of a language that there are texts in. */
export const isLanguage = (value: unknown): value is Language => (languageNames as readonly unknown[]).includes(value);

/** The language that `--lang` names among arguments; undefined where it names none that is known (commander refuses it then). */
export function languageIn(argv: readonly string[]): Language | undefined {
  const end = argv.indexOf('--');
  const options = end === -1 ? argv : argv.slice(0, end);
  const at = options.findLastIndex((argument) => argument === '--lang' || argument.startsWith('--lang='));
  const value = options[at]?.includes('=') ? options[at]?.slice('--lang='.length) : options[at + 1];
  return at !== -1 && isLanguage(value) ? value : undefined;
}

/** Runs something whose texts are in the language that the arguments name, else in English. */
export function inLanguageOf<Result>(argv: readonly string[], run: () => Result): Result {
  const language = languageIn(argv);
  return chosen.run({ language: language ?? 'en', isNamed: language !== undefined }, run);
}

/** Takes the language of a config file, where the command line names none. */
export function preferLanguage(language: Language): void {
  const store = chosen.getStore();
  if (store && !store.isNamed) store.language = language;
}

/** The language of this run. */
export function chosenLanguage(): Language {
  return chosen.getStore()?.language ?? 'en';
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

/** Lets every command take `--lang`, but those that have one of their own. */
export function addLanguage(command: Command): void {
  for (const sub of command.commands) addLanguage(sub);
  if (command.commands.length > 0 || command.options.some(({ long }) => long === '--lang')) return;
  command.addOption(new Option('--lang <language>', chosenMessages().cli.options.lang).choices(languageNames));
}
