import type { PlainMap } from '../../written/read.ts';
import type { Plain } from '../../written/validate.ts';
import type { DeclarationFormat } from '../formats.ts';
import { csvOf, xlsxOf } from './tables.ts';
import { type Comments, yamlOf } from './yaml.ts';

/** A declaration in another form, or the field that is too long for a cell of it. */
export type WrittenForm = { readonly content: string | Uint8Array } | { readonly tooLong: string };

/** Writes the fields of a declaration in a form; comments only where the form has them (YAML). Reading it back gives the same fields. */
export function writeDeclaration(written: PlainMap, format: DeclarationFormat, comments?: Comments): WrittenForm {
  const plain = withShortAssets(written);
  if (format === 'yaml') return { content: yamlOf(plain, comments) };
  if (format === 'json') return { content: `${JSON.stringify(plain, null, 2)}\n` };
  if (format === 'csv') return { content: csvOf(written) };
  const workbook = xlsxOf(written);
  return 'tooLong' in workbook ? workbook : { content: workbook };
}

/** `{ path: a.tif }` is written `a.tif`, as people write it. */
export function withShortAssets(written: PlainMap): PlainMap {
  if (!Array.isArray(written.uses)) return written;
  const short = (asset: Plain): Plain => {
    const path = (asset as PlainMap).path;
    return path !== undefined && Object.keys(asset as PlainMap).length === 1 ? path : asset;
  };
  const uses = (written.uses as readonly PlainMap[]).map((use) =>
    Array.isArray(use.assets) ? { ...use, assets: use.assets.map(short) } : use,
  );
  return { ...written, uses };
}
