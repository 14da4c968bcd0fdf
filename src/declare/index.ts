export { type ParsedDeclaration, parseDeclaration, type ReadableDeclaration } from './declaration.ts';
export { type DeclarationFormat, declarationFormats, formatOfName } from './formats.ts';
export { type ExportedForm, exportForm } from './forms/export-form.ts';
export { type FormName, formNames, formOfName } from './forms/forms.ts';
export { type ImportedForm, importForm } from './forms/import-form.ts';
export { declarationSchema } from './json-schema.ts';
export { declarationNames, findDeclarationNames } from './names.ts';
export { type WrittenForm, writeDeclaration } from './write/write.ts';
export type { Comments } from './write/yaml.ts';
