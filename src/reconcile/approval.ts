import type { Approval, Use } from '../model/index.ts';
import type { Delivery } from './draft.ts';
import { coveredBy } from './scope.ts';

/** Why an approval that was given does not hold, worst first. */
export const voidReasons = ['refused', 'scope', 'expired', 'late', 'undated', 'no-start'] as const;
export type VoidReason = (typeof voidReasons)[number];

/** What an approval is worth for a use. */
export type ApprovalState = 'granted' | 'requested' | 'conditional' | VoidReason;

/** What is asked of an approval: whose it must be, and whether dates must be given. */
export interface ApprovalDemand {
  readonly authorities?: readonly string[];
  readonly asks?: boolean;
}

/** An approval with what it is worth. */
export interface WeighedApproval {
  readonly approval: Approval;
  readonly state: ApprovalState;
  /** False where a policy names whose approval it wants, and this is somebody else's. */
  readonly counts: boolean;
}

/** Every approval of a use, weighed; in the order of the declaration. */
export function weighApprovals(use: Use, delivery: Delivery, demand: ApprovalDemand): WeighedApproval[] {
  const weighed = (use.approvals ?? []).map((approval) => ({
    approval,
    state: stateOf(approval, use, delivery, demand),
    counts: demand.authorities === undefined || demand.authorities.includes(approval.authority ?? ''),
  }));
  const narrow = [true, false].filter((counts) => !coveredBy(grantsOf(weighed, counts), use, delivery).isWhole);
  return weighed.map((one) => (one.state === 'granted' && narrow.includes(one.counts) ? { ...one, state: 'scope' } : one));
}

/** True where granted approvals of those who count cover the use, together or alone. */
export function isApproved(use: Use, delivery: Delivery, demand: ApprovalDemand): boolean {
  return weighApprovals(use, delivery, demand).some(({ state, counts }) => counts && state === 'granted');
}

/** The assets of a use that no approval covers, where approvals cover others of its assets; undefined where none does. */
export function unapprovedAssets(
  use: Use,
  delivery: Delivery,
  weighed: readonly WeighedApproval[],
): readonly string[] | undefined {
  const narrow = weighed.filter(({ state, counts }) => counts && state === 'scope').map(({ approval }) => approval);
  if (narrow.length === 0) return undefined;
  const { outside } = coveredBy(narrow, use, delivery);
  return outside.length > 0 ? outside : undefined;
}

function grantsOf(weighed: readonly WeighedApproval[], counts: boolean): Approval[] {
  return weighed.filter((one) => one.state === 'granted' && one.counts === counts).map(({ approval }) => approval);
}

/** All but the scope, which approvals may fill together. */
function stateOf(approval: Approval, use: Use, delivery: Delivery, { asks }: ApprovalDemand): ApprovalState {
  if (approval.status === 'refused') return 'refused';
  if (approval.status === 'conditional') return 'conditional';
  if (approval.status !== 'granted') return 'requested';
  if (approval.expires !== undefined && dayOf(approval.expires) < lastDay(use, delivery)) return 'expired';
  if (approval.date === undefined) return asks ? 'undated' : 'granted';
  if (use.dateFrom === undefined) return asks ? 'no-start' : 'granted';
  return isAfter(approval.date, use.dateFrom) ? 'late' : 'granted';
}

/**
 * The day on which what a use needs must still have held: its last day, else that of the declaration, else today; never before
 * its first, since declarations are also written of what is still to come.
 */
export function lastDay(use: Use, { declaration, today }: Delivery): string {
  const last = dayOf(use.dateTo ?? declaration?.declaredBy?.date ?? today);
  const first = dayOf(use.dateFrom ?? last);
  return first > last ? first : last;
}

/** The day of an ISO 8601 date or time. */
export function dayOf(date: string): string {
  return date.slice(0, 10);
}

/** True where one date is later than another: by the minute where both give time and zone alike, else by the day as written. */
export function isAfter(date: string, other: string): boolean {
  const [one, two] = [momentOf(date), momentOf(other)];
  const isExact = one !== undefined && two !== undefined && one.hasZone === two.hasZone;
  return isExact ? one.at > two.at : dayOf(date) > dayOf(other);
}

function momentOf(date: string): { readonly at: number; readonly hasZone: boolean } | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(date);
  if (!match) return undefined;
  const [, day, time, zone] = match;
  const offset = (zone ?? 'Z').toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  const at = Date.parse(`${day}T${time}${offset}`);
  return Number.isNaN(at) ? undefined : { at, hasZone: zone !== undefined };
}
