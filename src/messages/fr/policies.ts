import type { PolicySource } from '../../model/index.ts';
import { ofAuthority } from './authorities.ts';
import { counted, listed } from './plural.ts';
import { policyText } from './policy-texts.ts';

const valueWord = (value: string): string => (value === 'absent' ? 'absent' : `« ${value} »`);

const nearest = (near: string | undefined): string => (near === undefined ? '.' : ` ; vouliez-vous dire ${near} ?`);

/** Words of `policies` and `explain`. */
export const policies = {
  commands: {
    policies: 'les référentiels des diffuseurs, ou l’un d’eux en toutes lettres',
    explain: 'ce que veut dire une règle, pourquoi elle existe, comment corriger ce qu’elle trouve',
  },
  options: {
    name: 'nom d’un référentiel fourni, ou un fichier de référentiel',
    format: 'text ; json ou yaml écrivent le référentiel entier, pour en faire le vôtre',
    rule: 'code ou nom d’une règle (D05, not-approved)',
  },
  policyUnknown: (name: string, near: string | undefined, known: readonly string[]): string =>
    `Aucun référentiel ne s’appelle « ${name} »${nearest(near)} Connus : ${listed(known, 'et')}.`,
  policyUnreadable: (file: string, detail: string): string => `Le référentiel ${file} ne peut pas être lu : ${detail}.`,
  policyInvalid: (file: string, count: number): string =>
    `Le référentiel ${file} contient ${counted(count, 'erreur', 'erreurs')} ; à corriger d’abord.`,
  ruleUnknown: (name: string, near: string | undefined, known: string): string =>
    `Aucune règle ne s’appelle « ${name} »${nearest(near)} Connues : ${known}.`,
  yamlHead: (name: string): string =>
    `# Le référentiel « ${name} », entier. Pour en faire le vôtre : donnez-lui un autre nom, et ne gardez sous « rules » que ce que vous changez\n` +
    `# (le reste est repris du référentiel que nomme « extends »). Puis : trueslate scan <dossier> --policy <ce fichier>\n`,

  /** A title, description or reason of a policy; its file writes it in English. */
  text: policyText,
  version: (version: string): string => `version ${version}`,
  read: ({ read, excerpt }: PolicySource): string => {
    const how = excerpt ? 'extrait lu' : 'lu en entier';
    return read === undefined ? `${how}, à une date non consignée` : `${how} le ${read}`;
  },
  ownGround: 'ne repose sur aucune source propre',
  sources: 'Sources',
  requires: 'Ce qu’il exige',
  asDefault: 'Comme dans le référentiel neutre (default)',
  notAsked: 'Non demandé',
  rulesOf: 'Règles',
  off: 'désactivée',
  means: 'Sens',
  why: 'Pourquoi',
  mend: 'Que faire',
  severities: 'Gravité selon le référentiel',
  otherCases: 'dans les autres cas',
  when: 'si',
  or: 'ou si',
  condition: (fields: Readonly<Record<string, readonly string[]>>): string =>
    listed(
      Object.entries(fields).map(([field, values]) => `${field} est ${listed(values.map(valueWord), 'ou')}`),
      'et',
    ),
  asks: 'Un champ que la règle examine et qui n’est pas renseigné la met en défaut.',
  authorities: (names: readonly string[]): string => `Seul compte un accord ${listed(names.map(ofAuthority), 'ou')}.`,
  notEnoughAlone: (methods: readonly string[]): string =>
    `Informer le public seulement par ${listed(
      methods.map((method) => `« ${method} »`),
      'et',
    )} ne suffit pas.`,
  forbidden: 'Informer le public n’y change rien.',
  inputs: (kinds: readonly string[]): string =>
    `Sources prises en compte : ${listed(
      kinds.map((kind) => `« ${kind} »`),
      'et',
    )}.`,
  most: (count: number): string => `Une entrée peut couvrir ${counted(count, 'média', 'médias')}.`,
  because: (text: string): string => `Raison : ${text}`,
};
