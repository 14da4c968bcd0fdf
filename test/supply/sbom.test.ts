import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import { packageWith, root, run } from './made.ts';

const schema = (name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, `schemas/${name}.SNAPSHOT.schema.json`), 'utf8'));
const sha512 = `sha512-${Buffer.alloc(64, 7).toString('base64')}`;

function billOf(folder: string): string {
  expect(run('sbom.mjs', folder).stderr).toBe('');
  return readFileSync(join(folder, 'dist/sbom.cdx.json'), 'utf8');
}

// Whoever must say what is installed in a facility reads this file with other people's tools.
it('the bill of materials is valid CycloneDX 1.6', () => {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  ajv.addSchema(schema('spdx'), 'http://cyclonedx.org/schema/spdx.SNAPSHOT.schema.json');
  ajv.addSchema(schema('jsf-0.82'), 'http://cyclonedx.org/schema/jsf-0.82.SNAPSHOT.schema.json');
  const validate = ajv.compile(schema('bom-1.6'));
  expect(validate(JSON.parse(billOf(root))), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
});

it('names every direct dependency, those that development shares included', () => {
  const names = new Set(JSON.parse(billOf(root)).components.map(({ name }: { name: string }) => name));
  const { dependencies, optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) expect(names).toContain(name);
});

it('the same lock file gives the same bytes', () => {
  expect(billOf(root)).toBe(billOf(root));
});

it('another hash of one package gives another serial number', () => {
  const [one, other] = [sha512, `sha512-${Buffer.alloc(64, 8).toString('base64')}`].map((integrity) =>
    JSON.parse(billOf(packageWith({ part: { license: 'MIT', integrity } }))),
  );
  expect(one.components[0].hashes).toEqual([{ alg: 'SHA-512', content: '07'.repeat(64) }]);
  expect(one.serialNumber).not.toBe(other.serialNumber);
});

it('a package without a SHA-512 is refused by name', () => {
  const { status, stderr } = run('sbom.mjs', packageWith({ loose: { license: 'MIT', integrity: 'sha1-AAAA' } }));
  expect(stderr).toContain('no SHA-512 of loose 1.0.0');
  expect(status).not.toBe(0);
});
