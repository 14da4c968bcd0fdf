import type {
  AppliedWaiver,
  AssetOutcome,
  C2paState,
  Conflict,
  Degree,
  ManifestRelation,
  RangeOutcome,
  Report,
  Severity,
  SkipReason,
  Strength,
  Verdict,
  WaiverOutcome,
} from '../../model/index.ts';
import type { Outcome, Word } from '../params.ts';
import { counted } from './plural.ts';

/** Words for the verdicts. */
export const verdicts: Record<Verdict, Word> = {
  generated: { label: 'généré', means: 'Une marque indique qu’une IA générative l’a produit.' },
  edited: {
    label: 'modifié avec IA',
    means: 'Une marque indique qu’une IA générative l’a modifié, ou qu’il contient un élément issu de l’IA.',
  },
  possible: { label: 'possible', means: 'Un élément du fichier n’exclut pas l’IA : une personne doit vérifier.' },
  unreadable: { label: 'illisible', means: 'Pas lu en entier : on ne peut rien en dire.' },
  captured: {
    label: 'capté',
    means: 'Un Content Credential fiable indique une captation par une caméra, sans action d’IA ensuite.',
  },
  unmarked: { label: 'sans marque', means: 'Lu en entier, aucune marque trouvée.' },
};

/** Words for the strength of evidence. */
export const strengths: Record<Strength, Word> = {
  trusted: { label: 'fiable', means: 'Signé avec C2PA, valide, signataire présent sur une liste de confiance utilisée.' },
  signed: { label: 'signé', means: 'Signé avec C2PA et intact, mais signataire absent des listes de confiance utilisées.' },
  declared: {
    label: 'simple mention',
    means: 'Une mention dans le fichier que n’importe qui peut écrire, ou une mention signée qui n’est plus valide.',
  },
  inferred: { label: 'déduit', means: 'Déduit des bits d’un filigrane, d’un motif ou d’un nom.' },
};

/** Words for the severities. */
export const severities: Record<Severity, Word> = {
  blocker: { label: 'Bloquant', means: 'À corriger avant la livraison.' },
  issue: { label: 'À traiter', means: 'Appelle une réponse.' },
  fyi: { label: 'Pour information', means: 'Bon à savoir ; aucune réponse attendue.' },
};

/** Words for the C2PA states. */
export const c2paStates: Record<C2paState, Word> = {
  trusted: { label: 'fiable', means: 'Intact, et signataire présent sur une liste de confiance utilisée.' },
  valid: { label: 'valide, signataire inconnu', means: 'Intact, mais signataire absent des listes de confiance utilisées.' },
  invalid: {
    label: 'non valide',
    means: 'Échec de la validation : fichier modifié après signature, ou signature ou certificat non conforme.',
  },
  remote: { label: 'distant', means: 'Le Content Credential se trouve à une adresse qui n’a pas été consultée.' },
  unreadable: { label: 'illisible', means: 'Le fichier porte un Content Credential qui n’a pas pu être lu.' },
  none: { label: 'aucun', means: 'Aucun Content Credential dans le fichier.' },
};

/** What a manifest is to the asset. */
export const relations: Record<ManifestRelation, Word> = {
  asset: { label: 'le média lui-même', means: 'Parle de ce média, dans son état actuel ou un état antérieur.' },
  component: { label: 'un élément', means: 'Parle d’un élément incorporé à ce média.' },
  input: { label: 'une source', means: 'Parle de ce qui a été fourni à un modèle.' },
  loose: { label: 'sans lien', means: 'Enregistré avec les autres, mais sans lien avec le manifeste actif.' },
};

/** Words for two statements that do not go together. */
export const conflicts: Record<Conflict['code'], string> = {
  'capture-and-ai': 'Une mention indique une captation par une caméra, une autre l’IA',
  'two-vendors': 'Deux générateurs sans rapport entre eux',
  'denied-and-marked': 'Une mention nie l’IA, une autre l’affirme',
  'camera-and-ai': 'Des données de caméra à côté d’une mention d’IA',
};

