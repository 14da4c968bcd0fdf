import { formatByName, formatOf, type Problem, type Skipped } from '../model/index.ts';
import type { DiscoveredAsset } from './discovered.ts';
import type { FoundFile } from './found-file.ts';
import type { Head } from './head.ts';

/** Says by its head what a file is; one that cannot be opened stays an asset if its name promises media. */
export function entryOf(file: FoundFile, head: Head): DiscoveredAsset | Skipped {
  const promised = formatByName(file.path);
  if (head.error !== undefined) {
    const params = { detail: head.error };
    if (promised === undefined) return { path: file.path, reason: 'unreachable', ...params };
    return discovered(file, promised.mime, false, [{ code: 'unreadable-file', params }]);
  }
  if (file.size === 0) {
    if (promised === undefined) return { path: file.path, reason: 'not-media' };
    return discovered(file, promised.mime, false, [{ code: 'empty-file' }]);
  }
  const { identity } = head;
  if (identity === null) return { path: file.path, reason: 'not-media' };
  const format = formatOf(identity.mime)?.name ?? identity.mime;
  const problems: readonly Problem[] = identity.wrongExtension ? [{ code: 'wrong-extension', params: { format } }] : none;
  return discovered(file, identity.mime, identity.recognised, problems);
}

/** Shared by all files that have no parts, or no problems: a delivery may hold a million. */
const none: readonly never[] = [];

function discovered(file: FoundFile, mime: string, recognised: boolean, problems: readonly Problem[]): DiscoveredAsset {
  const kind = formatOf(mime)?.kind ?? 'document';
  const { path, uri, size } = file;
  return { asset: { path, uri, size, kind, format: mime, recognised, parts: none }, problems };
}
