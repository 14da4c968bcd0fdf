import type { ProblemCode } from '../../model/index.ts';
import type { ProblemParams } from '../params.ts';
import { operatingSystem } from './operating-system.ts';

/** Words of one problem: what happened, and what to do about it. */
export interface ProblemWords {
  readonly message: (params: ProblemParams) => string;
  readonly hint: (params: ProblemParams) => string;
}

const isOne = (p: ProblemParams): boolean => Number(p.count) === 1;
const some = (count: ProblemParams['count']): string =>
  Number(count) === 1 ? 'une' : filled(count) ? String(count) : 'quelques-unes';
const filled = (value: unknown): value is string | number => value !== undefined && value !== '';
const by = (p: ProblemParams): string => (filled(p.reader) ? ` par ${p.reader}` : '');
const at = (p: ProblemParams): string => (filled(p.at) ? ` à l’octet ${p.at}` : '');
// A code word goes into brackets, a sentence of an engine follows a colon and loses its own full stop.
const told = (p: ProblemParams): string => {
  const reason = String(p.detail ?? '').trim();
  const detail = operatingSystem[reason] ?? reason;
  if (detail === '') return '';
  return /\s/.test(detail) ? ` : ${detail.replace(/\.$/, '')}` : ` (${detail})`;
};
const lost = (p: ProblemParams): string => (filled(p.missing) ? `, il manque au moins ${p.missing} octets` : '');
const inWhat = (p: ProblemParams): string => (filled(p.what) ? ` dans ${p.what}` : '');
const named = (p: ProblemParams): string => (filled(p.detail) ? ` : ${p.detail}` : '');
const again = 'Livrez le fichier à nouveau et relancez l’analyse.';

