import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

/** Version of this package, from its package.json. */
export const version: string = (
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
).version;

/** Folders of the code that makes judgements of readings. */
const judging = ['markers', 'judge', 'model'];

/**
 * A digest of the code that judges: what was judged by other code is judged again. Not a number that somebody must remember to raise,
 * since a mark that was added would then be found in new files only.
 */
export function judgingDigest(): string {
  const hash = createHash('sha256').update(version);
  for (const folder of judging) {
    const place = new URL(`../${folder}/`, import.meta.url);
    for (const name of readdirSync(place).sort()) {
      if (/(?<!\.d)\.[jt]s$/.test(name)) hash.update(name).update(readFileSync(new URL(name, place)));
    }
  }
  return hash.digest('base64url').slice(0, 16);
}
