import type { Check, CheckOutcome } from '../../model/index.ts';
import type { Word } from '../params.ts';
import { agreed, counted } from './plural.ts';

type Params = Readonly<Record<string, string | number>>;

/** Words of `trueslate report`: a saved report in other forms, and held against the media. */
export const reportCommand = {
  command: 'rendre un rapport enregistré (JSON ou NDJSON) sous d’autres formes, ou revérifier ses indices sur les médias',
  options: {
    saved: 'un rapport écrit par une analyse, .json ou .ndjson',
    report: 'écrire un rapport ; l’extension détermine sa forme (répétable)',
    format: 'ce que reçoit stdout (par défaut : text sans --report)',
    verify:
      'relire les octets de chaque indice et dire lesquels ne tiennent plus ; --format text ou json. Code de sortie : 0 tout tient, 1 quelque chose a changé ou manque, 3 quelque chose n’a pas pu être vérifié',
    verbose: 'avec --verify : énumérer aussi ce qui tient encore',
    root: 'avec --verify : où se trouve la livraison maintenant (une fois par dossier de l’analyse, dans son ordre)',
    lang: 'langue des phrases (par défaut : celle de l’analyse)',
    failOn: 'la gravité la plus faible qui donne le code de sortie 1',
  },
  unreadable: ({ file, detail }: Params): string => `Le rapport ${file} ne peut pas être lu : ${detail}.`,
  notRegular: 'ce n’est pas un fichier ordinaire',
  tooLarge: ({ limit }: Params): string => `il dépasse ${limit} octets`,
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
  rootMissing: ({ root, detail }: Params): string =>
    `Le dossier ${root} ne peut pas être lu : ${detail}. Si la livraison se trouve ailleurs maintenant, indiquez son dossier avec --root.`,
  verify: {
    allHold: ({ checks, files }: Params): string =>
      `Tout ce qui a été consigné tient encore : ${counted(checks, 'vérification', 'vérifications')} dans ${counted(files, 'fichier', 'fichiers')}.`,
    noneChanged: ({ checks, files, count }: Params): string =>
      `Rien de ce qui a été consigné n’a été trouvé changé : ${counted(checks, 'vérification', 'vérifications')} dans ${counted(files, 'fichier', 'fichiers')}, dont ${count} ${agreed(count, 'n’a été comparé', 'n’ont été comparés')} que par la taille.`,
    beside: ({ count, paths, more }: Params): string =>
      `${counted(count, 'fichier', 'fichiers')} des dossiers --marked ${agreed(count, 'n’est', 'ne sont')} pas là où l’analyse ${agreed(count, 'l’a trouvé et n’a pas été vérifié', 'les a trouvés et n’ont pas été vérifiés')} : ${paths}${Number(more) > 0 ? ', …' : '.'}`,
    nothing: 'Le rapport ne contient rien qui puisse être vérifié.',
    changed: ({ count, checks }: Params): string =>
      `${count} ${agreed(count, 'vérification', 'vérifications')} sur ${checks} ${agreed(count, 'ne tient', 'ne tiennent')} plus.`,
    unsure: ({ count, checks }: Params): string =>
      `Aucun changement constaté, mais ${count} ${agreed(count, 'vérification', 'vérifications')} sur ${checks} ${agreed(count, 'n’a pas pu être faite', 'n’ont pas pu être faites')}.`,
    of: ({ path, finished }: Params): string => `Rapport : ${path}, du ${finished}`,
    roots: ({ roots }: Params): string => `Médias : ${roots}`,
    /** A heading for each outcome, and what it means and what to do. */
    outcomes: {
      holds: { label: 'Tient', means: 'Les mêmes octets s’y trouvent.' },
      changed: {
        label: 'Changé',
        means:
          'Ce ne sont pas les octets que l’analyse a lus ; ce que le rapport en dit ne tient donc plus. Cherchez qui a remplacé les fichiers et pourquoi, puis relancez l’analyse.',
      },
      missing: {
        label: 'Manquant',
        means:
          'Ces fichiers ne sont pas là où le rapport les situe. S’ils ont été déplacés, indiquez le dossier avec --root ; sinon restaurez-les, ou relancez l’analyse sans eux.',
      },
      unreadable: {
        label: 'Illisible',
        means: 'Personne ne peut dire si cela tient encore. Rendez les fichiers lisibles, puis relancez la vérification.',
      },
      'not-recorded': {
        label: 'Rien de consigné à comparer',
        means:
          'Le rapport ne garde pas d’empreinte de ces octets, personne ne peut donc se prononcer. Relancez l’analyse ; --hash garde une empreinte de chaque fichier.',
      },
    } satisfies Record<CheckOutcome, Word>,
    kinds: { size: 'taille', digest: 'SHA-256 du fichier entier', evidence: 'indice' } satisfies Record<Check['kind'], string>,
    bytes: ({ offset, length }: Params): string => `octet ${offset}, longueur ${length}`,
    sizes: ({ expected, found }: Params): string =>
      `taille : ${expected} octets consignés, ${found} trouvés ; le fichier est plus ${Number(found) < Number(expected) ? 'court' : 'long'} maintenant`,
    otherDigest: 'SHA-256 du fichier entier : autre que celui qui est consigné',
    otherBytes: 'd’autres octets s’y trouvent maintenant',
    /** What a file that is gone, or cannot be read, takes with it. */
    unchecked: ({ pieces }: Params): string =>
      Number(pieces) === 0 ? 'aucun indice dedans' : `avec ${counted(pieces, 'indice', 'indices')} dedans`,
    noPlace: 'le rapport ne dit pas où il se trouve dans le fichier',
    noDigest: 'le rapport n’en garde pas d’empreinte',
    holding: ({ checks, evidence }: Params): string =>
      `${counted(checks, 'vérification tient', 'vérifications tiennent')}, dont ${counted(evidence, 'indice', 'indices')} ; --verbose les énumère.`,
    bySize: ({ count }: Params): string =>
      `${counted(count, 'fichier', 'fichiers')} sans empreinte consignée ${agreed(count, 'n’a été comparé', 'n’ont été comparés')} que par la taille ; --hash, à l’analyse, donne une empreinte à chacun.`,
    newFiles: 'Les fichiers arrivés dans la livraison après l’analyse n’ont pas été recherchés.',
  },
};
