import { expect, it } from 'vitest';
import { findDeclarationNames } from '../../src/declare/index.ts';

it('finds the declaration in the root in any form and case', () => {
  expect(findDeclarationNames(['a.tif', 'ai-declaration.xlsx'])).toEqual(['ai-declaration.xlsx']);
  expect(findDeclarationNames(['AI-Declaration.JSON'])).toEqual(['AI-Declaration.JSON']);
  expect(findDeclarationNames(['ai-declaration.csv'])).toEqual(['ai-declaration.csv']);
});

it('names all where there are several: none of them may win in silence', () => {
  expect(findDeclarationNames(['ai-declaration.xlsx', 'ai-declaration.yml'])).toEqual([
    'ai-declaration.yml',
    'ai-declaration.xlsx',
  ]);
});

it('takes nothing else for it', () => {
  expect(findDeclarationNames(['ai-declaration.yaml.bak', 'old-ai-declaration.yaml', 'declaration.json'])).toEqual([]);
});
