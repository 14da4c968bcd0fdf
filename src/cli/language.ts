import { AsyncLocalStorage } from 'node:async_hooks';
import { type Command, Option } from 'commander';
import { type Language, languageNames, type Messages, messages } from '../messages/index.ts';

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

/** Lets every command take `--lang`, but those that have one of their own. */
export function addLanguage(command: Command): void {
  for (const sub of command.commands) addLanguage(sub);
  if (command.commands.length > 0 || command.options.some(({ long }) => long === '--lang')) return;
  command.addOption(new Option('--lang <language>', chosenMessages().cli.options.lang).choices(languageNames));
}
