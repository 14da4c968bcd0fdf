import type { RuleTable } from '../params.ts';
import { shortValue } from '../value.ts';
import { markerTitle } from './marker-titles.ts';
import { counted } from './plural.ts';
import { howSure, seenOrHeard, toSettle, whatIsSeen, whenSeen } from './seen.ts';

/** French words of the rules that hold files against each other and against checksum manifests. */
export const fileRules: Pick<RuleTable, 'P02' | 'P03' | 'P08' | 'P09' | 'P10' | 'T02'> = {
  P02: {
    title: 'Signataire hors liste de confiance',
    message: (p) =>
      `Le Content Credential de ${p.asset} est intact, mais son signataire${p.signer ? ` (${p.signer})` : ''} ne figure sur aucune liste de confiance` +
      `${p.lists === 0 ? ' : aucune n’est configurée' : ''}.`,
    fix: (p) =>
      p.lists === 0
        ? 'Indiquez les listes de confiance (« trueslate trust fetch », ou --trust) si vous voulez savoir qui est fiable.'
        : 'Ce n’est pas une erreur en soi : tout le monde peut signer. Demandez au fournisseur qui a signé, si cela importe.',
    means: 'La signature est valide, et personne ne se porte garant de son auteur.',
    why: 'La signature valide d’un inconnu prouve que le fichier n’a pas changé, pas qu’il dit vrai.',
    mend: 'Rien à corriger ; avec les listes officielles configurées, les signataires connus sont tenus pour fiables.',
  },
  P03: {
    title: 'Marque perdue',
    message: (p) => {
      if (p.key !== undefined)
        return `${p.asset} ne porte pas de marque, mais c’est une version de ${p.source}, qui est marqué comme IA.`;
      const what = `${whatIsSeen(p)} ${p.medium === 'still' ? 's’y trouve' : 's’y trouve d’un bout à l’autre'}`;
      return `Aucune marque n’a été trouvée dans ${p.asset}, mais ${what}${p.medium === 'still' ? whenSeen(p) : ''}.${howSure(p)}`;
    },
    fix: (p) =>
      p.key === undefined && p.relation === 'ambiguous'
        ? toSettle(p, '')
        : 'Cherchez si la marque s’est perdue à l’export ; livrez le fichier avec sa marque, ou déclarez-le avec le média marqué. ' +
          'Si cette version est antérieure à l’usage de l’IA, faites-le attester.',
    means:
      'Un média sans marque est une version d’un média marqué comme IA : même identifiant de document, ou image ou son ' +
      'retrouvé dedans.',
    why: 'Les marques ne doivent pas être retirées avant la livraison ; un export les perd par accident.',
    mend: 'Exportez à nouveau en gardant les métadonnées, et couvrez les deux fichiers par l’usage.',
  },
  P08: {
    title: 'Nom qui évoque l’IA',
    message: (p) =>
      p.kind === 'folder'
        ? `Le dossier ${p.asset} porte un nom qui évoque ${p.title} ; il contient ${counted(p.count, 'fichier', 'fichiers')} sans marque.`
        : `${p.asset} contient un plan nommé « ${shortValue(p.name, 80)} », ce qui évoque ${p.title}.`,
    fix: () => 'Demandez d’où vient le média ; déclarez-le si l’IA a été utilisée. Un nom ne prouve rien à lui seul.',
    means: 'Un dossier, ou un plan d’une liste de montage, porte un nom semblable à ceux que donne un générateur.',
    why: 'Les noms sont ce qui reste quand un montage a fait perdre les métadonnées.',
    mend: 'Examinez le plan et interrogez son auteur. Déclarez-le, ou laissez-le.',
  },
  P09: {
    title: 'Média marqué vu dans une vidéo ou entendu dans un son, non déclaré',
    message: (p) =>
      `${whatIsSeen(p)} est ${seenOrHeard(p)} dans ${p.asset}${whenSeen(p)}, et ` +
      `${p.partly ? `moins de la moitié en est déclarée (${p.partly})` : 'aucun usage ne couvre ce passage'}.${howSure(p)}`,
    fix: (p) => toSettle(p, 'Ajoutez la plage à l’usage qui couvre la source, ou déclarez-en un ; ou remplacez le plan.'),
    means:
      'Une image fixe, un plan ou un son marqué a été retrouvé dans une vidéo finie ou un mixage, sans usage qui l’y déclare.',
    why: 'Un montage fait perdre toute marque ; l’image est pourtant à l’écran.',
    mend: 'Déclarez où il se voit, avec les timecodes, l’accord et l’information du public ; ou remplacez le plan.',
  },
  P10: {
    title: 'Texte marqué',
    message: (p) =>
      `${p.asset} est un texte marqué comme IA. Outre la déclaration demandée par D01, les textes ont leurs propres règles : ${markerTitle(p.title)} : « ${shortValue(p.value)} ».`,
    fix: () =>
      'Répondez à D01 par un usage de modalité « text » ; un scénario demande le consentement des auteurs, les sous-titres et la narration une vérification des faits.',
    means: 'Un scénario, des sous-titres ou un autre document texte indique qu’une IA générative l’a écrit.',
    why: 'Les textes ont leurs propres règles : crédit des auteurs, exactitude, traduction.',
    mend: 'Déclarez pour lui un usage de modalité « text », ou livrez le texte écrit par une personne.',
  },
  T02: {
    title: 'Manifeste de contrôle et dossier en désaccord',
    message: (p) => {
      if (p.kind === 'absent') return `${p.manifest} liste ${p.asset}, qui n’est pas dans la livraison.`;
      if (p.kind === 'not-listed') return `${p.asset} est dans la livraison, mais ${p.manifest} ne le liste pas.`;
      if (p.kind === 'size') return `${p.asset} fait ${p.found} octets, mais ${p.manifest} indique ${p.expected}.`;
      if (p.kind === 'digest') return `${p.asset} n’est pas le fichier que liste ${p.manifest} : son ${p.algorithm} diffère.`;
      return `${p.manifest} ressemble à un manifeste de sommes de contrôle et n’a pas pu être lu${p.found ? ` (${p.found})` : ''}.`;
    },
    fix: (p) => {
      if (p.kind === 'absent') return 'Livrez le fichier manquant, ou refaites le manifeste.';
      if (p.kind === 'not-listed') return 'Retirez le fichier, ou refaites le manifeste pour qu’il liste tout.';
      if (p.kind === 'unreadable-manifest') return 'Livrez à nouveau le manifeste, tel que l’outil l’a écrit.';
      return 'Recopiez le fichier depuis sa source et vérifiez-le avec le manifeste ; si le changement est voulu, refaites le manifeste.';
    },
    means:
      'Un fichier manque, n’est pas listé, ou diffère en taille ou en empreinte de ce qu’indique un manifeste de sommes de contrôle de la livraison.',
    why: 'Ce qui a été vérifié et validé n’est peut-être pas ce qui se trouve ici.',
    mend: 'Comparez avec la source de la copie ; un manifeste se fait en dernier, après le dernier changement.',
  },
};
