// What people write: declarations and their forms, policies, waivers, earlier reports. Nothing in them makes a reader throw or run on; what
// cannot be taken comes back as problems, and what is taken can be written again and says the same.
import { formNames, importForm, parseDeclaration, textOfBytes, writeDeclaration } from '../../../dist/declare/index.js';
import { parsePolicy } from '../../../dist/policy/index.js';
import { parseBaseline, parseWaivers } from '../../../dist/waivers/index.js';
import { seedsIn } from '../seeds.mjs';

const isPaper = (file) => /\.(ya?ml|json|csv|tsv|xlsx|txt)$/i.test(file);

export const seeds = () => [
  ...seedsIn(['fixtures/declarations', 'fixtures/delivery', 'fixtures/beside', 'policies'], isPaper),
  ...seedsIn(['fixtures/papers'], isPaper),
];

export function check(bytes, name) {
  const text = textOfBytes(bytes);
  const read = parseDeclaration(bytes, name);
  if ('problems' in read) complained(read.problems, name);
  else {
    for (const format of ['yaml', 'json', 'csv']) {
      const again = writeDeclaration(read.written, format);
      if (!('content' in again)) continue;
      const back = parseDeclaration(again.content, `again.${format}`);
      if ('problems' in back && format !== 'csv')
        throw new Error(`what was read and written as ${format} is refused: ${JSON.stringify(back.problems[0])}`);
    }
  }
  for (const form of [undefined, formNames[bytes.length % formNames.length]]) {
    const imported = importForm(bytes, name, form);
    if (imported !== undefined && 'problems' in imported && !('written' in imported)) complained(imported.problems, name);
  }
  for (const parsed of [parsePolicy(text, name), parseWaivers(text, name)])
    if ('problems' in parsed) complained(parsed.problems, name);
  parseBaseline(text);
}

/** What is refused is refused with a reason, in that file. */
function complained(problems, name) {
  if (problems.length === 0) throw new Error('refused without a word');
  for (const { file, code, line } of problems) {
    if (file !== name || typeof code !== 'string') throw new Error(`a problem of ${file}: ${code}`);
    if (line !== undefined && !(line >= 1)) throw new Error(`a problem in line ${line}`);
  }
  JSON.stringify(problems);
}
