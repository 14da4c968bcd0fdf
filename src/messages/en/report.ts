const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

/** How many of each kind the first lines of a report speak of. */
export interface Standing {
  readonly assets: number;
  readonly marked: number;
  /** Assets, copies of equal content included. */
  readonly undisclosed: number;
  /** Findings that say so: one for all copies. */
  readonly undisclosedFindings: number;
  /** Places in which marked material is seen or heard and not declared, and the files in which they are. */
  readonly seen: number;
  readonly seenIn: number;
  /** Unmarked assets in which marked material is seen, declared or not. */
  readonly containing: number;
  /** Open findings by severity, those that say that something was not read in full among them. */
  readonly blockers: number;
  readonly issues: number;
  readonly fyi: number;
  /** Open findings for which somebody promised a fix; they stand in the numbers above as well. */
  readonly promised: number;
  /** Findings that somebody answered; they stand in none of the other numbers. */
  readonly answered: number;
  /** Findings among them that spoke of an AI mark that is not declared, in a file or seen in one. */
  readonly answeredMarks: number;
  /** Files that were not read in full. */
  readonly unread: number;
  /** Marked or declared files that could not be searched for. */
  readonly unsought: number;
}

/** The first line of every report, by delivery verdict: one plain sentence. */
export const headlines = {
  undisclosed: (s: Standing): string =>
    s.undisclosed > 0
      ? `${count(s.undisclosed, 'asset is', 'assets are')} marked as AI and not declared.${s.seen > 0 ? ` ${seenPlaces(s)}` : ''}`
      : s.seen > 0
        ? seenPlaces(s)
        : `The declaration states that no AI was used, but ${count(s.marked, 'asset is', 'assets are')} marked as AI.`,
  findings: (s: Standing): string =>
    s.blockers + s.issues > 0
      ? `${noneOpen(s)}, but ${answers(s)} an answer.`
      : s.unread > 0
        ? headlines.incomplete(s)
        : `${noneOpen(s)}; ${count(s.fyi, 'remark', 'remarks')} to read.${notSought(s)}`,
  incomplete: (s: Standing): string => {
    if (s.assets === 0) return 'Nothing was found to scan.';
    return s.unread > 0
      ? `${count(s.unread, 'file was', 'files were')} not read in full: nothing can be said about ${s.unread === 1 ? 'it' : 'them'}.`
      : 'The scan is incomplete: nothing can be said about what was not read.';
  },
  clear: (s: Standing): string => {
    if (s.marked > 0)
      return `${s.marked === 1 ? 'The one asset' : `All ${s.marked} assets`} marked as AI ${s.marked === 1 ? 'is' : 'are'} declared${s.answered > 0 ? ' or answered for' : ''}.${notSought(s)}`;
    if (s.containing > 0)
      return `Material marked as AI is seen or heard in ${count(s.containing, 'file', 'files')}, and ${s.unsought > 0 ? 'what was found of it' : 'all of it'} is declared or answered for.${notSought(s)}`;
    return `No mark of AI was found in ${count(s.assets, 'asset', 'assets')}. That is no proof that AI was not used.${notSought(s)}`;
  },
};

/** Nobody may take what could not be searched for as not seen. */
function notSought({ unsought }: Standing): string {
  if (unsought === 0) return '';
  return ` Look for ${count(unsought, 'marked or declared file', 'marked or declared files')} by eye or ear: ${unsought === 1 ? 'it' : 'they'} could not be searched for in the cut.`;
}

/** Where somebody answered for undeclared marks, they were found. */
function noneOpen({ answeredMarks }: Standing): string {
  return answeredMarks > 0 ? `Every undeclared AI mark was answered (${answeredMarks})` : 'No undeclared AI mark was found';
}

function seenPlaces(s: Standing): string {
  return `Material marked as AI is seen or heard in ${count(s.seen, 'place', 'places')} of ${count(s.seenIn, 'file', 'files')} and not declared there.`;
}

function answers(s: Standing): string {
  const parts = [
    ...(s.blockers > 0 ? [count(s.blockers, 'blocker', 'blockers')] : []),
    ...(s.issues > 0 ? [count(s.issues, 'issue', 'issues')] : []),
  ];
  return `${parts.join(' and ')} ${s.blockers + s.issues === 1 ? 'needs' : 'need'}`;
}

