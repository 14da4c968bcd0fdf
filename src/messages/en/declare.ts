/** Words of `trueslate declare`. */

type Params = Readonly<Record<string, string | number>>;

export const declare = {
  command: 'declarations of AI uses: check one, or bring it into another form',
  convert: 'bring a declaration into another form (YAML, JSON, CSV, XLSX, or a form of the trade), or back',
  check: 'everything that is wrong with a declaration, and what the policy still asks for',
  options: {
    in: 'a declaration, GenAI cue sheet, AI usage register or shot disclosure map',
    out: 'file to write; its ending chooses the form: .yaml .json .csv .xlsx .cuesheet.csv .register.csv .shots.csv',
    from: 'what <in> is, where its headings do not tell',
    force: 'write over a file that exists',
    file: 'a declaration',
    policy: "shipped policy or policy file; instead of the declaration's (repeatable)",
    failOn: 'the least severity that makes exit code 1',
  },
  unreadable: ({ file, detail }: Params): string => `${file} cannot be read: ${detail}.`,
  unwritable: ({ file, detail }: Params): string => `${file} could not be written: ${detail}. Nothing half-written was left.`,
  exists: ({ file }: Params): string => `${file} exists; name another file, or write over it with --force.`,
  unknownForm: ({ file }: Params): string =>
    `The ending of ${file} names no form; known are .yaml .json .csv .xlsx .cuesheet.csv .register.csv .shots.csv (the last three also as .xlsx).`,
  invalid: ({ file, count }: Params): string =>
    `${file} has ${count === 1 ? 'an error' : `${count} errors`}; nothing was written.`,
  noForm: ({ file, name }: Params): string => `${file} does not look like a ${name}: none of its headings was found.`,
  tooLong: ({ field }: Params): string =>
    `A text is longer than a cell of a workbook can be (32,767 characters), at ${field}; write YAML, JSON or CSV instead.`,
  written: ({ file }: Params): string => `Written: ${file}`,
  leftOut: ({ file, fields }: Params): string => `${file} has no place for these fields, which were left out: ${fields}`,
  toDoHead: ({ file, form }: Params): string =>
    `Drafted from ${file} (${form}). Fill in what is marked TODO; "trueslate declare check" says what is missing.`,
  toDo: ({ count, file }: Params): string =>
    `${count} ${count === 1 ? 'thing is' : 'things are'} left to be filled in by a person, marked TODO in ${file}.`,
  unrecognised: ({ file, columns, known }: Params): string =>
    `These columns of ${file} were not recognised, and what they say is not in the draft: ${columns}. Headings that are understood: ${known}.`,
  repeated: ({ file, columns }: Params): string =>
    `These columns of ${file} mean the same as an earlier one, and what they say is not in the draft: ${columns}.`,
  finding: ({ file, place, field, severity, code, message }: Params): string =>
    `${file}${place}: ${field === '' ? '' : `${field}: `}${severity} ${code}: ${message}`,
  clean: ({ file, count, policies }: Params): string =>
    `${file}: no errors in ${count} ${count === 1 ? 'use' : 'uses'}; ${policies} asks for nothing more on paper.`,
  asks: ({ count, policies }: Params): string => `${count} ${count === 1 ? 'thing' : 'things'} left to settle under ${policies}.`,
};
