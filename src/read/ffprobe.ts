import type { About, Fact, Reading } from '../model/index.ts';
import type { ProbeAnswer } from '../tools/ffprobe.ts';

/** Turns ffprobe's answer into a reading: format and stream tags, and what the media are. It never decides readability. */
export function ffprobeReading(answer: ProbeAnswer, version: string): Reading {
  const facts = [
    ...tagFacts(answer.format.tags, 'format'),
    ...answer.streams.flatMap((stream, index) => tagFacts(stream.tags, `stream ${index}`)),
  ];
  return { reader: 'ffprobe', version, ok: true, facts, problems: [], about: aboutOf(answer) };
}

/** A reading that says that ffprobe could not read this file: a warning, since the container walk decides. */
export function ffprobeFailed(error: unknown, version: string): Reading {
  const lines = String((error as Error)?.message ?? error)
    .trim()
    .split('\n');
  const detail = (lines.at(-1) ?? '').replace(/^.*?: (?=[A-Z])/, '');
  return {
    reader: 'ffprobe',
    version,
    ok: true,
    facts: [],
    problems: [{ code: 'reader-warning', params: { reader: 'ffprobe', detail } }],
  };
}

function tagFacts(tags: Readonly<Record<string, string | number>> | undefined, place: string): Fact[] {
  return Object.entries(tags ?? {}).map(([key, value]) => ({
    source: 'container',
    name: `tag:${key}`,
    value: String(value),
    where: `${place} tag ${key}`,
  }));
}

/** Tags are named in small letters in QuickTime and MXF, in capitals in Matroska. */
function tagNamed(tags: Readonly<Record<string, string | number>> | undefined, name: string): string | number | undefined {
  return Object.entries(tags ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];
}

function aboutOf({ format, streams }: ProbeAnswer): About {
  // A cover is no picture of the sound: its size says nothing of it.
  const video = streams.find((stream) => stream.codec_type === 'video' && stream.disposition?.attached_pic !== 1);
  const duration = Number(format.duration);
  const timecode = [format.tags, ...streams.map((stream) => stream.tags)]
    .map((tags) => tagNamed(tags, 'timecode'))
    .find((value) => value !== undefined);
  const rate = video?.avg_frame_rate ?? video?.r_frame_rate;
  return {
    ...(video?.width ? { width: video.width } : {}),
    ...(video?.height ? { height: video.height } : {}),
    ...(Number.isFinite(duration) && duration > 0 ? { duration } : {}),
    ...(timecode === undefined ? {} : { timecode: String(timecode) }),
    ...(rate === undefined || rate === '0/0' ? {} : { frameRate: rate.endsWith('/1') ? rate.slice(0, -2) : rate }),
  };
}
