import { agreed, counted } from './plural.ts';

type Params = Readonly<Record<string, string | number>>;

/** Words of markers in timelines, and of what could not be put into one. */
export const timeline = {
  title: ({ video }: Params): string => `trueslate : ${video}`,
  rangeName: ({ use, outcome }: Params): string => (use === '' ? `IA ${outcome}` : `${use} ${outcome}`),
  sightingName: ({ source }: Params): string => `IA vue : ${source}`,
  sighting: ({ source, score, inliers }: Params): string =>
    `Un média marqué est vu ici : ${source} (score ${score}, ${inliers} points concordants).`,
  heardName: ({ source }: Params): string => `IA entendue : ${source}`,
  heard: ({ source, score, inliers }: Params): string =>
    `Un média marqué est entendu ici : ${source} (score ${score}, ${inliers} repères concordants).`,
  declaredName: ({ source }: Params): string => `Média déclaré vu : ${source}`,
  declaredSighting: ({ source, score, inliers }: Params): string =>
    `Un média que la déclaration désigne comme IA est vu ici : ${source}, sans marque (score ${score}, ${inliers} points concordants).`,
  declaredElsewhere: 'Un média que la déclaration désigne pour d’autres endroits y est vu, et aucun usage ne le déclare ici.',
  originalName: ({ source }: Params): string => `Original vu : ${source}`,
  originalSeen: ({ source }: Params): string => `L’original non marqué de ${source} est vu ici ; ce n’est pas un constat.`,
  seenHere: ({ source }: Params): string => `Vu ici : ${source}.`,
  sources: ({ sources }: Params): string => `Vu : ${sources}.`,
  answered: ({ answer }: Params): string => `Réponse : ${answer}.`,
  range: ({ from, to }: Params): string => `De ${from} à ${to} (exclu).`,
  outside: ({ from, to }: Params): string =>
    `Prévu de ${from} à ${to}, hors de cette vidéo ; le marqueur est posé sur la première image.`,
  noVideo: 'Cette livraison ne contient pas de vidéo, il n’y a donc aucun marqueur à écrire.',
  noMarkers:
    'Aucun constat, aucune plage déclarée et aucun média retrouvé ne tombe sur une vidéo de cette livraison, il n’y a donc aucun marqueur à écrire.',
  noRate: ({ video, count }: Params): string =>
    `${video} n’a pas de cadence qu’une timeline pourrait avoir, ${count === 1 ? 'son marqueur est omis' : `ses ${counted(count, 'marqueur est omis', 'marqueurs sont omis')}`} ; ${agreed(count, 'il figure', 'ils figurent')} dans les autres rapports.`,
  notVideo: ({ path, count }: Params): string =>
    `${path} n’est pas une vidéo, ${count === 1 ? 'sa plage est omise' : `ses ${counted(count, 'plage est omise', 'plages sont omises')}`} des marqueurs ; ${agreed(count, 'elle figure', 'elles figurent')} dans les autres rapports.`,
  noStart: ({ video }: Params): string =>
    `${video} n’indique pas de timecode de début, et la déclaration non plus : ses marqueurs comptent à partir de 00:00:00:00.`,
  noDrop: ({ video, rate }: Params): string =>
    `${video} ne dit pas si ses ${rate} images par seconde sont comptées en drop frame, et la déclaration non plus : ses marqueurs sont comptés sans.`,
};
