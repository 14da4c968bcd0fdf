export { type ParsedDeclaration, parseDeclaration } from './declaration.ts';
export { declarationSchema } from './json-schema.ts';
export { declarationNames, findDeclarationName } from './names.ts';
