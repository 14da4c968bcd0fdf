import type { Seen } from '../params.ts';

/** What is seen or heard, as surely as it is known: the marked source, it or what it was made from, or one of two. */
export function whatIsSeen({ source, relation, original, declaredOnly, medium }: Seen): string {
  const named = `${source}, which ${declaredOnly ? 'the declaration names as AI' : 'is marked as AI'},`;
  if (relation === 'either') return `${named} or the ${medium === 'sound' ? 'recording' : 'picture'} that it was made from,`;
  // An original of which nothing but the picture in the credential is known has no path of its own.
  const called = original === source ? ' (as its own credential shows it)' : original ? ` ${original}` : '';
  if (relation === 'ambiguous') return `${named} or its unmarked original${called},`;
  return named;
}

/** ` from 10:28:04:05 to 10:28:09:00`; empty in a still. */
export function whenSeen({ from, to }: Pick<Seen, 'from' | 'to'>): string {
  return from && to ? ` from ${from} to ${to}` : '';
}

/** `seen`, or of sound `heard`. */
export function seenOrHeard({ medium }: Pick<Seen, 'medium'>): string {
  return medium === 'sound' ? 'heard' : 'seen';
}

/** Why it is not surer, as a sentence behind a blank; empty where it is sure. */
export function howSure({ relation }: Pick<Seen, 'relation'>): string {
  if (relation === 'either') return ' No original of it is known with which it could be compared.';
  if (relation === 'ambiguous') return ' Where the two differ, nothing there tells which of them it is.';
  return '';
}

/** What a person does about an open question; the other advice where there is none. */
export function toSettle({ relation }: Pick<Seen, 'relation'>, otherwise: string): string {
  if (relation !== 'ambiguous') return otherwise;
  return (
    'Compare the frame with both pictures. Where it is the altered one, declare it or replace it; ' +
    'where it is the original, have that signed off as not AI.'
  );
}
