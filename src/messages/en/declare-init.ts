/** Words of `trueslate declare init`, and of the drafts that it writes. */

type Params = Readonly<Record<string, string | number>>;

const kinds: Readonly<Record<string, readonly [string, string]>> = {
  image: ['still', 'stills'],
  video: ['video', 'videos'],
  audio: ['sound', 'sounds'],
  sequence: ['sequence', 'sequences'],
  package: ['package', 'packages'],
  sidecar: ['sidecar', 'sidecars'],
  document: ['document', 'documents'],
};

const degrees: Readonly<Record<string, string>> = {
  generated: 'made',
  composite: 'with parts made',
  altered: 'altered',
};

const plural = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`;

export const declareInit = {
  command:
    'draft a declaration from a scan: one use for each group of marked assets, with the timecodes where they are seen or heard, TODO where only a person knows',
  options: {
    folder: "the delivery's folder, or one file",
    policy: 'lay out what this policy asks for as well (name or file; repeatable)',
    output: 'file to write, outside the delivery (default: stdout)',
    force: 'write over a file that exists',
    format: 'yaml, json, csv or xlsx (default: as the file is named, else yaml)',
    update: 'keep this declaration as it is, and add uses for what it does not cover yet',
    quiet: 'no summary on stderr',
  },
  inside: ({ file, folder }: Params): string =>
    `${file} lies inside the delivery, which trueslate never writes into; write the draft elsewhere, fill it in, and copy it to ${folder} yourself if it is to be delivered (ai-declaration.yaml there is found by itself).`,
  needsFile: ({ format }: Params): string => `A draft as ${format} is no text for the terminal; name a file with --output.`,
  existing: ({ file }: Params): string =>
    `Note: ${file} is in the folder already; this draft was made without it and does not replace it by itself.`,
  written: ({ file }: Params): string => `Draft written: ${file}`,
  summary: ({ marked, assets, uses, todos }: Params): string =>
    `${plural(Number(assets), 'asset', 'assets')} scanned, ${marked} marked as AI; ${plural(Number(uses), 'use', 'uses')} drafted, ${plural(Number(todos), 'TODO', 'TODOs')} to fill in.`,
  nothingScanned: 'Nothing was found to scan, so the draft says nothing about this folder.',
  incomplete: 'The scan is incomplete (something could not be read), so the draft may lack uses; "trueslate scan" says what.',
  leftOver: ({ possible, unreadable }: Params): string =>
    [
      Number(possible) > 0 ? `${plural(Number(possible), 'asset leaves', 'assets leave')} open whether AI was used` : '',
      Number(unreadable) > 0 ? `${plural(Number(unreadable), 'asset', 'assets')} could not be read in full` : '',
    ]
      .filter((part) => part !== '')
      .join(', and ')
      .concat('; in the draft as YAML they are listed at the end.'),
  places: ({ places, open }: Params): string => {
    const drafted = `${plural(Number(places), 'place', 'places')} where marked material is seen or heard drafted with timecodes`;
    return Number(open) === 0
      ? `${drafted}.`
      : `${drafted}; ${plural(Number(open), 'place is', 'places are')} for a person to decide on, and in the draft as YAML listed at the end.`;
  },
  unsought: ({ count }: Params): string =>
    `${plural(Number(count), 'marked file', 'marked files')} could not be searched for: look or listen for ${Number(count) === 1 ? 'it' : 'them'}; in the draft as YAML they are listed at the end.`,
  untraced:
    'Marked material was not searched for in the videos, stills and sounds, so the draft says nothing of where it is seen.',
  lost: ({ uses }: Params): string =>
    `${plural(Number(uses), 'use names', 'uses name')} files that this delivery does not hold (any more); take them out, or write where they are now:`,
  lostUse: ({ id, title, entries, more }: Params): string =>
    `  ${id} (${title}): ${entries}${Number(more) > 0 ? `; and ${more} more` : ''}`,
  like: ({ entry, path }: Params): string => `${entry} (a file of that name: ${path})`,
  next: ({ command }: Params): string => `Fill in every TODO, then: ${command}`,
  title: ({ count, kind, tool, folder, degree, name }: Params): string => {
    const [one, more] = kinds[String(kind)] ?? ['asset', 'assets'];
    const named = `${one.charAt(0).toUpperCase()}${one.slice(1)} ${name}`;
    const sequence = `Sequence ${name}, ${plural(Number(count), one, more)}`;
    const what = Number(count) === 1 ? named : name === undefined ? plural(Number(count), one, more) : sequence;
    const how = tool !== undefined && degree === 'generated' ? '' : ` ${degrees[String(degree)] ?? ''}`;
    return `${what}${how} by ${tool ?? 'AI'}${folder === '' ? '' : ` in ${folder}`}`;
  },
  and: ' and ',
  draft: {
    head: ({ marked, assets }: Params): readonly string[] => [
      `Draft of a declaration of AI uses, made from a scan: ${plural(Number(assets), 'asset', 'assets')}, ${marked} marked as AI.`,
      'Fill in every TODO, correct what the marks cannot know (titles, degrees, what belongs together, and uses that left no mark),',
      'then run: trueslate scan FOLDER --declaration FILE',
    ],
    nothingMarked: [
      'No asset carries a mark of AI. That is no proof that none was used, so a person has to decide. For the statement write',
      '  none-used       where no generative AI was used for anything in this delivery,',
      '  uses-listed     where some was: add the uses as below,',
      '  not-yet-known   where that is still being asked.',
    ],
    example: [
      'uses:',
      '  - id: U1',
      '    title: what was made or altered',
      '    tools: [name of the tool]',
      '    degree: generated',
      '    destination: final-visible',
      '    assets: [path/in/the/delivery.jpg]',
    ],
    legend: ['What the fields take:'],
    policies: (policies: string): readonly string[] => [
      policies === ''
        ? 'A line such as "# kind: TODO" is not asked of everybody: take away the "# " and fill it in where you can.'
        : `Lines such as "# function: TODO" are for ${policies}: take away the "# " and fill in what applies.`,
    ],
    asks: (policies: string): string => `For ${policies}, where it applies:`,
    marks: (titles: string): string => `Marked: ${titles}`,
    noTool: 'The marks name no tool: write its name.',
    created: (first: string, last: string): string =>
      `Made ${first === last ? first : `from ${first} to ${last}`}, say the metadata: a hint for dateFrom.`,
    altered: 'Altered is the least that the marks say; where AI made a whole part of the picture it is composite.',
    day: 'The day on which this declaration is signed off, YYYY-MM-DD; it must not be before the day on which any of the files was made.',
    leftOver: 'In no use, and for a person to look at:',
    possible: 'These leave open whether AI was used; ask who made them, and add them to a use where it was:',
    unreadable: 'These could not be read in full, so a mark may have been missed:',
    unsought: 'Marked, and could not be searched for: look or listen for them, and write down where they are:',
    openPlaces: 'Seen or heard here, and for a person to decide on whether and where to declare it:',
    partlyRead: 'could not be read in full',
  },
};
