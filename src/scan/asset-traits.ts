import { isLookUp, type JudgedAsset, type List, type Verdict, verdicts } from '../model/index.ts';
import type { Unopened } from './not-checked.ts';

/** Documents on whose pages pictures, films and sounds can be placed. */
const holdsMedia = /^application\/(pdf$|vnd\.openxmlformats-)/;

/** Streams of frames behind one another, without a count or length of the whole. */
const openEnded: ReadonlySet<string> = new Set([
  'video/h264',
  'video/h265',
  'video/mpeg',
  'video/mp2t',
  'audio/mpeg',
  'audio/aac',
]);

/** True where a credential says that a watermark or fingerprint leads to it as well. */
const isSoftlyBound = ({ c2pa }: JudgedAsset): boolean =>
  c2pa.chain.some(({ assertions }) => assertions.some((label) => label.startsWith('c2pa.soft-binding')));

/** What is among the assets of a delivery, counted in one pass over them. */
export interface AssetTraits
  extends Pick<Unopened, 'remoteCredentials' | 'identities' | 'placedMedia' | 'softBindings' | 'openEnded' | 'sequences'> {
  readonly byVerdict: Readonly<Record<Verdict, number>>;
  /** Those that were hashed whole for their credentials, and their bytes. */
  readonly hashedWhole: { readonly files: number; readonly bytes: number };
}

/** Looks once at each asset. */
export function traitsOf(assets: List<JudgedAsset>): AssetTraits {
  const byVerdict = Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
  const hashedWhole = { files: 0, bytes: 0 };
  const is = {
    remoteCredentials: false,
    identities: false,
    placedMedia: false,
    softBindings: false,
    openEnded: false,
    sequences: false,
  };
  for (const asset of assets) {
    const { verdict, c2pa, format, kind, size } = asset;
    byVerdict[verdict] += 1;
    hashedWhole.files += c2pa.hashedWhole === true ? 1 : 0;
    hashedWhole.bytes += c2pa.hashedWhole === true ? size : 0;
    is.remoteCredentials ||= c2pa.state === 'remote';
    is.identities ||= c2pa.codes.some(isLookUp);
    is.placedMedia ||= holdsMedia.test(format);
    is.softBindings ||= isSoftlyBound(asset);
    is.openEnded ||= openEnded.has(format);
    is.sequences ||= kind === 'sequence';
  }
  return { byVerdict, hashedWhole, ...is };
}
