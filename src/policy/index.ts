export { policySchemaName } from './fields.ts';
export { policySchema } from './json-schema.ts';
export type { ParsedPolicy } from './parse.ts';
export { nearestPolicyName, parsePolicy, shippedPolicies, shippedPolicy } from './shipped.ts';