/** Why a name in the delivery was not scanned. */
export const skipReasons: Record<SkipReason, Word> = {
  'not-media': { label: 'pas un média', means: 'Ni image, ni vidéo, ni son, ni fichier annexe d’un média.' },
  'system-file': { label: 'fichier système', means: 'Écrit par un système d’exploitation ou un gestionnaire de fichiers.' },
  excluded: { label: 'exclu', means: 'Écarté par --exclude ou --include.' },
  declaration: { label: 'déclaration', means: 'La déclaration elle-même.' },
  'link-inside': { label: 'lien interne', means: 'Un lien vers un fichier analysé sous son propre nom.' },
  'link-outside': { label: 'lien hors de la livraison', means: 'Mène hors de la livraison et n’a pas été suivi.' },
  'link-broken': { label: 'lien rompu', means: 'Ne mène nulle part.' },
  'special-file': {
    label: 'fichier spécial',
    means: 'Un périphérique, un socket ou un tube : il ne se lit pas comme un fichier.',
  },
  unreachable: { label: 'inaccessible', means: 'Le système d’exploitation n’en a pas permis la lecture.' },
  limit: { label: 'limite', means: 'Au-delà d’une limite de profondeur ou de nombre.' },
};

/** How a declared use fared. */
export const outcomes: Record<Outcome, Word> = {
  found: { label: 'trouvé', means: 'Tout ce qu’il désigne est dans la livraison.' },
  'partly-found': { label: 'trouvé en partie', means: 'Une partie de ce qu’il désigne manque dans la livraison.' },
  'not-found': { label: 'introuvable', means: 'Rien de ce qu’il désigne n’est dans la livraison.' },
  unverifiable: {
    label: 'non vérifiable',
    means:
      'Seule une empreinte qui n’a pas été calculée, et qu’aucun manifeste de sommes de contrôle ne donne, permettrait de le retrouver.',
  },
  'out-of-scope': {
    label: 'hors livraison',
    means: 'Déclaré comme ne faisant pas partie de cette livraison, et absent de celle-ci.',
  },
};

/** Answers to a finding. */
export const waiverAnswers: Record<AppliedWaiver['answer'], Word> = {
  fix: { label: 'à corriger', means: 'Un nouveau fichier est promis ; le constat reste ouvert.' },
  'best-possible': { label: 'meilleur possible', means: 'Il n’existe rien de mieux.' },
  'creative-intent': { label: 'intention artistique', means: 'C’est voulu ainsi.' },
  declared: { label: 'déclaré', means: 'Un usage déclaré le couvre.' },
  'not-ai': { label: 'pas d’IA', means: 'Une personne a vérifié et estime la marque erronée.' },
  excluded: { label: 'écarté', means: 'Le média a été retiré de l’évaluation.' },
};

/** What became of an entry of the waiver file. */
export const waiverStates: Record<WaiverOutcome['state'], Word> = {
  applied: { label: 'appliquée', means: 'Elle répond à un constat de cette analyse.' },
  expired: {
    label: 'expirée',
    means: 'Son dernier jour est passé, le constat est donc de nouveau ouvert : la renouveler ou corriger le média.',
  },
  unmatched: {
    label: 'sans objet',
    means:
      'Aucun constat, usage ou média de cette analyse n’y correspond : ce dont elle parle est corrigé ou a changé ; à retirer.',
  },
};

