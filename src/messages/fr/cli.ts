import type { Marker, Says } from '../../model/index.ts';
import { counted } from './plural.ts';

/** Words of the command line: help, and why something did not start. */

type Params = Readonly<Record<string, string | number>>;

const errors = (count: string | number | undefined): string => counted(count, 'erreur', 'erreurs');

/** Why a scan did not start: what, where, what to do. */
export const start = {
  'missing-root': ({ place, detail }: Params): string =>
    detail === 'special'
      ? `${place} n’est ni un dossier ni un fichier ; indiquez le dossier de la livraison.`
      : `${place} ne peut pas être analysé : ${detail}. Vérifiez le chemin et votre droit de lecture.`,
  'overlapping-roots': ({ place, within }: Params): string =>
    `${place} se trouve dans ${within} (ou au même endroit), ses médias seraient donc comptés deux fois ; indiquez l’un des deux.`,
  'report-inside': ({ file }: Params): string =>
    `Le rapport ${file} serait écrit dans la livraison, que trueslate ne modifie jamais ; indiquez un endroit en dehors.`,
  'marked-inside': ({ place, within }: Params): string =>
    `${place}, donné avec --marked, se trouve dans la livraison ${within} (ou au même endroit), dont les médias sont recherchés de toute façon ; ne l’indiquez pas.`,
  'marked-not-folder': ({ place }: Params): string =>
    `${place}, donné avec --marked, n’est pas un dossier ; indiquez le dossier qui le contient.`,
  'cache-inside': ({ folder }: Params): string =>
    `Le cache ${folder} se trouve dans un dossier analysé, que trueslate ne modifie jamais ; indiquez un endroit en dehors, ou --no-cache.`,
  'spool-unusable': ({ folder, detail }: Params): string =>
    detail === 'inside'
      ? `Le dossier de transit ${folder} se trouve dans un dossier analysé, que trueslate ne modifie jamais ; indiquez un autre emplacement.`
      : `Le dossier de transit ${folder} est inutilisable : ${detail}. Indiquez un dossier où vous pouvez écrire.`,
  'declaration-unreadable': ({ file, detail }: Params): string =>
    `La déclaration ${file} ne peut pas être lue : ${detail}. Vérifiez le chemin donné avec --declaration.`,
  'declaration-invalid': ({ file, count }: Params): string =>
    `La déclaration ${file} contient ${errors(count)}, rien n’a donc été analysé ; corrigez et relancez l’analyse.`,
  'policy-unknown': ({ name, known }: Params): string =>
    `Il n’existe pas de référentiel « ${name} », ni de fichier de ce nom. Sont fournis : ${known}.`,
  'policy-unreadable': ({ name, detail }: Params): string => `Le référentiel ${name} ne peut pas être lu : ${detail}.`,
  'policy-invalid': ({ file, count }: Params): string =>
    `Le référentiel ${file} contient ${errors(count)} ; rien n’a été analysé.`,
  'waivers-unreadable': ({ file, detail }: Params): string => `Le fichier de réponses ${file} ne peut pas être lu : ${detail}.`,
  'waivers-invalid': ({ file, count }: Params): string =>
    `Le fichier de réponses ${file} contient ${errors(count)} ; rien n’a été analysé.`,
  'baseline-unreadable': ({ file, detail }: Params): string =>
    `Le rapport antérieur ${file} ne peut pas être utilisé : ${detail}. Indiquez un rapport JSON écrit par trueslate.`,
  'several-declarations': ({ first, second }: Params): string =>
    `Le dossier contient deux déclarations, ${first} et ${second} ; indiquez celle qui vaut avec --declaration.`,
  'trust-unreadable': ({ file, reason, detail }: Params): string =>
    reason === 'empty'
      ? `La liste de confiance ${file} ne contient aucun certificat au format PEM (BEGIN CERTIFICATE) ; indiquez-en une autre avec --trust.`
      : reason === 'broken'
        ? `La liste de confiance ${file} contient un certificat illisible ; récupérez-la à nouveau.`
        : `La liste de confiance ${file} ne peut pas être lue : ${detail}. Vérifiez le chemin donné avec --trust.`,
  'no-exiftool': ({ detail }: Params): string => `${detail}.`,
  'no-c2pa-engine': ({ detail }: Params): string => `Le moteur C2PA ne démarre pas : ${detail}.`,
  'not-a-file': ({ file }: Params): string =>
    `${file} est un dossier ; inspect attend un fichier. « trueslate scan ${file} » analyse un dossier.`,
  'not-media': ({ file }: Params): string =>
    `${file} n’est ni une image, ni une vidéo, ni un son, ni un fichier annexe que trueslate connaît.`,
  'queue-unreachable': ({ host, detail }: Params): string =>
    detail === 'scheme'
      ? 'L’adresse du serveur de travaux doit commencer par redis:// ou rediss://, par exemple redis://travaux.example:6379.'
      : `Le serveur de travaux ${host} ne répond pas : ${detail}. Vérifiez que Redis ou Valkey y tourne, ainsi que l’utilisateur et le mot de passe.`,
  'results-inside': ({ folder }: Params): string =>
    `Le dossier de résultats ${folder} se trouve dans un dossier analysé, que trueslate ne modifie jamais ; indiquez un endroit extérieur avec --results.`,
  'results-unusable': ({ folder, detail }: Params): string =>
    `Le dossier de résultats ${folder} est inutilisable : ${detail}. Indiquez avec --results un dossier où cette machine et tous les travailleurs peuvent écrire.`,
};

