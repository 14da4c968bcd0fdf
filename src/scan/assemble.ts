import type { Root } from '../discover/index.ts';
import { type Messages, messages, type NotCheckedCode, wordFinding, wordProblem } from '../messages/index.ts';
import {
  type AssetOutcome,
  type BaselineComparison,
  type Finding,
  isOpen,
  type JudgedAsset,
  lazily,
  type ManifestCoverage,
  type PixelOutcome,
  type PolicyOutcome,
  type Problem,
  type RangeOutcome,
  type ReadAsset,
  type Report,
  type ReportHead,
  type Severity,
  type Sighting,
  type Skipped,
  severities,
  type TraceCoverage,
  type UseOutcome,
  type WaiverOutcome,
} from '../model/index.ts';
import type { ReadEngines } from '../read/index.ts';
import { deliveryVerdict } from '../reconcile/index.ts';
import { isRemote } from '../storage/remote.ts';
import type { TrustMaterial } from '../tools/c2pa/trust.ts';
import { opencvVersion } from '../tools/opencv-version.ts';
import { type AssetTraits, traitsOf } from './asset-traits.ts';
import type { JudgedAssets } from './judged-assets.ts';
import { notCheckedIn } from './not-checked.ts';
import type { ChosenOptions } from './options.ts';
import type { ChosenPolicy } from './papers.ts';
import type { ReadDeclaration } from './start.ts';
import { version } from './version.ts';

/** Everything that a run came to know. */
export interface RunResult {
  readonly started: Date;
  readonly roots: readonly Root[];
  readonly trust: TrustMaterial;
  readonly engines: ReadEngines;
  readonly declaration: ReadDeclaration | null;
  /** Sorted by path. */
  readonly assets: JudgedAssets;
  readonly skipped: readonly Skipped[];
  readonly findings: readonly Finding[];
  readonly uses: readonly UseOutcome[];
  readonly ranges: readonly RangeOutcome[];
  /** By the path of the asset; `no-signal` where absent. */
  readonly outcomes: ReadonlyMap<string, AssetOutcome>;
  readonly policies: readonly ChosenPolicy[];
  readonly waived: { readonly path: string; readonly entries: readonly WaiverOutcome[] } | null;
  readonly baseline: BaselineComparison | null;
  readonly manifests: readonly ManifestCoverage[];
  /** What became of the pixels of how many files. */
  readonly pixels: ReadonlyMap<PixelOutcome, number>;
  /** Assets of the folders of `--marked`, sorted by path. */
  readonly marked?: readonly JudgedAsset[];
  /** Names in the folders of `--marked` that could not be walked. */
  readonly unread?: number;
  /** Sorted by target, time and source. */
  readonly sightings?: readonly Sighting[];
  /** Absent where nothing was traced. */
  readonly traced?: TraceCoverage;
  /** Words of the failure where tracing as a whole failed. */
  readonly tracingFailure?: string | undefined;
  readonly options: ChosenOptions;
}

/** Puts a run into the one value that reporters see, and words findings and problems. */
export function assembleReport(run: RunResult): Report {
  const texts = messages(run.options.language);
  const isComplete = isScanComplete(run);
  const head = reportHead(run);
  const traits = traitsOf(run.assets);
  return {
    ...head,
    run: { ...head.run, finished: new Date().toISOString(), complete: isComplete },
    deliveryVerdict: deliveryVerdict(run.findings, isComplete),
    coverage: {
      assets: run.assets.length,
      byVerdict: traits.byVerdict,
      hashedWhole: traits.hashedWhole,
      skipped: run.skipped,
      notChecked: [
        ...pixelGaps(run.pixels, texts),
        ...digestGap(run.manifests, texts),
        ...markedGap(run, texts),
        ...notChecked(run, traits).map((code) => `${texts.notChecked[code]}${code === 'archives' ? archivesIn(run, texts) : ''}`),
      ],
      manifests: run.manifests,
      traced: run.traced ?? null,
    },
    policies: run.policies.map((chosen) => policyOutcome(chosen, run.findings, isComplete)),
    assets: lazily(run.assets, (asset) => ({
      ...readAsset(asset, texts),
      outcome: run.outcomes.get(asset.path) ?? 'no-signal',
    })),
    marked: (run.marked ?? []).map((asset) => ({ ...readAsset(asset, texts), outcome: 'outside' as const })),
    sightings: run.sightings ?? [],
    uses: run.uses,
    ranges: run.ranges,
    findings: run.findings.map((finding) => wordFinding(finding, texts)),
    waivers: run.waived,
    baseline: run.baseline,
    problems: untracedProblems(run).map((problem) => wordProblem(problem, texts)),
  };
}

/** What the report says before the first asset is read. */
export function reportHead({
  started,
  roots,
  trust,
  engines,
  declaration,
  options,
}: Pick<RunResult, 'started' | 'roots' | 'trust' | 'engines' | 'declaration' | 'options'>): ReportHead {
  return {
    schema: 'trueslate.report/1',
    tool: { name: 'trueslate', version, engines: engineVersions(engines, options.trace) },
    run: { started: started.toISOString(), roots: roots.map(({ folder, file }) => file ?? folder) },
    trustLists: trust.lists,
    declaration: declaration && { path: declaration.path, sha256: declaration.sha256, content: declaration.content },
  };
}

