import type { Degree } from '../../model/index.ts';

type Words = { readonly title: string; readonly tools: string };

/** Words of the draft of credits: what a producer can paste, and what must not be pasted. */
export const credits = {
  title: ({ title }: { title: string }): string => `${title}: use of generative AI`,
  draft: 'DRAFT from the declaration of AI uses. A person must read it, correct the wording and have it approved.',
  /** Begins the mark behind a sentence that must not be published unseen; the codes follow, and `]`. */
  checkStart: '[CHECK:',
  checkNote: 'A sentence with [CHECK: ...] has open findings of those codes: settle them, then take the mark out.',
  start: '----- for the credits -----',
  end: '----- end of the text for the credits -----',
  opening: 'Generative AI was used in the making of this programme:',
  degrees: {
    generated: ({ title, tools }: Words): string => `${title}. Generated with ${tools}.`,
    composite: ({ title, tools }: Words): string => `${title}. Contains elements generated with ${tools}.`,
    altered: ({ title, tools }: Words): string => `${title}. Altered with ${tools}.`,
    enhanced: ({ title, tools }: Words): string => `${title}. Enhanced with ${tools}.`,
    assistive: ({ title, tools }: Words): string => `${title}. Made with the help of ${tools}.`,
  } satisfies Record<Degree, (words: Words) => string>,
  tools: 'AI tools used:',
  tool: ({ name, vendor }: { name: string; vendor: string }): string => (vendor === '' ? name : `${name} (${vendor})`),
  and: 'and',
  noTool: 'an AI tool that is not named',
  noneUsed: 'No generative AI was used in the making of this programme.',
  nothing: {
    'no-declaration': 'No text can be drafted: no declaration of AI uses was given.',
    'not-yet-known': 'No text can be drafted: the declaration says that the uses of AI are not yet known.',
    contradicted:
      'No text can be drafted: the declaration states that no generative AI was used, but files of the delivery are marked as AI (below).',
    'nothing-final': 'No declared use is part of what the audience sees or hears; nothing is drafted.',
  },
  notForCredits: 'NOT FOR THE CREDITS',
  undeclared: ({ files, ranges }: { files: number; ranges: number }): string =>
    `Marked as AI and not yet declared (${ranges === 0 ? files : `${files === 1 ? '1 file' : `${files} files`}, ${ranges === 1 ? '1 range' : `${ranges} ranges`}`}). ` +
    `Declare or replace ${files + ranges === 1 ? 'it' : 'them'} before the text above goes out:`,
  answeredFor: ({ count }: { count: number }): string =>
    `Marked as AI, not declared, and answered for by somebody (${count}); left out of the text above:`,
  answered: ({
    marked,
    answer,
    reason,
    by,
    date,
  }: Readonly<Record<'marked' | 'answer' | 'reason' | 'by' | 'date', string>>): string =>
    `${marked}; ${answer}: ${reason} (${by}, ${date})`,
  marked: ({ path, verdict, generator }: { path: string; verdict: string; generator: string }): string =>
    generator === '' ? `${path}: ${verdict}` : `${path}: ${verdict}, ${generator}`,
  /** `seen`: the sources that are seen there, as `marked` words them. */
  markedRange: ({ path, from, to, seen }: Readonly<Record<'path' | 'from' | 'to' | 'seen', string>>): string =>
    `${path}: ${from} to ${to}${seen === '' ? '' : ` (${seen})`}`,
  unread: ({ count }: { count: number }): string =>
    `Not read in full (${count}), so nothing can be said about ${count === 1 ? 'it' : 'them'}:`,
  kept: 'Declared, but not as part of this delivery; left out of the text above:',
  /** Over declared ranges, by how they fared. */
  declaredPlaces: {
    'declared-and-matched': ({ count }: { count: number }): string => `Declared, and seen or heard there (${count}):`,
    'temp-in-final': ({ count }: { count: number }): string => `Declared as temporary, and still seen or heard there (${count}):`,
    'declared-unmatched': ({ count }: { count: number }): string =>
      `Declared, but nothing marked was seen or heard there (${count}); make sure that ${count === 1 ? 'it is' : 'they are'} in the programme:`,
    unverifiable: ({ count }: { count: number }): string => `Declared, and not checked (${count}):`,
  },
  open: 'Declared uses with open findings; settle these first:',
  openUse: ({ use, title, findings }: { use: string; title: string; findings: string }): string => `${use} ${title}: ${findings}`,
  methods: 'How the audience is to be told, as declared:',
  methodOf: ({ use, title, methods }: { use: string; title: string; methods: string }): string => `${use} ${title}: ${methods}`,
};
