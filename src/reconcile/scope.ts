import type { Approval, Use } from '../model/index.ts';
import { globMatcher } from '../tools/glob.ts';
import type { Delivery } from './draft.ts';

/** What approvals cover of a use. */
export interface Covered {
  readonly isWhole: boolean;
  /** Assets of the use that lie outside, sorted as they were met; empty where the scope names none of them. */
  readonly outside: readonly string[];
}

/**
 * What the scopes of several approvals cover of a use together: twenty shots may have twenty approvals. No scope covers the
 * use it stands in; a scope names uses, paths, folders, globs or ranges (`10:00:00:00-10:01:00:00`).
 */
export function coveredBy(approvals: readonly Approval[], use: Use, { matchOf }: Delivery): Covered {
  if (approvals.length === 0) return { isWhole: false, outside: [] };
  const scopes = approvals.map(({ scope }) => scope ?? []);
  if (scopes.some((scope) => scope.length === 0 || scope.includes(use.id))) return { isWhole: true, outside: [] };
  const items = scopes.flat().map(itemOf);
  const inScope = (path: string): boolean => items.some((item) => item.meets(plain(path)));
  const met = [...(matchOf.get(use.id)?.met ?? [])].filter(([, by]) => by !== 'timecode').map(([path]) => path);
  const outside = met.filter((path) => !inScope(path));
  const entries = use.assets.flatMap((ref) => ('path' in ref ? [ref.path] : []));
  // What is named by a digest alone can only be told by the files that it met.
  const isNamed = entries.length === use.assets.length && entries.length > 0;
  const repeats = isNamed && entries.every((entry) => items.some(({ text }) => text === plain(entry)));
  const files = repeats || (met.length > 0 ? outside.length === 0 : isNamed ? entries.every(inScope) : use.assets.length === 0);
  const ranges = use.timecodes.every(
    (range) => (range.asset !== undefined && inScope(range.asset)) || items.some((item) => item.holds(range)),
  );
  const isWhole = use.assets.length + use.timecodes.length > 0 && files && ranges;
  return { isWhole, outside: isWhole ? [] : outside };
}

interface ScopeItem {
  readonly text: string;
  readonly meets: (path: string) => boolean;
  readonly holds: (range: { readonly in: string; readonly out: string }) => boolean;
}

const rangeText = /^(\d{2}[:;.]\d{2}[:;.]\d{2}[:;.]\d{2,3})\s*(?:-|–|to)\s*(\d{2}[:;.]\d{2}[:;.]\d{2}[:;.]\d{2,3})$/;

function itemOf(written: string): ScopeItem {
  const text = plain(written);
  const folder = text.replace(/\/+$/, '');
  const matches = globMatcher(folder === text ? text : `${folder}/**`, { nocase: true });
  const [, from, to] = rangeText.exec(written.trim()) ?? [];
  return {
    text,
    meets: (path) =>
      path === text ||
      path.toLowerCase().startsWith(`${folder.toLowerCase()}/`) ||
      path.toLowerCase() === text.toLowerCase() ||
      matches?.(path) === true,
    // Of one length and with leading zeros, timecodes sort as text.
    holds: (range) =>
      from !== undefined && to !== undefined && digits(from) <= digits(range.in) && digits(range.out) <= digits(to),
  };
}

function digits(timecode: string): string {
  return timecode.replace(/\D/g, '');
}

/** A path as declared paths are compared. */
function plain(path: string): string {
  return path
    .normalize('NFC')
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '');
}
