export { policySchemaName } from './fields.ts';
export type { ParsedPolicy } from './parse.ts';
export { nearestPolicyName, parsePolicy, shippedPolicies, shippedPolicy } from './shipped.ts';
