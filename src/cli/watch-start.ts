import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { MissingRoot, type Root, realFile, rootsOf } from '../discover/index.ts';
import { cacheFolder } from '../scan/cache.ts';
import { CannotStart } from '../scan/cannot-start.ts';
import { openMarked } from '../scan/marked.ts';
import { openPolicies, openWaivers } from '../scan/papers.ts';
import { openDeclaration, openTrust } from '../scan/start.ts';
import { withDefaults } from '../scan.ts';
import { isInside } from '../storage/inside.ts';
import { makeFolder } from '../tools/folder.ts';
import { type DoneMarker, doneMarker } from '../watch/done-marker.ts';
import { removeLeftovers } from '../watch/leftovers.ts';
import { type Lock, takeLock } from '../watch/lock.ts';
import { openState, UnusableState, type WatchState } from '../watch/state.ts';
import type { Config } from './config.ts';
import { chosenMessages, inWords, startSentence } from './language.ts';
import { type ScanningFlags, scanningOptions } from './scan-options.ts';
import { type Terminal, UsageError } from './terminal.ts';

/** What `watch` was asked for. */
export interface WatchFlags extends ScanningFlags {
  readonly reports: string;
  readonly as?: readonly string[];
  readonly settle: number;
  readonly doneMarker?: string;
  readonly poll?: number;
  readonly once?: boolean;
  readonly webhook?: string;
  readonly webhookSecretFile?: string;
}

/** Where a watch reads and writes, once everything was found in order. */
export interface WatchPlaces {
  /** Real paths. */
  readonly folder: string;
  readonly reports: string;
  readonly marker: DoneMarker | undefined;
  /** Endings of the reports that each delivery gets. */
  readonly endings: readonly string[];
  readonly secret: string | undefined;
  /** Where readings are remembered: never in the watched folder, be it beside the delivery that is scanned. */
  readonly cache: string | undefined;
  readonly state: WatchState;
  readonly lock: Lock;
}

/**
 * Checks everything that does not depend on a delivery before anything is waited for: who starts a watch in the evening is not there
 * when the first delivery comes.
 * @throws UsageError
 */
export async function openWatchPlaces(
  folder: string,
  flags: WatchFlags,
  config: Config,
  terminal: Terminal,
): Promise<WatchPlaces> {
  const texts = chosenMessages().watch;
  const marker = flags.doneMarker === undefined ? undefined : doneMarker(flags.doneMarker);
  if (flags.doneMarker !== undefined && marker === undefined)
    throw new UsageError(texts.markerName({ pattern: flags.doneMarker }));
  const secret = await webhookSecret(flags, terminal);
  const root = await watchedRoot(folder);
  const cache = await checkPapers(root, flags, config, terminal);
  const reports = await reportsFolder(root, flags.reports);
  const lock = await takeLock(reports).catch((error: unknown) => {
    throw new UsageError(texts.reportsFolder({ folder: flags.reports, detail: inWords(error) }));
  });
  if (lock === null) throw new UsageError(texts.reportsTaken({ folder: flags.reports }));
  try {
    await removeLeftovers(reports);
    const state = await openState(reports, root.real);
    return { folder: root.real, reports, marker, endings: flags.as ?? ['.json', '.html'], secret, cache, state, lock };
  } catch (error) {
    await lock.release();
    throw error instanceof UnusableState ? new UsageError(sentenceOf(error)) : error;
  }
}

function sentenceOf({ code, params }: UnusableState): string {
  const texts = chosenMessages().watch;
  return code === 'other-folder' ? texts.otherFolder(params) : texts.stateDamaged(params);
}

async function watchedRoot(folder: string): Promise<Root> {
  const [root] = await rootsOf([folder]).catch((error: unknown) => {
    if (!(error instanceof MissingRoot)) throw error;
    throw new UsageError(startSentence(new CannotStart('missing-root', { place: error.place, detail: error.reason })));
  });
  if (root === undefined || root.file !== undefined) throw new UsageError(chosenMessages().watch.notAFolder({ place: folder }));
  return root;
}

async function reportsFolder(root: Root, folder: string): Promise<string> {
  const texts = chosenMessages().watch;
  if (isInside(root.real, await realFile(folder))) throw new UsageError(texts.reportsInside({ folder }));
  try {
    makeFolder(folder);
  } catch (error) {
    throw new UsageError(texts.reportsFolder({ folder, detail: inWords(error) }));
  }
  return resolve(folder);
}

/** What every scan would refuse to start with. @returns the cache folder @throws UsageError */
async function checkPapers(root: Root, flags: WatchFlags, config: Config, terminal: Terminal): Promise<string | undefined> {
  try {
    const chosen = withDefaults(scanningOptions(flags, config, terminal));
    const declaration = flags.declaration === undefined ? null : await openDeclaration([], chosen);
    await Promise.all([openPolicies(chosen.policies, declaration), openWaivers(chosen.waivers)]);
    openTrust(chosen.trust);
    await openMarked(chosen.marked, [root]);
    return await cacheFolder([root], chosen);
  } catch (error) {
    throw error instanceof CannotStart ? new UsageError(startSentence(error)) : error;
  }
}

/** The secret that signs what a webhook is told; undefined without a webhook. @throws UsageError where there is none */
async function webhookSecret(
  { webhook, webhookSecretFile: file }: WatchFlags,
  { environment }: Terminal,
): Promise<string | undefined> {
  if (webhook === undefined) return undefined;
  const texts = chosenMessages().watch;
  const url = URL.canParse(webhook) ? new URL(webhook) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw new UsageError(texts.webhookAddress({ url: webhook }));
  if (file === undefined) {
    const secret = environment.TRUESLATE_WEBHOOK_SECRET?.trim();
    if (!secret) throw new UsageError(texts.secretMissing);
    return secret;
  }
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UsageError(texts.secretUnreadable({ file, detail: inWords(error) }));
  });
  if (text.trim() === '') throw new UsageError(texts.secretEmpty({ file }));
  return text.trim();
}
