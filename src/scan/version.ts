import { createHash, type Hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

/** Version of this package, from its package.json. */
export const version: string = (
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
).version;

/** Rooms of the code by what is remembered of their work. */
const rooms = {
  /** Tells formats and walks containers. */
  heads: ['discover', 'read', 'storage', 'tools', 'model'],
  /** All readers. */
  readings: ['discover', 'read', 'storage', 'tools', 'model'],
  judgements: ['markers', 'judge', 'model', 'scan'],
  /** What is seen again; never remembered by it, but shared out to machines of the same code. */
  sightings: ['trace', 'storage', 'tools', 'model'],
} as const;

const digests = new Map<keyof typeof rooms, string>();

/**
 * A digest of the code whose work is remembered: what other code said is worked out again. Not a number that somebody must remember
 * to raise, since a mark that was added would then be found in new files only.
 */
export function codeDigest(of: keyof typeof rooms): string {
  const known = digests.get(of);
  if (known !== undefined) return known;
  const hash = createHash('sha256');
  for (const room of rooms[of]) addFolder(hash, new URL(`../${room}/`, import.meta.url));
  const digest = hash.digest('base64url').slice(0, 16);
  digests.set(of, digest);
  return digest;
}

function addFolder(hash: Hash, folder: URL): void {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (entry.isDirectory()) addFolder(hash, new URL(`${entry.name}/`, folder));
    else if (/(?<!\.d)\.[jt]s$/.test(entry.name)) hash.update(entry.name).update(readFileSync(new URL(entry.name, folder)));
  }
}
