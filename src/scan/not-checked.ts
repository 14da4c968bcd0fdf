import type { NotCheckedCode } from '../messages/index.ts';

/** What this machine has to check with. */
export interface Machine {
  readonly hasTrustList: boolean;
  readonly hasFfprobe: boolean;
  /** Decodes videos and sounds. */
  readonly hasFfmpeg: boolean;
  /** Decodes pixels. */
  readonly hasSharp: boolean;
}

/** What a delivery holds that cannot be looked into. */
export interface Unopened {
  readonly archives: boolean;
  readonly pixelsOff: boolean;
  /** True where objects of a storage were read in part only. */
  readonly unfetched: boolean;
  /** True where one was larger than what may be fetched whole. */
  readonly tooLarge: boolean;
  readonly remoteCredentials: boolean;
  readonly identities: boolean;
  readonly placedMedia: boolean;
  readonly softBindings: boolean;
  readonly openEnded: boolean;
  readonly sequences: boolean;
  /** True where nothing was searched for what is marked. */
  readonly untraced: boolean;
  /** Tracing failed as a whole, which the report's problems tell. */
  readonly tracingFailed: boolean;
}

/** Limits that hold for every delivery in which such material is; archives and switches are spoken of by a run alone. */
export const whateverIsDelivered: Unopened = {
  archives: false,
  pixelsOff: false,
  unfetched: false,
  tooLarge: false,
  remoteCredentials: true,
  identities: true,
  placedMedia: true,
  softBindings: true,
  openEnded: true,
  sequences: true,
  untraced: false,
  tracingFailed: false,
};

/** What no tool, or no tool on this machine, can check; one list for scans and for `doctor`. */
export function notCheckedIn(machine: Machine, unopened: Unopened): NotCheckedCode[] {
  const conditions: readonly (readonly [NotCheckedCode, boolean])[] = [
    ['no-trust-list', !machine.hasTrustList],
    ['ffprobe-missing', !machine.hasFfprobe],
    ['ffmpeg-missing', !machine.hasFfmpeg],
    ['archives', unopened.archives],
    ['sharp-missing', !machine.hasSharp],
    ['not-fetched', unopened.unfetched],
    ['over-spool-limit', unopened.tooLarge],
    ['pixels-off', unopened.pixelsOff && !unopened.unfetched],
    ['tracing-off', unopened.untraced && !unopened.tracingFailed && !unopened.unfetched],
    ['tracing-limits', !unopened.untraced && !unopened.tracingFailed],
    ['remote-credentials', unopened.remoteCredentials],
    ['identities', unopened.identities],
    ['placed-media', unopened.placedMedia],
    ['synthid', true],
    ['digimarc', true],
    ['other-watermarks', true],
    ['c2pa-watermark', unopened.softBindings],
    ['open-ended', unopened.openEnded],
    ['sequences', unopened.sequences && !unopened.untraced],
    ['stripped-marks', true],
  ];
  return conditions.filter(([, holds]) => holds).map(([code]) => code);
}
