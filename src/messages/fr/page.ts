import { counted } from './plural.ts';

/**
 * Texts of the HTML page that no other report has. Those under `script` are embedded in the page for its script: plain texts,
 * in which `{name}` stands for a value, since they are filled in the reader's browser.
 */
export const page = {
  rule: 'Règle',
  folder: 'Dossier',
  state: 'Réponse',
  open: 'sans réponse',
  answered: 'avec réponse',
  failuresOnly: 'Seulement ce qui appelle une réponse',
  keys: 'Touches : j suivant, k précédent, / rechercher, Échap fermer',
  moreNeedsScript: (n: number): string =>
    `${counted(n, 'autre est listé', 'autres sont listés')} quand la page peut exécuter son script.`,
  notPrinted: (n: number): string =>
    `Le tableau de tous les médias (${n}) n’est pas imprimé ; il figure dans la page et dans le rapport JSON.`,
  pages: 'Pages',
  previous: 'Précédent',
  next: 'Suivant',
  findingId: 'Constat',
  until: (day: string): string => `jusqu’au ${day}`,
  underEach: 'Selon chaque référentiel',
  decide: 'Décider',
  decideOn: (code: string, name: string): string => `Décider sur ${code}, ${name}`,
  decision: 'Décision sur ce constat',
  answer: 'Réponse',
  declaredUse: 'L’usage qui le couvre',
  noUse: 'Aucun usage déclaré à choisir : déclarez-le d’abord.',
  reason: 'Motif',
  by: 'Nom',
  expires: 'Dernier jour de validité (facultatif)',
  save: 'Enregistrer la décision',
  cancel: 'Annuler',
  withdraw: 'Retirer',
  decisions: 'Décisions',
  download: 'Télécharger le fichier de réponses',
  clear: 'Effacer les décisions prises ici',
  waiverUse: 'À fournir à la prochaine analyse : trueslate scan … --waivers FICHIER',
  production: 'Production',
  company: 'Société',
  commissioner: 'Diffuseur',
  delivery: 'Livraison',
  declaredBy: 'Déclaré par',
  checkedBy: 'Contrôlé par',
  signature: 'Date et signature',
  reportDigest: 'Empreinte de ce rapport',
  fixUndisclosed: (n: number): string =>
    `Déclarez ces ${n} médias : ajoutez un usage qui les désigne, avec l’outil, le degré et l’accord obtenu ; ou remplacez-les ; ` +
    'ou, si une marque est erronée, faites-le attester par écrit.',
  annex: 'Annexe : indices et Content Credentials',
  annexNote: 'Les longues valeurs sont abrégées sur papier ; la page et le rapport JSON les donnent en entier.',
  script: {
    inAnnex: 'Indices : annexe, n° {number}',
    colon: ' :',
    shown: 'Constats affichés : {shown} sur {total}',
    place: '{from} à {to} sur {total}',
    decided: 'Décidé ici',
    withdrawn: 'Retiré ici : le constat est de nouveau ouvert.',
    signedBy: '({by}, {date})',
    signedUntil: '({by}, {date}, jusqu’au {until})',
    use: 'Usage {use}',
    standing: 'Constats clos par une réponse : {answered} sur {total} ; décisions prises dans cette page : {here}',
    standingNone: 'Aucun constat n’a encore de réponse. Décidez sous chacun, après « À faire ».',
    saved: 'Enregistré : {label}.',
    removed: 'La décision a été effacée.',
    notStored:
      'Ce navigateur ne garde pas les décisions pour ce fichier : téléchargez le fichier de réponses avant de fermer la page.',
    confirmClear:
      'Effacer les décisions prises dans cette page ({here}) ? Celles du fichier de réponses lu par l’analyse restent.',
    file: 'Décisions sur le rapport du {day}. Usage : trueslate scan … --waivers CE-FICHIER',
  },
};
