import type { DeclarationProblem } from '../../model/index.ts';
import type { DeclarationParams } from '../params.ts';

type Value = string | number | undefined;
const filled = (value: Value): value is string | number => value !== undefined && value !== '';
const quoted = (value: Value): string => (filled(value) ? ` « ${value} »` : '');
const guess = (p: DeclarationParams, otherwise: string): string =>
  filled(p.nearest) ? ` ; vouliez-vous dire « ${p.nearest} » ?` : `. ${otherwise}`;

/** What a value must be, by the code of what was expected. */
const kinds: Readonly<Record<string, string>> = {
  date: 'une date s’écrit AAAA-MM-JJ',
  timecode: 'un timecode s’écrit HH:MM:SS:II',
  'timecode-rate': 'les images d’un timecode doivent rester sous la cadence',
  'after-in': '« out » est exclu et doit venir après « in »',
  'no-uses': 'cette affirmation ne va pas avec les usages listés',
  'date-order': 'on ne peut distinguer le jour du mois ; écrivez AAAA-MM-JJ',
  'timecode-range': 'une plage s’écrit « HH:MM:SS:II - HH:MM:SS:II », précédée du chemin de sa vidéo',
  'use-id': 'ce doit être l’identifiant d’un usage',
  sha256: 'un SHA-256 compte 64 chiffres hexadécimaux',
  md5: 'un MD5 compte 32 chiffres hexadécimaux',
  sha1: 'un SHA-1 compte 40 chiffres hexadécimaux',
  sha512: 'un SHA-512 compte 128 chiffres hexadécimaux',
  xxh64: 'un xxHash64 compte 16 chiffres hexadécimaux',
  xxh3: 'un XXH3 compte 16 chiffres hexadécimaux',
  xxh128: 'un XXH128 compte 32 chiffres hexadécimaux',
  c4: 'un identifiant C4 se compose de « c4 » et de 88 lettres et chiffres, où les majuscules comptent',
  'frame-rate': 'ce n’est pas une cadence en usage',
  'yes-or-no': 'la réponse est « yes » ou « no »',
  'policy-name': 'un référentiel se nomme en minuscules, chiffres et traits d’union',
  'own-policy-name': 'un référentiel fourni porte ce nom ; donnez au vôtre un nom à lui',
  'kept-rule': 'aucun référentiel ne peut désactiver cette règle, ni la rendre moins sévère que cela',
  'kept-always': 'cette règle doit valoir dans tous les cas ; ajoutez un dernier réglage sans « when »',
  'finding-id': 'l’identifiant d’un constat compte 16 chiffres et lettres de a à f, comme le montrent les rapports HTML et JSON',
  'narrow-glob': 'cela couvre tout ; désignez un dossier ou des fichiers',
  reachable: 'ce réglage ne s’applique jamais, car celui qui précède n’a pas de « when »',
};

/** Why a text is no declaration, by code. */
const reasons: Readonly<Record<string, (p: DeclarationParams) => string>> = {
  syntax: () => 'le texte n’est pas du YAML ou du JSON valide',
  'too-large': () => 'le texte est trop long pour une déclaration',
  'too-deep': () => 'le texte est trop profondément imbriqué',
  'too-many-aliases': () => 'le texte utilise trop d’alias',
  'unknown-alias': () => 'un alias utilisé n’est pas défini',
  'several-documents': () => 'le fichier contient plus d’un document ; gardez-en un',
  'complex-key': () => 'une clé doit être un texte simple',
  'duplicate-key': (p) => `la clé${quoted(p.key)} apparaît ici une deuxième fois${first(p)} ; gardez-en une`,
  empty: () => 'le fichier est vide',
  'csv-syntax': () =>
    'le tableau n’est pas du CSV valide ; mettez entre guillemets droits les cellules qui en contiennent ou qui contiennent des séparateurs',
  'quote-not-closed': () =>
    'un guillemet qui ouvre une cellule ici n’est jamais fermé, tout ce qui suit ne formerait donc qu’une cellule',
  'not-a-workbook': () =>
    'le fichier n’est pas un classeur XLSX, ou il est abîmé ; enregistrez-le à nouveau comme « Classeur Excel (.xlsx) »',
  'old-workbook': () =>
    'le classeur est protégé par un mot de passe ou à l’ancien format .xls ; enregistrez-le sans mot de passe comme « Classeur Excel (.xlsx) »',
  'merged-cells': (p) =>
    `les cellules ${p.key} sont fusionnées${more(p)}, on ne sait donc pas de quelles lignes elles parlent ; défusionnez-les et remplissez chaque ligne`,
  'formula-cell': (p) =>
    `la cellule ${p.key} contient une formule${more(p)} ; remplacez-la par sa valeur (copier, coller les valeurs)`,
  'error-cell': (p) => `la cellule ${p.key} contient une erreur (${p.value})${more(p)} ; écrivez la valeur elle-même`,
  'beyond-headings': (p) =>
    `le texte${quoted(p.value)} se trouve dans une colonne sans en-tête${filled(p.key) ? `, à la ligne de « ${p.key} »` : ''} ; donnez à la colonne un des en-têtes connus, ou déplacez le texte`,
  'two-headings': (p) => `l’en-tête${quoted(p.key)} veut dire la même chose que celui de ${p.value} ; gardez-en un`,
  'unknown-sheet': (p) =>
    `il n’existe pas de feuille${quoted(p.key)}${filled(p.nearest) ? ` ; vouliez-vous dire « ${p.nearest} » ?` : ` ; sont connues ${p.known}. Renommez-la ou supprimez-la`}`,
  'no-use-column': (p) =>
    `la feuille « ${p.key} » n’a pas de colonne « use » avec l’identifiant de l’usage auquel chaque ligne appartient`,
  'needs-columns': (p) =>
    `« ${p.key} » ne tient pas dans une cellule ; utilisez des colonnes comme « ${String(p.key).replace(/s$/, '')}.status », ou une feuille « ${p.key} »`,
  'mangled-number': (p) =>
    `le tableur en a fait un nombre arrondi (${p.value}), et des chiffres sont perdus ; mettez la cellule au format texte et ressaisissez-la`,
  'mangled-date': (p) => `le tableur en a fait une date (${p.value}) ; mettez la cellule au format texte et ressaisissez-la`,
};

