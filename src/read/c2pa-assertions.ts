import type { C2paAction } from '../model/index.ts';
import type { StoredAssertion } from '../tools/c2pa/answer.ts';

/** A stranger's value as text: strings, numbers and booleans; undefined for anything else. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/**
 * The actions of an actions assertion, v1 and v2: softwareAgent is a string in v1, an object in v2, or an index into the
 * assertion's softwareAgents (C2PA 2.2, section 18.14). Empty for any other assertion.
 */
export function actionsOf(assertion: StoredAssertion): readonly C2paAction[] {
  if (!assertion.label?.startsWith('c2pa.actions')) return [];
  const data = asRecord(assertion.data);
  const agents = asList(data?.softwareAgents);
  return asList(data?.actions).flatMap((entry) => {
    const action = withTemplates(asRecord(entry), asList(data?.templates));
    const name = textOf(action?.action);
    if (action === undefined || name === undefined) return [];
    const parameters = asRecord(action.parameters);
    const agent = agentOf(action.softwareAgent) ?? agentOf(agents[Number(action.softwareAgentIndex ?? Number.NaN)]);
    return [
      {
        action: name,
        ...given('digitalSourceType', textOf(action.digitalSourceType)),
        ...given('softwareAgent', agent),
        ...given('description', textOf(action.description) ?? textOf(parameters?.description)),
        ...given('tool', textOf(parameters?.['com.adobe.tool'])),
        ...given('when', textOf(action.when)),
      },
    ];
  });
}

/**
 * An action with what the assertion's templates say of its kind: a template holds for the action that it names, `*` for all;
 * the action's own fields win (C2PA 2.2, section 18.14.3).
 */
function withTemplates(
  action: Readonly<Record<string, unknown>> | undefined,
  templates: readonly unknown[],
): Readonly<Record<string, unknown>> | undefined {
  if (action === undefined) return undefined;
  const named = (name: unknown) => templates.map(asRecord).filter((template) => template?.action === name);
  const common = Object.assign({}, ...named('*'), ...named(action.action)) as Record<string, unknown>;
  const own = Object.fromEntries(Object.entries(action).filter(([, value]) => value !== null && value !== undefined));
  return { ...common, ...own };
}

/** Assertions that may carry a digital source type beside the actions: metadata, IPTC, and CreativeWork of C2PA 1.x. */
const metadataLabels = /^(c2pa\.metadata|cawg\.metadata|stds\.iptc|stds\.schema-org\.CreativeWork|stds\.exif|adobe\.)/;

/** Every digitalSourceType anywhere in a metadata assertion; empty for any other assertion. */
export function sourceTypesIn(assertion: StoredAssertion): readonly string[] {
  if (!metadataLabels.test(assertion.label ?? '')) return [];
  return typesBelow(assertion.data, 0);
}

function typesBelow(value: unknown, depth: number): string[] {
  if (depth > 8) return [];
  if (Array.isArray(value)) return value.flatMap((item) => typesBelow(item, depth + 1));
  const record = asRecord(value);
  if (record === undefined) return [];
  return Object.entries(record).flatMap(([key, inner]) => {
    if (!/(^|[:/])digitalsourcetype$/i.test(key)) return typesBelow(inner, depth + 1);
    return [textOf(inner) ?? textOf(asRecord(inner)?.['@id'])].filter((type) => type !== undefined);
  });
}

/** Name of the soft-binding algorithm of a soft-binding assertion. */
export function softBindingOf(assertion: StoredAssertion): string | undefined {
  return assertion.label?.startsWith('c2pa.soft-binding') ? textOf(asRecord(assertion.data)?.alg) : undefined;
}

function agentOf(agent: unknown): string | undefined {
  const record = asRecord(agent);
  if (record === undefined) return textOf(agent);
  const parts = [textOf(record.name), textOf(record.version)].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(' ');
}

function given<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };
}

/** A stranger's value as an object; undefined for anything else, lists included. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
