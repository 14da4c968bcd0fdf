import { isLookUp, type JudgedAsset, type Verdict, verdicts } from '../model/index.ts';
import type { JudgedAssets } from './judged-assets.ts';
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

/** What of the assets is asked. */
type TraitedAssets = Pick<JudgedAssets, 'length' | 'telling' | 'formats' | 'whole'>;

/** What is among the assets of a delivery. */
export interface AssetTraits
  extends Pick<Unopened, 'remoteCredentials' | 'identities' | 'placedMedia' | 'softBindings' | 'openEnded' | 'sequences'> {
  readonly byVerdict: Readonly<Record<Verdict, number>>;
  /** Those that were hashed whole for their credentials, and their bytes. */
  readonly hashedWhole: { readonly files: number; readonly bytes: number };
}

/** Looks at those assets that say something; of the others it is enough to know how many they are, and of which formats. */
export function traitsOf(assets: TraitedAssets): AssetTraits {
  const telling = assets.telling();
  const byVerdict = Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
  for (const { verdict } of telling) byVerdict[verdict] += 1;
  byVerdict.unmarked += assets.length - telling.length;
  const hashed = telling.filter(({ c2pa }) => c2pa.hashedWhole === true);
  const formats = [...assets.formats()];
  return {
    byVerdict,
    hashedWhole: { files: hashed.length, bytes: hashed.reduce((sum, { size }) => sum + size, 0) },
    remoteCredentials: telling.some(({ c2pa }) => c2pa.state === 'remote'),
    identities: telling.some(({ c2pa }) => c2pa.codes.some(isLookUp)),
    placedMedia: formats.some((format) => holdsMedia.test(format)),
    softBindings: telling.some(isSoftlyBound),
    openEnded: formats.some((format) => openEnded.has(format)),
    sequences: [...assets.whole()].some(({ kind }) => kind === 'sequence'),
  };
}
