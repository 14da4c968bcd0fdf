import type { RuleCode } from '../../model/index.ts';
import { type Delivery, type Draft, evidenceShown, type Rule, strongest, usesOf } from '../draft.ts';
import { type HeldSighting, isDeclared, temporaryUse } from '../sightings.ts';

/**
 * P09: marked material is seen in a video or heard in a sound, and no use covers that. One finding a sighting; an `issue` where
 * it may be the unmarked original, and where nothing marks the source but the declaration, which names it for other places.
 */
export const undisclosedInCut: Rule = ({ sightings }) =>
  sightings.flatMap((one) => {
    // A generated target is AI itself: D01, or the use that covers it, has said so.
    if (one.code !== 'P09' || isTold(one) || one.target?.verdict === 'generated') return [];
    const { relation, declaredOnly } = one.sighting;
    const isOpenQuestion = relation === 'ambiguous' || declaredOnly === true;
    return [{ ...drafted(one, 'P09'), ...(isOpenQuestion ? ({ severity: 'issue' } as const) : {}) }];
  });

/**
 * P03 by content: an asset without a mark shows a marked still, or is a marked clip or sound over again. Declared, it is `fyi`:
 * nobody is misled, but the mark did not travel. Silent where document ids have said the same of both.
 */
export function copiesSeen(delivery: Delivery, told: ReadonlySet<string>): readonly Draft[] {
  return delivery.sightings.flatMap((one) => {
    const { code, sighting, target, temporary } = one;
    if (code !== 'P03' || temporary !== undefined || sighting.declaredOnly === true) return [];
    if (target?.verdict === 'generated' || target?.verdict === 'edited') return [];
    // A photograph with a trusted credential of its camera is the picture that the other one was made from.
    if (target?.verdict === 'captured' && sighting.relation !== 'marked') return [];
    if (told.has(`${sighting.source}\n${sighting.in}`)) return [];
    const isKnown = isDeclared(one) || (target !== undefined && usesOf(delivery, target).length > 0);
    return [{ ...drafted(one, 'P03'), ...(isKnown ? ({ severity: 'fyi' } as const) : {}) }];
  });
}

/** D04 by content: material declared as temporary, or as not in the delivery, is seen in what is delivered. */
export const temporarySeen: Rule = (delivery) =>
  delivery.sightings.flatMap((one) => {
    const { target, sighting } = one;
    const temporary = temporaryUse(one);
    if (temporary === undefined || target === undefined) return [];
    if (usesOf(delivery, target).some(({ use, by }) => use === temporary && by !== 'timecode')) return [];
    const draft = drafted(one, 'D04');
    const params = { ...draft.params, use: temporary.id, title: temporary.title, destination: temporary.destination ?? '' };
    const severity = sighting.relation === 'ambiguous' ? ({ severity: 'issue' } as const) : {};
    return [{ ...draft, params, use: temporary.id, ...severity }];
  });

function isTold(one: HeldSighting): boolean {
  return isDeclared(one) || one.temporary !== undefined;
}

function drafted({ sighting, source, ordinal, place, partly }: HeldSighting, code: RuleCode): Draft {
  const { source: path, in: target, medium, relation, original, declaredOnly } = sighting;
  return {
    code,
    asset: target,
    subject: { source: path, target, ordinal },
    params: {
      asset: target,
      source: path,
      ...place,
      medium,
      relation,
      ...(original === undefined ? {} : { original }),
      ...(declaredOnly === true ? { declaredOnly: 1 } : {}),
      ...(partly.length === 0 ? {} : { partly: partly.map(({ place: range }) => `${range?.from}-${range?.to}`).join(', ') }),
    },
    evidence: source === undefined ? [] : strongest(source, ['generated', 'edited']).slice(0, evidenceShown),
    ...place,
  };
}
