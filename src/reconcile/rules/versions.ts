import { isMarked, type JudgedAsset, type List, pathAt } from '../../model/index.ts';
import { about, coveredAssets, type Delivery, evidenceShown, isUndisclosed, type Rule, strongest, usesOf } from '../draft.ts';
import { copiesSeen } from './sightings.ts';

/** P02: the signature holds, and nobody on a trust list made it. */
export const signerUnknown: Rule = ({ telling, trustLists }) =>
  telling
    .filter((asset) => asset.c2pa.state === 'valid')
    .map((asset) => about(asset, 'P02', { signer: asset.c2pa.signer ?? '', lists: trustLists }));

/**
 * P03: an asset without a mark is a version of a marked one, by the document ids that editors write: it has the same, or was
 * derived from it; or by what tracing saw. Declared, it is `fyi`: nobody is misled, but the mark did not travel.
 */
export const markingStripped: Rule = (delivery) => {
  const marked = new Map<string, JudgedAsset>();
  for (const asset of delivery.telling) {
    const id = asset.about.documentId;
    if (id !== undefined && isMarked(asset.verdict) && !marked.has(id)) marked.set(id, asset);
  }
  // A million assets are only gone through where one of them could be a version of something.
  const versions: List<JudgedAsset> = marked.size === 0 ? [] : delivery.assets;
  const byDocument = versions.flatMap((asset) => {
    // An editor that drops a mark leaves its own name: such a version is `possible`, and no less stripped.
    if (asset.verdict !== 'unmarked' && asset.verdict !== 'possible') return [];
    const key = [asset.about.documentId, asset.about.derivedFrom].find((id) => id !== undefined && marked.has(id));
    const source = key === undefined ? undefined : marked.get(key);
    if (key === undefined || source === undefined) return [];
    const severity = usesOf(delivery, asset).length > 0 ? ({ severity: 'fyi' } as const) : {};
    const evidence = strongest(source, ['generated', 'edited']).slice(0, evidenceShown);
    return [about(asset, 'P03', { source: source.path, key }, { ...severity, evidence })];
  });
  const told = new Set(byDocument.map(({ asset, params }) => `${params.source}\n${asset}`));
  return [...byDocument, ...copiesSeen(delivery, told)];
};

/** P08: names that suggest a generator where nothing else does. Once a folder, once a clip of an edit list. */
export const suggestiveName: Rule = (delivery) => {
  // Many assets lie in few folders: each name is asked about once.
  const asked = new Map<string, string | undefined>();
  const suggestedBy = (name: string): string | undefined => {
    if (!asked.has(name)) asked.set(name, delivery.suggestedBy(name));
    return asked.get(name);
  };
  return [...suggestiveFolders({ ...delivery, suggestedBy }), ...suggestiveClips({ ...delivery, suggestedBy })];
};

function suggestiveFolders(delivery: Delivery): ReturnType<Rule> {
  const folders = new Map<string, { readonly name: string; readonly title: string; count: number }>();
  let [before, isSuggestive]: [string | null, boolean] = [null, false];
  for (let at = 0; at < delivery.assets.length; at++) {
    const own = pathAt(delivery.assets, at);
    const folder = own.slice(0, own.lastIndexOf('/') + 1);
    const names = folder.split('/').slice(0, -1);
    // Files of one folder stand together: only those of one with such a name are looked at.
    if (folder !== before) isSuggestive = names.some((name) => delivery.suggestedBy(name) !== undefined);
    before = folder;
    if (!isSuggestive) continue;
    const asset = delivery.assets.at(at) as JudgedAsset;
    if (asset.verdict !== 'unmarked' || usesOf(delivery, asset).length > 0) continue;
    names.forEach((name, index) => {
      const title = delivery.suggestedBy(name);
      if (title === undefined) return;
      const path = names.slice(0, index + 1).join('/');
      const known = folders.get(path);
      if (known) known.count += 1;
      else folders.set(path, { name, title, count: 1 });
    });
  }
  return [...folders].map(([path, { name, title, count }]) => ({
    code: 'P08',
    asset: null,
    subject: { text: path },
    params: { asset: path, kind: 'folder', name, title, count },
  }));
}

function suggestiveClips({ covering, assetAt, clips, suggestedBy }: Delivery): ReturnType<Rule> {
  // A clip that lies in the delivery under its name, and is declared, has been asked about.
  const declared = new Set(coveredAssets({ covering, assetAt }).map(({ path }) => stem(path)));
  return clips.flatMap(({ path, names }) =>
    [...new Set(names)].flatMap((name) => {
      const title = suggestedBy(name);
      if (title === undefined || declared.has(stem(name))) return [];
      return [
        {
          code: 'P08' as const,
          asset: path,
          subject: { text: `${path}\n${name}` },
          params: { asset: path, kind: 'clip', name, title },
        },
      ];
    }),
  );
}

/** P10: a script, subtitles or another text that is marked and not declared; beside D01, since texts have rules of their own. */
export const markedText: Rule = (delivery) =>
  delivery.telling
    .filter((asset) => asset.kind === 'document' && isUndisclosed(delivery, asset))
    .map((asset) => {
      const evidence = strongest(asset, ['generated', 'edited']);
      const params = { title: evidence[0]?.title ?? '', value: evidence[0]?.value ?? '' };
      return about(asset, 'P10', params, { evidence: evidence.slice(0, evidenceShown) });
    });

/** `a/b.c.mov` -> `b.c`. */
function stem(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
}