const more = (p: DeclarationParams): string => {
  const others = Number(p.count ?? 1) - 1;
  return others > 0 ? ` (et ${others} autre${others > 1 ? 's' : ''} dans cette feuille)` : '';
};

const first = (p: DeclarationParams): string =>
  filled(p.firstLine) && p.firstLine !== 0 ? `, d’abord à la ligne ${p.firstLine}` : '';

const article = (type: Value): string =>
  ({
    list: 'une liste',
    map: 'un groupe de clés',
    text: 'du texte',
    number: 'un nombre',
    boolean: '« true » ou « false »',
  })[String(type)] ?? String(type);

/** Sentences for errors in a declaration; `declarationLine` puts file, line and field before them. */
export const declarationProblems: Record<DeclarationProblem['code'], (params: DeclarationParams) => string> = {
  'unknown-key': (p) =>
    `cette clé n’existe pas${filled(p.key) ? ` :${quoted(p.key)}` : ''}${guess(p, filled(p.closest) ? `Les plus proches : ${p.closest} ; sinon, retirez-la.` : filled(p.known) ? `Connues ici : ${p.known}.` : 'Retirez-la.')}`,
  missing: (p) => `champ obligatoire manquant${filled(p.key) ? ` :${quoted(p.key)}` : ''}. Ajoutez-le.`,
  todo: (p) => {
    if (filled(p.allowed)) return `reste à remplir ; valeurs possibles : ${p.allowed}.`;
    const kind = kinds[String(p.expected ?? '')];
    return `reste à remplir${kind ? ` ; ${kind}` : ''}.`;
  },
  'wrong-type': (p) =>
    `${filled(p.expected) ? `il faut ici ${article(p.expected)}` : 'ce n’est pas le bon type'}` +
    `${filled(p.found) ? `, et non ${article(p.found)}` : ''}.`,
  'wrong-value': (p) => {
    const expected = String(p.expected ?? '');
    const range = /^(-?\d+)-(-?\d+)$/.exec(expected);
    const kind = range ? `il faut un nombre de ${range[1]} à ${range[2]}` : kinds[expected];
    const allowed = filled(p.allowed) ? ` Valeurs possibles : ${p.allowed}.` : '';
    return `la valeur${quoted(p.value)} n’est pas admise${kind ? ` : ${kind}` : ''}${guess(p, '').trimEnd()}${allowed}`;
  },
  'duplicate-id': (p) => `l’identifiant${quoted(p.id)} est utilisé deux fois${first(p)}. Donnez à chacun le sien.`,
  unparsable: (p) => {
    const reason = reasons[String(p.reason ?? '')]?.(p) ?? 'le fichier n’a pas pu être analysé';
    return `${reason}${filled(p.detail) ? ` : ${String(p.detail).replace(/\.$/, '')}` : ''}.`;
  },
  'unknown-tool': (p) =>
    `aucun outil${quoted(p.tool ?? p.id)} ne figure sous « tools »` +
    `${guess(p, filled(p.known) ? `Y figurent : ${p.known}.` : 'Ajoutez-le.')}`,
  'unknown-policy': (p) =>
    `il n’existe pas de référentiel${quoted(p.policy ?? p.id)}${guess(p, filled(p.known) ? `Connus : ${p.known}.` : 'Retirez-le.')}`,
};