export const cli = {
  description:
    'Trouve ce qu’une IA générative a produit ou modifié dans une livraison de film ou de télévision, et le confronte à la déclaration d’usage d’IA. Fonctionne hors ligne ; n’écrit jamais dans la livraison.',
  helpHint: '(trueslate --help, ou trueslate <commande> --help, montre ce qu’on peut saisir)',
  interrupted: 'Interrompu : aucun rapport.',
  goesOn: 'Ce qui a été lu est conservé : la même commande reprend de là.',
  bug: ({ version }: Params): string =>
    `C’est un défaut de trueslate ${version}, pas un constat. Merci de le signaler avec les lignes ci-dessous.`,
  declarationFound: ({ path }: Params): string => `Déclaration trouvée : ${path}`,
  /** Why nothing is remembered between runs; the reason is the system's, in words. */
  cacheProblem: ({ folder, detail }: Params): string =>
    detail === 'inside'
      ? `Le cache ${folder} se trouve dans un dossier analysé, que trueslate ne modifie jamais : rien n’est conservé. --cache indique un autre endroit.`
      : detail === 'damaged'
        ? `Ce qui était conservé dans ${folder} est endommagé et a été mis de côté ; les fichiers sont relus.`
        : `Rien ne peut être conservé dans ${folder} : ${detail}. L’analyse continue sans cela.`,
  reportWritten: ({ file }: Params): string => `Rapport écrit : ${file}`,
  reportFormat: ({ file, known }: Params): string =>
    `Aucun rapport ne correspond au nom ${file} ; son extension doit être l’une de ${known}.`,
  reportFolder: ({ file, folder }: Params): string =>
    `Le rapport ${file} ne peut pas être écrit : le dossier ${folder} n’existe pas ou vous est fermé.`,
  reportIsFolder: ({ file }: Params): string => `Le rapport ${file} ne peut pas être écrit : un dossier porte ce nom.`,
  reportFailed: ({ file, detail }: Params): string =>
    `Le rapport ${file} n’a pas pu être écrit : ${detail}. Rien n’a été laissé à moitié écrit.`,
  earlierFiles: ({ files, count }: Params): string =>
    Number(count) === 1
      ? `Ce fichier était déjà là et ne vient pas de cette analyse ; retirez-le, sauf si vous voulez le garder : ${files}`
      : `Ces fichiers étaient déjà là et ne viennent pas de cette analyse ; retirez-les, sauf si vous voulez les garder : ${files}`,
  severalVideos: ({ format, videos, ending }: Params): string =>
    `--format ${format} écrit un fichier par vidéo, et plusieurs ont des marqueurs : ${videos}. Indiquez un fichier avec --report NOM${ending} ; chaque vidéo reçoit le sien.`,
  outputFailed: ({ detail }: Params): string =>
    `Le résultat n’a pas pu être écrit sur stdout : ${detail}. Libérez de la place ou indiquez un fichier avec --report.`,
  stillAt: ({ done, total }: Params): string => `${done} médias lus sur ${total}`,
  /** Of tracing; both in words, `1 h 20 min`. */
  tracedSoFar: ({ done, total }: Params): string => `recherche de ce qui est marqué : ${done} sur ${total}`,
  configUnreadable: ({ file, detail }: Params): string => `Le fichier de configuration ${file} ne peut pas être lu : ${detail}`,
  configShape: ({ file, keys }: Params): string =>
    `Le fichier de configuration ${file} doit être une liste de réglages ; sont connus ${keys}.`,
  configKey: ({ file, key, keys }: Params): string =>
    `Le fichier de configuration ${file} règle « ${key} », qui est inconnu ; sont connus ${keys}.`,
  configLanguage: ({ file, known }: Params): string =>
    `Dans le fichier de configuration ${file}, « lang » doit être l’une des langues ${known}.`,
  configList: ({ file, key }: Params): string =>
    `Dans le fichier de configuration ${file}, « ${key} » doit être une liste de textes.`,
  sizeForm: 'Écrivez une taille, par exemple 500MB ou 20GiB.',
  queueNeedsResults: 'Avec --queue, indiquez par --results le dossier où toutes les machines déposent ce qu’elles lisent.',
  resultsNeedQueue: '--results va avec --queue ; indiquez aussi le serveur de travaux, ou définissez TRUESLATE_QUEUE.',
  noWorkers: ({ results }: Params): string =>
    `Personne ne prend encore de travail. Lancez sur n’importe quelle machine : trueslate worker --queue … --results ${results}`,
  worker: {
    waits: ({ host, results }: Params): string => `Travail pris à ${host} ; ce qui est lu va dans ${results}`,
    /** Of one job: files that are here as the scan saw them, of all. */
    done: ({ seen, files }: Params): string =>
      seen === files
        ? `${files} fichiers lus`
        : `${seen} fichiers lus sur ${files} ; les autres ne sont pas ici tels que l’analyse les a vus, et lui sont laissés`,
    searched: ({ path }: Params): string => `Examiné : ${path}`,
    notSearched: ({ path }: Params): string =>
      `${path}, ou ce qui y est recherché, n’est pas ici tel que l’analyse l’a vu : cela lui est laissé`,
    needsQueue: 'Indiquez le serveur de travaux avec --queue redis://…, ou définissez TRUESLATE_QUEUE.',
    interrupted: 'Interrompu : les travaux commencés sont rendus.',
    'other-code': ({ version: theirs, code, own }: Params): string =>
      `L’analyse utilise un autre code, trueslate ${theirs} (${code}) ; ici, c’est ${own}. Installez la même version sur les deux machines.`,
    'other-engines': ({ engines }: Params): string =>
      `Les moteurs d’ici diffèrent de ceux de l’analyse, entre parenthèses, et ses réponses ne seraient pas retenues : ${engines}. Installez les mêmes versions sur les deux machines.`,
    'other-files': ({ count, path }: Params): string =>
      `Des ${count} fichiers d’un travail, aucun n’est ici tel que l’analyse l’a vu, par exemple ${path}. Montez la livraison au même chemin que sur la machine qui analyse.`,
    'no-results': ({ where, detail }: Params): string =>
      `Le dossier de résultats ${where} est inutilisable : ${detail}. Indiquez celui de l’analyse avec --results.`,
  },
  jobsRange: 'Il faut un nombre entier de 1 à 64.',
  commands: {
    scan: 'analyser, juger, confronter à la déclaration, rendre compte',
    inspect: 'tout ce qu’on sait d’un fichier, avec les positions en octets',
    markers: 'le catalogue des marques d’IA, ou l’une d’elles en toutes lettres',
    doctor: 'moteurs, versions, listes de confiance, et ce qui ne peut pas être vérifié sur cette machine',
    trust: 'listes de confiance C2PA',
    trustFetch:
      'récupérer les listes de confiance C2PA publiées dans le dossier de configuration (la seule commande qui utilise le réseau d’elle-même)',
    trustList: 'montrer les listes de confiance du dossier de configuration',
    worker: 'lire des fichiers pour les analyses d’autres machines qui indiquent le même serveur de travaux',
  },
  options: {
    place: 'dossiers ou fichiers ; aussi s3://bucket/préfixe et adresses https:// de fichiers',
    declaration:
      'déclaration d’usage d’IA, YAML, JSON, CSV ou XLSX (par défaut : ai-declaration.yaml, .json, .csv ou .xlsx dans le dossier)',
    report: 'écrire un rapport ; l’extension détermine sa forme (répétable)',
    format: 'ce que reçoit stdout',
    policy: 'référentiel d’un diffuseur par son nom, ou fichier de référentiel ; répétable ; au lieu de celui de la déclaration',
    waivers: 'réponses signées aux constats (YAML)',
    baseline: 'un rapport JSON antérieur : dit ce qui est nouveau et ce qui est corrigé ; ne change pas le code de sortie',
    trust: 'fichier PEM : les certificats d’autorité deviennent des ancres, les autres des signataires admis (répétable)',
    c2paEngine: 'ce qui valide C2PA',
    exiftool: 'quand interroger ExifTool : sur les fichiers que nos propres lecteurs n’ont pas lus en entier, ou toujours',
    pixels:
      'filigranes invisibles : auto examine les images fixes sans perte jusqu’à 4096 px que rien d’autre n’a marquées, all chaque image fixe',
    marked: 'dossier hors de la livraison dont les images, clips et sons marqués y sont recherchés aussi (répétable)',
    noTrace: 'ne pas rechercher dans les vidéos, images fixes et mixages ce qui est marqué ou déclaré',
    cache: 'dossier où lectures et empreintes sont conservées d’une analyse à l’autre (par défaut : ~/.cache/trueslate)',
    noCache: 'ne rien conserver d’une analyse à l’autre : relire chaque fichier',
    s3Endpoint: 'adresse d’un service compatible S3 : MinIO, Ceph, R2, Backblaze (par défaut : celle des outils AWS)',
    s3Region: 'sa région',
    s3PathStyle: 'nommer le bucket dans le chemin de l’adresse, non dans l’hôte',
    spool:
      'dossier pour les objets à télécharger en entier (attestations, pixels, reprises, empreintes) ; chacun est effacé après usage',
    spoolLimit: 'ce qui peut s’y trouver à la fois, donc le plus gros objet téléchargé en entier (par défaut : 20GiB)',
    include: 'n’analyser que ce qui correspond (répétable)',
    sequence: 'les images numérotées qui correspondent forment une séquence, si peu qu’il y en ait (répétable)',
    sequenceSample:
      'ne lire l’en-tête que d’une image sur ce nombre (64 au plus) dans chaque séquence, et de la dernière ; les autres comptent comme non lues',
    exclude: 'écarter ce qui correspond (répétable)',
    failOn: 'la gravité la plus faible qui donne le code de sortie 1',
    onlyFailures: 'ne montrer que ce qui appelle une réponse',
    hash: 'SHA-256 de chaque média, pas seulement des médias marqués',
    noThumbs: 'pas d’images dans les rapports',
    jobs: 'médias lus en même temps',
    quiet: 'rien d’autre que le résultat de --format json, etc.',
    progress: 'progression en lignes JSON sur stderr',
    config: 'fichier de configuration (par défaut : config.yaml dans le dossier de configuration)',
    full: 'aussi toutes les balises que lit ExifTool',
    lang: 'langue de l’aide, des messages et des rapports (par défaut : en)',
    inspectFormat: 'text ou json',
    file: 'un fichier',
    marker: 'identifiant d’une marque',
    queue:
      'Redis ou Valkey, redis://… ou rediss://… : les fichiers sont lus par tous les « trueslate worker » qui y prennent du travail (par défaut : TRUESLATE_QUEUE)',
    results: 'dossier hors de la livraison, visible de toutes les machines, où elles déposent ce qu’elles lisent',
    exitWhenIdle: 'finir quand il n’y a plus ni analyse ni travail',
    workerJobs: 'travaux menés à la fois (par défaut : le nombre de processeurs, 8 au plus)',
    trustFrom: 'récupérer les mêmes noms de fichiers à cette adresse, par exemple un miroir interne',
  },
  markerUnknown: ({ id, near }: Params): string =>
    `Aucune marque ne s’appelle « ${id} »${near === '' ? '.' : ` ; vouliez-vous dire ${near} ?`} « trueslate markers » en donne la liste.`,
  /** What a mark says, by its code. */
  sayings: {
    generated: 'généré',
    edited: 'modifié',
    possible: 'possible',
    tool: 'outil',
    captured: 'capté',
    nothing: 'rien',
  } satisfies Record<Says, string>,
  /** How strong the evidence of a mark can be, by its code in the catalogue. */
  strengths: { c2pa: 'c2pa', declared: 'mention', inferred: 'déduit' } satisfies Record<Marker['strength'], string>,
  /** Headings of what `markers` says of one mark. */
  marker: {
    writtenBy: 'écrit par',
    says: 'indique',
    strength: 'force',
    source: 'source',
    note: 'note',
    matches: 'reconnaît',
    doesNotMatch: 'ne reconnaît pas',
  },
  doctor: {
    node: 'Node',
    exiftool: 'ExifTool',
    c2pa: 'Moteur C2PA',
    native: 'Moteur C2PA natif',
    ffprobe: 'ffprobe',
    ffmpeg: 'ffmpeg',
    opencv: 'OpenCV',
    sharp: 'sharp',
    missing: 'absent',
    opencvMissing: 'les images ne sont pas retrouvées ; réinstallez trueslate avec ses dépendances',
    cache: 'Lectures et empreintes sont conservées dans',
    nothingYet: 'rien encore',
    megabytes: ({ size }: Params): string => `${size} Mo`,
    nativeHint: 'facultatif : npm install @contentauth/c2pa-node',
    trustFolder: 'Listes de confiance dans',
    noLists: 'aucune ; « trueslate trust fetch » récupère celles qui sont publiées, ou indiquez un fichier PEM avec --trust',
    anchors: ({ anchors, allowed }: Params): string =>
      `${counted(anchors, 'ancre', 'ancres')}, ${counted(allowed, 'signataire admis', 'signataires admis')}`,
    age: ({ days }: Params): string => `récupérée ${days === 0 ? 'aujourd’hui' : `il y a ${counted(days, 'jour', 'jours')}`}`,
    notChecked: 'Ce qui ne peut pas être vérifié sur cette machine, ou par aucun outil :',
    oldProbe: 'du paquet npm ; ancien, installez ffmpeg pour les formats plus récents',
  },
  trustFetched: ({ name, certificates, about }: Params): string =>
    `${name} : ${counted(certificates, 'certificat', 'certificats')} (${about})`,
  trustFailed: ({ name, url, detail }: Params): string =>
    `${name} : non récupérée depuis ${url} (${detail}) ; ce qui s’y trouvait reste tel quel`,
  inspect: {
    file: 'Fichier',
    format: 'Format',
    verdict: 'Verdict',
    evidence: 'Indices',
    facts: 'Toutes les mentions',
    segments: 'Segments (position, longueur)',
    readers: 'Lecteurs',
    full: 'ExifTool',
    problems: 'Incidents',
    conflicts: 'Mentions contradictoires',
    credential: 'Content Credential (C2PA)',
    failed: 'échec',
    signedBy: ({ signer }: Params): string => `signé par ${signer}`,
    activeManifest: 'manifeste actif',
    manifest: 'manifeste',
    claimGenerator: 'écrit par',
    ingredient: 'élément',
    none: 'aucun',
    moreFacts: ({ count }: Params): string => `… et ${counted(count, 'autre', 'autres')} ; --format json montre tout`,
  },
};
