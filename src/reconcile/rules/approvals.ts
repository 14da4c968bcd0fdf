import type { Use } from '../../model/index.ts';
import { isApproved, unapprovedAssets, voidReasons, type WeighedApproval, weighApprovals } from '../approval.ts';
import { aboutUse, absentDestinations, type Delivery, type Draft, type Rule, settingForUse } from '../draft.ts';

/** D05: a policy wants an approval for the use, and there is none that was granted. */
export const notApproved: Rule = (delivery) =>
  delivery.uses.flatMap(({ use }) => {
    const setting = settingForUse(delivery, 'D05', use);
    if (setting === undefined || absentDestinations.includes(use.destination)) return [];
    const weighed = weighApprovals(use, delivery, setting);
    const counting = weighed.filter(({ counts }) => counts);
    // An approval that was given and does not hold is D06, with its reason; saying here that there is none would be a second
    // finding for one cause.
    const isTold = settingForUse(delivery, 'D06', use) !== undefined;
    if (counting.some(({ state }) => state === 'granted' || (isTold && isVoid(state)))) return [];
    const pending = counting.find(({ state }) => state === 'conditional') ?? counting.find(({ state }) => state === 'requested');
    const reason = pending ? (pending.state as 'requested' | 'conditional') : isElsewhere(weighed) ? 'authority' : 'none';
    const conditions = pending?.approval.conditions;
    const needed = setting.authorities?.join(' or ');
    return [
      aboutUse(use, 'D05', {
        reason,
        ...(needed === undefined ? {} : { needed }),
        ...(conditions === undefined ? {} : { conditions }),
      }),
    ];
  });

function isVoid(state: WeighedApproval['state']): boolean {
  return (voidReasons as readonly string[]).includes(state);
}

function isGiven({ state }: WeighedApproval): boolean {
  return state === 'granted';
}

function isElsewhere(weighed: readonly WeighedApproval[]): boolean {
  return weighed.some((one) => isGiven(one) && !one.counts);
}

/**
 * D06: an approval is there and does not hold. A refusal stands until the same authority grants it, and whoever refused: a
 * policy names whose approval it wants, not whose no may be passed over.
 */
export const approvalVoid: Rule = (delivery) =>
  delivery.uses.flatMap(({ use }) => {
    const setting = settingForUse(delivery, 'D06', use);
    if (setting === undefined || absentDestinations.includes(use.destination)) return [];
    const weighed = weighApprovals(use, delivery, setting);
    const draft = worstVoid(use, weighed);
    if (draft?.params.reason !== 'scope') return draft === undefined ? [] : [draft];
    const concerns = unapprovedAssets(use, delivery, weighed);
    return [concerns === undefined ? draft : { ...draft, concerns }];
  });

function worstVoid(use: Use, weighed: readonly WeighedApproval[]): Draft | undefined {
  const granted = weighed.filter(isGiven);
  const isHeld = granted.some(({ counts }) => counts);
  const standing = weighed.filter(({ approval, state, counts }) =>
    state === 'refused' ? granted.every((other) => !overrules(other, approval.authority, approval.date)) : counts && !isHeld,
  );
  const reason = voidReasons.find((candidate) => standing.some(({ state }) => state === candidate));
  const found = standing.find(({ state }) => state === reason);
  if (reason === undefined || found === undefined) return undefined;
  const { authority = 'somebody who is not named', date, expires, scope } = found.approval;
  const told = reason === 'expired' ? expires : date;
  return aboutUse(use, 'D06', {
    reason,
    authority,
    ...(told === undefined ? {} : { date: told }),
    ...(use.dateFrom === undefined ? {} : { first: use.dateFrom }),
    ...(reason === 'scope' ? { scope: (scope ?? []).join(', ') } : {}),
  });
}

/** True where a grant is of the same authority as a refusal, and not older. */
function overrules({ approval }: WeighedApproval, authority: string | undefined, refused: string | undefined): boolean {
  return approval.authority === authority && (approval.date ?? '') >= (refused ?? '');
}

/** D09: the production itself says that viewers could take the material for real, and nobody approved it. */
export const couldBeTakenAsReal: Rule = (delivery) =>
  delivery.uses.flatMap(({ use }) => {
    const answer = use.couldBeTakenAsReal;
    const setting = settingForUse(delivery, 'D09', use);
    if (setting === undefined || absentDestinations.includes(use.destination)) return [];
    if ((answer !== 'yes' && answer !== 'unsure') || isApproved(use, delivery, setting)) return [];
    const concerns = unapprovedAssets(use, delivery, weighApprovals(use, delivery, setting));
    const draft = aboutUse(use, 'D09', { answer });
    return [concerns === undefined ? draft : { ...draft, concerns }];
  });

/** The uses that a rule about finished material speaks of, each with the delivery. */
export function finalUses(delivery: Delivery): readonly Use[] {
  return delivery.uses.map(({ use }) => use).filter((use) => !absentDestinations.includes(use.destination));
}
