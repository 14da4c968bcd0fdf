import { clipNames } from '../discover/index.ts';
import { sameGenerator, suggestedGenerator } from '../markers/index.ts';
import { messages } from '../messages/index.ts';
import { byPath, type DigestAlgorithm, isMarked, type JudgedAsset, lazily, type Report, skipReasons } from '../model/index.ts';
import { isTelling, namedAlgorithms, reconcile, withPackageOutcomes } from '../reconcile/index.ts';
import { restSpool, withPlainPath } from '../storage/connection.ts';
import { uriOfPath } from '../storage/local.ts';
import { isRemote } from '../storage/remote.ts';
import type { Limit } from '../tools/at-once.ts';
import { answer } from './answer.ts';
import { assembleReport, readAsset, reportHead } from './assemble.ts';
import { contentKeys } from './examine.ts';
import { countedProgress, examineAll } from './examine-all.ts';
import { assetDigests, type DigestsOf } from './hash-assets.ts';
import { type DeliveryManifests, holdManifests, openManifests } from './manifests.ts';
import type { RememberedAssets } from './remembered-assets.ts';
import type { Both, OpenedRun } from './run.ts';
import { papersInside } from './start.ts';
import { readSpokenOf } from './statements.ts';
import { pathsSeen, tracedOrFailed } from './traced.ts';

/** The stages of a scan, in order, with everything opened. */
export async function runStages(run: OpenedRun, limit: Limit): Promise<Report> {
  const { roots, declaration, options } = run;
  const { found, beside } = await run.discovering;
  const paper = declaration?.content ?? null;
  const manifests = await openManifests(roots, found, namedAlgorithms(paper), limit);
  options.onHead?.(reportHead(run));
  const { today, session, remembered } = run;
  const digestsOf: DigestsOf = (file, algorithms) =>
    remembered.digests(file, algorithms, () => hashedHere(file, (own) => run.hashing.digestsOf(own, algorithms)));
  const means = { manifests, remembered, digestsOf };
  const { judged: assets, markedOnes } = await readBoth(run, { found, beside }, means, limit);
  run.ahead.stop();
  // What it holds in memory, tracing needs.
  await Promise.all([run.engines.c2pa.close(), run.headers.close()]);
  const marked = [...markedOnes];
  const { skipped } = found;
  const papers = await papersInside(roots, [run.waivers?.file, run.earlier?.file]);
  const held = await holdManifests({ manifests, found, papers, hash: options.hash, digestsOf }, limit);
  session.end();
  const clips = await clipNames(found.files, limit);
  const lookUps = [byPath(assets), byPath(marked)];
  const documentIds = (path: string): readonly string[] => {
    const id = lookUps.flatMap((known) => known.get(path) ?? [])[0]?.about.documentId;
    return id === undefined ? [] : [id];
  };
  const pictured = {
    assets: lazily(assets, (asset) => assets.withFullPictures(asset)),
    marked: marked.map((asset) => markedOnes.withFullPictures(asset)),
  };
  const { playlists } = found;
  const { listed } = held;
  const hasMarked = [...assets.whole()].some(({ verdict }) => isMarked(verdict));
  const subject = {
    ...pictured,
    hasMarked,
    playlists,
    skipped,
    declaration: paper,
    documentIds,
    listed,
    options,
    cache: run.cache,
    shareTracing: run.shareTracing,
  };
  restSpool();
  const { seen, failure: tracingFailure } = await tracedOrFailed(subject);
  const paths = pathsSeen(seen?.sightings ?? []);
  const telling = assets.telling();
  // Findings on sightings rest on the contents of their sources and targets.
  const seenOnes = [...paths].flatMap((path) => lookUps.flatMap((known) => known.get(path) ?? []));
  const keys = await contentKeys(new Set([...telling, ...markedOnes.telling(), ...seenOnes]), remembered, limit);
  const crossCheck = reconcile({
    // What the track files of a package state, findings tell of these alone.
    assets: lazily(assets, (asset) => assets.ownOf(asset)),
    telling: telling.map((asset) => assets.ownOf(asset)).filter(isTelling),
    playlists,
    skipped,
    declaration: paper,
    keys: (path) => keys.get(path) ?? path,
    sameGenerator,
    policies: run.policies.map(({ policy }) => policy),
    today,
    suggestedBy: suggestedGenerator,
    clips,
    trustLists: run.trust.lists.length,
    mismatches: held.mismatches,
    marked,
    documentIds,
    listed,
    ...seen,
  });
  const answered = answer(crossCheck, run, today, assets);
  const unread = beside.skipped.filter(({ reason }) => skipReasons[reason].incomplete).length;
  const outcomes = withPackageOutcomes([...assets.whole()], answered.outcomes);
  const result = { ...run, ...crossCheck, ...answered, outcomes, ...seen, tracingFailure, assets, skipped, marked, unread };
  return assembleReport({ ...result, manifests: held.coverage, pixels: assets.pixels });
}

/** Threads hash files of this machine: what lies elsewhere is fetched. */
function hashedHere<File extends { readonly uri: string }, T>(file: File, hash: (file: File) => Promise<T>): Promise<T> {
  if (!isRemote(file.uri)) return hash(file);
  return withPlainPath(file.uri, (path) => hash({ ...file, uri: uriOfPath(Buffer.from(path)) }));
}

/** What reading needs besides the run. */
interface ReadingMeans {
  readonly manifests: DeliveryManifests;
  readonly remembered: RememberedAssets;
  readonly digestsOf: DigestsOf;
}

/** Reads and judges the delivery, and what lies beside it in the folders of `--marked`. */
async function readBoth(
  { roots, engines, declaration, options }: OpenedRun,
  { found, beside }: Both,
  { manifests, remembered, digestsOf }: ReadingMeans,
  limit: Limit,
) {
  const texts = messages(options.language);
  const progress = countedProgress([found.assets, beside.assets], options.onProgress);
  const { onReadAsset } = options;
  const common = { engines, remembered, options, onFile: progress };
  const named = namedAlgorithms(declaration?.content ?? null);
  const isSettled = (path: string, algorithm: DigestAlgorithm) => manifests.listed.of(path, algorithm) !== undefined;
  const hashed = { hash: options.hash, named, listed: manifests.algorithms, isSettled };
  const delivered = {
    ...common,
    isDelivery: true,
    found: found.assets,
    digests: assetDigests(hashed, digestsOf, manifests.computed),
    spokenOf: await readSpokenOf(found.assets, roots.length > 1, engines, limit),
    onJudged: onReadAsset && ((asset: JudgedAsset) => onReadAsset(readAsset(asset, texts))),
  };
  const outside = {
    ...common,
    isDelivery: false,
    found: beside.assets,
    // A project folder may hold all camera files: nobody asked for their digests.
    digests: assetDigests({ ...hashed, hash: false, listed: () => [] }, digestsOf),
    spokenOf: await readSpokenOf(beside.assets, true, engines, limit),
  };
  const [judged, markedOnes] = await Promise.all([examineAll(delivered, limit), examineAll(outside, limit)]);
  return { judged, markedOnes };
}
