import { expect, it } from 'vitest';
import { findDeclarationName } from '../../src/declare/index.ts';

it('finds the declaration in the root, the readable formats before the tables', () => {
  expect(findDeclarationName(['a.tif', 'ai-declaration.xlsx', 'ai-declaration.yml'])).toBe('ai-declaration.yml');
  expect(findDeclarationName(['AI-Declaration.JSON'])).toBe('AI-Declaration.JSON');
  expect(findDeclarationName(['ai-declaration.csv'])).toBe('ai-declaration.csv');
});

it('takes nothing else for it', () => {
  expect(findDeclarationName(['ai-declaration.yaml.bak', 'old-ai-declaration.yaml', 'declaration.json'])).toBeUndefined();
});