/** What came of an asset when the paper was held against it. */
export const assetOutcomes: Record<AssetOutcome, Word> = {
  undisclosed: { label: 'non déclaré', means: 'Marqué comme IA, ou montrant ce qui l’est, sans usage qui le couvre.' },
  'temp-in-final': { label: 'provisoire, mais livré', means: 'Déclaré comme provisoire ou comme hors livraison.' },
  'disclosed-no-consent': {
    label: 'déclaré, consentement manquant',
    means: 'Une personne vue ou entendue n’a pas consenti à temps.',
  },
  'disclosed-unapproved': {
    label: 'déclaré, sans accord',
    means: 'Un accord, une cession de droits ou l’information du public manque ou ne tient pas.',
  },
  'disclosed-mismatch': {
    label: 'déclaré autrement',
    means: 'Le degré, l’outil, le timecode ou l’étendue diffèrent de ce qui a été trouvé.',
  },
  'disclosed-unchecked': {
    label: 'déclaré, non vérifié',
    means: 'Un usage en déclare des passages, et rien n’y a été recherché : personne ne peut dire s’ils sont exacts.',
  },
  'disclosed-ok': {
    label: 'déclaré',
    means:
      'Un usage le couvre, avec les accords et consentements nécessaires ; les points à traiter de l’usage figurent avec l’usage.',
  },
  'marking-stripped': { label: 'marque perdue', means: 'Une version sans marque d’un média marqué.' },
  'tampered-provenance': { label: 'Content Credential non valide', means: 'Son Content Credential ne passe pas la validation.' },
  unreadable: { label: 'illisible', means: 'Pas lu en entier.' },
  suspected: { label: 'à vérifier', means: 'Un élément n’exclut pas l’IA.' },
  'ai-assisted-review': { label: 'outil à éclaircir', means: 'Un outil ou un nom qui peut évoquer l’IA, rien de plus.' },
  'verified-capture': { label: 'capté', means: 'Un Content Credential fiable indique une captation par une caméra.' },
  'no-signal': { label: 'aucun signal', means: 'Rien de trouvé et rien de déclaré.' },
  excluded: { label: 'écarté', means: 'Retiré de l’évaluation par une exclusion signée.' },
  waived: {
    label: 'répondu',
    means: 'Ce qui décidait de son résultat a reçu une réponse ; un constat qui n’en décide pas peut rester ouvert.',
  },
  outside: { label: 'hors livraison', means: 'Dans un dossier de --marked : recherché dans la livraison, sans être évalué.' },
};

/** How a range of a video fared. */
export const rangeOutcomes: Record<RangeOutcome['outcome'], Word> = {
  'declared-and-matched': { label: 'déclaré et trouvé', means: 'Un usage le déclare, et un média marqué s’y trouve.' },
  'matched-undeclared': { label: 'trouvé, non déclaré', means: 'Un média marqué s’y trouve, et aucun usage ne le déclare.' },
  'temp-in-final': { label: 'provisoire, encore là', means: 'Un média déclaré provisoire s’y trouve encore.' },
  'declared-unmatched': { label: 'déclaré, non trouvé', means: 'Un usage le déclare, et aucun média marqué n’y a été vu.' },
  unverifiable: { label: 'non vérifié', means: 'Rien n’y a été recherché, personne ne peut donc se prononcer.' },
};

/** Words for the degrees of a declared use. */
export const degreeNames: Record<Degree, { label: string }> = {
  generated: { label: 'généré' },
  composite: { label: 'composite' },
  altered: { label: 'modifié' },
  enhanced: { label: 'amélioré' },
  assistive: { label: 'assisté' },
};

/** The first line of every report; `count` is the number of assets that the sentence speaks of. */
export const deliveryVerdicts: Record<Report['deliveryVerdict'], string> = {
  undisclosed: 'IA non déclarée',
  findings: 'Constats en attente de réponse',
  incomplete: 'Lecture incomplète',
  clear: 'Aucun constat en attente',
};

