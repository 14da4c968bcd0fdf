import { readFileSync } from 'node:fs';
import type { Policy } from '../model/index.ts';
import { nearest } from '../written/spelling.ts';
import { type ParsedPolicy, parsePolicyWith } from './parse.ts';

/** The policies that come with the program, in the order in which lists show them; each is policies/<name>.yaml. */
export const shippedNames = [
  'default',
  'netflix',
  'bbc',
  'channel4',
  'pbs',
  'apa-documentary',
  'eu-art50',
  'cn-gb45438',
] as const;

/** Other names by which declarations call a shipped policy. */
export const aliases: Readonly<Record<string, (typeof shippedNames)[number]>> = {
  'netflix-2025': 'netflix',
  'apa-doc': 'apa-documentary',
  custom: 'default',
};

/** The same depth below src/ and below dist/. */
const folder = new URL('../../policies/', import.meta.url);

let shipped: ReadonlyMap<string, Policy> | undefined;

/** Every shipped policy, `default` first. Reads the folder once; throws where a shipped file is broken, which is a bug. */
export function shippedPolicies(): readonly Policy[] {
  return [...all().values()];
}

/** A shipped policy by its name or alias, in any case; undefined where none is called so. */
export function shippedPolicy(name: string): Policy | undefined {
  const wanted = name.trim().toLowerCase();
  return all().get(aliases[wanted] ?? wanted);
}

/** The shipped name that was probably meant; undefined where none is near. */
export function nearestPolicyName(name: string): string | undefined {
  return nearest([...shippedNames, ...Object.keys(aliases)], name);
}

/**
 * Reads a policy file of one's own (YAML or JSON, `trueslate.policy/1`; schema/policy.schema.json) with everything that it
 * inherits. Never throws for what the text holds: what does not fit comes back with file, line, column and field.
 */
export function parsePolicy(text: string, file: string): ParsedPolicy {
  const takenNames = [...shippedNames, ...Object.keys(aliases)];
  return parsePolicyWith(text, file, { base: shippedPolicy, baseNames: shippedNames, takenNames });
}

function all(): ReadonlyMap<string, Policy> {
  if (shipped !== undefined) return shipped;
  const read = new Map<string, Policy>();
  for (const name of shippedNames) {
    const file = `${name}.yaml`;
    const text = readFileSync(new URL(file, folder), 'utf8');
    // A file may build only on those before it, so nothing can go round in circles.
    const parsed = parsePolicyWith(text, `policies/${file}`, {
      base: (base) => read.get(base),
      baseNames: [...read.keys()],
      takenNames: [],
    });
    if ('problems' in parsed) throw new Error(`shipped policy ${name}: ${JSON.stringify(parsed.problems)}`);
    read.set(name, parsed.policy);
  }
  shipped = read;
  return shipped;
}
