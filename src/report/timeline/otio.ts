import { safeJson } from '../printable.ts';
import type { MarkedVideo, TimelineMarker, Tone } from './markers.ts';

/**
 * An OpenTimelineIO timeline with the whole video as its one clip, and the markers on its stack, counted from the video's first
 * frame. https://opentimelineio.readthedocs.io/en/latest/tutorials/otio-serialized-schema.html
 * `Clip.1`, because the readers of before 0.15 know no `Clip.2` and later ones upgrade it; the shapes are those of
 * https://github.com/AcademySoftwareFoundation/OpenTimelineIO/blob/main/tests/sample_data/enabled.otio
 */
export function otioText({ asset, clock, markers }: MarkedVideo, title: string): string {
  const rate = clock.count.rate[0] / clock.count.rate[1];
  const time = (value: number) => ({ OTIO_SCHEMA: 'RationalTime.1', rate, value });
  const range = (first: number, frames: number) => ({
    OTIO_SCHEMA: 'TimeRange.1',
    duration: time(frames),
    start_time: time(first),
  });
  const length = clock.length ?? Math.max(...markers.map(({ first, frames }) => first + frames));
  // Times inside media count from its own start timecode.
  const whole = range(clock.start, length);
  const reference = { metadata: {}, name: asset.path, available_range: clock.length === undefined ? null : whole };
  const media =
    asset.kind === 'sequence'
      ? { OTIO_SCHEMA: 'MissingReference.1', ...reference }
      : { OTIO_SCHEMA: 'ExternalReference.1', ...reference, target_url: asset.uri };
  const base = { metadata: {}, effects: [], enabled: true };
  const clip = { OTIO_SCHEMA: 'Clip.1', ...base, name: asset.path, source_range: whole, markers: [], media_reference: media };
  const track = { OTIO_SCHEMA: 'Track.1', ...base, name: 'V1', kind: 'Video', source_range: null, markers: [], children: [clip] };
  const stack = {
    OTIO_SCHEMA: 'Stack.1',
    ...base,
    name: 'tracks',
    source_range: null,
    markers: markers.map((marker) => ofMarker(marker, range(marker.first, marker.frames))),
    children: [track],
  };
  const timeline = {
    OTIO_SCHEMA: 'Timeline.1',
    metadata: { trueslate: { path: asset.path, startTimecode: clock.timecodeOf(0), dropFrame: clock.count.drop } },
    name: title,
    global_start_time: time(clock.start),
    tracks: stack,
  };
  return `${safeJson(JSON.stringify(timeline, null, 2))}\n`;
}

/** Names of `otio.schema.Marker.Color`. */
const colours: Readonly<Record<Tone, string>> = {
  blocker: 'RED',
  issue: 'YELLOW',
  sighting: 'PINK',
  unmatched: 'PURPLE',
  unchecked: 'CYAN',
  fyi: 'BLUE',
  answered: 'GREEN',
};

function ofMarker({ name, comment, tone }: TimelineMarker, marked: object): object {
  return {
    OTIO_SCHEMA: 'Marker.2',
    // Resolve keeps a marker's note here and was seen to import none from `comment`, which came to OTIO later.
    metadata: { Resolve_OTIO: { Keywords: [], Note: comment }, trueslate: { tone } },
    name,
    color: colours[tone],
    marked_range: marked,
    comment,
  };
}
