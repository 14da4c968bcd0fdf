import type { Approval, Use } from '../model/index.ts';
import { globMatcher } from '../tools/glob.ts';
import type { Delivery } from './draft.ts';

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
  return (use.approvals ?? []).map((approval) => ({
    approval,
    state: stateOf(approval, use, delivery, demand),
    counts: demand.authorities === undefined || demand.authorities.includes(approval.authority ?? ''),
  }));
}

/** True where a granted approval of somebody who counts covers the use. */
export function isApproved(use: Use, delivery: Delivery, demand: ApprovalDemand): boolean {
  return weighApprovals(use, delivery, demand).some(({ state, counts }) => counts && state === 'granted');
}

function stateOf(approval: Approval, use: Use, delivery: Delivery, { asks }: ApprovalDemand): ApprovalState {
  if (approval.status === 'refused') return 'refused';
  if (approval.status === 'conditional') return 'conditional';
  if (approval.status !== 'granted') return 'requested';
  if (!coversUse(approval.scope ?? [], use, delivery)) return 'scope';
  if (approval.expires !== undefined && dayOf(approval.expires) < lastDay(use, delivery)) return 'expired';
  if (approval.date === undefined) return asks ? 'undated' : 'granted';
  if (use.dateFrom === undefined) return asks ? 'no-start' : 'granted';
  return dayOf(approval.date) > dayOf(use.dateFrom) ? 'late' : 'granted';
}

/** The day on which what a use needs must still have held: its last day, else that of the declaration, else today. */
export function lastDay(use: Use, { declaration, today }: Delivery): string {
  return dayOf(use.dateTo ?? declaration?.declaredBy?.date ?? today);
}

/** The day of an ISO 8601 date or time. */
export function dayOf(date: string): string {
  return date.slice(0, 10);
}

/** A scope covers the use where it names it, or names everything that the use covers; no scope covers the use it stands in. */
function coversUse(scope: readonly string[], use: Use, { uses }: Delivery): boolean {
  if (scope.length === 0 || scope.includes(use.id)) return true;
  const inScope = (text: string): boolean => scope.some((item) => item === text || globMatcher(item)?.(text) === true);
  const met = [...(uses.find((match) => match.use.id === use.id)?.met ?? [])];
  const files = met.filter(([, by]) => by !== 'timecode').map(([path]) => path);
  const paths = use.assets.flatMap((ref) => ('path' in ref ? [ref.path] : []));
  const ranges = use.timecodes.map((range) => `${range.in}-${range.out}`);
  if (files.length + paths.length + ranges.length === 0) return false;
  const covered = files.length > 0 ? files.every(inScope) || paths.every(inScope) : paths.every(inScope);
  const videos = use.timecodes.every(({ asset }) => asset !== undefined && inScope(asset));
  return covered && (videos || ranges.every(inScope));
}
