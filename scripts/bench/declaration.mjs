// How long 50,000 uses take to be read and linted in each form, beside the plain parser of YAML. `npm run bench:declaration`
import { parse } from 'yaml';
import { parseDeclaration, writeDeclaration } from '../../dist/declare/index.js';

const count = 50_000;
const runs = 3;
const uses = Array.from({ length: count }, (_, index) => ({
  id: `U${index}`,
  title: `Use ${index}`,
  tools: ['T1'],
  degree: 'composite',
  assets: [`stills/a_${index}_*.tif`],
}));
const declaration = {
  schema: 'trueslate.declaration/1',
  production: { title: 'X' },
  tools: [{ id: 'T1', name: 'Firefly' }],
  uses,
};
const { written } = parseDeclaration(JSON.stringify(declaration), 'x.json');

const median = (task) => {
  const times = Array.from({ length: runs }, () => {
    const started = performance.now();
    task();
    return performance.now() - started;
  });
  return Math.round(times.sort((a, b) => a - b)[Math.floor(runs / 2)]);
};

for (const format of ['json', 'yaml', 'csv', 'xlsx']) {
  const { content } = writeDeclaration(written, format);
  const took = median(() => {
    const read = parseDeclaration(content, `x.${format}`);
    if (read.declaration?.uses.length !== count) throw new Error(`${format} was not read whole`);
  });
  const plain = format === 'yaml' ? `, the yaml package alone ${median(() => parse(content))} ms` : '';
  console.log(`${format}: ${content.length} bytes, ${took} ms${plain}`);
}
