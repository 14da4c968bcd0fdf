import type { Seen } from '../params.ts';

/** What is seen or heard, as surely as it is known: the marked source, it or what it was made from, or one of two. */
export function whatIsSeen({ source, relation, original, declaredOnly, medium }: Seen): string {
  const named = `${source}, ${declaredOnly ? 'que la déclaration désigne comme IA' : 'marqué comme IA'},`;
  if (relation === 'either') return `${named} ou ${medium === 'sound' ? 'le son' : 'l’image'} dont il a été tiré,`;
  const called = original === source ? ' (tel que le montre son propre Content Credential)' : original ? ` ${original}` : '';
  if (relation === 'ambiguous') return `${named} ou son original non marqué${called},`;
  return named;
}

/** ` de 10:28:04:05 à 10:28:09:00`; empty in a still. */
export function whenSeen({ from, to }: Pick<Seen, 'from' | 'to'>): string {
  return from && to ? ` de ${from} à ${to}` : '';
}

/** `vu`, or of sound `entendu`. */
export function seenOrHeard({ medium }: Pick<Seen, 'medium'>): string {
  return medium === 'sound' ? 'entendu' : 'vu';
}

/** Why it is not surer, as a sentence behind a blank; empty where it is sure. */
export function howSure({ relation }: Pick<Seen, 'relation'>): string {
  if (relation === 'either') return ' Aucun original n’est connu pour comparer.';
  if (relation === 'ambiguous') return ' Là où les deux diffèrent, rien n’y indique duquel il s’agit.';
  return '';
}

/** What a person does about an open question; the other advice where there is none. */
export function toSettle({ relation }: Pick<Seen, 'relation'>, otherwise: string): string {
  if (relation !== 'ambiguous') return otherwise;
  return (
    'Comparez l’image vidéo aux deux sources. Si c’est l’image modifiée, déclarez-la ou remplacez-la\u202f; ' +
    'si c’est l’original, faites attester qu’il ne s’agit pas d’IA.'
  );
}
