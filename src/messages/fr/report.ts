import { agreed, counted } from './plural.ts';

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
      ? `${counted(s.undisclosed, 'média est marqué comme IA et non déclaré', 'médias sont marqués comme IA et non déclarés')}.${s.seen > 0 ? ` ${seenPlaces(s)}` : ''}`
      : s.seen > 0
        ? seenPlaces(s)
        : `La déclaration affirme qu’aucune IA n’a été utilisée, mais ${marked(s.marked)} comme IA.`,
  findings: (s: Standing): string =>
    s.blockers + s.issues > 0
      ? `${noneOpen(s)}, mais ${answers(s)} une réponse.`
      : s.unread > 0
        ? headlines.incomplete(s)
        : `${noneOpen(s)} ; ${counted(s.fyi, 'remarque', 'remarques')} à lire.${notSought(s)}`,
  incomplete: (s: Standing): string => {
    if (s.assets === 0) return 'Rien à analyser n’a été trouvé.';
    return s.unread > 0
      ? `${counted(s.unread, 'fichier n’a pas été lu', 'fichiers n’ont pas été lus')} en entier : on ne peut rien en dire.`
      : 'L’analyse est incomplète : on ne peut rien dire de ce qui n’a pas été lu.';
  },
  clear: (s: Standing): string => {
    if (s.marked > 0) {
      const or = (one: string): string => (s.answered > 0 ? ` ou ${one}` : '');
      return s.marked === 1
        ? `Le seul média marqué comme IA est déclaré${or('a reçu une réponse')}.${notSought(s)}`
        : `Les ${s.marked} médias marqués comme IA sont tous déclarés${or('ont reçu une réponse')}.${notSought(s)}`;
    }
    if (s.containing > 0)
      return `Un média marqué comme IA est vu ou entendu dans ${counted(s.containing, 'fichier', 'fichiers')}, et ${s.unsought > 0 ? 'ce qui a été trouvé' : 'tout'} y est déclaré ou a reçu une réponse.${notSought(s)}`;
    return `Aucune marque d’IA n’a été trouvée dans ${counted(s.assets, 'média', 'médias')}. Cela ne prouve pas que l’IA n’a pas été utilisée.${notSought(s)}`;
  },
};

/** Nobody may take what could not be searched for as not seen. */
function notSought({ unsought }: Standing): string {
  if (unsought === 0) return '';
  return ` À chercher à l’œil ou à l’oreille : ${counted(unsought, 'fichier marqué ou déclaré n’a pas pu être recherché', 'fichiers marqués ou déclarés n’ont pas pu être recherchés')} dans le montage.`;
}

const marked = (n: number): string => counted(n, 'média est marqué', 'médias sont marqués');

/** Where somebody answered for undeclared marks, they were found. */
function noneOpen({ answeredMarks }: Standing): string {
  return answeredMarks > 0
    ? `Chaque marque d’IA non déclarée a reçu une réponse (${answeredMarks})`
    : 'Aucune marque d’IA non déclarée n’a été trouvée';
}

function seenPlaces(s: Standing): string {
  return `Un média marqué comme IA est vu ou entendu dans ${counted(s.seen, 'passage', 'passages')} de ${counted(s.seenIn, 'fichier', 'fichiers')} sans y être déclaré.`;
}

function answers(s: Standing): string {
  const parts = [
    ...(s.blockers > 0 ? [counted(s.blockers, 'constat bloquant', 'constats bloquants')] : []),
    ...(s.issues > 0 ? [counted(s.issues, 'constat à traiter', 'constats à traiter')] : []),
  ];
  return `${parts.join(' et ')} ${agreed(s.blockers + s.issues, 'appelle', 'appellent')}`;
}

