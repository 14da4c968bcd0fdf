/** Forms that a declaration can have. */
export const declarationFormats = ['yaml', 'json', 'csv', 'xlsx'] as const;
export type DeclarationFormat = (typeof declarationFormats)[number];

/** The form that a name promises; undefined where its extension promises none. */
export function formatOfName(file: string): DeclarationFormat | undefined {
  const extension = /\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase() ?? '';
  if (extension === 'yml') return 'yaml';
  if (extension === 'tsv') return 'csv';
  return declarationFormats.find((format) => format === extension);
}

/** The form of a declaration: as its name promises, else as its content looks. YAML and JSON are read alike. */
export function formatOf(content: string | Uint8Array, file: string): DeclarationFormat {
  const named = formatOfName(file);
  if (named) return named;
  const head = typeof content === 'string' ? content.slice(0, 2000) : Buffer.from(content.subarray(0, 2000)).toString('latin1');
  if (['PK\u0003\u0004', '\u00d0\u00cf\u0011\u00e0'].some((magic) => head.startsWith(magic))) return 'xlsx';
  if (/^\s*\{/.test(head)) return 'json';
  // A line of YAML has a key and a colon; a row of a table has separators before any colon.
  const line = head.split(/\r?\n/).find((text) => text.trim() !== '' && !text.startsWith('#')) ?? '';
  return /^[^:]*[,;\t]/.test(line) ? 'csv' : 'yaml';
}