/** An asset with its problems in words. */
export function readAsset(asset: JudgedAsset, texts: Messages): ReadAsset {
  return { ...asset, problems: asset.problems.map((problem) => wordProblem(problem, texts)) };
}

/** Complete: something was scanned, nothing says that a part of it was not (rule T01), and tracing did not fail as a whole. */
function isScanComplete({ assets, findings, tracingFailure }: RunResult): boolean {
  return assets.length > 0 && tracingFailure === undefined && findings.every(({ code }) => code !== 'T01');
}

/** How the delivery fares under one policy alone. */
function policyOutcome({ policy, file }: ChosenPolicy, findings: readonly Finding[], complete: boolean): PolicyOutcome {
  const under = findings.flatMap((finding) => {
    const severity = finding.policies[policy.name];
    return severity === undefined ? [] : [{ ...finding, severity }];
  });
  const open = under.filter(isOpen);
  const { name, title, version, sources } = policy;
  return {
    name,
    title,
    version,
    ...(file === undefined ? {} : { file }),
    sources,
    verdict: deliveryVerdict(under, complete),
    open: Object.fromEntries(
      severities.map((severity) => [severity, open.filter((finding) => finding.severity === severity).length]),
    ) as Record<Severity, number>,
  };
}

function engineVersions({ exiftool, c2pa, ffprobe, ffmpeg }: ReadEngines, isTraced: boolean): Record<string, string> {
  const opencv = isTraced ? opencvVersion() : null;
  return {
    exiftool: exiftool.version,
    c2pa: `${c2pa.name} ${c2pa.version}`,
    ...(ffprobe === null ? {} : { ffprobe: ffprobe.version }),
    ...(ffmpeg === null ? {} : { ffmpeg: ffmpeg.version }),
    ...(opencv === null ? {} : { opencv }),
  };
}

/** Names of archives; they are no media, but media may lie in them. */
const archiveName = /\.(zip|7z|rar|tar|t?gz|tgz|bz2|xz|zst|dmg|iso|cab)$/i;

const isArchive = ({ path, reason }: Skipped): boolean => reason === 'not-media' && archiveName.test(path);

/** Archives named in a sentence; the report lists all of them under `coverage.skipped`. */
const archivesNamed = 5;

function archivesIn({ skipped }: RunResult, texts: Messages): string {
  const paths = skipped.filter(isArchive).map(({ path }) => path);
  const more = paths.length > archivesNamed ? `, ${texts.report.more(paths.length - archivesNamed)}` : '';
  return ` (${paths.slice(0, archivesNamed).join(', ')}${more})`;
}

/** What no tool, or no tool on this machine, could check in this run. */
function notChecked(
  { engines, trust, options, roots, assets, skipped, traced, tracingFailure }: RunResult,
  traits: AssetTraits,
): NotCheckedCode[] {
  const machine = {
    hasTrustList: trust.lists.length > 0,
    hasFfprobe: engines.ffprobe !== null,
    hasFfmpeg: engines.ffmpeg !== null,
    hasSharp: engines.pixels !== null,
  };
  return notCheckedIn(machine, {
    archives: skipped.some(isArchive),
    pixelsOff: options.pixels === 'off',
    unfetched: roots.some(({ folder }) => isRemote(folder)) && options.spool === undefined,
    tooLarge: isOverLimit(options, assets),
    ...traits,
    untraced: traced === undefined,
    tracingFailed: tracingFailure !== undefined,
  });
}

/** True where an object could not be had whole because it is too large. */
function isOverLimit({ spool, spoolLimit }: ChosenOptions, assets: RunResult['assets']): boolean {
  return spool !== undefined && assets.telling().some(({ uri, size }) => isRemote(uri) && size > spoolLimit);
}

/** Stills whose pixels were not searched for invisible watermarks, by reason; those that a cheaper mark settled are no gap. */
function pixelGaps(outcomes: RunResult['pixels'], texts: Messages): string[] {
  return pixelGapCodes.flatMap((code) => {
    const count = outcomes.get(code) ?? 0;
    return count === 0 ? [] : [texts.pixelGaps[code]({ count })];
  });
}

/** Files that a manifest lists and whose digest nobody computed. */
function digestGap(manifests: RunResult['manifests'], texts: Messages): string[] {
  const count = manifests.reduce((sum, { entries, digestsChecked }) => sum + entries - digestsChecked, 0);
  return count > 0 ? [texts.report.digestsNotCompared(count)] : [];
}

/** What of the folders of `--marked` nobody could read: marked material in it was not searched for. */
function markedGap({ marked = [], unread = 0 }: RunResult, texts: Messages): string[] {
  const count = unread + marked.filter(({ verdict }) => verdict === 'unreadable').length;
  return count > 0 ? [texts.report.markedUnread(count)] : [];
}

/** Videos, stills and sounds that could not be decoded, with the decoder's own words. */
function untracedProblems({ traced, tracingFailure }: RunResult): Problem[] {
  if (tracingFailure !== undefined) return [{ code: 'tracing-failed', params: { detail: tracingFailure } }];
  const failed = (traced?.gaps ?? []).filter(({ role, code }) => role === 'target' && code === 'not-decoded');
  return failed.map(({ path, detail }) => ({ code: 'not-traced', params: { what: path, ...(detail ? { detail } : {}) } }));
}

/** Reasons that leave a gap. */
const pixelGapCodes = ['lossy', 'no-decoder', 'too-large', 'failed'] as const satisfies readonly PixelOutcome[];
