import type { Condition, Declaration, JudgedAsset, Policy, RuleCode, RuleSetting, Use } from '../model/index.ts';

/** What the conditions of a policy are held against. */
export interface SettingContext {
  readonly declaration: Declaration | null;
  readonly use?: Use | undefined;
  readonly asset?: JudgedAsset | undefined;
}

/** How a policy applies a rule here: the first setting whose condition holds; undefined where the rule is off. */
export function settingOf(policy: Policy, code: RuleCode, context: SettingContext): RuleSetting | undefined {
  const setting = policy.rules[code].find(
    ({ when }) => when === undefined || when.some((condition) => holds(condition, context)),
  );
  return setting?.severity === 'off' ? undefined : setting;
}

function holds(condition: Condition, context: SettingContext): boolean {
  return Object.entries(condition).every(([field, accepted]) => {
    const found = valuesOf(field, context);
    return found.length === 0 ? accepted.includes('absent') : found.some((value) => accepted.includes(value));
  });
}

/** The values at a field path, as text; lists give each of their items. */
function valuesOf(field: string, { declaration, use, asset }: SettingContext): string[] {
  const [head = '', ...rest] = field.split('.');
  if (head === 'production' || head === 'delivery') return textsAt(declaration?.[head], rest);
  if (head === 'asset') return textsAt(asset, rest);
  return textsAt(use, [head, ...rest]);
}

function textsAt(value: unknown, path: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => textsAt(item, path));
  const [head, ...rest] = path;
  if (head !== undefined) {
    const isMap = typeof value === 'object' && value !== null && Object.hasOwn(value, head);
    return isMap ? textsAt((value as Record<string, unknown>)[head], rest) : [];
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [String(value)] : [];
}
