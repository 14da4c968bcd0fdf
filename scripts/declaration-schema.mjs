// Writes schema/declaration.schema.json from the table of fields in src/written/declaration-fields.ts.
// Run after `npm run build`; test/declare/json-schema.test.ts fails while the file is not current.
import { writeFileSync } from 'node:fs';
import { declarationSchema } from '../dist/declare/json-schema.js';

const target = new URL('../schema/declaration.schema.json', import.meta.url);
writeFileSync(target, `${JSON.stringify(declarationSchema(), null, 2)}\n`);
