// How long 50,000 uses take to be read and linted in each form. Run after `npm run build`: form, bytes, milliseconds, uses.
import { parseDeclaration, writeDeclaration } from '../../dist/declare/index.js';

const uses = [];
for (let i = 0; i < 50000; i++)
  uses.push({ id: 'U' + i, title: 'Use ' + i, tools: ['T1'], degree: 'composite', assets: ['stills/a_' + i + '_*.tif'] });
const d = { schema: 'trueslate.declaration/1', production: { title: 'X' }, tools: [{ id: 'T1', name: 'Firefly' }], uses };
const p = parseDeclaration(JSON.stringify(d), 'x.json');
for (const k of ['json', 'yaml', 'csv', 'xlsx']) {
  const w = writeDeclaration(p.written, k).content;
  const t = Date.now();
  const q = parseDeclaration(w, 'x.' + k);
  console.log(k, w.length, Date.now() - t, q.declaration?.uses.length ?? q.problems[0]);
}
