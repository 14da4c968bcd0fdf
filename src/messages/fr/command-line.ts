/** Headings of help, as the parser has them: https://github.com/tj/commander.js/blob/v14.0.3/lib/help.js */
const titles: Readonly<Record<string, string>> = {
  'Usage:': 'Usage :',
  'Arguments:': 'Arguments :',
  'Options:': 'Options :',
  'Commands:': 'Commandes :',
  'Global Options:': 'Options générales :',
};

/** Errors of the parser, with what it quotes: https://github.com/tj/commander.js/blob/v14.0.3/lib/command.js */
const errors: readonly (readonly [RegExp, string])[] = [
  [/^error: /, 'erreur : '],
  [/missing required argument '(.*?)'/, 'il manque l’argument « $1 »'],
  [/required option '(.*?)' not specified/, 'il manque l’option « $1 »'],
  [/option '(.*?)' argument missing/, 'il manque une valeur à l’option « $1 »'],
  [/option '(.*?)' argument '(.*?)' is invalid\./s, 'l’option « $1 » n’accepte pas « $2 ».'],
  [/command-argument value '(.*?)' is invalid for argument '(.*?)'\./s, 'l’argument « $2 » n’accepte pas « $1 ».'],
  [/unknown option '(.*?)'/s, 'l’option « $1 » n’existe pas'],
  [/unknown command '(.*?)'/s, 'la commande « $1 » n’existe pas'],
  [
    /too many arguments for '(.*?)'\. Expected (\d+) arguments? but got (\d+)\./,
    'trop d’arguments pour « $1 » : $2 au plus, $3 donnés.',
  ],
  [/too many arguments\. Expected (\d+) arguments? but got (\d+)\./, 'trop d’arguments : $1 au plus, $2 donnés.'],
  [/Allowed choices are (.*)\./, 'Valeurs possibles : $1.'],
  [/\(Did you mean one of (.*)\?\)/, '(vouliez-vous dire l’un de ceux-ci : $1 ?)'],
  [/\(Did you mean (.*)\?\)/, '(vouliez-vous dire $1 ?)'],
];

/** What the parser of the command line says by itself, in French. */
export const commandLine = {
  help: 'ce qui peut être saisi',
  helpCommand: 'ce qu’accepte une commande',
  version: 'la version',
  title: (title: string): string => titles[title] ?? title,
  usage: (usage: string): string => usage.replace('[command]', '[commande]'),
  choices: ({ choices }: { readonly choices: string }): string => `au choix : ${choices}`,
  standard: ({ value }: { readonly value: string }): string => `par défaut : ${value}`,
  error: (sentence: string): string => errors.reduce((text, [from, to]) => text.replace(from, to), sentence),
};
