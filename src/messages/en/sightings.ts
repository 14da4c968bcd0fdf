import type { SightingMedium, SightingRelation, TraceGap, TraceGapCode } from '../../model/index.ts';

type Word = { readonly label: string; readonly means: string };

/** Files of one kind that could not be traced, for one reason; `paths`: some of them. */
type Gap = { readonly role: TraceGap['role']; readonly count: number; readonly reason: string; readonly paths: string };

/** How what is seen relates to the marked source. */
const relations: Record<SightingRelation, Word> = {
  marked: { label: 'marked source', means: 'The marked source itself is seen or heard.' },
  either: {
    label: 'it or what it was made from',
    means: 'This picture or the one that it was made from: no original of it is known with which it could be compared.',
  },
  ambiguous: {
    label: 'it or its original',
    means: 'The unmarked original is known, and what is visible there does not tell which of the two it is.',
  },
  original: { label: 'original seen', means: 'The unmarked original is seen, not the marked picture: no finding.' },
};

const media: Record<SightingMedium, string> = { still: 'still', clip: 'clip', sound: 'sound' };

/** Why something could not be traced. */
const gaps: Record<TraceGapCode, string> = {
  'too-flat': 'too little detail to be found again',
  'no-decoder': 'nothing here decodes its format',
  'not-decoded': 'it could not be decoded, or not in full',
  'too-quiet': 'too quiet to be found again',
  'too-short': 'too short to be found again',
  'too-long': 'longer than what is searched',
  interrupted: 'the search was interrupted',
};

const times = (n: number): string => (n === 1 ? '1 sighting' : `${n} sightings`);

/** Words of what was found again, and of what could not be looked for. */
export const sightings = {
  relations,
  media,
  gaps,
  times,
  /** An unmarked asset in which marked material is seen. */
  containsAi: (label: string, n: number): string => `${label} (${times(n)})`,
  seenIn: 'Marked material seen in it',
  declaredSeen: 'Declared material seen',
  declaredForOther: 'For other places in this file; what the finding names is not covered:',
  declaredAs: (uses: string): string => `declared as ${uses}`,
  /** What the figures and the numbers of a sighting mean, in one line. */
  legend: 'Score: likeness, at most 1. Matching points: details that agree.',
  /** Before the same, where the outline of the source is drawn in a frame. */
  outlineLegend: 'Yellow: where the source lies in the frame; white: the frame, where the source reaches beyond it.',
  undeclared: 'Seen or heard in the delivery and not declared',
  open: (n: number): string => (n === 1 ? '1 place' : `${n} places`),
  /** Behind the end of the list of what is seen. */
  originals: (n: number): string =>
    n === 1
      ? 'Once the unmarked original is seen, which is no finding.'
      : `${n} times the unmarked original is seen, which is no finding.`,
  relation: 'What it is',
  medium: 'Kind',
  proofSource: 'Marked source',
  proofDeclared: 'Declared source',
  proofTarget: 'Where it is seen',
  proofOriginal: 'Original that was compared',
  /** Of an original that no file holds. */
  inCredential: (source: string): string => `as the credential of ${source} shows it`,
  /** Of the picture of a source or of a frame, for those who do not see it. */
  pictureOf: (path: string, at: string): string => (at === '' ? path : `${path}, ${at}`),
  score: 'Score',
  scoreMeans: 'Correlation of what is shown with the source, or share of its landmarks that fit; 1 is the most.',
  inliers: 'Matching points',
  inliersMeans: 'Features that agree with one placing of the picture, or landmarks that agree with one offset.',
  area: 'Share of the frame',
  ofSource: 'Part of the source',
  speed: 'Speed',
  stream: 'Audio stream',
  channels: 'Channels',
  mirrored: 'shown mirrored',
  backwards: 'backwards',
  declaredOnly: 'no mark in the source; the declaration names it',
  seconds: (from: string, to: string): string => `${from} s to ${to} s`,
  traced: (sources: number, targets: number, unsought: number): string =>
    `${unsought > 0 ? `${sources - unsought} of ${sources} marked or declared files were` : sources === 1 ? '1 marked or declared file was' : `${sources} marked or declared files were`} searched for in ${targets === 1 ? '1 video, still or sound' : `${targets} videos, stills and sounds`}.`,
  gap: ({ role, count, reason, paths }: Gap): string => {
    const files = count === 1 ? '1 file' : `${count} files`;
    const was = count === 1 ? 'was' : 'were';
    return role === 'source'
      ? `${files} marked or declared as AI ${was} not searched for (${reason}): ${paths}`
      : `${files} ${was} not searched for marked material (${reason}): ${paths}`;
  },
  untraced: 'Not traced',
  roles: { source: 'to be searched for', target: 'to be searched' } satisfies Record<TraceGap['role'], string>,
};
