import { expect, it } from 'vitest';
import { parseDeclaration } from '../../src/declare/index.ts';

// Found by fuzzing: a title of one space that does not break was there when it was asked for, and gone when it was read.
it.each(['', ' ', '\u00a0', '\t\u00a0 '])('a title of %j is missing', (title) => {
  const text = JSON.stringify({ schema: 'trueslate.declaration/1', statement: 'none-used', production: { title } });
  const read = parseDeclaration(text, 'ai-declaration.json');
  const problems = 'problems' in read ? read.problems : [];
  expect(problems.map(({ code, field }) => [code, field])).toContainEqual(['missing', 'production.title']);
});