/** What could not be checked in this run, by code. */
export const notChecked = {
  'placed-media':
    'Les images, films et sons placés dans des documents PDF ou Office ne sont pas ouverts ; seul le document est lu.',
  synthid: 'Filigranes SynthID : il n’existe pas de décodeur hors ligne.',
  digimarc: 'Filigranes Digimarc : il n’existe pas de décodeur ouvert.',
  'other-watermarks':
    'Filigranes de Meta (Content Seal, Video Seal, AudioSeal, Stable Signature), Microsoft (InvisMark, WavMark), Amazon (Titan, Nova), Adobe (TrustMark), Imatag, NexGuard, castLabs, Verimatrix et Irdeto : non lus ici ; aucun décodeur, clé ni modèle n’est fourni avec ce programme.',
  'open-ended':
    'Les flux bruts H.264, H.265 et MPEG, MP3 et AAC n’indiquent pas leur longueur : si la fin a été coupée entre deux images, rien ne le montre.',
  sequences: 'Rien n’a été recherché dans les images des séquences : analysez un film qui en est tiré.',
  'c2pa-watermark':
    'Content Credentials liés par filigrane ou par empreinte perceptuelle : les retrouver demande un service en ligne.',
  'ffprobe-missing':
    'Aucun ffprobe utilisable n’a été trouvé : les mentions que lui seul sait lire manquent. Installez ffmpeg, indiquez-en un dans FFPROBE_PATH, ou faites rendre exécutable celui qui est fourni (chmod +x).',
  'ffmpeg-missing':
    'Aucun ffmpeg utilisable n’a été trouvé : ce qui est marqué n’a pas été recherché dans les vidéos et les sons, et les rapports ne montrent pas les vidéos. Installez ffmpeg, ou indiquez-en un dans FFMPEG_PATH.',
  'sharp-missing': 'sharp n’a pas pu être chargé : ni vignettes ni pixels. Réinstallez trueslate avec ses dépendances.',
  'c2pa-engine-missing': 'Aucun moteur C2PA n’a pu être chargé : les Content Credentials n’ont pas été validés.',
  'native-engine-missing': 'Le moteur C2PA natif n’est pas installé ; le moteur wasm a jugé seul.',
  archives: 'Les archives (zip, tar, etc.) n’ont pas été ouvertes ; leur contenu n’a pas été examiné.',
  'not-fetched':
    'Les objets du stockage ont été lus en partie, selon leurs en-têtes : les attestations n’ont pas été confrontées à leurs médias ; pixels, vignettes, empreintes et reprises dans les vidéos n’ont pas été examinés. --spool DIR le permet.',
  'over-spool-limit':
    'Certains objets dépassent --spool-limit : ce qui demande tous leurs octets (attestations, pixels, empreintes, reprises) n’a pas été vérifié.',
  'pixels-off': 'Filigranes invisibles dans les pixels : recherche désactivée (--pixels off).',
  'tracing-off':
    'Aucune image ni aucun son marqué n’a été recherché : vidéos, images fixes et mixages peuvent en montrer sans marque.',
  'tracing-limits':
    'Seul ce qui est marqué ou déclaré est recherché. Ne sont pas retrouvés : une image presque sans détail, ce qui est très petit, flou ou à l’écran un instant, ce qui a été redessiné ou généré à nouveau. Pour le son, rien n’est affirmé en dessous de 8 s, s’il est plus faible que la parole ou la musique qui le couvre (sous 0 dB) sans 5 s à découvert, s’il est inversé, ou lu à une autre vitesse que 96, 100 ou 104 %.',
  'no-trust-list':
    'Aucune liste de confiance n’est configurée : les signataires ne peuvent être distingués, aucun Content Credential n’est donc tenu pour fiable.',
  'remote-credentials': 'Les Content Credentials à des adresses distantes sont signalés, jamais téléchargés.',
  identities:
    'Identités dans les Content Credentials (CAWG) dont l’émetteur se trouve à une adresse : les vérifier demande le réseau.',
  'no-heic-pixels': 'Les images HEIC et HEIF ne peuvent pas être décodées ici : pas de vignette.',
  'stripped-marks': 'Une marque supprimée ne laisse pas de trace : « sans marque » ne prouve pas que l’IA n’a pas été utilisée.',
};

const stills = (count: number): string => counted(count, 'image fixe', 'images fixes');

/** Stills whose pixels were not searched for invisible watermarks, by reason. */
export const pixelGaps = {
  lossy: ({ count }: { count: number }): string =>
    `Filigranes invisibles : ${stills(count)} en compression avec perte (--pixels all les examine aussi).`,
  'no-decoder': ({ count }: { count: number }): string =>
    `Filigranes invisibles : ${stills(count)} dans un format dont les pixels ne sont pas décodés ici.`,
  'too-large': ({ count }: { count: number }): string =>
    `Filigranes invisibles : ${stills(count)} d’une taille supérieure à celle qui est examinée.`,
  failed: ({ count }: { count: number }): string => `Filigranes invisibles : ${stills(count)} sans décodage possible.`,
};
