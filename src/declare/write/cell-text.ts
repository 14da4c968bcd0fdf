import type { FieldType } from '../../written/field-types.ts';
import type { Node } from '../../written/source.ts';
import type { Plain } from '../../written/validate.ts';
import { nodeOfCell } from '../table/cells.ts';
import { fieldsOfList } from '../table/columns.ts';
import { looksMangled } from '../table/csv.ts';

type Group = Readonly<Record<string, Plain>>;

/** A value as one cell; undefined for a list of groups that does not fit into one. */
export function cellText(type: FieldType, key: string, value: Plain): string | undefined {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (!Array.isArray(value)) return String(value);
  if (fieldsOfList(type) === undefined) return value.map((item) => itemText(String(item))).join('; ');
  const items = (value as readonly Group[]).map((group) => (key === 'assets' ? assetText(group) : rangeText(group)));
  if (items.some((item) => item === undefined)) return undefined;
  const text = items.join('; ');
  return readsAs(type, key, text, value as readonly Group[]) ? text : undefined;
}

function itemText(item: string): string {
  return /[;\r\n",]/.test(item) || looksMangled(item) ? quoted(item) : item;
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

function assetText(group: Group): string | undefined {
  const [[key, value] = ['', ''], ...more] = Object.entries(group);
  if (more.length > 0 || typeof value !== 'string') return undefined;
  if (key !== 'path') return `${key}: ${value}`;
  return /[;\r\n"]|^\w+\s*[:=]|^xmp\.|^[0-9a-f]{64}$/i.test(value) || looksMangled(value) ? quoted(value) : value;
}

function rangeText(group: Group): string | undefined {
  const { asset, in: from, out, ...more } = group;
  if (Object.keys(more).length > 0 || from === undefined || out === undefined) return undefined;
  return `${asset === undefined ? '' : `${asset} `}${from} - ${out}`;
}

/** The one proof that a syntax for people lost nothing: it is read back. */
function readsAs(type: FieldType, key: string, text: string, groups: readonly Group[]): boolean {
  const cell = { kind: 'text', text, place: { line: 1, column: 1 } } as const;
  const node = nodeOfCell(type, key, cell, { order: 'unknown', isCsv: false, tools: new Set() });
  const items = node.kind === 'list' ? node.items.map(groupOf) : [];
  const sorted = (group: Group | undefined): string => JSON.stringify(Object.entries(group ?? {}).sort());
  return items.length === groups.length && items.every((item, index) => sorted(item) === sorted(groups[index]));
}

function groupOf(node: Node): Group | undefined {
  if (node.kind !== 'map') return undefined;
  return Object.fromEntries(node.entries.map(({ key, node }) => [key, node.kind === 'scalar' ? String(node.value) : '']));
}
