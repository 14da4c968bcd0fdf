import { access, constants, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { messages } from '../messages/index.ts';
import type { Report } from '../model/index.ts';
import { type ReportOptions, reporterByFile, reporters } from '../report/index.ts';
import { UsageError } from './terminal.ts';

/** Checks before the scan that every report can be written, so that no night is lost to a typing error. @throws UsageError */
export async function checkReportFiles(files: readonly string[]): Promise<void> {
  const texts = messages().cli;
  for (const file of files) {
    if (reporterByFile(file) === undefined) {
      const known = reporters.flatMap(({ extensions }) => extensions).join(' ');
      throw new UsageError(texts.reportFormat({ file, known }));
    }
    const folder = dirname(resolve(file));
    const isWritable = await access(folder, constants.W_OK).then(
      () => true,
      () => false,
    );
    if (!isWritable) throw new UsageError(texts.reportFolder({ file, folder }));
    const existing = await stat(file).catch(() => null);
    if (existing?.isDirectory()) throw new UsageError(texts.reportIsFolder({ file }));
  }
}

/** Writes one report whole or not at all: to a neighbour first, then renamed. */
export async function writeReport(file: string, report: Report, options: ReportOptions): Promise<void> {
  const reporter = reporterByFile(file);
  if (reporter === undefined) throw new Error(`no reporter for ${file}`);
  const part = `${file}.${process.pid}.part`;
  try {
    await writeFile(part, reporter.render(report, options));
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw new UsageError(messages().cli.reportFailed({ file, detail: (error as NodeJS.ErrnoException).code ?? String(error) }));
  }
}
