import { failing, isCertificateOnly } from '../credential-codes.ts';
import type { ProblemParams, RuleTable } from '../params.ts';
import { shortValue } from '../value.ts';
import { markerTitle } from './marker-titles.ts';
import { operatingSystem } from './operating-system.ts';
import { counted } from './plural.ts';
import { problems } from './problems.ts';
import { fileRules } from './rules-files.ts';
import { paperRules } from './rules-paper.ts';
import { conflicts, degreeNames, skipReasons, strengths, verdicts } from './words.ts';

const label = (table: Readonly<Record<string, { label: string }>>, code: string): string => table[code]?.label ?? code;

const made = (verdict: string): string =>
  verdict === 'generated' ? 'l’indique généré par une IA générative' : 'l’indique modifié par une IA générative';

/** What to do about a name that was not followed or read. */
const skippedHints: Readonly<Record<string, string>> = {
  'link-outside': 'Livrez les fichiers eux-mêmes au lieu d’un lien qui mène hors de la livraison.',
  'link-broken': 'Retirez le lien, ou livrez ce vers quoi il devrait mener.',
  'special-file': 'Retirez-le de la livraison : ce n’est pas un fichier.',
  unreachable: 'Vérifiez les droits et la connexion au stockage, puis relancez l’analyse.',
  limit: 'Analysez les parties de la livraison une par une.',
};

/** Half a sentence for a problem code or a skip reason; codes without words show themselves. */
function whyUnread(code: string, params: ProblemParams): string {
  const problem = problems[code as keyof typeof problems];
  const skipped = skipReasons[code as keyof typeof skipReasons];
  if (skipped) return `${skipped.label}${params.detail ? ` (${operatingSystem[params.detail] ?? params.detail})` : ''}`;
  // Numbers without their names (`1582 2936832`) would only puzzle; the asset's own problem has them in a sentence.
  const named = /^[\d\s]*$/.test(String(params.detail ?? '')) ? { ...params, detail: '' } : params;
  const sentence = problem ? problem.message(named) : String(params.detail || code);
  return sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, '');
}

