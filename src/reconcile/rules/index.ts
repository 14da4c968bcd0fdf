import type { Rule } from '../draft.ts';
import { approvalVoid, couldBeTakenAsReal, notApproved } from './approvals.ts';
import { assetIncomplete, skippedIncomplete } from './incomplete.ts';
import { manifestMismatch } from './manifest.ts';
import { degreeUnderstated, toolMismatch } from './mismatch.ts';
import { declarationMissingOrOld, declaredInOtherCase, declaredNotFound } from './paper.ts';
import { audienceNotTold, consentMissing } from './people.ts';
import { blanketDeclaration, tempInFinal } from './presence.ts';
import { credentialInvalid, ingredientUnlabelled, possibleAi, provenanceDetached, statementsConflict } from './provenance.ts';
import { humanContributionMissing, inputRights, licenceUnfit, toolKeepsInputs } from './rights.ts';
import { temporarySeen, undisclosedInCut } from './sightings.ts';
import { timecodeMismatch } from './timecode.ts';
import { noneUsedButMarked, undisclosed } from './undisclosed.ts';
import { markedText, markingStripped, signerUnknown, suggestiveName } from './versions.ts';

/** Every rule that paper and files are held against. */
export const allRules: readonly Rule[] = [
  undisclosed,
  degreeUnderstated,
  toolMismatch,
  tempInFinal,
  temporarySeen,
  undisclosedInCut,
  notApproved,
  approvalVoid,
  consentMissing,
  audienceNotTold,
  couldBeTakenAsReal,
  toolKeepsInputs,
  licenceUnfit,
  inputRights,
  humanContributionMissing,
  declaredNotFound,
  declaredInOtherCase,
  timecodeMismatch,
  noneUsedButMarked,
  declarationMissingOrOld,
  blanketDeclaration,
  credentialInvalid,
  signerUnknown,
  markingStripped,
  ingredientUnlabelled,
  statementsConflict,
  provenanceDetached,
  possibleAi,
  suggestiveName,
  markedText,
  assetIncomplete,
  skippedIncomplete,
  manifestMismatch,
];
