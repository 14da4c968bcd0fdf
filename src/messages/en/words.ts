import type {
  AppliedWaiver,
  AssetOutcome,
  C2paState,
  Conflict,
  Degree,
  ManifestRelation,
  RangeOutcome,
  Report,
  Severity,
  SkipReason,
  Strength,
  Verdict,
  WaiverOutcome,
} from '../../model/index.ts';
import type { Outcome, Word } from '../params.ts';

/** Words for the verdicts. */
export const verdicts: Record<Verdict, Word> = {
  generated: { label: 'generated', means: 'A mark says that generative AI made it.' },
  edited: { label: 'edited with AI', means: 'A mark says that generative AI altered it, or that it contains an AI component.' },
  possible: { label: 'possible', means: 'Something in the file leaves AI open: a person must look.' },
  unreadable: { label: 'unreadable', means: 'Not read in full: nothing can be said about it.' },
  captured: { label: 'captured', means: 'A trusted credential says that a camera captured it, and no AI action follows.' },
  unmarked: { label: 'unmarked', means: 'Read in full, no mark found.' },
};

/** Words for the strength of evidence. */
export const strengths: Record<Strength, Word> = {
  trusted: { label: 'trusted', means: 'Signed with C2PA, valid, and the signer is on a trust list in use.' },
  signed: { label: 'signed', means: 'Signed with C2PA and intact, but the signer is on no trust list in use.' },
  declared: {
    label: 'plain tag',
    means: 'A statement in the file that anyone can write, or a signed one that no longer validates.',
  },
  inferred: { label: 'inferred', means: 'Concluded from watermark bits, a pattern or a name.' },
};

/** Words for the severities. */
export const severities: Record<Severity, Word> = {
  blocker: { label: 'Blocker', means: 'Must be mended before delivery.' },
  issue: { label: 'Issue', means: 'Needs an answer.' },
  fyi: { label: 'FYI', means: 'Good to know; no answer needed.' },
};

/** Words for the C2PA states. */
export const c2paStates: Record<C2paState, Word> = {
  trusted: { label: 'trusted', means: 'Intact, and the signer is on a trust list in use.' },
  valid: { label: 'valid, signer unknown', means: 'Intact, but the signer is on no trust list in use.' },
  invalid: { label: 'invalid', means: 'The validation failed: changed after signing, or signature or certificate not in order.' },
  remote: { label: 'remote only', means: 'The credential lies at an address that was not fetched.' },
  unreadable: { label: 'not readable', means: 'A credential is in the file and could not be read.' },
  none: { label: 'none', means: 'No content credential in the file.' },
};

/** What a manifest is to the asset. */
export const relations: Record<ManifestRelation, Word> = {
  asset: { label: 'the asset itself', means: 'Speaks of this asset, now or in an earlier state.' },
  component: { label: 'a component', means: 'Speaks of something that was placed in this asset.' },
  input: { label: 'an input', means: 'Speaks of something that was fed to a model.' },
  loose: { label: 'not connected', means: 'In the store, but not reachable from the active manifest.' },
};

/** Words for two statements that do not go together. */
export const conflicts: Record<Conflict['code'], string> = {
  'capture-and-ai': 'One statement says captured by a camera, another says AI',
  'two-vendors': 'Two generators that have nothing to do with each other',
  'denied-and-marked': 'One statement denies AI, another states it',
  'camera-and-ai': 'Camera data beside a statement of AI',
};

/** Why a name in the delivery was not scanned. */
export const skipReasons: Record<SkipReason, Word> = {
  'not-media': { label: 'not media', means: 'Neither picture, video, sound nor a sidecar of one.' },
  'system-file': { label: 'system file', means: 'Written by an operating system or a file manager.' },
  excluded: { label: 'excluded', means: 'Left out by --exclude or --include.' },
  declaration: { label: 'declaration', means: 'The declaration itself.' },
  'link-inside': { label: 'link inside', means: 'A link to something that is scanned under its own name.' },
  'link-outside': { label: 'link out of the delivery', means: 'Leads out of the delivery and was not followed.' },
  'link-broken': { label: 'broken link', means: 'Leads nowhere.' },
  'special-file': { label: 'special file', means: 'A device, socket or pipe; it cannot be read like a file.' },
  unreachable: { label: 'unreachable', means: 'The operating system did not let it be read.' },
  limit: { label: 'limit', means: 'Beyond a limit of depth or number.' },
};