/** Headings, labels and short phrases of the reports. */
export const report = {
  /** Between a label and what it labels. */
  colon: ' :',
  quoted: (text: string): string => `« ${text} »`,
  title: 'Rapport de provenance IA',
  noTitle: 'Livraison sans titre',
  noDeclaration: 'aucune déclaration',
  declaration: 'Déclaration',
  assets: (n: number): string => counted(n, 'média', 'médias'),
  blockers: (n: number): string => counted(n, 'bloquant', 'bloquants'),
  issues: (n: number): string => `${n} à traiter`,
  fyi: (n: number): string => `${n} pour information`,
  /** Assets, and the findings that speak of them where those are fewer. */
  undisclosedOf: (assets: number, findings: number): string =>
    assets === findings
      ? String(assets)
      : `${counted(assets, 'média', 'médias')} dans ${counted(findings, 'constat', 'constats')}`,
  /** Where all of them are listed. */
  unreadBelow: (n: number): string => `${n}, sous « ${report.unreadHeading} »`,
  promisedFor: (n: number): string => counted(n, 'ouvert avec une correction promise', 'ouverts avec une correction promise'),
  promised: 'Correction promise, constat encore ouvert',
  unread: (n: number): string => counted(n, 'fichier pas lu en entier', 'fichiers pas lus en entier'),
  answeredFor: (n: number): string => counted(n, 'avec réponse', 'avec réponse'),
  answered: 'Avec réponse',
  policies: 'Référentiels',
  policy: 'Référentiel',
  onlyHere: 'Plus grave ici qu’ailleurs',
  sourceOf: 'Source',
  baseline: (path: string, day: string): string => `Comparé à ${path} du ${day}`,
  newFindings: (n: number): string => counted(n, 'nouveau', 'nouveaux'),
  fixedFindings: (n: number): string => counted(n, 'disparu', 'disparus'),
  unchanged: (n: number): string => counted(n, 'inchangé', 'inchangés'),
  answer: 'Réponse',
  ranges: 'Plages déclarées et vues',
  manifests: 'Manifestes de sommes de contrôle',
  manifestLine: (path: string, entries: number, digests: number): string =>
    `${path} : ${counted(entries, 'fichier listé', 'fichiers listés')}, ${counted(digests, 'empreinte comparée', 'empreintes comparées')}`,
  byListedDigest: (manifest: string, n: number): string =>
    `${counted(n, 'fichier reconnu', 'fichiers reconnus')} par l’empreinte que donne ${manifest}, et que personne n’a calculée`,
  inAll: 'En tout',
  more: (n: number): string => `et ${counted(n, 'autre', 'autres')}`,
  alsoAt: (n: number): string => (n === 1 ? 'Même contenu aussi dans' : `Même contenu aussi à ${n} autres endroits`),
  fix: 'À faire',
  fixAll: 'À faire pour chacun',
  undisclosed: 'Marqué comme IA et non déclaré',
  blockersHeading: 'Constats bloquants',
  digestsNotCompared: (n: number): string =>
    `Empreintes de ${counted(n, 'fichier', 'fichiers')} des manifestes de sommes de contrôle (--hash les compare toutes).`,
  markedUnread: (n: number): string =>
    `Dans les dossiers de --marked, ${n === 1 ? '1 fichier n’a pas pu être lu entièrement : s’il est marqué, on ne le sait pas, et il n’a pas été recherché' : `${n} fichiers n’ont pas pu être lus entièrement : s’ils sont marqués, on ne le sait pas, et ils n’ont pas été recherchés`}.`,
  otherBlockers: 'Autres constats bloquants',
  otherIssues: 'À traiter',
  otherFyi: 'Pour information',
  findings: 'Constats',
  otherFindings: 'Autres constats',
  allFindings: 'Par gravité',
  noFindings: 'Aucun constat.',
  verdicts: 'Verdicts',
  unreadHeading: 'Pas lus en entier',
  sequences: 'Séquences d’images',
  frames: (n: number): string => (n === 1 ? '1 image' : `${n} images`),
  skipped: 'Non analysés',
  skippedOf: (n: number, label: string): string => `${label} (${n})`,
  skippedNone: 'Tout a été analysé.',
  notChecked: 'Non vérifié',
  containsAi: 'sans marque, IA incluse',
  containsAiMeans: 'Pas de marque dans le fichier lui-même, mais un média marqué ou déclaré s’y voit.',
  problems: 'Incidents de l’analyse',
  assetProblems: 'Incidents de lecture',
  noProof:
    '« Sans marque » signifie qu’aucune marque n’a été trouvée dans ce qui a été lu. Cela ne prouve pas que l’IA n’a pas été utilisée.',
  answersNeeded: 'appelle une réponse',
  generator: 'Générateur',
  evidence: 'Indices',
  marker: 'Marque',
  strength: 'Force',
  source: 'Source',
  value: 'Valeur',
  place: 'Emplacement dans le fichier',
  bytes: (offset: number, length: number, encoding: readonly string[] = []): string =>
    `octet ${offset}, longueur ${length}${encoding.length === 0 ? '' : `, à lire comme ${encoding.join(', puis ')}`}`,
  byteCount: (n: number): string => counted(n, 'octet', 'octets'),
  inFile: 'dans',
  inSidecar: (part: string, message: string): string => `Dans son fichier annexe ${part} : ${message}`,
  showAll: 'valeur entière',
  declared: 'Déclaré',
  found: 'Trouvé',
  notDeclared: 'Aucun usage ne couvre ce média.',
  declaredBeside: 'Déclaré et trouvé',
  degree: 'Degré',
  tools: 'Outils',
  destination: 'Destination',
  chain: 'Content Credential (C2PA)',
  chainState: 'État',
  chainCodes: 'Codes',
  remote: 'Adresse distante (non consultée)',
  signer: 'Signataire',
  unknownSigner: 'signataire non nommé',
  claimGenerator: 'Écrit par',
  signed: 'signé',
  actions: 'Actions',
  ingredients: 'Éléments',
  active: 'actif',
  untitled: 'sans titre',
  conflicts: 'Mentions contradictoires',
  between: 'contre',
  about: 'À propos du fichier',
  uses: 'Usages déclarés',
  noUses: 'Aucun usage n’est déclaré.',
  use: 'Usage',
  useTitle: 'Intitulé',
  outcome: 'Résultat',
  metBy: 'Trouvé dans',
  missing: 'Introuvable',
  assetsHeading: 'Médias',
  path: 'Chemin',
  verdict: 'Verdict',
  kind: 'Type',
  size: 'Taille',
  c2pa: 'C2PA',
  findingsColumn: 'Constats',
  meaning: 'Sens',
  number: 'Nombre',
  reason: 'Motif',
  detail: 'Détail',
  coverage: 'Couverture',
  engines: 'Moteurs',
  engine: 'Moteur',
  version: 'Version',
  trustLists: 'Listes de confiance',
  noTrustLists: 'Aucune liste de confiance n’a été utilisée.',
  file: 'Fichier',
  anchors: 'Ancres',
  allowed: 'Signataires admis',
  run: 'Analyse',
  roots: 'Analysé',
  started: 'Début',
  finished: 'Fin',
  complete: 'complète',
  incomplete: 'incomplète',
  onDelivery: 'La livraison dans son ensemble',
  onUse: 'Usage déclaré',
  filter: 'Filtre',
  reset: 'Tout afficher',
  sections: 'Sections',
  search: 'Rechercher dans les chemins et les textes',
  severity: 'Gravité',
  all: 'tous',
  shown: 'affichés',
  of: 'sur',
  noMatch: 'Rien ne correspond au filtre.',
  skipTo: 'Aller aux constats',
  thumbnailOf: (path: string): string => `Vignette de ${path}`,
  sightings: 'Médias marqués retrouvés',
  sightingSource: 'Média marqué',
  sightingIn: 'Vu dans',
  from: 'De',
  to: 'À',
  score: 'Score',
  nothingUnread: 'Tout a été lu en entier.',
};
