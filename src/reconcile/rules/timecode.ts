import type { RangeFault } from '../clock.ts';
import { aboutUse, type Delivery, type Draft, type Rule, settingForUse } from '../draft.ts';
import type { DeclaredRange } from '../ranges.ts';

/** D15: a declared range does not fit its video. One finding a range, for the first video in which it does not. */
export const timecodeMismatch: Rule = (delivery) => {
  const told = new Set<string>();
  return delivery.ranges.flatMap((range) => {
    const { use, index, fault } = range;
    const subject = `${use.id}/timecodes/${index}`;
    if (fault === undefined || told.has(subject) || settingForUse(delivery, 'D15', use) === undefined) return [];
    told.add(subject);
    return [draftOf(delivery, range, fault, subject)];
  });
};

function draftOf(delivery: Delivery, { use, range, asset }: DeclaredRange, fault: RangeFault, subject: string): Draft {
  const { reason, expected, found } = fault;
  // A still that was named instead of a video is told by its path.
  const named = reason === 'no-time' ? delivery.assetAt.get(found ?? '') : asset;
  const params = {
    asset: named?.path ?? '',
    range: `${range.in}-${range.out}`,
    reason,
    ...(expected === undefined ? {} : { expected }),
    ...(found === undefined || reason === 'no-time' ? {} : { found }),
  };
  return { ...aboutUse(use, 'D15', params, subject), asset: named?.path ?? null };
}
