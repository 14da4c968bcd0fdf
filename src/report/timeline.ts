import { printable } from './printable.ts';
import type { ReportOptions, TimelineReporter, VideoFile } from './reporter.ts';
import { avidText } from './timeline/avid.ts';
import { edlParts } from './timeline/edl.ts';
import { fcpXmlText } from './timeline/fcp-xml.ts';
import { type MarkedVideo, markedVideos } from './timeline/markers.ts';
import { otioText } from './timeline/otio.ts';

/** A reporter that writes the markers of each video in one format; several texts where a video takes several files. */
function timelineReporter(
  name: string,
  extension: string,
  write: (video: MarkedVideo, title: string) => readonly string[],
): TimelineReporter {
  return {
    name,
    extensions: [extension],
    renderVideos(report, options) {
      const { videos, notes } = markedVideos(report, options);
      return { files: videos.flatMap((video) => filesOf(video, write(video, titleOf(video, options)))), notes };
    },
  };
}

function titleOf({ asset }: MarkedVideo, { messages }: ReportOptions): string {
  return printable(messages.timeline.title({ video: asset.path }));
}

function filesOf({ asset: { path: video } }: MarkedVideo, texts: readonly string[]): VideoFile[] {
  return texts.map((content, index) => ({ video, content, ...(texts.length > 1 ? { part: index + 1 } : {}) }));
}

/** `edl`: markers for DaVinci Resolve. */
export const edl = timelineReporter('edl', '.edl', edlParts);

/** `avid`: markers for Media Composer. */
export const avid = timelineReporter('avid', '.avid.txt', (video) => [avidText(video)]);

/** `fcp-xml`: markers for Premiere Pro and Final Cut Pro 7. */
export const fcpXml = timelineReporter('fcp-xml', '.fcp.xml', (video, title) => [fcpXmlText(video, title)]);

/** `otio`: markers for everything that reads OpenTimelineIO. */
export const otio = timelineReporter('otio', '.otio', (video, title) => [otioText(video, title)]);
