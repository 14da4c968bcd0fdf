import { counted } from './plural.ts';

/** Words of `trueslate declare init`, and of the drafts that it writes. */

type Params = Readonly<Record<string, string | number>>;

const kinds: Readonly<Record<string, readonly [string, string]>> = {
  image: ['image fixe', 'images fixes'],
  video: ['vidéo', 'vidéos'],
  audio: ['son', 'sons'],
  sequence: ['séquence d’images', 'séquences d’images'],
  package: ['package', 'packages'],
  sidecar: ['fichier annexe', 'fichiers annexes'],
  document: ['document', 'documents'],
};

const feminine: readonly string[] = ['image', 'video', 'sequence'];

const degrees: Readonly<Record<string, string>> = { generated: 'généré', composite: '', altered: 'modifié' };

/** How it was made, agreeing with what it is. */
function howMade(kind: string, count: number, degree: string): string {
  const word = degrees[degree];
  if (degree === 'composite') return ' avec des éléments générés';
  if (!word) return '';
  return ` ${word}${feminine.includes(kind) ? 'e' : ''}${count < 2 ? '' : 's'}`;
}

export const declareInit = {
  command:
    'préparer un projet de déclaration d’après une analyse : un usage par groupe de médias marqués, avec les timecodes où ils sont vus ou entendus, TODO là où seule une personne sait',
  options: {
    folder: 'le dossier de la livraison, ou un seul fichier',
    policy: 'prévoir aussi ce que demande ce référentiel (nom ou fichier ; répétable)',
    output: 'fichier à écrire, hors de la livraison (par défaut : stdout)',
    force: 'remplacer un fichier existant',
    format: 'yaml, json, csv ou xlsx (par défaut : d’après le nom du fichier, sinon yaml)',
    update: 'garder cette déclaration telle quelle, et ajouter des usages pour ce qu’elle ne couvre pas encore',
    quiet: 'pas de résumé sur stderr',
  },
  inside: ({ file, folder }: Params): string =>
    `${file} se trouve dans la livraison, où trueslate n’écrit jamais ; écrivez le projet ailleurs, remplissez-le, et copiez-le vous-même dans ${folder} s’il doit être livré (ai-declaration.yaml y est trouvé tout seul).`,
  needsFile: ({ format }: Params): string =>
    `Un projet au format ${format} n’est pas un texte pour le terminal ; indiquez un fichier avec --output.`,
  existing: ({ file }: Params): string =>
    `Remarque : ${file} est déjà dans le dossier ; ce projet a été fait sans lui et ne le remplace pas de lui-même.`,
  written: ({ file }: Params): string => `Projet écrit : ${file}`,
  summary: ({ marked, assets, uses, todos }: Params): string =>
    `${counted(assets, 'média analysé', 'médias analysés')}, dont ${counted(marked, 'marqué', 'marqués')} comme IA ; ${counted(uses, 'usage proposé', 'usages proposés')}, ${counted(todos, 'TODO', 'TODO')} à remplir.`,
  nothingScanned: 'Rien à analyser n’a été trouvé, le projet ne dit donc rien de ce dossier.',
  incomplete:
    'L’analyse est incomplète (une partie n’a pas pu être lue), des usages peuvent donc manquer au projet ; « trueslate scan » dit quels fichiers sont en cause.',
  leftOver: ({ possible, unreadable }: Params): string =>
    [
      Number(possible) > 0
        ? counted(possible, 'média n’exclut pas l’usage de l’IA', 'médias n’excluent pas l’usage de l’IA')
        : '',
      Number(unreadable) > 0
        ? counted(unreadable, 'média n’a pas pu être lu en entier', 'médias n’ont pas pu être lus en entier')
        : '',
    ]
      .filter((part) => part !== '')
      .join(', et ')
      .concat(' ; le projet en YAML en donne la liste à la fin.'),
  places: ({ places, open }: Params): string => {
    const drafted = `${counted(Number(places), 'passage de médias marqués proposé', 'passages de médias marqués proposés')} avec timecodes`;
    return Number(open) === 0
      ? `${drafted}.`
      : `${drafted} ; ${counted(Number(open), 'passage à trancher', 'passages à trancher')} par une personne, en fin de projet au format YAML.`;
  },
  unsought: ({ count }: Params): string =>
    `${counted(Number(count), 'fichier marqué n’a pas pu être recherché', 'fichiers marqués n’ont pas pu être recherchés')} : à chercher à l’œil ; au format YAML, la liste est en fin de projet.`,
  untraced: 'Les médias marqués n’ont pas été recherchés dans les vidéos, images et sons : le projet ne dit pas où ils sont vus.',
  lost: ({ uses }: Params): string =>
    `${Number(uses) === 1 ? '1 usage désigne' : `${uses} usages désignent`} des fichiers qui ne sont pas (ou plus) dans cette livraison ; retirez-les, ou écrivez où ils sont maintenant :`,
  lostUse: ({ id, title, entries, more }: Params): string =>
    `  ${id} (${title}) : ${entries}${Number(more) > 0 ? ` ; et ${more} de plus` : ''}`,
  like: ({ entry, path }: Params): string => `${entry} (un fichier de ce nom : ${path})`,
  next: ({ command }: Params): string => `Remplissez chaque TODO, puis : ${command}`,
  title: ({ count, kind, tool, folder, degree, name }: Params): string => {
    const [one, more] = kinds[String(kind)] ?? ['média', 'médias'];
    const named = `${one.charAt(0).toUpperCase()}${one.slice(1)} ${name}`;
    const sequence = `Séquence ${name}, ${counted(count, one, more)}`;
    const what = Number(count) === 1 ? named : name === undefined ? counted(count, one, more) : sequence;
    return `${what}${howMade(String(kind), Number(count), String(degree))} par ${tool ?? 'IA'}${folder === '' ? '' : ` dans ${folder}`}`;
  },
  and: ' et ',
  draft: {
    head: ({ marked, assets }: Params): readonly string[] => [
      `Projet de déclaration d’usage d’IA, établi d’après une analyse : ${counted(assets, 'média', 'médias')}, dont ${counted(marked, 'marqué', 'marqués')} comme IA.`,
      'Remplissez chaque TODO, corrigez ce que les marques ne peuvent savoir (intitulés, degrés, ce qui va ensemble, usages sans marque),',
      'puis lancez : trueslate scan DOSSIER --declaration FICHIER',
    ],
    nothingMarked: [
      'Aucun média ne porte de marque d’IA. Cela ne prouve pas qu’aucune n’a été utilisée : une personne doit trancher. Pour « statement », écrivez',
      '  none-used       si aucune IA générative n’a servi à quoi que ce soit dans cette livraison,',
      '  uses-listed     si elle a servi : ajoutez les usages comme ci-dessous,',
      '  not-yet-known   si la question est encore posée.',
    ],
    example: [
      'uses:',
      '  - id: U1',
      '    title: ce qui a été généré ou modifié',
      '    tools: [nom de l’outil]',
      '    degree: generated',
      '    destination: final-visible',
      '    assets: [chemin/dans/la/livraison.jpg]',
    ],
    legend: ['Valeurs que prennent les champs :'],
    policies: (policies: string): readonly string[] => [
      policies === ''
        ? 'Une ligne comme « # kind: TODO » n’est pas demandée à tous : ôtez « # » et remplissez-la si vous le pouvez.'
        : `Les lignes comme « # function: TODO » sont pour ${policies} : ôtez « # » et remplissez ce qui s’applique.`,
    ],
    asks: (policies: string): string => `Pour ${policies}, s’il y a lieu :`,
    marks: (titles: string): string => `Marques : ${titles}`,
    noTool: 'Les marques ne nomment aucun outil : écrivez son nom.',
    created: (first: string, last: string): string =>
      `${first === last ? `Créé le ${first}` : `Créés du ${first} au ${last}`} selon les métadonnées : une indication pour dateFrom.`,
    altered:
      '« altered » est le minimum que disent les marques ; si l’IA a créé toute une partie de l’image, c’est « composite ».',
    day: 'Jour de signature de cette déclaration, AAAA-MM-JJ ; il ne doit pas précéder celui où un des fichiers a été fabriqué.',
    leftOver: 'Dans aucun usage, à vérifier par une personne :',
    possible: 'Ceux-ci n’excluent pas l’IA ; demandez qui les a réalisés, et ajoutez-les à un usage si elle a servi :',
    unreadable: 'Ceux-ci n’ont pas pu être lus en entier, une marque a donc pu échapper :',
    unsought:
      'Marqués, et impossibles à rechercher : à chercher à l’œil ou à l’oreille, et à noter où ils sont vus ou entendus :',
    openPlaces: 'Vu ou entendu ici ; à une personne de décider si et où le déclarer :',
    partlyRead: 'pas lu en entier',
  },
};
