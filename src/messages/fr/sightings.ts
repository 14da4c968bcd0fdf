import type { SightingMedium, SightingRelation, TraceGap, TraceGapCode } from '../../model/index.ts';
import { counted } from './plural.ts';

type Word = { readonly label: string; readonly means: string };

/** Files of one kind that could not be traced, for one reason; `paths`: some of them. */
type Gap = { readonly role: TraceGap['role']; readonly count: number; readonly reason: string; readonly paths: string };

/** How what is seen relates to the marked source. */
const relations: Record<SightingRelation, Word> = {
  marked: { label: 'source marquée', means: 'La source marquée elle-même est vue ou entendue.' },
  either: {
    label: 'elle ou ce dont elle est tirée',
    means: 'Cette image ou celle dont elle est tirée : aucun original n’est connu pour comparer.',
  },
  ambiguous: {
    label: 'elle ou son original',
    means: 'L’original non marqué est connu, et ce qui est visible n’indique pas duquel il s’agit.',
  },
  original: {
    label: 'original vu',
    means: 'L’original non marqué est vu, et non l’image marquée : ce n’est pas un constat.',
  },
};

const media: Record<SightingMedium, string> = { still: 'image fixe', clip: 'plan', sound: 'son' };

/** Why something could not be traced. */
const gaps: Record<TraceGapCode, string> = {
  'too-flat': 'trop peu de détails pour être retrouvé',
  'no-decoder': 'rien ici ne décode son format',
  'not-decoded': 'décodage impossible ou incomplet',
  'too-quiet': 'trop faible pour être retrouvé',
  'too-short': 'trop court pour être retrouvé',
  'too-long': 'plus long que ce qui est fouillé',
  interrupted: 'recherche interrompue',
};

const times = (n: number): string => counted(n, 'passage', 'passages');

/** Words of what was found again, and of what could not be looked for. */
export const sightings = {
  relations,
  media,
  gaps,
  times,
  containsAi: (label: string, n: number): string => `${label} (${times(n)})`,
  seenIn: 'Médias marqués vus dedans',
  declaredSeen: 'Média déclaré vu',
  declaredForOther: 'Pour d’autres passages de ce fichier ; ce que le constat nomme n’est pas couvert :',
  declaredAs: (uses: string): string => `déclaré sous ${uses}`,
  legend: 'Score : ressemblance, au plus 1. Points concordants : détails qui s’accordent.',
  outlineLegend: 'Jaune : la place de la source dans l’image ; blanc : le cadre, là où la source le dépasse.',
  undeclared: 'Vu ou entendu dans la livraison, non déclaré',
  open: (n: number): string => counted(n, 'passage', 'passages'),
  originals: (n: number): string =>
    n === 1
      ? 'Une fois, c’est l’original non marqué qui est vu, ce qui n’est pas un constat.'
      : `${n} fois, c’est l’original non marqué qui est vu, ce qui n’est pas un constat.`,
  relation: 'De quoi il s’agit',
  medium: 'Type',
  proofSource: 'Source marquée',
  proofDeclared: 'Source déclarée',
  proofTarget: 'Où elle se voit',
  proofOriginal: 'Original comparé',
  inCredential: (source: string): string => `tel que le montre le Content Credential de ${source}`,
  pictureOf: (path: string, at: string): string => (at === '' ? path : `${path}, ${at}`),
  score: 'Score',
  scoreMeans: 'Corrélation avec la source de ce qui est montré, ou part de ses repères qui concordent ; 1 est le maximum.',
  inliers: 'Points concordants',
  inliersMeans: 'Points qui s’accordent sur une même position de l’image, ou repères qui s’accordent sur un même décalage.',
  area: 'Part de l’image vidéo',
  ofSource: 'Partie de la source',
  speed: 'Vitesse',
  stream: 'Flux audio',
  channels: 'Canaux',
  mirrored: 'en miroir',
  backwards: 'à l’envers',
  declaredOnly: 'sans marque dans la source ; la déclaration la désigne',
  seconds: (from: string, to: string): string => `${from} s à ${to} s`,
  traced: (sources: number, targets: number, unsought: number): string =>
    `${unsought > 0 ? `${sources - unsought} sur ` : ''}${counted(sources, 'fichier marqué ou déclaré a été recherché', 'fichiers marqués ou déclarés ont été recherchés')} dans ${counted(targets, 'vidéo, image fixe ou son', 'vidéos, images fixes et sons')}.`,
  gap: ({ role, count, reason, paths }: Gap): string => {
    const what =
      role === 'source'
        ? counted(
            count,
            'fichier marqué ou déclaré n’a pas été recherché',
            'fichiers marqués ou déclarés n’ont pas été recherchés',
          )
        : counted(count, 'fichier n’a pas été fouillé', 'fichiers n’ont pas été fouillés');
    return `${what} (${reason}) : ${paths}`;
  },
  untraced: 'Non recherché',
  roles: { source: 'à rechercher', target: 'à fouiller' } satisfies Record<TraceGap['role'], string>,
};