/** How a declared use fared. */
export const outcomes: Record<Outcome, Word> = {
  found: { label: 'found', means: 'Everything it names is in the delivery.' },
  'partly-found': { label: 'partly found', means: 'Some of what it names is not in the delivery.' },
  'not-found': { label: 'not found', means: 'Nothing that it names is in the delivery.' },
  unverifiable: {
    label: 'not verifiable',
    means: 'It could only be met by a digest that was not computed, and that no checksum manifest lists.',
  },
  'out-of-scope': { label: 'not in the delivery', means: 'It is declared as not part of this delivery, and is not there.' },
};

/** Answers to a finding. */
export const waiverAnswers: Record<AppliedWaiver['answer'], Word> = {
  fix: { label: 'to be fixed', means: 'A new file was promised; the finding stays open.' },
  'best-possible': { label: 'best possible', means: 'It cannot be had any better.' },
  'creative-intent': { label: 'creative intent', means: 'It is meant to be so.' },
  declared: { label: 'declared', means: 'A declared use covers it.' },
  'not-ai': { label: 'not AI', means: 'Somebody looked and says that the mark is wrong.' },
  excluded: { label: 'excluded', means: 'The asset was taken out of the judgement.' },
};

/** What became of an entry of the waiver file. */
export const waiverStates: Record<WaiverOutcome['state'], Word> = {
  applied: { label: 'applied', means: 'It answers a finding of this run.' },
  expired: { label: 'expired', means: 'Its last day is past, so the finding is open again: renew it or mend the asset.' },
  unmatched: {
    label: 'answers nothing',
    means: 'No finding, use or asset of this run is meant: what it spoke of is mended or was changed; take it out.',
  },
};

/** What came of an asset when the paper was held against it. */
export const assetOutcomes: Record<AssetOutcome, Word> = {
  undisclosed: { label: 'undisclosed', means: 'Marked as AI, or showing what is, and no use covers that.' },
  'temp-in-final': { label: 'temporary, yet delivered', means: 'Declared as temporary or as not in the delivery.' },
  'disclosed-no-consent': { label: 'declared, consent missing', means: 'A person shown or heard did not consent in time.' },
  'disclosed-unapproved': {
    label: 'declared, not approved',
    means: 'An approval or clearance, or the notice to the audience, is missing or does not hold.',
  },
  'disclosed-mismatch': { label: 'declared otherwise', means: 'Degree, tool, timecode or extent differ from what was found.' },
  'disclosed-unchecked': {
    label: 'declared, not checked',
    means: 'A use declares ranges of it, and nothing was searched there: nobody can say whether they hold.',
  },
  'disclosed-ok': {
    label: 'declared',
    means: 'A use covers it, and what it needs was approved and agreed to; issues of the use stand with the use.',
  },
  'marking-stripped': { label: 'mark stripped', means: 'A version of a marked asset without its mark.' },
  'tampered-provenance': { label: 'credential does not validate', means: 'Its content credential does not validate.' },
  unreadable: { label: 'unreadable', means: 'Not read in full.' },
  suspected: { label: 'suspected', means: 'Something leaves AI open.' },
  'ai-assisted-review': { label: 'tool to be asked about', means: 'A tool or name that can mean AI, nothing more.' },
  'verified-capture': { label: 'captured', means: 'A trusted credential says that a camera captured it.' },
  'no-signal': { label: 'no signal', means: 'Nothing found and nothing declared.' },
  excluded: { label: 'excluded', means: 'Taken out of the judgement by a signed exclusion.' },
  waived: { label: 'answered for', means: 'What decided its outcome was answered; a finding that decides none may be open.' },
  outside: { label: 'outside the delivery', means: 'Lies in a folder of --marked: searched for in the delivery, not judged.' },
};

/** How a range of a video fared. */
export const rangeOutcomes: Record<RangeOutcome['outcome'], Word> = {
  'declared-and-matched': { label: 'declared and found', means: 'A use declares it, and marked material is there.' },
  'matched-undeclared': { label: 'found, not declared', means: 'Marked material is there, and no use declares it.' },
  'temp-in-final': { label: 'temporary, yet there', means: 'Material that a use declares as temporary is still there.' },
  'declared-unmatched': { label: 'declared, not found', means: 'A use declares it, and nothing marked was seen there.' },
  unverifiable: { label: 'not checked', means: 'Nothing was searched there, so nobody can say.' },
};

/** Words for the degrees of a declared use. */
export const degreeNames: Record<Degree, { label: string }> = {
  generated: { label: 'generated' },
  composite: { label: 'composite' },
  altered: { label: 'altered' },
  enhanced: { label: 'enhanced' },
  assistive: { label: 'assistive' },
};

