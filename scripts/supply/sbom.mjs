// The bill of materials: every package that comes with an installation, with its version, the hash of its tarball and its licence.
// CycloneDX 1.6, https://cyclonedx.org/docs/1.6/json/ . The same lock file gives the same bytes: no time of day, and a serial
// number made from the content.
import { createHash } from 'node:crypto';
import { directPlaces, productionPackages, readJson } from './production.mjs';

/** Licences that are stated by a name that is no SPDX identifier. */
const ownNames = /^https?:|^GPLv3$|^MIT\/X11$/;

/**
 * The bill of materials of a package and of all that is installed with it.
 * @param {string} root the folder of package.json and package-lock.json
 * @throws {Error} where the lock file has no SHA-512 of a package
 */
export function billOfMaterials(root) {
  const own = readJson(root, 'package.json');
  const packages = productionPackages(root);
  const refOf = new Map(packages.map((one) => [one.place, purl(one)]));
  // One package of one version may lie in several places.
  const byRef = grouped(packages);
  const components = [...byRef].sort(([a], [b]) => (a < b ? -1 : 1)).map(([ref, copies]) => component(ref, copies));
  const refs = (places) => [...new Set(places.map((place) => refOf.get(place)))].sort();
  const dependencies = [
    { ref: purl(own), dependsOn: refs(directPlaces(root)) },
    ...components.map(({ 'bom-ref': ref }) => ({ ref, dependsOn: refs(byRef.get(ref).flatMap(({ needs }) => needs)) })),
  ];
  const bill = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      lifecycles: [{ phase: 'build' }],
      component: {
        type: 'application',
        'bom-ref': purl(own),
        name: own.name,
        version: own.version,
        description: own.description,
        licenses: licences(own.license),
        purl: purl(own),
      },
    },
    components,
    dependencies,
  };
  return { ...bill, serialNumber: `urn:uuid:${uuidOf(JSON.stringify(bill))}` };
}

function component(ref, copies) {
  const [{ name, version, integrity, licence }] = copies;
  if (!/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? ''))
    throw new Error(
      `package-lock.json has no SHA-512 of ${name} ${version}: run npm install again, from a registry that gives one.`,
    );
  return {
    type: 'library',
    'bom-ref': ref,
    name,
    version,
    scope: copies.every(({ isOptional }) => isOptional) ? 'optional' : 'required',
    hashes: [{ alg: 'SHA-512', content: Buffer.from(integrity.slice(7), 'base64').toString('hex') }],
    ...(licence !== undefined && { licenses: licences(licence) }),
    purl: ref,
  };
}

function grouped(packages) {
  const groups = new Map();
  for (const one of packages) groups.set(purl(one), [...(groups.get(purl(one)) ?? []), one]);
  return groups;
}

/** https://github.com/package-url/purl-spec */
const purl = ({ name, version }) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

function licences(licence) {
  if (ownNames.test(licence)) return [{ license: { name: licence } }];
  return / (AND|OR|WITH) /.test(licence) ? [{ expression: licence }] : [{ license: { id: licence } }];
}

/** A UUID of version 8, made from content. https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-8 */
function uuidOf(text) {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}
