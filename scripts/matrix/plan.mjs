/** Which samples there are to be, and what each must give: from the catalogue alone, before any reader runs. */
import { markerById, markers } from '../../dist/markers/index.js';
import { containersFor } from './containers.mjs';

/** Containers that the C2PA builder signs. */
export const signable = [
  ...['jpg', 'png', 'webp', 'tif', 'dng', 'gif', 'avif', 'heic', 'jxl', 'svg'],
  ...['mp4', 'mov', '3gp', 'm4a', 'avi', 'wav', 'mp3', 'flac'],
];

/** Statements that lie in no media container, by source and name, with where they are proved instead. */
const elsewhere = [
  [/^watermark:/, 'lies in pixels or sound, in no container: test/read/watermark'],
  [/^sidecar:/, 'a text, JSON or XML beside the media, in no container'],
  [
    /^container:(jpeg|png|tiff|gif|jxl|svg|uuid|riff:C2PA)|^id3:GEOB$/,
    'the place of a C2PA store: the samples of scripts/matrix/stores.mjs',
  ],
  [/^container:(pdf|ooxml|zip)/, 'a document, no picture, film or sound'],
  [/^filename:/, 'the name of the file, in no container'],
  [/^exif:LearningOptOutIn/, 'ExifTool does not write this tag yet'],
  [
    /^container:tag:(hyperframes_renderer|encoder|handler_name)$/,
    "a name of ffprobe's for what stands elsewhere under another name",
  ],
];

/** Markers that are about one container; in others the same words are another marker's. */
const onlyIn = {
  'aigc-gif': ['gif'],
  'aigc-webp': ['webp'],
  'aigc-tiff': ['tif'],
  'aigc-flv': ['flv'],
  'aigc-jpeg-app': [],
};
const onlyInReason = 'the marker is about another container; here the general one speaks';

/** Verdicts that words about AI lead to, strongest first. A capture counts only where a trusted credential states it. */
const verdictsOf = [
  ['generated', ['generated']],
  ['edited', ['edited']],
  ['possible', ['possible']],
  ['tool', ['possible']],
  ['captured', ['captured', 'unmarked']],
  ['nothing', ['captured', 'unmarked']],
];

/** What an example says by its own marker, and the verdict that all markers together lead to. */
function expectationOf(marker, facts) {
  const placed = facts.map((fact) => ({ where: 'example', ...fact }));
  const own = marker.match(placed)[0]?.says ?? marker.says;
  const all = markers.flatMap((other) => other.match(placed).map((match) => match.says ?? other.says));
  const says = own === 'nothing' ? (verdictsOf.find(([word]) => all.includes(word))?.[0] ?? own) : own;
  return { says: own, verdicts: verdictsOf.find(([word]) => word === says)[1] };
}

/** Every example of every marker in every container where it can lie; `impossible` are the others, with the reason. */
export function planExamples() {
  const planned = [];
  const impossible = [];
  for (const marker of markers) {
    for (const [example, facts] of marker.examples.yes.entries()) {
      const stored = facts.every(({ source }) => source === 'c2pa');
      const base = { marker: marker.id, example, facts, stored, ...expectationOf(marker, facts) };
      const reason = elsewhereOf(facts);
      const homes = reason !== undefined ? [] : stored ? signedIn(marker, example) : spelledIn(example, containersFor(facts));
      if (homes.length === 0) impossible.push({ marker: marker.id, example, container: '*', reason: reason ?? noHome(facts) });
      for (const container of homes) {
        const isAbout = onlyIn[marker.id]?.includes(container) ?? true;
        if (isAbout) planned.push({ ...base, container });
        else impossible.push({ marker: marker.id, example, container, reason: onlyInReason });
      }
    }
  }
  return { planned, impossible };
}

/**
 * The first example of a marker goes into every container, and spellings of it into one. Names of vendors are all the same
 * statement with another word, and what says nothing of AI can only mislead: every kind of statement about AI is in every
 * container, each name and each neutral statement in four.
 */
function signedIn(marker, example) {
  if (example > 0) return ['jpg'];
  return marker.id.startsWith('c2pa-v-') || marker.says === 'nothing' ? ['jpg', 'png', 'mp4', 'wav'] : signable;
}

/** Further spellings of XMP differ in the packet alone, which is the same in every container; other tags differ by container. */
function spelledIn(example, containers) {
  return example > 0 && containers.length > 12 ? containers.slice(0, 3) : containers;
}

function elsewhereOf(facts) {
  const names = facts.map(({ source, name }) => `${source}:${name}`);
  return elsewhere.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1];
}

const noHome = (facts) => `no container of the matrix takes ${facts.map(({ source, name }) => `${source}:${name}`).join(' + ')}`;

/** A cell of a form: what the marker usually says; without a marker, any that calls it generated. */
export function planForm(marker, container, how) {
  const says = markerById.get(marker)?.says ?? 'generated';
  return { marker, container, how, says, verdicts: verdictsOf.find(([word]) => word === says)[1] };
}
