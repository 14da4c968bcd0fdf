import { basename } from 'node:path';
import {
  exportForm,
  type FormName,
  formatOfName,
  formOfName,
  type ImportedForm,
  importForm,
  parseDeclaration,
  type ReadableDeclaration,
  todosIn,
  writeDeclaration,
} from '../declare/index.ts';
import { readPaper, tellProblems, writePaper } from './declare-file.ts';
import { chosenMessages } from './language.ts';
import { type Terminal, UsageError } from './terminal.ts';

export interface ConvertFlags {
  readonly from?: FormName;
  readonly force?: boolean;
}

type Draft = Omit<ImportedForm, 'written'> & { readonly form: string; readonly toDo: number };

/** Brings a declaration into the form that the ending of `to` names. @throws UsageError */
export async function runConvert(from: string, to: string, flags: ConvertFlags, terminal: Terminal): Promise<void> {
  const texts = chosenMessages().declare;
  const target = formatOfName(to);
  if (target === undefined) throw new UsageError(texts.unknownForm({ file: to }));
  const read = await readAny(from, flags.from, terminal);
  const form = formOfName(to);
  if (form) {
    const { content, leftOut } = exportForm(read.written, form, target === 'xlsx' ? 'xlsx' : 'csv');
    await writePaper(to, content, flags.force === true);
    if (leftOut.length > 0) terminal.err(`${texts.leftOut({ file: to, fields: leftOut.join(', ') })}\n`);
  } else {
    const written = writeDeclaration(read.written, target, commentsOf(read.draft, from));
    if ('tooLong' in written) throw new UsageError(texts.tooLong({ field: written.tooLong }));
    await writePaper(to, written.content, flags.force === true);
  }
  terminal.err(`${texts.written({ file: to })}\n`);
  if (read.draft) tellDraft(read.draft, from, to, terminal);
}

async function readAny(
  file: string,
  form: FormName | undefined,
  terminal: Terminal,
): Promise<Pick<ReadableDeclaration, 'written'> & { readonly draft?: Draft }> {
  const texts = chosenMessages().declare;
  const bytes = await readPaper(file);
  const asked = form ?? formOfName(file);
  const parsed = asked === undefined ? parseDeclaration(bytes, file) : undefined;
  if (parsed && 'declaration' in parsed) return parsed;
  const isTable = !['yaml', 'json'].includes(formatOfName(file) ?? '');
  // Known headings with wrong values are a declaration that has to be mended, not another form.
  const isOtherShape =
    parsed === undefined || parsed.problems.some(({ code }) => code === 'unknown-key' || code === 'unparsable');
  const imported = isTable && isOtherShape ? importForm(bytes, file, asked) : undefined;
  if (imported && 'written' in imported) {
    const { written, ...draft } = imported;
    return { written, draft: { ...draft, form: asked ?? 'form', toDo: todosIn(written) } };
  }
  const problems = imported?.problems ?? parsed?.problems;
  if (problems === undefined) throw new UsageError(texts.noForm({ file, name: asked ?? 'declaration' }));
  tellProblems(problems, terminal);
  throw new UsageError(texts.invalid({ file, count: problems.length }));
}

/** What the draft is, at its head. */
function commentsOf(draft: Draft | undefined, from: string): Map<string, string> {
  if (draft === undefined) return new Map();
  return new Map([['', chosenMessages().declare.toDoHead({ file: basename(from), form: draft.form })]]);
}

function tellDraft({ unrecognised, repeated, known, toDo }: Draft, from: string, to: string, terminal: Terminal): void {
  const texts = chosenMessages().declare;
  const say = (line: string): void => terminal.err(`${line}\n`);
  if (unrecognised.length > 0) say(texts.unrecognised({ file: from, columns: unrecognised.join(', '), known: known.join(', ') }));
  if (repeated.length > 0) say(texts.repeated({ file: from, columns: repeated.join(', ') }));
  if (toDo > 0) say(texts.toDo({ file: to, count: toDo }));
}
