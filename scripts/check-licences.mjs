// Holds the licence of every package that comes with an installation against scripts/supply/licences.mjs: npm run check:licences [FOLDER]
// Exit code 1 where one is not allowed.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { licenceFaults } from './supply/licences.mjs';
import { productionPackages } from './supply/production.mjs';

const root = resolve(process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url)));
const packages = productionPackages(root);
const faults = licenceFaults(packages);
for (const fault of faults) console.error(fault);
if (faults.length === 0) console.log(`${packages.length} packages, each with a licence that is allowed or explained`);
process.exitCode = faults.length === 0 ? 0 : 1;