/** French words of every rule. */
export const rules: RuleTable = {
  ...paperRules,
  ...fileRules,
  D01: {
    title: 'Marqué comme IA et non déclaré',
    message: (p) =>
      `${p.asset} porte une marque qui ${made(p.verdict)}, et ` +
      `${p.partly ? `seule la partie ${shortValue(p.partly)} est déclarée` : 'aucun usage déclaré ne le couvre'} : ` +
      `${markerTitle(p.title)} : « ${shortValue(p.value)} »${p.generator ? `, par ${p.generator}` : ''} (${label(strengths, p.strength)}).`,
    fix: () =>
      'Ajoutez à la déclaration un usage qui désigne ce média, l’outil et le degré, avec l’accord obtenu ; ou remplacez le média ; ' +
      'ou, si la marque est erronée, faites-le attester par écrit.',
    means:
      'Un fichier dit lui-même qu’une IA générative l’a produit ou modifié, et aucun usage de la déclaration ne couvre ce fichier.',
    why: 'Le diffuseur doit connaître chaque image ou son issu de l’IA avant la diffusion ; le public prend pour réel ce qui ne lui est pas signalé.',
    mend:
      'Cherchez d’où vient le média. Déclarez-le avec l’outil, le degré et l’accord, ou remplacez-le par un média d’origine connue. ' +
      'Ne supprimez pas la marque : le constat disparaîtrait, pas l’usage.',
  },
  D02: {
    title: 'Déclaré en deçà de la marque',
    message: (p) =>
      `${p.asset} est déclaré dans ${p.use} avec le degré « ${label(degreeNames, p.declared)} », mais sa marque indique « ${label(verdicts, p.found)} ».`,
    fix: (p) => `Corrigez le degré de ${p.use}, ou remplacez le média par la version que la déclaration décrit.`,
    means: 'L’usage qui couvre le média déclare un degré d’IA plus faible que celui qu’énonce la marque du fichier.',
    why: 'L’accord donné pour une image retouchée ne vaut pas pour une image générée.',
    mend: 'Indiquez le degré réel : « generated » pour un média entièrement généré ; « generated », « composite » ou « altered » pour un média modifié.',
  },
  D03: {
    title: 'Autre outil que celui déclaré',
    message: (p) => `${p.asset} est déclaré dans ${p.use} comme réalisé avec ${p.declared}, mais sa marque désigne ${p.found}.`,
    fix: (p) => `Ajoutez l’outil à ${p.use}, ou cherchez quel outil a réalisé ce média.`,
    means: 'Le générateur que désigne la marque n’est aucun des outils de l’usage qui couvre le média.',
    why: 'La licence, les conditions d’entraînement et l’accord valent pour un outil ; un autre outil a d’autres conditions.',
    mend: 'Déclarez l’outil utilisé, avec sa licence et ses conditions, ou remplacez le média.',
  },
  D14: {
    title: 'Usage déclaré introuvable',
    message: (p) => {
      const entries = shortValue(p.missing, 300);
      if (p.reason !== 'case') {
        const hint = p.didYouMean ? ` Vouliez-vous dire ${p.didYouMean} ?` : '';
        return `${p.use} (${p.title}) désigne ce qui n’est pas dans cette livraison : ${entries}.${hint}`;
      }
      const others = (p.count ?? 1) - 1;
      const many = others > 0 ? ` et ${counted(others, 'autre', 'autres')}` : '';
      return `${p.use} (${p.title}) désigne ${entries}, qui s’écrit ${p.found ?? 'autrement'}${many} dans cette livraison.`;
    },
    fix: (p) =>
      p.reason === 'case'
        ? 'Écrivez le nom dans la déclaration avec les mêmes majuscules que le fichier ; elles comptent sur d’autres systèmes.'
        : 'Corrigez le chemin, le motif, l’empreinte ou le timecode dans la déclaration, livrez le média manquant, ' +
          'ou déclarez l’usage comme hors livraison.',
    means: 'Une entrée d’un usage déclaré ne correspond à aucun média ni à aucune plage de cette livraison.',
    why: 'Une déclaration qui parle de fichiers introuvables ne se vérifie pas : elle est périmée, mal saisie, ou le média manque.',
    mend: 'Comparez l’entrée avec les noms de la livraison ; les majuscules et les dossiers comptent.',
  },
  D16: {
    title: '« Aucun usage » déclaré, mais des marques trouvées',
    message: (p) =>
      `La déclaration affirme qu’aucune IA n’a été utilisée, mais ${counted(p.count, 'média est marqué', 'médias sont marqués')} comme IA.`,
    fix: () => 'Passez « statement » à « uses-listed » et déclarez chaque usage, ou remplacez les médias marqués.',
    means:
      'La déclaration indique « none-used » alors que des fichiers de la livraison sont marqués comme produits ou modifiés par une IA générative.',
    why: 'Une affirmation fausse est pire que l’absence de déclaration : le diffuseur s’y fie.',
    mend: 'Passez en revue les médias marqués un par un ; chacun demande un usage ou un remplacement. Corrigez ensuite l’affirmation.',
  },
  D17: {
    title: 'Déclaration absente ou plus ancienne',
    message: (p) =>
      p.reason === 'missing'
        ? 'Il n’y a pas de déclaration d’usage d’IA pour cette livraison.'
        : p.reason === 'not-yet-known'
          ? 'La déclaration indique qu’on ne sait pas encore si l’IA a été utilisée.'
          : `La déclaration${p.declared ? ` du ${p.declared}` : ''} est antérieure à ${p.asset ?? 'un média de la livraison'}${p.date ? `, créé le ${p.date}` : ''}.`,
    fix: (p) =>
      p.reason === 'missing'
        ? 'Rédigez-en une : « trueslate declare init <dossier> » en prépare un projet d’après ce qui a été trouvé.'
        : p.reason === 'not-yet-known'
          ? 'Interrogez tous ceux qui ont livré ; passez ensuite « statement » à « uses-listed » ou « none-used ».'
          : 'Vérifiez si les médias plus récents demandent un usage, puis redatez la déclaration.',
    means: 'La livraison n’a pas de déclaration d’usage d’IA, ou celle-ci est datée d’avant la création d’un média.',
    why: 'Sans déclaration, rien à quoi confronter les marques ; une déclaration ancienne ne peut pas parler de médias plus récents.',
    mend: 'Ajoutez ai-declaration.yaml à la racine de la livraison, ou redatez la déclaration après avoir vérifié les médias récents.',
  },
  P01: {
    title: 'Content Credential non valide',
    message: (p) =>
      `Le Content Credential de ${p.asset} ne passe pas la validation (${failing(p.codes).join(', ')})` +
      `${p.ai ? ' ; ce qu’il dit de l’IA compte toujours, comme simple mention' : ''}.`,
    fix: (p) =>
      isCertificateOnly(p.codes)
        ? 'Rien n’indique que le fichier a été modifié : le certificat a expiré, et aucun horodatage fiable ne montre qu’il était ' +
          'valide à la signature. Indiquez les listes des autorités d’horodatage (« trueslate trust fetch », --trust) ; si cela ne ' +
          'change rien, le fichier ne porte pas d’horodatage de ce type.'
        : 'Obtenez le fichier tel qu’il a été signé, ou cherchez ce qui l’a modifié après la signature.',
    means:
      'La validation C2PA a échoué : le fichier a été modifié après la signature, ou la signature ou le certificat n’est pas conforme.',
    why: 'Ce peut être anodin (une modification ultérieure des métadonnées suffit), mais plus rien ne garantit ce que dit le Content Credential.',
    mend: 'Demandez au fournisseur l’original signé. Une mention d’IA dans un Content Credential non valide reste comptée comme simple mention, jamais écartée.',
  },
  P04: {
    title: 'Élément d’IA dans un média non signalé',
    message: (p) =>
      `${p.asset} contient un élément marqué comme IA (${p.manifest}), alors que son propre Content Credential n’en dit rien.`,
    fix: () =>
      'Déclarez l’élément comme usage, avec son outil ; faites signer le montage avec un type de source qui dit ce qu’il contient.',
    means:
      'Le média est composé de plusieurs éléments ; l’un d’eux est marqué comme IA dans son propre manifeste, le média lui-même ne l’est pas.',
    why: 'Un montage peut cacher d’où viennent ses éléments ; l’élément est tout aussi visible à l’écran.',
    mend: 'Ouvrez la chaîne des manifestes dans le rapport, trouvez l’élément, et déclarez-le.',
  },
  P05: {
    title: 'Mentions contradictoires',
    message: (p) =>
      `${p.asset} se contredit. ${conflicts[p.kind]} : « ${shortValue(p.first, 80)} » contre « ${shortValue(p.second, 80)} ».`,
    fix: () =>
      'Demandez qui l’a réalisé et comment, et faites corriger la mention erronée à la source ; d’ici là, la marque d’IA compte.',
    means:
      'Deux mentions d’un même média s’excluent : une captation et une génération, deux auteurs, une négation et une marque.',
    why: 'L’une des deux est fausse, par erreur ou à dessein ; un outil qui choisirait trancherait ce qu’il ne peut pas savoir.',
    mend: 'Examinez dans le rapport les deux mentions et leur emplacement, et l’historique du fichier avec celui qui l’a livré.',
  },
  P06: {
    title: 'Provenance détachée du fichier',
    message: (p) => {
      if (p.kind === 'remote')
        return `Le Content Credential de ${p.asset} n’est pas dans le fichier ; il renvoie à ${p.url ?? 'une adresse'}, qui n’a pas été consultée.`;
      if (p.kind === 'orphan-sidecar') return `${p.asset} est un fichier annexe sans le fichier auquel il appartient.`;
      return `${p.asset} porte un Content Credential qui n’a pas pu être lu.`;
    },
    fix: (p) => {
      if (p.kind === 'remote') return 'Demandez au fournisseur le fichier avec son Content Credential incorporé.';
      if (p.kind === 'orphan-sidecar')
        return 'Livrez à côté le fichier auquel il appartient, sous le même nom, ou retirez le fichier annexe.';
      return 'Demandez au fournisseur le fichier tel qu’il a été signé.';
    },
    means: 'Des mentions sur l’origine se trouvent hors du fichier, ont perdu leur fichier, ou ne peuvent être lues.',
    why: 'Une marque illisible peut cacher la réponse ; on ne peut en conclure ni dans un sens ni dans l’autre.',
    mend: 'Faites incorporer le Content Credential, ou livrer ensemble le fichier annexe et son fichier.',
  },
  P07: {
    title: 'IA possible : une personne doit vérifier',
    message: (p) => `${p.asset} n’exclut pas l’usage de l’IA : ${markerTitle(p.title)} : « ${shortValue(p.value)} ».`,
    fix: () =>
      'Demandez qui l’a réalisé et avec quoi ; déclarez-le si l’IA a été utilisée, sinon faites attester que ce n’est pas de l’IA.',
    means: 'Une mention, un outil ou un nom dans le fichier rend l’IA possible sans dire qu’elle a été utilisée.',
    why: 'Ce n’est pas une preuve, donc rien de bloquant ; mais la question doit être posée une fois.',
    mend: 'Examinez le média et interrogez son auteur. Déclarez-le, ou faites attester que ce n’est pas de l’IA.',
  },
  T01: {
    title: 'Analyse incomplète',
    message: (p) => `${p.asset} n’a pas été lu en entier : ${whyUnread(p.problem, p)}.`,
    fix: (p) =>
      skippedHints[p.problem] ??
      problems[p.problem as keyof typeof problems]?.hint(p) ??
      'Rendez le fichier lisible et relancez l’analyse ; d’ici là, on ne peut rien en dire.',
    means:
      'Un fichier n’a pas pu être lu en entier : abîmé, tronqué, au-delà d’une limite, inaccessible, ou lien hors de la livraison.',
    why: `Ce qui n’a pas été lu peut porter une marque. Un tel fichier n’est jamais compté comme « ${label(verdicts, 'unmarked')} ».`,
    mend: 'Livrez le fichier à nouveau, ou relancez l’analyse avec une limite plus haute.',
  },
};
