import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Declaration, Policy, WaiverFile } from '../model/index.ts';
import { parsePolicy, shippedPolicies, shippedPolicy } from '../policy/index.ts';
import { type EarlierReport, parseBaseline, parseWaivers } from '../waivers/index.ts';
import { CannotStart } from './cannot-start.ts';

/** A policy, and where it was read for one of the user's own. */
export interface ChosenPolicy {
  readonly policy: Policy;
  readonly file?: string;
}

/** The name of the policy that holds where nobody names one. */
const neutral = 'default';

/**
 * The policies named, else those that the declaration names, else the neutral one. A name that is shipped wins over a file; a
 * path in a declaration is relative to it.
 * @throws CannotStart where one is neither shipped nor a file that holds
 */
export async function openPolicies(
  named: readonly string[],
  declaration: { readonly file: string; readonly content: Declaration } | null,
): Promise<readonly ChosenPolicy[]> {
  const fromPaper = (declaration?.content.policy ?? []).map((name) => ({ name, base: dirname(declaration?.file ?? '.') }));
  const asked = named.length > 0 ? named.map((name) => ({ name, base: '.' })) : fromPaper;
  const chosen = new Map<string, ChosenPolicy>();
  for (const { name, base } of asked.length > 0 ? asked : [{ name: neutral, base: '.' }]) {
    const policy = await openPolicy(name, base);
    chosen.set(policy.policy.name, policy);
  }
  return [...chosen.values()];
}

async function openPolicy(name: string, base: string): Promise<ChosenPolicy> {
  const shipped = shippedPolicy(name);
  if (shipped) return { policy: shipped };
  const file = resolve(base, name);
  const text = await readSmall(file).catch((error: NodeJS.ErrnoException) => {
    const known = shippedPolicies()
      .map((policy) => policy.name)
      .join(', ');
    const code = error.code === 'ENOENT' ? 'policy-unknown' : 'policy-unreadable';
    throw new CannotStart(code, { name, known, detail: error.code ?? error.message });
  });
  const parsed = parsePolicy(text, name);
  if ('problems' in parsed)
    throw new CannotStart('policy-invalid', { file: name, count: parsed.problems.length }, parsed.problems);
  return { policy: parsed.policy, file: name };
}

/** The answers that somebody signed; null where no file is named. @throws CannotStart where it cannot be read or does not hold */
export async function openWaivers(file: string | undefined): Promise<{ file: string; content: WaiverFile } | null> {
  if (file === undefined) return null;
  const text = await readSmall(file).catch((error: NodeJS.ErrnoException) => {
    throw new CannotStart('waivers-unreadable', { file, detail: error.code ?? error.message });
  });
  const parsed = parseWaivers(text, file);
  if ('problems' in parsed) throw new CannotStart('waivers-invalid', { file, count: parsed.problems.length }, parsed.problems);
  return { file, content: parsed.waivers };
}

/** The earlier report; null where none is named. @throws CannotStart where it cannot be read or is no report */
export async function openBaseline(file: string | undefined): Promise<{ file: string; content: EarlierReport } | null> {
  if (file === undefined) return null;
  const text = await readSmall(file, 1 << 30).catch((error: NodeJS.ErrnoException) => {
    throw new CannotStart('baseline-unreadable', { file, detail: error.code ?? error.message });
  });
  const content = parseBaseline(text);
  if (content === undefined) throw new CannotStart('baseline-unreadable', { file, detail: 'not a JSON report of trueslate' });
  return { file, content };
}

/** A regular file of sensible size: opening anything else (a FIFO) could wait for ever. */
async function readSmall(file: string, limit = 16 << 20): Promise<string> {
  const found = await stat(file);
  if (!found.isFile()) throw new Error('not a regular file');
  if (found.size > limit) throw new Error(`larger than ${limit} bytes`);
  return readFile(file, 'utf8');
}
