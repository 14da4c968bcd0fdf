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
  writeDeclaration,
} from '../declare/index.ts';
import { messages } from '../messages/index.ts';
import { readPaper, tellProblems, writePaper } from './declare-file.ts';
import { type Terminal, UsageError } from './terminal.ts';

export interface ConvertFlags {
  readonly from?: FormName;
  readonly force?: boolean;
}

type Draft = Omit<ImportedForm, 'written'> & { readonly form: string };

/** Brings a declaration into the form that the ending of `to` names. @throws UsageError */
export async function runConvert(from: string, to: string, flags: ConvertFlags, terminal: Terminal): Promise<void> {
  const texts = messages().declare;
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
  if (read.draft) tellDraft(read.draft, to, terminal);
}

async function readAny(
  file: string,
  form: FormName | undefined,
  terminal: Terminal,
): Promise<Pick<ReadableDeclaration, 'written'> & { readonly draft?: Draft }> {
  const texts = messages().declare;
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
    return { written, draft: { ...draft, form: asked ?? 'form' } };
  }
  const problems = imported?.problems ?? parsed?.problems;
  if (problems === undefined) throw new UsageError(texts.noForm({ file, name: asked ?? 'declaration' }));
  tellProblems(problems, terminal);
  throw new UsageError(texts.invalid({ file, count: problems.length }));
}

/** What a person must fill in, as comments where it belongs. */
function commentsOf(draft: Draft | undefined, from: string): Map<string, string> {
  const texts = messages().declare;
  const comments = new Map<string, string>();
  if (draft === undefined) return comments;
  comments.set('', texts.toDoHead({ file: basename(from), form: draft.form }));
  for (const { field, code, value } of draft.toDo) {
    const line = code === 'not-in-form' ? texts.missingFromForm({ value }) : texts.notUnderstood({ value });
    const before = comments.get(field);
    comments.set(field, before === undefined ? line : `${before}\n${line}`);
  }
  return comments;
}

function tellDraft(draft: Draft, to: string, terminal: Terminal): void {
  const texts = messages().declare;
  if (draft.leftOut.length > 0) terminal.err(`${texts.leftOut({ file: to, fields: draft.leftOut.join(', ') })}\n`);
  if (draft.toDo.length > 0) terminal.err(`${texts.toDo({ file: to, count: draft.toDo.length })}\n`);
}