/** The first line of every report; `count` is the number of assets that the sentence speaks of. */
export const deliveryVerdicts: Record<Report['deliveryVerdict'], string> = {
  undisclosed: 'AI not declared',
  findings: 'Findings to answer',
  incomplete: 'Not read in full',
  clear: 'No finding to answer',
};

/** What could not be checked in this run, by code. */
export const notChecked = {
  'placed-media': 'Pictures, films and sounds placed in PDF and Office documents are not opened; only the documents speak.',
  synthid: 'SynthID watermarks: no offline decoder exists.',
  digimarc: 'Digimarc watermarks: no open decoder exists.',
  'other-watermarks':
    'Watermarks of Meta (Content Seal, Video Seal, AudioSeal, Stable Signature), Microsoft (InvisMark, WavMark), Amazon (Titan, Nova), Adobe (TrustMark), Imatag, NexGuard, castLabs, Verimatrix and Irdeto: not read here; no decoder, key or model for them comes with this program.',
  'open-ended':
    'Raw H.264, H.265 and MPEG streams, MP3 and AAC state no length: where their end was cut off between two frames, nothing shows it.',
  sequences: 'Image sequences, and marked frames in them, were not searched for pictures: scan a film made of them.',
  'c2pa-watermark': 'Credentials bound by watermark or fingerprint: looking them up needs a service.',
  'ffprobe-missing':
    'No ffprobe was found that runs: tags that only it reads are missing. Install ffmpeg, set FFPROBE_PATH to one, or let its owner make the packaged one executable (chmod +x).',
  'ffmpeg-missing':
    'No ffmpeg was found that runs: videos and sounds were not searched for marked pictures and sounds, nor videos shown in reports. Install ffmpeg, or set FFMPEG_PATH to one.',
  'sharp-missing': 'sharp could not be loaded: no thumbnails and no pixels. Install trueslate again with its dependencies.',
  'c2pa-engine-missing': 'No C2PA engine could be loaded: content credentials were not validated.',
  'native-engine-missing': 'The native C2PA engine is not installed; the wasm engine judged alone.',
  archives: 'Archives (zip, tar and the like) were not opened; what lies in them was not looked at.',
  'not-fetched':
    'Objects in storage were read in part, as their headers need it: credentials were not checked against their media, and pixels, thumbnails, digests and what is seen again in videos not at all. With --spool DIR they are.',
  'over-spool-limit':
    'Some objects are larger than --spool-limit: what needs all of their bytes (credentials, pixels, digests, what is seen again in them) was not checked.',
  'pixels-off': 'Invisible watermarks in pixels: switched off (--pixels off).',
  'tracing-off': 'Nothing was searched for marked pictures and sounds: videos, stills and mixes may show them without a mark.',
  'tracing-limits':
    'Tracing looks for what is marked or declared, and for nothing else. It does not find pictures with hardly any detail, what is very small, blurred or there for a moment, or what was drawn or generated anew. Of sound, nothing is claimed where it is shorter than 8 s, quieter than the speech or music over it (below 0 dB) with less than 5 s clear of it, reversed, or run at another speed than 96, 100 or 104 %.',
  'no-trust-list': 'No trust list is configured: signers cannot be told apart, so no credential counts as trusted.',
  'remote-credentials': 'Credentials at remote addresses are reported, never fetched.',
  identities: 'Identities inside credentials (CAWG) whose issuer lies at an address: looking them up needs the network.',
  'no-heic-pixels': 'HEIC and HEIF pictures cannot be decoded here: no thumbnail.',
  'stripped-marks': 'A mark that was stripped leaves no trace: unmarked is no proof that AI was not used.',
};

const stills = (count: number): string => (count === 1 ? '1 still' : `${count} stills`);

/** Stills whose pixels were not searched for invisible watermarks, by reason. */
export const pixelGaps = {
  lossy: ({ count }: { count: number }): string =>
    `Invisible watermarks in ${stills(count)} with lossy compression (--pixels all looks at them too).`,
  'no-decoder': ({ count }: { count: number }): string =>
    `Invisible watermarks in ${stills(count)} of formats whose pixels are not decoded here.`,
  'too-large': ({ count }: { count: number }): string =>
    `Invisible watermarks in ${stills(count)} larger than the pixel tier reads.`,
  failed: ({ count }: { count: number }): string => `Invisible watermarks in ${stills(count)} that could not be decoded.`,
};
