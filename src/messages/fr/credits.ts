import type { Degree } from '../../model/index.ts';
import { agreed, counted } from './plural.ts';

type Words = { readonly title: string; readonly tools: string };

/** Words of the draft of credits: what a producer can paste, and what must not be pasted. */
export const credits = {
  title: ({ title }: { title: string }): string => `${title} : recours à l’IA générative`,
  draft:
    'PROJET établi d’après la déclaration d’usage d’IA. Une personne doit le relire, corriger la rédaction et le faire valider.',
  /** Begins the mark behind a sentence that must not be published unseen; the codes follow, and `]`. */
  checkStart: '[À VÉRIFIER :',
  checkNote: 'Une phrase suivie de [À VÉRIFIER : ...] a des constats ouverts sous ces codes : à régler, puis retirer la mention.',
  start: '----- pour le générique -----',
  end: '----- fin du texte pour le générique -----',
  opening: 'L’IA générative a été utilisée dans la fabrication de ce programme :',
  degrees: {
    generated: ({ title, tools }: Words): string => `${title}. Généré avec ${tools}.`,
    composite: ({ title, tools }: Words): string => `${title}. Contient des éléments générés avec ${tools}.`,
    altered: ({ title, tools }: Words): string => `${title}. Modifié avec ${tools}.`,
    enhanced: ({ title, tools }: Words): string => `${title}. Amélioré avec ${tools}.`,
    assistive: ({ title, tools }: Words): string => `${title}. Réalisé avec l’aide de ${tools}.`,
  } satisfies Record<Degree, (words: Words) => string>,
  tools: 'Outils d’IA utilisés :',
  tool: ({ name, vendor }: { name: string; vendor: string }): string => (vendor === '' ? name : `${name} (${vendor})`),
  and: 'et',
  noTool: 'un outil d’IA non nommé',
  noneUsed: 'Aucune IA générative n’a été utilisée dans la fabrication de ce programme.',
  nothing: {
    'no-declaration': 'Aucun texte ne peut être rédigé : aucune déclaration d’usage d’IA n’a été fournie.',
    'not-yet-known': 'Aucun texte ne peut être rédigé : selon la déclaration, les usages d’IA ne sont pas encore connus.',
    contradicted:
      'Aucun texte ne peut être rédigé : la déclaration affirme qu’aucune IA générative n’a été utilisée, mais des fichiers de la livraison sont marqués comme IA (ci-dessous).',
    'nothing-final': 'Aucun usage déclaré ne fait partie de ce que le public voit ou entend ; rien n’est rédigé.',
  },
  notForCredits: 'NE PAS METTRE AU GÉNÉRIQUE',
  undeclared: ({ files, ranges }: { files: number; ranges: number }): string =>
    `${agreed(files + ranges, 'Marqué comme IA et pas encore déclaré', 'Marqués comme IA et pas encore déclarés')} (${ranges === 0 ? files : `${counted(files, 'fichier', 'fichiers')}, ${counted(ranges, 'passage', 'passages')}`}). À déclarer ou à remplacer avant l’envoi du texte ci-dessus :`,
  answeredFor: ({ count }: { count: number }): string =>
    `${agreed(count, 'Marqué comme IA, non déclaré, avec une réponse signée', 'Marqués comme IA, non déclarés, avec une réponse signée')} (${count}) ; ${agreed(count, 'absent', 'absents')} du texte ci-dessus :`,
  answered: ({
    marked,
    answer,
    reason,
    by,
    date,
  }: Readonly<Record<'marked' | 'answer' | 'reason' | 'by' | 'date', string>>): string =>
    `${marked} ; ${answer} : ${reason} (${by}, ${date})`,
  marked: ({ path, verdict, generator }: { path: string; verdict: string; generator: string }): string =>
    generator === '' ? `${path} : ${verdict}` : `${path} : ${verdict}, ${generator}`,
  markedRange: ({ path, from, to, seen }: Readonly<Record<'path' | 'from' | 'to' | 'seen', string>>): string =>
    `${path} : de ${from} à ${to}${seen === '' ? '' : ` (${seen})`}`,
  unread: ({ count }: { count: number }): string =>
    `${agreed(count, 'Pas lu en entier', 'Pas lus en entier')} (${count}), on ne peut donc rien en dire :`,
  kept: 'Déclarés, mais hors de cette livraison ; absents du texte ci-dessus :',
  declaredPlaces: {
    'declared-and-matched': ({ count }: { count: number }): string => `Déclaré, et vu ou entendu à cet endroit (${count}) :`,
    'temp-in-final': ({ count }: { count: number }): string =>
      `Déclaré provisoire, et encore vu ou entendu à cet endroit (${count}) :`,
    'declared-unmatched': ({ count }: { count: number }): string =>
      `Déclaré, mais rien de marqué n’y a été vu ni entendu (${count}) ; vérifier que cela figure dans le programme :`,
    unverifiable: ({ count }: { count: number }): string => `Déclaré, et non vérifié (${count}) :`,
  },
  open: 'Usages déclarés avec des constats ouverts ; à régler d’abord :',
  openUse: ({ use, title, findings }: { use: string; title: string; findings: string }): string =>
    `${use} ${title} : ${findings}`,
  methods: 'Comment le public est informé, selon la déclaration :',
  methodOf: ({ use, title, methods }: { use: string; title: string; methods: string }): string => `${use} ${title} : ${methods}`,
};
