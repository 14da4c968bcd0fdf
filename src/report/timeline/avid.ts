import type { MarkedVideo, Tone } from './markers.ts';

/**
 * The text that Media Composer exports from its Markers window and imports there: a line a marker, user, timecode, track, colour,
 * comment and duration in frames, between tabs. A list that Media Composer wrote:
 * https://github.com/adamhawkey/EDL_tools/blob/master/Marker_tools/README.md
 */
export function avidText({ clock, markers }: MarkedVideo): string {
  const lines = markers.map(({ first, frames, tone, name, comment }) =>
    ['trueslate', clock.timecodeOf(first), 'V1', colours[tone], `${name}: ${comment}`, String(frames)].map(cell).join('\t'),
  );
  return lines.map((line) => `${line}\n`).join('');
}

/** The eight colours that every version of Media Composer has. */
const colours: Readonly<Record<Tone, string>> = {
  blocker: 'red',
  issue: 'yellow',
  sighting: 'white',
  unmatched: 'magenta',
  unchecked: 'cyan',
  fyi: 'blue',
  answered: 'green',
};

/** Texts come without control characters; this holds even where one is added that does not. */
const cell = (text: string): string => text.replace(/\p{Cc}+/gu, ' ');
