import { agreed, counted } from './plural.ts';

/** Words of `trueslate declare`. */

type Params = Readonly<Record<string, string | number>>;

export const declare = {
  command: 'déclarations d’usage d’IA : en vérifier une, ou la mettre sous une autre forme',
  convert: 'mettre une déclaration sous une autre forme (YAML, JSON, CSV, XLSX, ou un formulaire du métier), ou l’inverse',
  check: 'tout ce qui est faux dans une déclaration, et ce que le référentiel demande encore',
  options: {
    in: 'une déclaration, une cue sheet d’IA générative, un registre d’usages d’IA ou un relevé par plan',
    out: 'fichier à écrire ; son extension détermine la forme : .yaml .json .csv .xlsx .cuesheet.csv .register.csv .shots.csv',
    from: 'ce qu’est <in>, quand ses en-têtes ne le disent pas',
    force: 'remplacer un fichier existant',
    file: 'une déclaration',
    policy: 'référentiel fourni ou fichier de référentiel ; au lieu de celui de la déclaration (répétable)',
    failOn: 'la gravité la plus faible qui donne le code de sortie 1',
  },
  unreadable: ({ file, detail }: Params): string => `${file} ne peut pas être lu : ${detail}.`,
  unwritable: ({ file, detail }: Params): string =>
    `${file} n’a pas pu être écrit : ${detail}. Rien n’a été laissé à moitié écrit.`,
  exists: ({ file }: Params): string => `${file} existe déjà ; indiquez un autre fichier, ou remplacez-le avec --force.`,
  unknownForm: ({ file }: Params): string =>
    `L’extension de ${file} ne désigne aucune forme ; sont connues .yaml .json .csv .xlsx .cuesheet.csv .register.csv .shots.csv (les trois dernières aussi en .xlsx).`,
  invalid: ({ file, count }: Params): string => `${file} contient ${counted(count, 'erreur', 'erreurs')} ; rien n’a été écrit.`,
  noForm: ({ file, name }: Params): string =>
    `${file} ne ressemble pas au formulaire « ${name} » : aucun de ses en-têtes n’a été trouvé.`,
  tooLong: ({ field }: Params): string =>
    `Un texte dépasse ce qu’une cellule de classeur peut contenir (32 767 caractères), dans ${field} ; écrivez plutôt du YAML, du JSON ou du CSV.`,
  written: ({ file }: Params): string => `Écrit : ${file}`,
  leftOut: ({ file, fields }: Params): string => `${file} n’a pas de place pour ces champs, qui ont été omis : ${fields}`,
  toDoHead: ({ file, form }: Params): string =>
    `Projet établi d’après ${file} (${form}). Remplissez ce qui est marqué TODO ; « trueslate declare check » dit ce qui manque.`,
  toDo: ({ count, file }: Params): string =>
    `${counted(count, 'point reste', 'points restent')} à remplir par une personne, ${agreed(count, 'marqué', 'marqués')} TODO dans ${file}.`,
  unrecognised: ({ file, columns, known }: Params): string =>
    `Ces colonnes de ${file} n’ont pas été reconnues, et leur contenu n’est pas dans le projet : ${columns}. En-têtes reconnus : ${known}.`,
  repeated: ({ file, columns }: Params): string =>
    `Ces colonnes de ${file} ont le même sens qu’une colonne précédente, et leur contenu n’est pas dans le projet : ${columns}.`,
  finding: ({ file, place, field, severity, code, message }: Params): string =>
    `${file}${place}: ${field === '' ? '' : `${field}: `}${severity} ${code}: ${message}`,
  clean: ({ file, count, policies }: Params): string =>
    `${file} : aucune erreur dans ${counted(count, 'usage', 'usages')} ; ${policies} ne demande rien de plus sur le papier.`,
  asks: ({ count, policies }: Params): string => `${counted(count, 'point reste', 'points restent')} à régler selon ${policies}.`,
};
