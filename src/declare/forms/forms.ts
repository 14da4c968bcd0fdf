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
/** Names as a list in one text, which is easier to read than quotes. */
const names = (text: string): string[] => text.split(', ');

const id = column(
  'Use ID',
  'id',
  ...names('cue, cue no, cue number, cue #, no, #, id, shot id, shot, shot no, shot number, nr, nummer, einstellung, n°, numéro'),
);
const asset = column('Asset', 'timecodes[].asset', ...names('video, reel, clip, source file, rolle, bobine'));
const tcIn = column(
  'Timecode in',
  'timecodes[].in',
  ...names('tc in, in, in tc, in point, in timecode, start, start tc, tc start, start timecode, timecode start, time in'),
  ...names(
    'record in, rec in, rec tc in, tc ein, tc anfang, anfang, beginn, von, tc début, timecode début, début, tc entrée, entrée',
  ),
);
const tcOut = column(
  'Timecode out',
  'timecodes[].out',
  ...names('tc out, out, out tc, out point, out timecode, end, end tc, tc end, end timecode, timecode end, time out'),
  ...names('record out, rec out, rec tc out, tc aus, tc ende, ende, bis, tc fin, timecode fin, fin, tc sortie, sortie'),
);
const files = column(
  'Files',
  'assets',
  ...names('assets, file, filename, file name, file path, path, asset name, asset file, asset id, clip name'),
  ...names('datei, dateien, dateiname, pfad, fichier, fichiers, nom du fichier, nom de fichier, chemin'),
);
const degree = column(
  'Generated or enhanced',
  'degree',
  ...names('degree, generated / enhanced, type, ai type, type of ai, generated vs enhanced, generated or altered, degree of ai'),
  ...names('grad, art, generiert oder bearbeitet, degré, généré ou modifié'),
);
const tool = column(
  'Tool',
  'tool.name',
  ...names('software, ai tool, ai tools, ai software, tool name, tools, program, platform, application, generator'),
  ...names('ki-tool, ki-software, werkzeug, programm, outil, outils, outil ia, logiciel'),
);
const version = column(
  'Software version',
  'tool.version',
  ...names('version, tool version, model version, softwareversion, version du logiciel, version de l’outil'),
);
const details = column(
  'Details',
  'description',
  ...names('description, detail, note, notes, comment, comments, remark, remarks, purpose, use, usage'),
  ...names('zweck, verwendung, bemerkung, bemerkungen, anmerkung, anmerkungen, kommentar, kommentare, notiz, notizen'),
  ...names('beschreibung, objet, utilisation, remarque, remarques, commentaire, commentaires, observations'),
);
/** Names of what was done, under which a form has it where it has no other word for it. */
const done = names(
  'title, description, description of use, cue description, shot description, use, use of ai, ai use, use case, usage, purpose, what was done, titel, beschreibung, zweck, verwendung, titre, objet, utilisation',
);

/** The forms. Columns of the cue sheet: Archival Producers Alliance; of the other two: the E&O deliverables at aifilmsafe.com. */
export const forms: readonly Form[] = [
  {
    name: 'cue-sheet',
    rows: 'timecodes',
    columns: [
      id,
      column('Description', 'title', ...done),
      details,
      asset,
      tcIn,
      tcOut,
      files,
      tool,
      version,
      column('Prompt', 'promptLog.text', ...names('prompts, prompt text, prompt used, prompt(s)')),
      column(
        'Source material',
        'inputs[].ref',
        ...names('underlying source material, source, sources, underlying material, input, inputs, source asset'),
        ...names('quelle, quellen, ausgangsmaterial, matériel source, matériau source'),
      ),
      column(
        'Copyright status',
        'inputs[].rights',
        ...names('copyright, rights, rights status, clearance, copyright status of source, licence status'),
        ...names('rechte, rechtestatus, droits, statut des droits'),
      ),
      degree,
      column(
        'Disclosure',
        'disclosure.methods',
        ...names('disclosure to audience, label, how disclosed, kennzeichnung, mention'),
      ),
    ],
  },
  {
    name: 'register',
    rows: 'tools',
    columns: [
      id,
      tool,
      column('Vendor', 'tool.vendor', ...names('company, developer, tool vendor, provider, anbieter, hersteller, fournisseur')),
      version,
      column('Model', 'tool.model', ...names('model name, ai model, modell, ki-modell, modèle')),
      column('Licence', 'tool.licence', ...names('license, licence tier, license tier, plan, subscription, lizenz')),
      column('Date from', 'dateFrom', ...names('date, start date, first used, date used, dates, datum')),
      column('Date to', 'dateTo', 'end date', 'last used'),
      column('Use', 'title', ...done),
      details,
      degree,
      files,
      column(
        'Human contribution',
        'humanContribution',
        ...names('human input, human authorship, menschlicher beitrag, contribution humaine'),
      ),
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
      column('Description', 'title', ...done),
      degree,
      column('Over 50 % of frame', 'frameSharePct', '>50% of frame', '> 50 % of frame', 'more than 50% of frame', 'over 50%'),
      tool,
      files,
    ],
  },
];

/** What no form here has a column for and forms of others have; read in each. */
const elsewhere: readonly FormColumn[] = [
  column('Destination', 'destination', ...names('final destination, final use, ends up in, ziel, verbleib')),
  column('Function', 'function', ...names('funktion, fonction')),
];

/** Every column that is understood in a form, its own first; one field may stand under several headings. */
export function columnsReadIn(form: Form): readonly FormColumn[] {
  const others = forms.filter((other) => other !== form).flatMap(({ columns }) => columns);
  return [...form.columns, ...others, ...elsewhere];
}

/** The form that a name ends in: `cut.cuesheet.csv`, `ai.register.csv`, `reel1.shots.csv`. */
export function formOfName(file: string): FormName | undefined {
  const word = /[._-](cue-?sheet|register|shots?)\.(?:csv|xlsx)$/i.exec(file)?.[1]?.toLowerCase();
  if (word === undefined) return undefined;
  return word.startsWith('cue') ? 'cue-sheet' : word === 'register' ? 'register' : 'shots';
}
