import type { Artifact, ArtifactLocation, Location, Run } from 'sarif';
import type { Evidence, Report, ReportedAsset } from '../../model/index.ts';

/** Where results lie: the files that they speak of, each listed once. */
export interface Places {
  /** The folder that relative addresses start from. */
  readonly bases: NonNullable<Run['originalUriBaseIds']>;
  /** A file of the delivery. */
  file(path: string): ArtifactLocation;
  /** A file of the delivery and the bytes of the evidence in it. */
  bytes(path: string, evidence: Evidence | undefined): Location;
  /** The delivery's folder, for what no file of it shows. */
  whole(): ArtifactLocation;
  /** The declaration; undefined without one. */
  declaration(): ArtifactLocation | undefined;
  /** Every file that was asked for, in the order of their `index`. */
  artifacts(): Artifact[];
}

const base = 'DELIVERY';

/** A path as a relative address; what is no character (half of a surrogate pair) becomes U+FFFD. */
export function relativeUri(path: string): string {
  const whole = Buffer.from(path, 'utf8').toString('utf8');
  return whole.split('/').map(encodeURIComponent).join('/');
}

/** An address with everything escaped that RFC 3986 has no place for: that of an asset in a report of strangers may be anything. */
function addressOf(uri: string): string {
  const whole = Buffer.from(uri, 'utf8').toString('utf8');
  return whole.replace(/%(?![0-9a-f]{2})|[^\w.~:/?#[\]@!$&'()*+,;=%-]/giu, encodeURIComponent);
}

/** Address of the scanned folder: what comes before the path in the address of any asset. Several roots have none in common. */
function rootUri(report: Report): string | undefined {
  if (report.run.roots.length !== 1) return undefined;
  for (const { uri, path } of report.assets) {
    const end = `/${relativeUri(path)}`;
    if (uri.endsWith(end) && uri.length > end.length) return uri.slice(0, uri.length - end.length + 1);
  }
  return undefined;
}

/** Places of one report. */
export function places(report: Report): Places {
  const assets = new Map([...report.assets, ...report.marked].map((asset) => [asset.path, asset]));
  const outside = new Set(report.marked.map(({ path }) => path));
  const indexes = new Map<string, number>();
  const listed: Artifact[] = [];
  const root = rootUri(report);
  const file = (path: string): ArtifactLocation => {
    const found = indexes.get(path);
    const index = found ?? listed.length;
    // What lies outside the delivery has no address in it.
    const address = outside.has(path)
      ? { uri: addressOf(assets.get(path)?.uri ?? '') }
      : { uri: relativeUri(path), uriBaseId: base };
    if (found === undefined) {
      indexes.set(path, index);
      listed.push({ location: address, ...contentOf(assets.get(path)) });
    }
    return { ...address, index };
  };
  return {
    bases: {
      [base]:
        root === undefined
          ? { description: { text: report.run.roots.length === 1 ? 'The delivery.' : 'The deliveries.' } }
          : { uri: addressOf(root) },
    },
    file,
    bytes: (path, evidence) => ({ physicalLocation: { artifactLocation: file(path), ...regionOf(evidence) } }),
    // A relative reference to the base itself (RFC 3986, 5.4.1).
    whole: () => ({ uri: './', uriBaseId: base }),
    declaration: () => declarationOf(report, file),
    artifacts: () => listed,
  };
}

function contentOf(asset: ReportedAsset | undefined): Omit<Artifact, 'location'> {
  if (asset === undefined) return {};
  const hashes = asset.sha256 === null ? {} : { hashes: { 'sha-256': asset.sha256 } };
  // A media type that a stranger wrote may be anything (RFC 6838, 4.2).
  const mime = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(asset.format) ? { mimeType: asset.format } : {};
  return { length: asset.size, ...mime, ...hashes };
}

function regionOf(evidence: Evidence | undefined): { region?: { byteOffset: number; byteLength: number } } {
  return evidence?.at ? { region: { byteOffset: evidence.at.offset, byteLength: evidence.at.length } } : {};
}

function declarationOf(report: Report, file: Places['file']): ArtifactLocation | undefined {
  const path = report.declaration?.path;
  if (path === undefined) return undefined;
  // Only what the walk met as the declaration is known to lie in the delivery.
  const isInside = report.coverage.skipped.some((skipped) => skipped.reason === 'declaration' && skipped.path === path);
  return isInside ? file(path) : { uri: relativeUri(path.replaceAll('\\', '/')) };
}
