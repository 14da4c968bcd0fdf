// Every form of the report, from reports as the schema allows them with hostile texts in every field that has room for one: none throws, and
// what a text of the report holds stays a text in it: no element, no formula, no line, no record, no control of a terminal.

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { messages } from '../../../dist/messages/index.js';
import { reporters } from '../../../dist/report/index.js';
import { reportFault } from '../../../dist/tools/report-schema.js';
import { rulesOfForms } from '../forms-of-reports.mjs';
import { fromSchema } from '../from-schema.mjs';

const schema = JSON.parse(readFileSync(new URL('../../../schema/report.schema.json', import.meta.url), 'utf8'));

export function arbitrary() {
  return fc.record({
    form: fc.nat(reporters.length - 1),
    report: fromSchema(schema),
    width: fc.constantFrom(0, 40, 80, 1000),
    colour: fc.boolean(),
    shortPaths: fc.boolean(),
    onlyFailures: fc.boolean(),
    language: fc.constantFrom('en', 'fr'),
  });
}

let checked = 0;

export async function check({ form, report, language, ...options }) {
  // A generator that makes no reports would let everything pass.
  const fault = checked++ < 3000 ? reportFault(report) : undefined;
  if (fault) throw new Error(`the schema does not allow what was made: ${fault.place} ${fault.detail}`);
  const reporter = reporters[form];
  const whole = { ...options, messages: messages(language) };
  const rule = rulesOfForms[reporter.name];
  if (rule === undefined) throw new Error(`nothing is asked of ${reporter.name}`);
  const asked = (text) => {
    try {
      rule(text, report, whole);
    } catch (error) {
      error.message = `${reporter.name}: ${error.message}`;
      throw error;
    }
  };
  if ('renderVideos' in reporter) {
    const { files, notes } = reporter.renderVideos(report, whole);
    for (const { content } of files) asked(content);
    rulesOfForms.note(notes.join(''));
    return;
  }
  const content = reporter.render(report, whole);
  await asked(content);
  if (reporter.pieces && [...reporter.pieces(report, whole)].join('') !== content)
    throw new Error(`${reporter.name} has other pieces`);
}
