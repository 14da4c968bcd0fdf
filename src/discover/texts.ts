import { formatOf, type List, type Skipped } from '../model/index.ts';
import { openFile } from '../storage/connection.ts';
import type { Limit } from '../tools/at-once.ts';
import type { DiscoveredAsset } from './discovered.ts';
import type { FoundFile } from './found-file.ts';
import { MediaNames } from './sidecars.ts';
import { textKindOf, textLimit } from './text-kinds.ts';

/** Words that a text too long to be read must hold at its start for its length to matter. */
const suspicious = /"class_type"|"nodes"|"@context"|Steps: \d/;

/**
 * Which texts are sidecars, by their content. A `.txt` is opened only where media of its name are there; settings that
 * belong to no such media are skipped, because nothing tells what was made with them.
 */
export async function sidecarTexts(
  texts: readonly FoundFile[],
  media: List<DiscoveredAsset>,
  limit: Limit,
): Promise<readonly (DiscoveredAsset | Skipped)[]> {
  const names = new MediaNames(
    media,
    texts.map(({ path }) => path),
  );
  return Promise.all(
    texts.map((file) => {
      const hasMedia = names.ofText(file.path).length > 0;
      if (!hasMedia && /\.txt$/i.test(file.path)) return notMedia(file);
      return limit(() => sidecarOrSkipped(file, hasMedia));
    }),
  );
}

function notMedia({ path }: FoundFile): Skipped {
  return { path, reason: 'not-media' };
}

async function sidecarOrSkipped(file: FoundFile, hasMedia: boolean): Promise<DiscoveredAsset | Skipped> {
  let bytes: Uint8Array;
  try {
    const open = await openFile(file.uri);
    bytes = await open.readAt(0, file.size > textLimit ? 4096 : textLimit).finally(() => open.close());
  } catch (error) {
    return { path: file.path, reason: 'unreachable', detail: (error as NodeJS.ErrnoException).code ?? String(error) };
  }
  if (file.size > textLimit) {
    const isSuspicious = suspicious.test(Buffer.from(bytes).toString('latin1'));
    return isSuspicious ? { path: file.path, reason: 'limit', detail: `${textLimit} bytes` } : notMedia(file);
  }
  const kind = textKindOf(bytes);
  if (kind === null || !(hasMedia || kind.standsAlone)) return notMedia(file);
  return {
    asset: { ...file, kind: formatOf(kind.mime)?.kind ?? 'sidecar', format: kind.mime, recognised: true, parts: [] },
    problems: [],
  };
}