/** French words of every expected failure. */
export const problems: Record<ProblemCode, ProblemWords> = {
  'empty-file': { message: () => 'Le fichier est vide.', hint: () => again },
  truncated: {
    message: (p) => `Le fichier s’arrête trop tôt${at(p)}${inWhat(p)}${lost(p)}${told(p)}.`,
    hint: () => 'La copie est incomplète : transférez le fichier à nouveau et comparez les tailles.',
  },
  'broken-structure': {
    message: (p) => `La structure du fichier est abîmée${at(p)}${inWhat(p)}${told(p)}.`,
    hint: () => 'Exportez à nouveau le fichier depuis sa source ; la suite du passage abîmé n’a pas pu être lue.',
  },
  'unknown-content': {
    message: (p) => `Le contenu n’est d’aucun format connu${told(p)}.`,
    hint: () => 'Vérifiez que le fichier s’ouvre, et qu’il n’est ni chiffré ni en cours de transfert.',
  },
  'wrong-extension': {
    message: (p) => `Le nom annonce un autre format que celui du contenu${filled(p.format) ? `, qui est ${p.format}` : told(p)}.`,
    hint: () => 'Le fichier a été lu d’après son contenu. Renommez-le, pour que d’autres outils le lisent bien aussi.',
  },
  'unreadable-file': {
    message: (p) => `Le système d’exploitation n’a pas permis de lire le fichier${told(p)}.`,
    hint: () => 'Vérifiez les droits et la connexion au stockage, puis relancez l’analyse.',
  },
  'reader-failed': {
    message: (p) => `Le fichier n’a pas pu être lu${by(p)}${at(p)}${told(p)}.`,
    hint: () => 'Vérifiez que le fichier s’ouvre ailleurs ; si oui, signalez-le avec le nom du fichier et cette phrase.',
  },
  'reader-timeout': {
    message: (p) =>
      `La lecture${by(p)} a duré trop longtemps et a été arrêtée${filled(p.limit) ? ` après ${p.limit}` : ''}${told(p)}.`,
    hint: () => 'Relancez l’analyse quand le stockage est moins chargé ; si cela persiste, le fichier est sans doute abîmé.',
  },
  'reader-missing': {
    message: (p) => `Aucun lecteur ici pour ce fichier${filled(p.reader) ? ` : ${p.reader} est absent` : ''}${told(p)}.`,
    hint: () => 'Lancez « trueslate doctor » : la commande dit ce qui manque et comment l’installer.',
  },
  'limit-reached': {
    message: (p) => `Une limite a été atteinte${inWhat(p)}${filled(p.limit) ? ` (${p.limit})` : ''}${at(p)}${told(p)}.`,
    hint: () => 'Ce qui se trouve au-delà de la limite n’a pas été lu ; examinez le fichier à la main.',
  },
  'c2pa-unreadable': {
    message: (p) => `Le Content Credential n’a pas pu être lu${by(p)}${at(p)}${told(p)}.`,
    hint: () => 'Demandez au fournisseur le fichier tel qu’il a été signé.',
  },
  'c2pa-remote': {
    message: (p) =>
      `Le Content Credential n’est pas dans le fichier${filled(p.url) ? ` ; il renvoie à ${p.url}` : ''}. Il n’a pas été téléchargé.`,
    hint: () => 'Demandez au fournisseur le fichier avec son Content Credential incorporé.',
  },
  'c2pa-no-engine': {
    message: (p) =>
      `Le fichier porte un Content Credential, et le moteur C2PA ne connaît pas ce format${told(p)} : ce qu’il énonce a été lu autant que possible, mais rien ne vérifie qu’il appartient bien à ce fichier.`,
    hint: () => 'Ouvrez le fichier avec un outil de son fabricant, ou demandez un autre format au fournisseur.',
  },
  'orphan-sidecar': {
    message: (p) => `Le fichier annexe a perdu le fichier auquel il appartient${told(p)}.`,
    hint: () => 'Placez le fichier à côté de lui, sous le même nom, ou retirez le fichier annexe.',
  },
  'speaks-of-media': {
    message: (p) => `Il parle de fichiers présents dans cette livraison${told(p)}. Ce qu’il en dit est compté avec eux.`,
    hint: () => 'Examinez ces fichiers ; ce qu’il dit de fichiers absents d’ici reste affiché avec lui.',
  },
  'frames-missing': {
    message: (p) =>
      `Entre la première image et la dernière, ${isOne(p) ? 'un numéro n’a' : `${filled(p.count) ? p.count : 'des'} numéros n’ont`} pas d’image dans cette analyse${told(p)}.`,
    hint: () => 'Demandez si elles ont été omises exprès ; ce qu’elles portaient n’a pas été vu.',
  },
  'odd-frames': {
    message: (p) =>
      `Parmi ses images, ${some(p.count)} ${isOne(p) ? 'diffère' : 'diffèrent'} des autres par une marque, les dimensions, le logiciel ou la taille ; ${isOne(p) ? 'elle figure' : 'chacune figure'} aussi seule dans le rapport.`,
    hint: () => 'Regardez d’abord ces images : une image ajoutée après coup a cet air-là.',
  },
  'frames-not-read': {
    message: (p) =>
      `Sur ses${filled(p.total) ? ` ${p.total}` : ''} images, ${some(p.count)} ${isOne(p) ? 'n’a pas été lue' : 'n’ont pas été lues'}, comme demandé.`,
    hint: () => 'Analysez sans --sequence-sample avant que la livraison ne parte.',
  },
  'track-missing': {
    message: (p) =>
      `${Number(p.count ?? 1) === 1 ? 'Un fichier piste que la composition utilise n’est pas' : `${p.count} fichiers pistes que la composition utilise ne sont pas`} parmi les médias analysés${named(p)}.`,
    hint: () =>
      'Livrez le paquet avec son ASSETMAP.xml et tous ses fichiers pistes, ou analysez-le avec le paquet d’origine qu’il complète.',
  },
  'track-unread': {
    message: (p) =>
      `${Number(p.count ?? 1) === 1 ? 'Un fichier piste de la composition n’a pas été lu' : `${p.count} fichiers pistes de la composition n’ont pas été lus`} en entier${named(p)}.`,
    hint: () => 'Voyez ce fichier piste dans ce rapport : la raison y figure.',
  },
  'reader-warning': {
    message: (p) => `Un avertissement${by(p)}${at(p)}${told(p)}.`,
    hint: () => 'Rien à faire pour le contrôle de l’IA ; les valeurs citées peuvent être fausses.',
  },
  'no-thumbnail': {
    message: (p) => `Aucune vignette n’a pu être produite${by(p)}${told(p)}.`,
    hint: () => 'Rien à faire : les mentions du fichier ont été lues malgré tout.',
  },
  'not-traced': {
    message: (p) => `La recherche d’images et de sons marqués${inWhat(p)} a échoué${told(p)}.`,
    hint: () =>
      'Vérifiez qu’il se lit. Un ffmpeg plus récent connaît peut-être son codec : installez-le, ou indiquez-le dans FFMPEG_PATH.',
  },
  'tracing-failed': {
    message: (p) =>
      `La recherche d’images et de sons marqués dans les vidéos, les images et les mixages a échoué ; rien n’est donc dit des endroits où ils se voient ou s’entendent${told(p)}.`,
    hint: () =>
      'Tout le reste tient. Relancez l’analyse ; si l’échec se répète, c’est un défaut de trueslate : signalez-le avec ce message.',
  },
  'not-fetched': {
    message: (p) =>
      p.detail === 'larger'
        ? 'L’objet dépasse ce qui peut être téléchargé en entier : ce qui demande tous ses octets n’a pas été vérifié.'
        : 'L’objet n’a pas été téléchargé en entier : ce qui demande tous ses octets n’a pas été vérifié.',
    hint: (p) =>
      p.detail === 'larger'
        ? 'Relancez l’analyse avec un --spool-limit plus élevé.'
        : 'Relancez l’analyse avec --spool et un dossier sur un disque chiffré : les objets n’y restent que le temps de la lecture.',
  },
  'changed-while-read': {
    message: (p) => `Le fichier a changé pendant la lecture${told(p)}.`,
    hint: () => 'Attendez la fin du transfert, puis relancez l’analyse.',
  },
};
