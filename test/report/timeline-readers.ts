import { SaxesParser } from 'saxes';
import timecodeBoss from 'timecode-boss';

/*
 * Small readers of the four timeline formats, written from what each program is known to read and not from the writers, and an
 * independent library for the timecodes.
 */

/** A marker as a program would take it, in frames from the first frame of the timeline. */
export interface ReadMarker {
  readonly first: number;
  /** Null for a marker without a length. */
  readonly frames: number | null;
  readonly name: string;
  readonly note: string;
  readonly colour: string;
}

// The package's types describe it as an ES module, which it is not.
const Boss = timecodeBoss as unknown as new (timecode: string, rate: number) => { frameCount(): number };

/** Frames from midnight by the other library, which takes 29.97 and 59.94 for drop frame and 30 and 60 for non-drop. */
export function bossFrames(timecode: string, perSecond: number, drop: boolean): number {
  return new Boss(timecode, drop ? Number((perSecond / 1.001).toFixed(2)) : perSecond).frameCount();
}

/** Markers of a Resolve EDL. Throws for anything that is not title, mode, blank line, event or note. */
export function readEdl(text: string, perSecond: number, start: string): { drop: boolean; title: string; markers: ReadMarker[] } {
  const [title = '', mode = '', ...rest] = text.split('\n');
  if (!title.startsWith('TITLE: ') || !/^FCM: (NON-)?DROP FRAME$/.test(mode)) throw new Error('no head');
  const drop = mode === 'FCM: DROP FRAME';
  const frame = (timecode: string) => bossFrames(timecode, perSecond, drop) - bossFrames(start, perSecond, drop);
  const markers: ReadMarker[] = [];
  for (let at = 0; at < rest.length; at += 1) {
    const line = rest[at] ?? '';
    if (line === '') continue;
    const event = /^(\d{3}) {2}001 {6}V {5}C {8}(\S{11}) (\S{11}) (\S{11}) (\S{11})$/.exec(line);
    const note = /^([^|]*) \|C:ResolveColor(\w+) \|M:([^|]*) \|D:(\d+)$/.exec(rest[at + 1] ?? '');
    if (!event || !note) throw new Error(`no event: ${line}`);
    const [, number, from = '', to = '', recordFrom, recordTo] = event;
    if (Number(number) !== markers.length + 1 || from !== recordFrom || to !== recordTo) throw new Error(`event ${number}`);
    if (frame(to) !== frame(from) + 1) throw new Error(`an event of Resolve's markers is one frame long: ${line}`);
    if ([from, to].some((timecode) => (timecode[8] === ';') !== drop)) throw new Error(`not the mode of the head: ${line}`);
    const [, words = '', colour = '', name = '', frames] = note;
    markers.push({ first: frame(from), frames: Number(frames), name, note: words, colour });
    at += 1;
  }
  return { drop, title: title.slice(7), markers };
}

/** Markers of a Media Composer list; every line has its six cells. */
export function readAvid(text: string, perSecond: number, start: string): ReadMarker[] {
  const drop = start[8] === ';';
  const lines = text.split('\n');
  if (lines.pop() !== '') throw new Error('the last line has no end');
  return lines.map((line) => {
    const cells = line.split('\t');
    const [user, timecode = '', track, colour = '', note = '', frames] = cells;
    if (cells.length !== 6 || user !== 'trueslate' || track !== 'V1') throw new Error(`cells: ${line}`);
    const first = bossFrames(timecode, perSecond, drop) - bossFrames(start, perSecond, drop);
    return { first, frames: Number(frames), name: note, note, colour };
  });
}

interface Element {
  readonly name: string;
  readonly children: Element[];
  text: string;
}

/** An XML text as elements; throws where it is not well-formed. */
export function readXml(text: string): Element {
  const root: Element = { name: '', children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => {
    const element = { name, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  parser.on('text', (part) => {
    const element = open.at(-1);
    if (element) element.text += part;
  });
  parser.write(text).close();
  return root;
}

/** The element at a path of names, the first of each. */
export function at(element: Element, ...names: readonly string[]): Element {
  const [name, ...rest] = names;
  if (name === undefined) return element;
  const child = element.children.find((one) => one.name === name);
  if (!child) throw new Error(`no <${name}> in <${element.name}>`);
  return at(child, ...rest);
}

/** Markers and clock of an xmeml sequence. */
export function readFcpXml(text: string) {
  const sequence = at(readXml(text), 'xmeml', 'sequence');
  const number = (...names: string[]) => Number(at(sequence, ...names).text);
  const markers = sequence.children
    .filter(({ name }) => name === 'marker')
    .map((marker): ReadMarker => {
      const [first, out] = [Number(at(marker, 'in').text), Number(at(marker, 'out').text)];
      const colour = marker.children.find(({ name }) => name === 'pproColor')?.text ?? '';
      const frames = out === -1 ? null : out - first;
      return { first, frames, name: at(marker, 'name').text, note: at(marker, 'comment').text, colour };
    });
  return {
    timebase: number('rate', 'timebase'),
    ntsc: at(sequence, 'rate', 'ntsc').text,
    start: at(sequence, 'timecode', 'string').text,
    startFrame: number('timecode', 'frame'),
    format: at(sequence, 'timecode', 'displayformat').text,
    duration: number('duration'),
    markers,
  };
}

type OtioTime = { readonly OTIO_SCHEMA: string; readonly rate: number; readonly value: number };
interface OtioMarker {
  readonly name: string;
  readonly color: string;
  readonly metadata: { readonly Resolve_OTIO: { readonly Note: string } };
  readonly marked_range: { readonly start_time: OtioTime; readonly duration: OtioTime };
}

/** Markers and clock of an OTIO timeline; every schema must be one that OpenTimelineIO knows. */
export function readOtio(text: string) {
  const known = /^(Timeline|Stack|Track|Clip|RationalTime|TimeRange|ExternalReference|MissingReference)\.1$|^Marker\.2$/;
  const timeline = JSON.parse(text, (_, value) => {
    if (typeof value?.OTIO_SCHEMA === 'string' && !known.test(value.OTIO_SCHEMA)) throw new Error(value.OTIO_SCHEMA);
    return value;
  });
  const rate: number = timeline.global_start_time.rate;
  const frames = (time: OtioTime): number => {
    if (time.OTIO_SCHEMA !== 'RationalTime.1' || time.rate !== rate || !Number.isInteger(time.value)) throw new Error('time');
    return time.value;
  };
  const clip = timeline.tracks.children[0].children[0];
  return {
    rate,
    start: frames(timeline.global_start_time),
    clip: [frames(clip.source_range.start_time), frames(clip.source_range.duration)],
    media: clip.media_reference,
    markers: (timeline.tracks.markers as OtioMarker[]).map(
      (marker): ReadMarker => ({
        first: frames(marker.marked_range.start_time),
        frames: frames(marker.marked_range.duration),
        name: marker.name,
        note: marker.metadata.Resolve_OTIO.Note,
        colour: marker.color,
      }),
    ),
  };
}
