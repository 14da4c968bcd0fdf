import { describe, expect, it } from 'vitest';
import { shippedPolicies } from '../../src/policy/index.ts';

describe('shipped policies', () => {
  it('are read', () => {
    expect(shippedPolicies().map(({ name }) => name)).toContain('netflix');
  });
});
