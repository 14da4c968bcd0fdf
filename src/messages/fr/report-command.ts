import type { Check, CheckOutcome } from '../../model/index.ts';
import { agreed, counted } from './plural.ts';

type Params = Readonly<Record<string, string | number>>;

/** Words of `trueslate report`: a saved report in other forms, and held against the media. */
export const reportCommand = {
  command: 'rendre un rapport enregistré (JSON ou NDJSON) sous d’autres formes, ou revérifier ses indices sur les médias',
  options: {
    saved: 'un rapport écrit par une analyse, .json ou .ndjson',
    report: 'écrire un rapport ; l’extension détermine sa forme (répétable)',
    format: 'ce que reçoit stdout (par défaut : text sans --report)',
    verify: 'relire les octets de chaque indice et dire lesquels tiennent encore ; --format text ou json',
    root: 'avec --verify : où se trouve la livraison maintenant (une fois par dossier de l’analyse, dans son ordre)',
    lang: 'langue des phrases (par défaut : celle de l’analyse)',
    failOn: 'la gravité la plus faible qui donne le code de sortie 1',
  },
  unreadable: ({ file, detail }: Params): string => `Le rapport ${file} ne peut pas être lu (${detail}).`,
  notRegular: 'pas un fichier ordinaire',
  tooLarge: ({ limit }: Params): string => `plus de ${limit} octets`,
  notReport: ({ file }: Params): string =>
    `${file} n’est pas un rapport de trueslate ; indiquez un fichier .json ou .ndjson écrit par une analyse.`,
  unfinished: ({ file }: Params): string =>
    `${file} s’arrête avant sa dernière ligne, l’analyse qui l’a écrit ne s’est donc pas terminée ; relancez-la.`,
  otherVersion: ({ file, schema, known }: Params): string =>
    `${file} est un rapport d’une autre version (${schema}) ; ce trueslate lit ${known}.`,
  invalid: ({ file, place, detail }: Params): string =>
    `${file} ne suit pas le schéma des rapports : ${place} ${detail}. Il a été modifié à la main ou coupé.`,
  nothingAsked: ({ option }: Params): string => `${option} va avec --verify.`,
  verifyAlone: 'Avec --verify, aucun rapport n’est rendu : omettez --report, et utilisez --format text ou json.',
  rootCount: ({ given, wanted }: Params): string =>
    `L’analyse portait sur ${counted(wanted, 'dossier', 'dossiers')} et --root en indique ${given} ; indiquez-en un pour chacun, dans l’ordre du rapport.`,
  rootMissing: ({ root, detail }: Params): string => `Le dossier ${root} ne peut pas être lu (${detail}) ; vérifiez --root.`,
  verify: {
    allHold: ({ checks, files }: Params): string =>
      `Tout ce qui a été consigné tient encore : ${counted(checks, 'vérification', 'vérifications')} dans ${counted(files, 'fichier', 'fichiers')}.`,
    nothing: 'Le rapport ne contient rien qui puisse être vérifié.',
    changed: ({ count }: Params): string =>
      `${counted(count, 'indication du rapport ne tient', 'indications du rapport ne tiennent')} plus.`,
    unsure: ({ count }: Params): string =>
      `Aucun changement constaté, mais ${counted(count, 'point n’a pas pu être vérifié', 'points n’ont pas pu être vérifiés')}.`,
    of: ({ path, finished }: Params): string => `Rapport : ${path}, du ${finished}`,
    roots: ({ roots }: Params): string => `Médias : ${roots}`,
    outcomes: {
      holds: 'Tient',
      changed: 'Changé',
      missing: 'Manquant',
      unreadable: 'Illisible',
      'not-recorded': 'Rien de consigné à comparer',
    } satisfies Record<CheckOutcome, string>,
    kinds: { size: 'taille', digest: 'SHA-256 du fichier entier', evidence: 'indice' } satisfies Record<Check['kind'], string>,
    bytes: ({ offset, length }: Params): string => `octet ${offset}, longueur ${length}`,
    sizes: ({ expected, found }: Params): string => `${expected} octets consignés, ${found} trouvés`,
    alsoHold: ({ count }: Params): string =>
      `${counted(count, 'taille ou empreinte de fichier', 'tailles et empreintes de fichiers')} ${agreed(count, 'tient', 'tiennent')} également.`,
  },
};
