import type { Rule } from '../draft.ts';
import { assetIncomplete, skippedIncomplete } from './incomplete.ts';
import { degreeUnderstated, toolMismatch } from './mismatch.ts';
import { declarationMissingOrOld, declaredInOtherCase, declaredNotFound } from './paper.ts';
import { credentialInvalid, ingredientUnlabelled, possibleAi, provenanceDetached, statementsConflict } from './provenance.ts';
import { noneUsedButMarked, undisclosed } from './undisclosed.ts';

/** Every rule that paper and files are held against. */
export const allRules: readonly Rule[] = [
  undisclosed,
  degreeUnderstated,
  toolMismatch,
  declaredNotFound,
  declaredInOtherCase,
  noneUsedButMarked,
  declarationMissingOrOld,
  credentialInvalid,
  ingredientUnlabelled,
  statementsConflict,
  provenanceDetached,
  possibleAi,
  assetIncomplete,
  skippedIncomplete,
];
