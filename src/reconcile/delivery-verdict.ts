import { type Finding, isOpen, type Report } from '../model/index.ts';

/** What is surely AI and not declared: not where nothing tells the altered picture from its original, or only the declaration names it. */
function isUndisclosed({ code, params }: Finding): boolean {
  return (
    code === 'D01' || code === 'D16' || (code === 'P09' && params.relation !== 'ambiguous' && params.declaredOnly === undefined)
  );
}

/** The worst that is still to be answered; `complete`: nothing of the delivery was left unread. */
export function deliveryVerdict(findings: readonly Finding[], complete: boolean): Report['deliveryVerdict'] {
  const open = findings.filter(isOpen);
  if (open.some(isUndisclosed)) return 'undisclosed';
  if (open.some(({ code, severity }) => code !== 'T01' && severity !== 'fyi')) return 'findings';
  return complete ? 'clear' : 'incomplete';
}
