/** Names under which a declaration is looked for in the root of a delivery, in this order. */
export const declarationNames = [
  'ai-declaration.yaml',
  'ai-declaration.yml',
  'ai-declaration.json',
  'ai-declaration.csv',
  'ai-declaration.xlsx',
] as const;

/**
 * The declaration among the names of the root folder (any case); undefined where there is none. CSV and XLSX are
 * recognised here and answered with an `unparsable` problem by `parseDeclaration`.
 */
export function findDeclarationName(names: readonly string[]): string | undefined {
  for (const wanted of declarationNames) {
    const found = names.find((name) => name === wanted) ?? names.find((name) => name.toLowerCase() === wanted);
    if (found !== undefined) return found;
  }
  return undefined;
}
