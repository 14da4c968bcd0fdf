import type { RuleTable } from '../params.ts';
import { ofAuthority } from './authorities.ts';
import { counted } from './plural.ts';
import { howSure, seenOrHeard, whatIsSeen, whenSeen } from './seen.ts';

type PaperCodes = 'D04' | 'D05' | 'D06' | 'D07' | 'D08' | 'D09' | 'D10' | 'D11' | 'D12' | 'D13' | 'D15' | 'D18';

const useOf = (p: { use: string; title: string }): string => `${p.use} (${p.title})`;

/** Kinds of input; what follows the kind, such as the number of a licence, stays as it is written. */
const inputKinds: Readonly<Record<string, string>> = {
  prompt: 'un prompt',
  'production-footage': 'des rushes de la production',
  script: 'un scénario',
  'third-party-image': 'une image de tiers',
  archival: 'des archives',
  'voice-sample': 'un échantillon de voix',
  'personal-data': 'des données personnelles',
  material: 'un matériau',
};

/** An input in words: its kind, written with hyphens or spaces, then its reference. */
function inputOf(input: string): string {
  for (const [kind, words] of Object.entries(inputKinds)) {
    const reference = input.slice(kind.length).trim();
    const isKind = input.replaceAll(' ', '-').startsWith(kind) && /^( |$)/.test(input.slice(kind.length));
    if (isKind) return reference === '' ? words : `${words} (${reference})`;
  }
  return `« ${input} »`;
}

/** Places of a use in the programme: its prominence, else where it ends up. Written with hyphens or spaces. */
const prominences: Readonly<Record<string, string>> = {
  background: 'est à l’arrière-plan',
  incidental: 'est accessoire',
  visible: 'est bien visible',
  prominent: 'est de premier plan',
  'story-critical': 'est essentiel au récit',
  'final-background': 'est à l’arrière-plan de la version définitive',
  'final-visible': 'est visible dans la version définitive',
  'final-story-critical': 'est dans la version définitive, essentiel au récit',
  marketing: 'sert à la promotion',
  'temp-only': 'est provisoire',
  'part-of-the-finals': 'fait partie de la version définitive',
};

const prominenceOf = (prominence: string): string =>
  prominences[prominence.replaceAll(' ', '-')] ?? `est de premier plan (« ${prominence} »)`;

/** Kinds of programme, with the word before. */
const programmes: Readonly<Record<string, string>> = {
  documentary: 'un documentaire',
  unscripted: 'un programme de flux',
  scripted: 'une fiction',
  animation: 'une animation',
  news: 'un programme d’information',
  promo: 'une bande-annonce',
};

const programmeOf = (kind: string): string => programmes[kind] ?? `un programme « ${kind} »`;

/** Ways to tell the audience that a sentence names. */
const methodWords: Readonly<Record<string, string>> = {
  'lower-third': 'un synthé',
  'on-screen-label': 'une mention à l’écran',
  'opening-card': 'un carton d’ouverture',
  'end-card': 'un carton de fin',
  credits: 'le générique',
  'voice-over': 'une voix off',
  'frame-style': 'un traitement du cadre',
  metadata: 'les métadonnées',
  promo: 'la promotion',
};

const methodsOf = (methods: string): string =>
  methods
    .split(', ')
    .map((method) => methodWords[method] ?? `« ${method} »`)
    .join(', ');

