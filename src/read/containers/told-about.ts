import type { About, Fact } from '../../model/index.ts';
import { withLoose } from './loose.ts';
import type { Walk, Walker } from './reads.ts';

/** Where tags say what the structure of the container leaves out, as source and name; the first that is there counts. */
const tagsAbout: readonly (readonly [keyof About, readonly (readonly [Fact['source'], string])[]])[] = [
  ['make', [['xmp', 'tiff:Make']]],
  ['model', [['xmp', 'tiff:Model']]],
  [
    'software',
    [
      ['container', 'keys:com.apple.quicktime.software'],
      ['container', 'info:ISFT'],
      ['xmp', 'xmp:CreatorTool'],
      ['xmp', 'tiff:Software'],
    ],
  ],
  [
    'created',
    [
      ['xmp', 'exif:DateTimeOriginal'],
      ['xmp', 'photoshop:DateCreated'],
      ['xmp', 'xmp:CreateDate'],
      ['xmp', 'pdf:CreationDate'],
    ],
  ],
  // Where there is no track of timecode: https://www.matroska.org/technical/tagging.html; ISMP is the SMPTE time code of RIFF.
  [
    'timecode',
    [
      ['container', 'matroska:TIMECODE'],
      ['container', 'info:ISMP'],
    ],
  ],
];

/** The same walk with what lies outside its structures, and with what tags tell about the asset beside what the container tells. */
export function told(walker: Walker): Walker {
  const whole = withLoose(walker);
  return function* (file) {
    const walk: Walk = yield* whole(file);
    const about: Record<string, string> = {};
    for (const [key, names] of tagsAbout) {
      const value = names.map(([source, name]) => tagOf(walk.facts, source, name)).find((found) => found !== undefined);
      if (value !== undefined) about[key] = value;
    }
    return Object.keys(about).length === 0 ? walk : { ...walk, about: { ...about, ...walk.about } };
  };
}

function tagOf(facts: readonly Fact[], source: Fact['source'], name: string): string | undefined {
  return facts.find((fact) => fact.source === source && fact.name === name)?.value;
}
