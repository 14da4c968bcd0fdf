import { Document, isMap, isPair, isScalar, isSeq, type Node, Schema, visit, type YAMLMap, type YAMLSeq } from 'yaml';
import type { PlainMap } from '../../written/read.ts';

/** Sentences that stand before fields, by the field's path (`uses[0].degree`); `''` is the head of the text. */
export type Comments = ReadonlyMap<string, string>;

/** Characters of a group or list that still reads well on one line. */
const lineLength = 100;

/** What YAML 1.1 readers would take for something else than text (`no`, `10:00:01:00`, `25`) is quoted; dates are left as they are. */
export const misread = new Schema({ schema: 'yaml-1.1' }).tags.filter((tag) => tag.tag !== 'tag:yaml.org,2002:timestamp');

/** A declaration as YAML, the way a person writes it: short groups on one line, long ones with a line a key. */
export function yamlOf(written: PlainMap, comments: Comments = new Map()): string {
  const document = new Document(written, { compat: misread, aliasDuplicateObjects: false });
  if (document.contents) {
    visit(document, {
      Collection: (_, node, path) => {
        // Sections and uses are opened up; inside them what fits on a line stays on it.
        const depth = path.filter((step) => !isPair(step)).length;
        if (depth > 1 && isShort(node as YAMLMap | YAMLSeq, depth)) (node as YAMLMap).flow = true;
      },
    });
    for (const [field, text] of comments) comment(document, field, text);
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

function isShort(node: YAMLMap | YAMLSeq, depth: number): boolean {
  if (isMap(node) && depth === 3 && node.has('degree')) return false;
  const values = isMap(node) ? node.items.map(({ value }) => value) : (node as YAMLSeq).items;
  if (!values.every((value) => isScalar(value) || (isSeq(value) && value.items.every(isScalar)))) return false;
  if (values.some((value) => isScalar(value) && String(value.value).includes('\n'))) return false;
  return JSON.stringify(node.toJSON()).length <= lineLength;
}

function comment(document: Document, field: string, text: string): void {
  const lines = ` ${text.replaceAll('\n', '\n ')}`;
  if (field === '') {
    document.commentBefore = lines;
    return;
  }
  const path = field
    .split(/[.[\]]+/)
    .filter((key) => key !== '')
    .map((key) => (/^\d+$/.test(key) ? Number(key) : key));
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  const key = path.at(-1);
  const pair = isMap(parent) ? parent.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined;
  const target = pair ? pair.key : isSeq(parent) ? parent.items[Number(key)] : undefined;
  if (target) (target as Node).commentBefore = lines;
}