/** French words of the rules that read the declaration by itself, or against the clock of a video. */
export const paperRules: Pick<RuleTable, PaperCodes> = {
  D04: {
    title: 'Déclaré non définitif, mais livré',
    message: (p) => {
      const as = p.destination === 'temp-only' ? 'provisoire' : 'hors livraison';
      if (p.medium === undefined) return `${p.asset} est dans cette livraison, mais ${useOf(p)} le déclare comme ${as}.`;
      const what = p.relation === 'marked' ? p.source : whatIsSeen(p);
      return `${what} est ${seenOrHeard(p)} dans ${p.asset}${whenSeen(p)}, mais ${useOf(p)} le déclare comme ${as}.${howSure(p)}`;
    },
    fix: () => 'Remplacez le média par le définitif, ou changez la destination de l’usage et obtenez l’accord que cela demande.',
    means:
      'Un usage déclaré comme provisoire, ou comme ne faisant pas partie de la livraison, s’y trouve, en fichier ou vu dans un autre.',
    why: 'Le matériel provisoire est fait sans droits acquis ; il reste plus souvent par accident qu’à dessein.',
    mend: 'Retirez le média. S’il doit rester, déclarez sa destination, et obtenez l’accord comme pour tout usage définitif.',
  },
  D05: {
    title: 'Usage définitif sans accord',
    message: (p) => {
      const whose = p.needed ? ` ${p.needed.split(' or ').map(ofAuthority).join(' ou ')}` : '';
      if (p.reason === 'requested') return `L’accord${whose} a été demandé pour ${useOf(p)}, mais pas encore donné.`;
      if (p.reason === 'conditional') {
        return `L’accord pour ${useOf(p)} est conditionnel${p.conditions ? ` (« ${p.conditions} »)` : ''}, et rien n’indique que la condition est remplie.`;
      }
      if (p.reason === 'authority') return `${useOf(p)} a reçu un accord, mais pas celui${whose || ' qui est demandé'}.`;
      return `${useOf(p)} aboutit dans l’image ou le son définitifs sans accord${whose}.`;
    },
    fix: () =>
      'Obtenez l’accord par écrit et ajoutez-le à l’usage : « approvals: [{ authority, status: granted, by, date, reference }] ».',
    means: 'Un usage qui parvient au public n’a pas d’accord donné.',
    why: 'Le diffuseur veut être consulté avant que l’IA n’entre dans la version définitive, pas après.',
    mend: 'Demandez au diffuseur ; indiquez qui a donné l’accord, quand, et où cela est écrit.',
  },
  D06: {
    title: 'Accord qui ne tient pas',
    message: (p) => {
      const one = `L’accord ${ofAuthority(p.authority)} pour ${useOf(p)}`;
      if (p.reason === 'refused') return `${one} a été refusé.`;
      if (p.reason === 'late') return `${one} est daté du ${p.date}, après le début de l’usage, le ${p.first}.`;
      if (p.reason === 'expired') return `${one} a expiré le ${p.date}.`;
      if (p.reason === 'undated') return `${one} n’a pas de date, rien ne montre donc qu’il a précédé l’usage.`;
      if (p.reason === 'no-start')
        return `${one} est daté, mais l’usage n’a pas de premier jour, rien ne montre donc lequel a précédé l’autre.`;
      return `${one} ne couvre pas cet usage (sa portée : ${p.scope}).`;
    },
    fix: (p) =>
      p.reason === 'undated' || p.reason === 'no-start'
        ? 'Indiquez dans l’usage la date de l’accord et le premier jour de l’usage (« dateFrom »).'
        : 'Obtenez pour l’usage un accord qui tienne, ou retirez ses médias de la livraison.',
    means: 'Un accord existe, mais il est refusé, donné après le début de l’usage, expiré, sans date, ou pour autre chose.',
    why: 'Un accord qui ne couvre pas l’usage ne protège personne.',
    mend: 'Comparez la date, l’échéance et la portée de l’accord avec l’usage ; redemandez-le s’ils ne concordent pas.',
  },
  D07: {
    title: 'Personne sans consentement',
    message: (p) => {
      const who = p.person === '' ? 'la personne vue ou entendue' : p.person;
      const one = `Le consentement de ${who} pour ${useOf(p)}`;
      if (p.reason === 'late') return `${one} a été signé le ${p.date}, après le début de l’usage, le ${p.first}.`;
      if (p.reason === 'expired') return `${one} a expiré le ${p.date}.`;
      if (p.reason === 'undated') return `${one} n’a pas de date de signature.`;
      if (p.reason === 'unspecific') return `${one} ne dit pas quel usage il autorise.`;
      return `${useOf(p)} modifie ou recrée ${who}, et aucun consentement n’est au dossier.`;
    },
    fix: () =>
      'Faites signer un consentement pour cet usage précis, et ajoutez-le à l’usage : « consents: [{ person, type, use, signed, reference }] ».',
    means:
      'Le visage, la voix ou l’interprétation d’une personne réelle est recréé ou modifié sans consentement signé au préalable.',
    why: 'La loi, les syndicats d’artistes et les diffuseurs exigent un consentement précis et préalable ; il ne se régularise pas après coup.',
    mend: 'Obtenez-le de la personne ou de ses ayants droit, pour cet usage, à une date antérieure au travail ; sinon retirez le média.',
  },
  D08: {
    title: 'Public non informé',
    message: (p) => {
      if (p.reason === 'forbidden')
        return `${useOf(p)} introduit de l’IA dans ${programmeOf(p.kind)}, ce que ce référentiel n’autorise pas.`;
      if (p.reason === 'not-enough')
        return `${useOf(p)} n’informe le public que par ${methodsOf(p.methods ?? '')}, ce qui ne suffit pas pour ${programmeOf(p.kind)}.`;
      return `${useOf(p)} montre des personnes ou des événements réels dans ${programmeOf(p.kind)}, et rien n’indique au public que l’IA a été utilisée.`;
    },
    fix: (p) =>
      p.reason === 'forbidden'
        ? 'Remplacez le média ; informer le public n’y change rien.'
        : 'Décidez comment le public est informé, et ajoutez-le à l’usage : « disclosure: { methods: [lower-third], wording: "…" } ».',
    means:
      'Programmes de non-fiction : images générées ou composées de personnes ou d’événements réels sans information du public.',
    why: 'Le spectateur d’un documentaire prend ce qu’il montre pour réel.',
    mend: 'Ajoutez une mention là où l’image se voit ; un carton de fin seul passe facilement inaperçu.',
  },
  D09: {
    title: 'Peut passer pour réel',
    message: (p) =>
      `${useOf(p)} ${p.answer === 'unsure' ? 'pourrait peut-être' : 'pourrait'} passer pour réel, et aucun accord donné ne le couvre.`,
    fix: () => 'Montrez-le au diffuseur et ajoutez l’accord à l’usage, ou modifiez-le pour que personne ne le prenne pour réel.',
    means:
      'La déclaration dit elle-même que le public pourrait prendre le média pour des personnes, des événements ou des propos réels.',
    why: 'C’est le cas qui trompe le public, même en arrière-plan.',
    mend: 'Obtenez un accord écrit ; ajoutez une mention à l’écran.',
  },
  D10: {
    title: 'Outil qui conserve ce qu’il reçoit',
    message: (p) => {
      const gave = `${useOf(p)} a fourni ${inputOf(p.input)} à ${p.tool}`;
      if (p.reason === 'trains') return `${gave}, qui s’entraîne sur ce qu’il reçoit.`;
      if (p.reason === 'stores') return `${gave}, qui conserve ce qu’il reçoit.`;
      return `${gave}, et on ignore si cet outil conserve ce qu’il reçoit ou s’entraîne dessus.`;
    },
    fix: (p) => {
      if (p.reason !== 'unknown')
        return `Refaites le travail avec un outil qui ne conserve rien, ou sans ce matériau ; les conditions de ${p.tool} figurent dans « tools[].trainsOnInputs » et « tools[].storesInputs ».`;
      return `Renseignez-vous sur les conditions de ${p.tool} et indiquez-les pour l’outil : « tools[].trainsOnInputs » et « tools[].storesInputs » (« yes », « no »).`;
    },
    means:
      'Des rushes, scénarios, voix ou données personnelles ont été fournis à un outil qui les conserve ou s’entraîne dessus, ou pourrait le faire.',
    why: 'Le matériel inédit et les données personnelles ne doivent pas sortir de la production.',
    mend: 'Lisez les conditions de la licence en vigueur et indiquez-les (« tools[].trainsOnInputs », « tools[].storesInputs » : « yes », « no » ou « unknown ») ; utilisez un outil sous contrat d’entreprise ou hébergé sur place.',
  },
  D11: {
    title: 'Licence insuffisante pour un usage définitif',
    message: (p) =>
      `${useOf(p)} est définitif, mais ${p.tool} a été utilisé sous une licence ${p.licence === 'unknown' ? 'inconnue' : p.licence === 'free' ? 'gratuite' : `« ${p.licence} »`}.`,
    fix: (p) =>
      p.licence === 'unknown'
        ? `Cherchez sous quelle licence ${p.tool} a été utilisé et indiquez-la pour l’outil, par exemple « licence: enterprise » (« tools[].licence: free, paid, enterprise, netflix-agreement, self-hosted, unknown »).`
        : 'Refaites le travail sous une licence qui permet l’usage, et indiquez-la pour l’outil, par exemple « licence: enterprise » (« tools[].licence: paid, enterprise, netflix-agreement, self-hosted »).',
    means: 'L’outil d’un usage définitif a été utilisé sous une licence gratuite ou inconnue.',
    why: 'Les offres gratuites gardent souvent des droits sur le résultat ou interdisent l’exploitation commerciale.',
    mend: 'Indiquez la licence de l’outil (« tools[].licence: free, paid, enterprise, netflix-agreement, self-hosted, unknown ») ; si elle n’autorise pas l’usage, refaites le média.',
  },
  D12: {
    title: 'Source sans les droits',
    message: (p) => {
      if (p.reason === 'forbidden') return `${useOf(p)} modifie ${inputOf(p.input)}, ce que la licence interdit.`;
      if (p.reason === 'unknown') return `${useOf(p)} utilise ${inputOf(p.input)}, et on ignore si les droits le permettent.`;
      return `${useOf(p)} utilise ${inputOf(p.input)}, sans les droits correspondants.`;
    },
    fix: (p) => {
      const rights = '« rights: cleared » (« inputs[].rights: cleared, licensed, owned, public-domain, uncleared, unknown »)';
      const alteration = '« licenceAllowsAiAlteration: yes » (« inputs[].licenceAllowsAiAlteration: yes, no, unknown »)';
      if (p.reason === 'uncleared')
        return `Obtenez les droits et indiquez-les pour la source, ${rights} ; ou refaites le média sans elle.`;
      if (p.reason === 'forbidden')
        return `Obtenez l’autorisation de modification par IA et indiquez-la pour la source, ${alteration} ; ou refaites le média sans elle.`;
      return `Renseignez-vous sur les droits et indiquez-les pour la source : ${rights}, et ${alteration}.`;
    },
    means: 'Un matériau de tiers a été fourni à un outil d’IA sans droits acquis, ou contre sa licence.',
    why: 'Le droit de montrer une image d’archives n’est pas le droit de la modifier.',
    mend: 'Demandez à l’ayant droit ; indiquez les droits (« inputs[].rights ») et si la licence autorise la modification par IA (« inputs[].licenceAllowsAiAlteration » : « yes », « no » ou « unknown »).',
  },
  D13: {
    title: 'Apport humain non précisé',
    message: (p) => `${useOf(p)} ${prominenceOf(p.prominence)}, et rien ne dit ce que des personnes y ont apporté.`,
    fix: () => 'Écrivez dans l’usage ce que des personnes ont fait : « humanContribution: "…" ».',
    means: 'Un usage de premier plan ne dit pas ce que des personnes y ont apporté.',
    why: 'La protection de l’œuvre et les accords professionnels dépendent d’un apport humain réel.',
    mend: 'Une ou deux phrases : qui a choisi, peint, corrigé, interprété.',
  },
  D15: {
    title: 'Timecode qui ne concorde pas',
    message: (p) => {
      const one = `La plage ${p.range} de ${useOf(p)}`;
      if (p.reason === 'ambiguous') return `${one} ne désigne aucune vidéo, et la livraison en contient ${p.found}.`;
      if (p.reason === 'outside') return `${one} est hors de ${p.asset}${p.found ? ` (${p.found})` : ''}.`;
      if (p.reason === 'rate' && p.expected === undefined) {
        return `${one} compte plus d’images par seconde que ${p.asset}, qui est à ${p.found} i/s.`;
      }
      if (p.reason === 'rate') return `${one} est comptée à ${p.expected} i/s, mais ${p.asset} est à ${p.found} i/s.`;
      if (p.reason === 'drop-frame') return `${one} est écrite en ${p.expected}, mais ${p.asset} compte en ${p.found}.`;
      if (p.reason === 'dropped-number') return `${one} désigne un numéro d’image que le comptage drop frame saute (${p.found}).`;
      if (p.reason === 'no-time') return `${one} parle de ${p.asset}, qui n’a pas de durée.`;
      return `${one} appartient à la version de montage ${p.expected}, mais cette livraison est la version ${p.found}.`;
    },
    fix: (p) =>
      p.reason === 'ambiguous'
        ? 'Désignez la vidéo dans l’usage : « timecodes: [{ asset: cut/reel1.mov, in: …, out: … }] ».'
        : 'Relevez les timecodes de l’usage sur la version livrée ; son propre timecode de début et sa cadence font foi.',
    means:
      'Une plage déclarée ne concorde pas avec la vidéo : hors de sa durée, dans une autre cadence ou un autre comptage, ou d’un autre montage.',
    why: 'Une plage qui pointe ailleurs couvre les mauvaises images, et les bonnes restent non déclarées.',
    mend: 'Ouvrez la vidéo livrée, lisez le timecode incrusté ou celui du fichier à la première et à la dernière image, et indiquez-les.',
  },
  D18: {
    title: 'Déclaration qui couvre tout',
    message: (p) =>
      p.reason === 'everything'
        ? `${useOf(p)} désigne « ${p.entry} », qui couvre toute la livraison (${counted(p.count, 'média', 'médias')}).`
        : `${useOf(p)} désigne « ${p.entry} », qui couvre ${counted(p.count, 'média', 'médias')} ; au-delà de ${p.most} par entrée, elle en dit trop peu.`,
    fix: () =>
      'Désignez dans l’usage les fichiers mêmes que l’IA a produits ou modifiés, ou le dossier qui ne contient rien d’autre.',
    means: 'Un seul motif d’un usage couvre toute la livraison, ou un très grand nombre de médias.',
    why: 'Ce qui couvre tout ne déclare rien : on ne sait pas de quelle image il s’agit, et aucun consentement n’est aussi vague.',
    mend: 'Remplacez-le par des chemins, un motif plus étroit, ou plusieurs usages ; une séquence d’images compte pour un média.',
  },
};
