// The packages that come with an installation of this one, as the lock file has them. Everything that speaks of the supply chain
// (licences, the bill of materials) asks here, so that none of them forgets a package.
//
// Walked from our own dependencies, and not taken from `npm sbom --omit dev`: that leaves out what development needs as well
// (of ours ajv, commander, picomatch, yaml, and 36 others), though it is installed.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {object} Installed A package of an installation.
 * @property {string} place its key in the lock file, `node_modules/a/node_modules/b`
 * @property {string} name
 * @property {string} version
 * @property {string | undefined} integrity `sha512-…` in base64
 * @property {string | undefined} licence as its package.json says it, or the lock file where it is not installed here
 * @property {boolean} isOptional true where an installation may be without it
 * @property {readonly string[]} needs places of what it depends on
 */

/** Reads JSON from a folder. */
export const readJson = (root, file) => JSON.parse(readFileSync(join(root, file), 'utf8'));

/** All packages that `npm install` of this package brings, sorted by place; @param {string} root the folder of package.json */
export function productionPackages(root) {
  const lock = readJson(root, 'package-lock.json').packages;
  const needed = reached(lock, (entry) => [entry.dependencies, entry.optionalDependencies, entry.peerDependencies]);
  const required = reached(lock, (entry) => [without(entry.dependencies, entry.optionalDependencies)]);
  return [...needed.keys()]
    .filter((place) => place !== '')
    .sort()
    .map((place) => ({
      place,
      name: lock[place].name ?? nameOf(place),
      version: lock[place].version,
      integrity: lock[place].integrity,
      licence: licenceOf(root, place, lock[place]),
      isOptional: !required.has(place),
      needs: needed.get(place),
    }));
}

/** Places that our own package depends on, sorted. */
export function directPlaces(root) {
  const lock = readJson(root, 'package-lock.json').packages;
  return placesOf(lock, '', [lock[''].dependencies, lock[''].optionalDependencies]);
}

const nameOf = (place) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

const without = (names = {}, others = {}) => Object.fromEntries(Object.entries(names).filter(([name]) => !(name in others)));

/** What is reached from the root, each with the places that it needs. */
function reached(lock, namesOf) {
  const found = new Map();
  const waiting = [''];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    if (found.has(place)) continue;
    const needs = placesOf(lock, place, namesOf(lock[place]));
    found.set(place, needs);
    waiting.push(...needs);
  }
  return found;
}

/** Where the packages of these names lie for the one at `place`; what the lock file holds for nobody is an optional peer. */
function placesOf(lock, place, names) {
  const wanted = names.flatMap((list) => Object.keys(list ?? {}));
  const places = wanted.map((name) => lookedUp(lock, place, name)).filter((found) => found !== undefined && !lock[found].dev);
  return [...new Set(places)].sort();
}

/** As Node looks a name up: in the package's own folder, then in each above. https://nodejs.org/api/modules.html#loading-from-node_modules-folders */
function lookedUp(lock, place, name) {
  for (let folder = place; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const found = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (found in lock) return found;
    if (folder === '') return undefined;
  }
}

/** The field of today, or one of those that packages of before 2014 have: `{ type }`, `licenses: [{ type }]`. */
function licenceOf(root, place, entry) {
  const file = join(place, 'package.json');
  if (!existsSync(join(root, file))) return entry.license;
  const { license, licenses } = readJson(root, file);
  const all = [license ?? licenses ?? []].flat().map((one) => (typeof one === 'string' ? one : one.type));
  return all.length === 0 ? undefined : all.join(' OR ');
}
