// Writes schema/policy.schema.json from the table of fields in src/policy/fields.ts: npm run docs:policy-schema
// test/policy/json-schema.test.ts fails while the file is not current.
import { writeFileSync } from 'node:fs';
import { policySchema } from '../dist/policy/index.js';

writeFileSync(new URL('../schema/policy.schema.json', import.meta.url), `${JSON.stringify(policySchema(), null, 2)}\n`);