/** Headings, labels and short phrases of the reports. */
export const report = {
  /** Between a label and what it labels. */
  colon: ':',
  quoted: (text: string): string => `"${text}"`,
  title: 'AI provenance report',
  noTitle: 'Untitled delivery',
  noDeclaration: 'no declaration',
  declaration: 'Declaration',
  assets: (n: number): string => count(n, 'asset', 'assets'),
  blockers: (n: number): string => count(n, 'blocker', 'blockers'),
  issues: (n: number): string => count(n, 'issue', 'issues'),
  fyi: (n: number): string => `${n} FYI`,
  /** Assets, and the findings that speak of them where those are fewer. */
  undisclosedOf: (assets: number, findings: number): string =>
    assets === findings ? String(assets) : `${count(assets, 'asset', 'assets')} in ${count(findings, 'finding', 'findings')}`,
  /** Where all of them are listed. */
  unreadBelow: (n: number): string => `${n}, named under "${report.unreadHeading}"`,
  promisedFor: (n: number): string => `${n} open with a promised fix`,
  promised: 'A fix is promised, still open',
  unread: (n: number): string => `${count(n, 'file', 'files')} not read in full`,
  answeredFor: (n: number): string => `${n} answered`,
  answered: 'Answered',
  policies: 'Policies',
  policy: 'Policy',
  onlyHere: 'Worse here than elsewhere',
  sourceOf: 'Source',
  baseline: (path: string, day: string): string => `Against ${path} of ${day}`,
  newFindings: (n: number): string => `${n} new`,
  fixedFindings: (n: number): string => `${n} gone`,
  unchanged: (n: number): string => `${n} unchanged`,
  answer: 'Answer',
  ranges: 'Declared and seen ranges',
  manifests: 'Checksum manifests',
  manifestLine: (path: string, entries: number, digests: number): string =>
    `${path}: ${count(entries, 'file', 'files')} listed, ${count(digests, 'digest', 'digests')} compared`,
  byListedDigest: (manifest: string, n: number): string =>
    `${count(n, 'file', 'files')} met by the digest that ${manifest} lists, and that nobody computed`,
  inAll: 'In all',
  more: (n: number): string => `and ${n} more`,
  alsoAt: (n: number): string => (n === 1 ? 'The same content also at' : `The same content also at ${n} other places`),
  fix: 'Fix',
  fixAll: 'Fix for each',
  undisclosed: 'Marked as AI and not declared',
  blockersHeading: 'Blockers',
  digestsNotCompared: (n: number): string =>
    `Digests of ${count(n, 'file', 'files')} that checksum manifests list (--hash compares all of them).`,
  markedUnread: (n: number): string =>
    `In the folders of --marked, ${count(n, 'file', 'files')} could not be read in full: whether ${n === 1 ? 'it is' : 'they are'} marked is not known, and ${n === 1 ? 'it was' : 'they were'} not searched for.`,
  otherBlockers: 'Other blockers',
  otherIssues: 'Issues',
  otherFyi: 'FYI',
  findings: 'Findings',
  otherFindings: 'Other findings',
  allFindings: 'By severity',
  noFindings: 'No findings.',
  verdicts: 'Verdicts',
  unreadHeading: 'Not read in full',
  sequences: 'Sequences of frames',
  frames: (n: number): string => (n === 1 ? '1 frame' : `${n} frames`),
  skipped: 'Skipped',
  skippedOf: (n: number, label: string): string => `${n} ${label}`,
  skippedNone: 'Nothing was skipped.',
  notChecked: 'Not checked',
  containsAi: 'unmarked, contains AI',
  containsAiMeans: 'No mark in the file itself, but marked or declared material is seen in it.',
  problems: 'Problems of the run',
  assetProblems: 'What went wrong in reading',
  noProof: 'Unmarked means that no mark was found in what was read. It is no proof that AI was not used.',
  answersNeeded: 'needs an answer',
  generator: 'Generator',
  evidence: 'Evidence',
  marker: 'Mark',
  strength: 'Strength',
  source: 'Source',
  value: 'Value',
  place: 'Place in the file',
  bytes: (offset: number, length: number, encoding: readonly string[] = []): string =>
    `byte ${offset}, ${length} long${encoding.length === 0 ? '' : `, to be read as ${encoding.join(', then ')}`}`,
  byteCount: (n: number): string => `${n} bytes`,
  inFile: 'in',
  inSidecar: (part: string, message: string): string => `In its sidecar ${part}: ${message}`,
  showAll: 'whole value',
  declared: 'Declared',
  found: 'Found',
  notDeclared: 'No use covers this asset.',
  declaredBeside: 'Declared beside found',
  degree: 'Degree',
  tools: 'Tools',
  destination: 'Destination',
  chain: 'Content credential (C2PA)',
  chainState: 'State',
  chainCodes: 'Codes',
  remote: 'Remote address (not fetched)',
  signer: 'Signer',
  unknownSigner: 'no signer named',
  claimGenerator: 'Written by',
  signed: 'signed',
  actions: 'Actions',
  ingredients: 'Ingredients',
  active: 'active',
  untitled: 'untitled',
  conflicts: 'Statements that do not go together',
  between: 'against',
  about: 'About the file',
  uses: 'Declared uses',
  noUses: 'No uses are declared.',
  use: 'Use',
  useTitle: 'Title',
  outcome: 'Outcome',
  metBy: 'Met by',
  missing: 'Not met',
  assetsHeading: 'Assets',
  path: 'Path',
  verdict: 'Verdict',
  kind: 'Kind',
  size: 'Size',
  c2pa: 'C2PA',
  findingsColumn: 'Findings',
  meaning: 'Meaning',
  number: 'Number',
  reason: 'Reason',
  detail: 'Detail',
  coverage: 'Coverage',
  engines: 'Engines',
  engine: 'Engine',
  version: 'Version',
  trustLists: 'Trust lists',
  noTrustLists: 'No trust list was used.',
  file: 'File',
  anchors: 'Anchors',
  allowed: 'Allowed signers',
  run: 'Run',
  roots: 'Scanned',
  started: 'Started',
  finished: 'Finished',
  complete: 'complete',
  incomplete: 'incomplete',
  onDelivery: 'The delivery as a whole',
  onUse: 'Declared use',
  filter: 'Filter',
  reset: 'Show all',
  sections: 'Sections',
  search: 'Search in paths and texts',
  severity: 'Severity',
  all: 'all',
  shown: 'shown',
  of: 'of',
  noMatch: 'Nothing matches the filter.',
  skipTo: 'Skip to the findings',
  thumbnailOf: (path: string): string => `Thumbnail of ${path}`,
  sightings: 'Seen again',
  sightingSource: 'Marked source',
  sightingIn: 'Seen in',
  from: 'From',
  to: 'To',
  score: 'Score',
  nothingUnread: 'Everything was read in full.',
};
