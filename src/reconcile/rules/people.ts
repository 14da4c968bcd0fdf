import type { Consent, Use } from '../../model/index.ts';
import { dayOf, isAfter, lastDay } from '../approval.ts';
import { aboutUse, type Delivery, type Rule, settingForUse } from '../draft.ts';
import { finalUses } from './approvals.ts';

/** What recreates or replaces a real person's face, voice or performance (reference: FIELD A4, D07). */
const replicating: readonly unknown[] = ['face-replacement', 'de-ageing', 'digital-replica', 'voice-clone', 'visual-adr'];

const worstConsent = ['expired', 'late', 'undated', 'unspecific'] as const;

/** D07: a person is recreated or altered, and no consent that holds was signed before. One finding a person. */
export const consentMissing: Rule = (delivery) =>
  finalUses(delivery).flatMap((use) => {
    const setting = settingForUse(delivery, 'D07', use);
    if (setting === undefined || !replicating.includes(use.function)) return [];
    // Such a use is of somebody unless it says otherwise: nobody clones a voice that is nobody's.
    if (use.depicts?.realPerson === false) return [];
    const people = use.depicts?.people ?? [];
    return (people.length > 0 ? people : ['']).flatMap((person) => {
      const reasons = consentsOf(use, person).map((consent) => failing(consent, use, delivery, setting.asks === true));
      if (reasons.includes(undefined)) return [];
      const reason = worstConsent.find((candidate) => reasons.includes(candidate)) ?? 'none';
      const consent = consentsOf(use, person)[reasons.indexOf(reason as (typeof worstConsent)[number])];
      const date = reason === 'expired' ? consent?.expires : consent?.signed;
      const params = {
        reason,
        person,
        ...(date === undefined ? {} : { date }),
        ...(use.dateFrom === undefined ? {} : { first: use.dateFrom }),
      };
      return [aboutUse(use, 'D07', params, `${use.id}/${person}`)];
    });
  });

/** The consents of a person; where nobody or only one person is named, a consent without a name is theirs. */
function consentsOf(use: Use, person: string): readonly Consent[] {
  const all = use.consents ?? [];
  if (person === '') return all;
  const isOnlyOne = (use.depicts?.people ?? []).length === 1;
  return all.filter((consent) => consent.person === person || (isOnlyOne && consent.person === undefined));
}

/** Why a consent does not hold for a use; undefined where it does. */
function failing(consent: Consent, use: Use, delivery: Delivery, asks: boolean): (typeof worstConsent)[number] | undefined {
  if (consent.expires !== undefined && dayOf(consent.expires) < lastDay(use, delivery)) return 'expired';
  if (consent.signed === undefined) return asks ? 'undated' : undefined;
  if (use.dateFrom !== undefined && isAfter(consent.signed, use.dateFrom)) return 'late';
  return asks && consent.use === undefined ? 'unspecific' : undefined;
}

/** Ways of telling that no viewer sees. */
const unseen: readonly string[] = ['none', 'metadata'];

/** D08: what a policy wants the audience to be told of, and they are not; or what it does not allow at all. */
export const audienceNotTold: Rule = (delivery) =>
  finalUses(delivery).flatMap((use) => {
    const setting = settingForUse(delivery, 'D08', use);
    if (setting === undefined) return [];
    const kind = delivery.declaration?.production.kind ?? 'finished';
    const methods = (use.disclosure?.methods ?? []).filter((method) => !unseen.includes(method));
    if (setting.forbidden) return [aboutUse(use, 'D08', { reason: 'forbidden', kind })];
    if (methods.length === 0) return [aboutUse(use, 'D08', { reason: 'none', kind })];
    const weak = setting.notEnoughAlone ?? [];
    if (methods.some((method) => !weak.includes(method))) return [];
    return [aboutUse(use, 'D08', { reason: 'not-enough', kind, methods: methods.join(' and ') })];
  });
