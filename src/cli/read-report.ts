import { readFile, stat } from 'node:fs/promises';
import type { Report } from '../model/index.ts';
import { reportOfNdjson } from '../report/from-ndjson.ts';
import { printable } from '../report/printable.ts';
import { reportFault } from '../tools/report-schema.ts';
import { chosenMessages, inWords } from './language.ts';
import { UsageError } from './terminal.ts';

/** The schema that this version writes and reads. */
const schemaName = 'trueslate.report/1';

/** Bytes of a saved report; Node.js makes no text of more. */
const reportLimit = 500 << 20;

/** Reads a saved report, JSON or NDJSON, and holds it against the schema. @throws UsageError where it is none */
export async function readReport(file: string): Promise<Report> {
  const texts = chosenMessages().reportCommand;
  const text = await readText(file);
  const value = parsedReport(text, file);
  const schema = (value as { readonly schema?: unknown } | null)?.schema;
  if (typeof schema !== 'string' || !schema.startsWith('trueslate.report/')) throw new UsageError(texts.notReport({ file }));
  if (schema !== schemaName) throw new UsageError(texts.otherVersion({ file, schema: printable(schema), known: schemaName }));
  const whole = withLater(value as Partial<Report>);
  const fault = reportFault(whole);
  if (fault !== undefined)
    throw new UsageError(texts.invalid({ file, place: printable(fault.place), detail: printable(fault.detail) }));
  return whole as Report;
}

/** The report with what earlier versions, which traced nothing, did not write. */
function withLater(saved: Partial<Report>): unknown {
  const coverage = saved.coverage && { ...saved.coverage, traced: saved.coverage.traced ?? null };
  return { ...saved, marked: saved.marked ?? [], ...(coverage ? { coverage } : {}) };
}

async function readText(file: string): Promise<string> {
  const texts = chosenMessages().reportCommand;
  try {
    const found = await stat(file);
    // Opening anything else (a FIFO) could wait for ever.
    if (!found.isFile()) throw new UsageError(texts.unreadable({ file, detail: texts.notRegular }));
    if (found.size > reportLimit)
      throw new UsageError(texts.unreadable({ file, detail: texts.tooLarge({ limit: reportLimit }) }));
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(texts.unreadable({ file, detail: inWords(error) }));
  }
}

function parsedReport(text: string, file: string): unknown {
  const texts = chosenMessages().reportCommand;
  try {
    const value: unknown = JSON.parse(text);
    // One line alone of NDJSON is JSON too.
    if ((value as { readonly record?: unknown } | null)?.record !== 'head') return value;
  } catch {
    // Several lines, or no JSON at all.
  }
  const read = reportOfNdjson(text);
  if ('value' in read) return read.value;
  throw new UsageError(read.fault === 'unfinished' ? texts.unfinished({ file }) : texts.notReport({ file }));
}
