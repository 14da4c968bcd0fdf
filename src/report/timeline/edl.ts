import { grouped } from '../places-of-findings.ts';
import { printable } from '../printable.ts';
import { type MarkedVideo, type TimelineMarker, type Tone, tones } from './markers.ts';

/**
 * What DaVinci Resolve writes as "Timeline Markers to EDL" and reads back: one event of one frame for each marker, then a line of
 * the note, `|C:` colour, `|M:` name and `|D:` duration in frames. Files that Resolve wrote:
 * https://github.com/TheAcharya/MarkersExtractor/issues/25 and https://github.com/partouf/OBSInfoWriter/issues/55;
 * another reader and writer: https://github.com/SubtitleEdit/subtitleedit/pull/13730
 */
export function edlParts({ asset, clock, markers }: MarkedVideo, title: string): readonly string[] {
  const events = oneEachFrame(markers);
  const parts: string[] = [];
  for (let from = 0; from < events.length; from += mostEvents) {
    const lines = events.slice(from, from + mostEvents).flatMap((marker, index) => {
      const [at, next] = [clock.timecodeOf(marker.first), clock.timecodeOf(marker.first + 1)];
      const event = `${String(index + 1).padStart(3, '0')}  001      V     C        ${at} ${next} ${at} ${next}`;
      const tags = `|C:ResolveColor${colours[marker.tone]} |M:${ascii(marker.name)} |D:${marker.frames}`;
      return [event, `${ascii(marker.comment)} ${tags}`, ''];
    });
    const mode = clock.count.drop ? 'DROP FRAME' : 'NON-DROP FRAME';
    parts.push([`TITLE: ${ascii(title) || ascii(asset.path)}`, `FCM: ${mode}`, '', ...lines].join('\n'));
  }
  return parts;
}

/** CMX 3600 numbers its events with three digits: https://edlmax.com/edlmaxhelp/Edl/Append_Edl.htm */
const mostEvents = 999;

const colours: Readonly<Record<Tone, string>> = {
  blocker: 'Red',
  issue: 'Yellow',
  sighting: 'Pink',
  unmatched: 'Purple',
  unchecked: 'Cyan',
  fyi: 'Blue',
  answered: 'Green',
};

/** Resolve holds one marker a frame and drops any other: what begins together becomes one, with the most urgent colour. */
function oneEachFrame(markers: readonly TimelineMarker[]): readonly TimelineMarker[] {
  return [...grouped(markers, ({ first }) => String(first)).values()].map((together) => {
    const [one] = together as [TimelineMarker];
    const tone = tones.find((candidate) => together.some((marker) => marker.tone === candidate)) ?? one.tone;
    const names = [...new Set(together.map(({ name }) => name))].join(' + ');
    const comments = [...new Set(together.map(({ comment }) => comment))].join(' / ');
    return { ...one, tone, name: names, comment: comments, frames: Math.max(...together.map(({ frames }) => frames)) };
  });
}

/**
 * A text for a line of an EDL: the format knows ASCII only, a bar begins a tag, and a line that begins with a digit can be taken
 * for an event and one with an asterisk for a remark. Accents go, other letters are written out.
 */
function ascii(text: string): string {
  const plain = printable(text)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[‘’‚]/g, "'")
    .replace(/[“”„]/g, '"')
    .replace(/[–—]/g, '-')
    .replaceAll('…', '...')
    .replace(/[^\x20-\x7e]/gu, (letter) => `\\u{${letter.codePointAt(0)?.toString(16)}}`)
    .replaceAll('|', '/')
    .trim();
  const safe = /^[0-9*]/.test(plain) ? `. ${plain}` : plain;
  return safe.length > longest ? `${safe.slice(0, longest - 3)}...` : safe;
}

/** Characters of a text, so that no line grows beyond what editors show. */
const longest = 2000;
