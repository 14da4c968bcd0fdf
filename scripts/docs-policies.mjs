// Writes docs/policies.md from policies/*.yaml: npm run docs:policies
// test/policy/shipped.test.ts fails while the page is not current.
import { writeFileSync } from 'node:fs';
import { messages } from '../dist/messages/index.js';
import { shippedPolicies } from '../dist/policy/index.js';
import { policyPage } from '../dist/report/policy-page.js';

writeFileSync(new URL('../docs/policies.md', import.meta.url), policyPage(shippedPolicies(), messages()));
