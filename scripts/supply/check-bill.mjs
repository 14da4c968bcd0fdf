// Holds the bill of materials of an unpacked tarball against its package.json and our lock file: used by scripts/check-pack.sh
// usage: node check-bill.mjs PACKAGE-FOLDER LOCK-FOLDER
import { readJson } from './production.mjs';

const [unpacked, root] = process.argv.slice(2);
const bill = readJson(unpacked, 'dist/sbom.cdx.json');
const own = readJson(unpacked, 'package.json');
const faults = [];
if (bill.bomFormat !== 'CycloneDX' || bill.specVersion !== '1.6') faults.push('it is no CycloneDX 1.6');
const { name, version } = bill.metadata.component;
if (name !== own.name || version !== own.version)
  faults.push(`it is that of ${name} ${version}, not of ${own.name} ${own.version}`);

// By the lock file's own marks, and not by the walk that made the bill: so a package that the walk forgot is found.
const installed = Object.entries(readJson(root, 'package-lock.json').packages).filter(
  ([place, entry]) => place !== '' && !entry.dev,
);
const key = ({ name: label, version: number }, hash) => `${label} ${number} ${hash}`;
const listed = new Set(bill.components.map((one) => key(one, one.hashes?.[0]?.content)));
for (const [place, entry] of installed) {
  const label = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const hash = Buffer.from((entry.integrity ?? '').replace('sha512-', ''), 'base64').toString('hex');
  if (!listed.has(key({ name: label, version: entry.version }, hash)))
    faults.push(`${label} ${entry.version} is not in it with its hash`);
}
const refs = new Set([bill.metadata.component['bom-ref'], ...bill.components.map((one) => one['bom-ref'])]);
for (const { ref, dependsOn } of bill.dependencies)
  for (const one of [ref, ...dependsOn]) if (!refs.has(one)) faults.push(`it speaks of ${one}, which it does not list`);

for (const fault of faults) console.error(`the bill of materials dist/sbom.cdx.json: ${fault}`);
if (faults.length === 0) console.log(`the bill of materials names ${bill.components.length} packages, each with its hash`);
process.exitCode = faults.length === 0 ? 0 : 1;
