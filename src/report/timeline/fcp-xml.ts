import { framesInSecond } from '../../tools/timecode.ts';
import { type XmlElement, xmlText } from '../../tools/xml.ts';
import { printable } from '../printable.ts';
import type { MarkedVideo, TimelineMarker, Tone } from './markers.ts';

/**
 * Final Cut Pro 7 XML (xmeml), the one form in which Premiere Pro takes markers from a file: a sequence with the whole video as
 * its one clip, and markers in frames from the first, `out` exclusive.
 * https://developer.apple.com/library/archive/documentation/AppleApplications/Reference/FinalCutPro_XML/
 */
export function fcpXmlText(video: MarkedVideo, title: string): string {
  const { asset, clock, markers } = video;
  const rate = rateOf(video);
  const length = clock.length ?? Math.max(...markers.map(({ first, frames }) => first + frames));
  const timecode = {
    rate,
    string: clock.timecodeOf(0),
    frame: clock.start,
    displayformat: clock.count.drop ? 'DF' : 'NDF',
  };
  const { width, height } = asset.about;
  const characteristics = { rate, ...(width === undefined || height === undefined ? {} : { width, height }) };
  const sequence = {
    '@id': 'sequence-1',
    name: title,
    duration: length,
    rate,
    timecode,
    media: { video: { format: { samplecharacteristics: characteristics }, track: trackOf(video, characteristics, timecode) } },
    marker: markers.map(ofMarker),
  };
  const text = xmlText({ xmeml: { '@version': '4', sequence } });
  // Premiere writes it, and some readers know the format by it; the serializer's wrapper knows no document types.
  return text.replace('?>\n', '?>\n<!DOCTYPE xmeml>\n');
}

/** `timebase` counts numbers, `ntsc` says that 1000 of them take 1001 parts. */
function rateOf({ clock }: MarkedVideo): XmlElement {
  return { timebase: framesInSecond(clock.count.rate), ntsc: clock.count.rate[1] === 1001 ? 'TRUE' : 'FALSE' };
}

/** The video on its track. Image sequences have no one file, and a clip needs a length: without either, the track is empty. */
function trackOf(video: MarkedVideo, samplecharacteristics: XmlElement, timecode: XmlElement): XmlElement {
  const { asset, clock } = video;
  const duration = clock.length;
  if (asset.kind === 'sequence' || duration === undefined) return {};
  const rate = rateOf(video);
  const name = printable(asset.path.split('/').at(-1) ?? asset.path);
  const media = { video: { samplecharacteristics } };
  const file = { '@id': 'file-1', name, pathurl: asset.uri, rate, duration, timecode, media };
  const times = { start: 0, end: duration, in: 0, out: duration };
  return { clipitem: { '@id': 'clipitem-1', name, duration, rate, ...times, file } };
}

/**
 * Colours as Premiere writes them, 0xAABBGGRR; green is its own default and has none. Other programs take no colour from XML.
 * Read from a Premiere export by the author of a converter, not by us.
 */
const colours: Readonly<Record<Tone, number | undefined>> = {
  blocker: 4281740498,
  issue: 4281049552,
  sighting: 4280578025,
  unmatched: 4289825711,
  unchecked: 4292277273,
  fyi: 4294741314,
  answered: undefined,
};

function ofMarker({ first, frames, isRange, tone, name, comment }: TimelineMarker): XmlElement {
  return { comment, name, in: first, out: isRange ? first + frames : -1, pproColor: colours[tone] };
}
