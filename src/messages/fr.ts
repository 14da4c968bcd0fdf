/**
 * Every text that people read, in English. Values come in as params, whose names stand in `params.ts`; a translation is a
 * second object of the type `Messages`.
 */
import { cli, start } from './fr/cli.ts';
import { credits } from './fr/credits.ts';
import { cueSheet } from './fr/cue-sheet.ts';
import { declarationProblems } from './fr/declaration.ts';
import { declare } from './fr/declare.ts';
import { declareInit } from './fr/declare-init.ts';
import { page } from './fr/page.ts';
import { policies } from './fr/policies.ts';
import { problems } from './fr/problems.ts';
import { progress } from './fr/progress.ts';
import { qcLog } from './fr/qc-log.ts';
import { headlines, report } from './fr/report.ts';
import { reportCommand } from './fr/report-command.ts';
import { rules } from './fr/rules.ts';
import { tables } from './fr/tables.ts';
import { timeline } from './fr/timeline.ts';
import * as words from './fr/words.ts';
import type { Messages } from './index.ts';

export const fr: Messages = {
  /** BCP 47, for `lang` attributes. */
  language: 'fr',
  start,
  cli,
  rules,
  policies,
  problems,
  declarationProblems,
  declare,
  declareInit,
  headlines,
  report,
  timeline,
  qcLog,
  reportCommand,
  progress,
  cueSheet,
  credits,
  tables,
  page,
  verdicts: words.verdicts,
  strengths: words.strengths,
  severities: words.severities,
  c2paStates: words.c2paStates,
  relations: words.relations,
  conflicts: words.conflicts,
  skipReasons: words.skipReasons,
  outcomes: words.outcomes,
  degrees: words.degreeNames,
  assetOutcomes: words.assetOutcomes,
  rangeOutcomes: words.rangeOutcomes,
  waiverAnswers: words.waiverAnswers,
  waiverStates: words.waiverStates,
  deliveryVerdicts: words.deliveryVerdicts,
  notChecked: words.notChecked,
  pixelGaps: words.pixelGaps,
};
