/**
 * What the parser of the command line says by itself. It speaks English; here each text that it has is put into this language, or
 * left alone.
 */
export const commandLine = {
  help: 'what can be typed',
  helpCommand: 'what a command takes',
  version: 'the version',
  /** A heading of help. */
  title: (title: string): string => title,
  /** The line behind `Usage:`. */
  usage: (usage: string): string => usage,
  /** What stands behind an option: its choices and its default. */
  choices: ({ choices }: { readonly choices: string }): string => `one of ${choices}`,
  standard: ({ value }: { readonly value: string }): string => `default: ${value}`,
  /** A sentence about what was typed. */
  error: (sentence: string): string => sentence,
};
