import { type Finding, isOpen, type Report } from '../model/index.ts';

/** The worst that is still to be answered; `complete`: nothing of the delivery was left unread. */
export function deliveryVerdict(findings: readonly Finding[], complete: boolean): Report['deliveryVerdict'] {
  const open = findings.filter(isOpen);
  if (open.some(({ code }) => code === 'D01' || code === 'D16')) return 'undisclosed';
  if (open.some(({ code, severity }) => code !== 'T01' && severity !== 'fyi')) return 'findings';
  return complete ? 'clear' : 'incomplete';
}
