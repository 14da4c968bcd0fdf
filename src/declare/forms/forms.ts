/** Forms of the trade beside the declaration's own. */
export const formNames = ['cue-sheet', 'register', 'shots'] as const;
export type FormName = (typeof formNames)[number];

/** One column of a form. `field` is the field of a use that it holds, with `[]` for the entries of a list. */
export interface FormColumn {
  readonly heading: string;
  readonly otherNames: readonly string[];
  readonly field: string;
}

/** A form: a table whose rows are uses, ranges of uses, or tools of uses. */
export interface Form {
  readonly name: FormName;
  /** What makes rows of one use: its ranges of timecode, or its tools. */
  readonly rows: 'timecodes' | 'tools';
  readonly columns: readonly FormColumn[];
}

const column = (heading: string, field: string, ...otherNames: string[]): FormColumn => ({ heading, field, otherNames });
const id = column('Use ID', 'id', 'cue', 'cue no', 'cue number', 'cue #', 'no', '#', 'id', 'shot id', 'shot');
const asset = column('Asset', 'timecodes[].asset', 'video', 'reel', 'clip', 'source file');
const tcIn = column('Timecode in', 'timecodes[].in', 'tc in', 'in', 'start', 'start timecode', 'time in');
const tcOut = column('Timecode out', 'timecodes[].out', 'tc out', 'out', 'end', 'end timecode', 'time out');
const files = column('Files', 'assets', 'assets', 'file', 'filename', 'file name', 'path');
const degree = column(
  'Generated or enhanced',
  'degree',
  'degree',
  'generated / enhanced',
  'type',
  'ai type',
  'generated vs enhanced',
);
const tool = column('Tool', 'tool.name', 'software', 'ai tool', 'tool name', 'tools', 'program', 'platform');
const version = column('Software version', 'tool.version', 'version', 'tool version', 'model version');

/** The forms. Columns of the cue sheet: Archival Producers Alliance; of the other two: the E&O deliverables at aifilmsafe.com. */
export const forms: readonly Form[] = [
  {
    name: 'cue-sheet',
    rows: 'timecodes',
    columns: [
      id,
      column('Description', 'title', 'title', 'description of use', 'cue description'),
      column('Details', 'description', 'notes', 'comments'),
      asset,
      tcIn,
      tcOut,
      files,
      tool,
      version,
      column('Prompt', 'promptLog.text', 'prompts', 'prompt text', 'prompt used'),
      column('Source material', 'inputs[].ref', 'underlying source material', 'source', 'underlying material'),
      column('Copyright status', 'inputs[].rights', 'copyright', 'rights', 'copyright status of source', 'licence status'),
      degree,
      column('Disclosure', 'disclosure.methods', 'disclosure to audience', 'label', 'how disclosed'),
    ],
  },
  {
    name: 'register',
    rows: 'tools',
    columns: [
      id,
      tool,
      column('Vendor', 'tool.vendor', 'company', 'developer', 'tool vendor'),
      version,
      column('Model', 'tool.model', 'model name'),
      column('Licence', 'tool.licence', 'license', 'licence tier', 'plan', 'subscription'),
      column('Date from', 'dateFrom', 'date', 'start date', 'first used', 'date used', 'dates'),
      column('Date to', 'dateTo', 'end date', 'last used'),
      column('Use', 'title', 'use of ai', 'purpose', 'description', 'title', 'use case'),
      column('Details', 'description', 'notes', 'comments'),
      degree,
      files,
      column('Human contribution', 'humanContribution', 'human input', 'human authorship'),
    ],
  },
  {
    name: 'shots',
    rows: 'timecodes',
    columns: [
      id,
      asset,
      tcIn,
      tcOut,
      column('Description', 'title', 'shot description', 'title'),
      degree,
      column('Over 50 % of frame', 'frameSharePct', '>50% of frame', '> 50 % of frame', 'more than 50% of frame', 'over 50%'),
      tool,
      files,
    ],
  },
];

/** The form that a name ends in: `cut.cuesheet.csv`, `ai.register.csv`, `reel1.shots.csv`. */
export function formOfName(file: string): FormName | undefined {
  const word = /[._-](cue-?sheet|register|shots?)\.(?:csv|xlsx)$/i.exec(file)?.[1]?.toLowerCase();
  if (word === undefined) return undefined;
  return word.startsWith('cue') ? 'cue-sheet' : word === 'register' ? 'register' : 'shots';
}
