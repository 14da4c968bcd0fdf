/** Authorities of approvals that are no names; names stay as they are written. */
const words: Readonly<Record<string, string>> = {
  commissioner: 'du diffuseur',
  broadcaster: 'du diffuseur',
  producer: 'du producteur',
  legal: 'du service juridique',
  'rights-holder': 'de l’ayant droit',
};

/** Who approves, with the word before: `du diffuseur`, `de netflix`. */
export const ofAuthority = (authority: string): string => words[authority] ?? `de ${authority}`;
