/** Names under which a declaration is looked for in the root of a delivery, in this order. */
export const declarationNames = [
  'ai-declaration.yaml',
  'ai-declaration.yml',
  'ai-declaration.json',
  'ai-declaration.csv',
  'ai-declaration.xlsx',
] as const;

/**
 * The declarations among the names of the root folder (any case), in the order of `declarationNames`. Where there are two,
 * nobody can tell which one holds: the caller refuses both by name.
 */
export function findDeclarationNames(names: readonly string[]): readonly string[] {
  return declarationNames.flatMap((wanted) => names.filter((name) => name.toLowerCase() === wanted).sort());
}
