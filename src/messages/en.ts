/**
 * Every text that people read, in English. Values come in as params, whose names stand in `params.ts`; a translation is a
 * second object of the type `Messages`.
 */
import { cli, start } from './en/cli.ts';
import { commandLine } from './en/command-line.ts';
import { credits } from './en/credits.ts';
import { cueSheet } from './en/cue-sheet.ts';
import { declarationProblems } from './en/declaration.ts';
import { declare } from './en/declare.ts';
import { declareInit } from './en/declare-init.ts';
import { operatingSystem } from './en/operating-system.ts';
import { page } from './en/page.ts';
import { policies } from './en/policies.ts';
import { problems } from './en/problems.ts';
import { progress } from './en/progress.ts';
import { qcLog } from './en/qc-log.ts';
import { headlines, report } from './en/report.ts';
import { reportCommand } from './en/report-command.ts';
import { rules } from './en/rules.ts';
import { sightings } from './en/sightings.ts';
import { tables } from './en/tables.ts';
import { timeline } from './en/timeline.ts';
import { watch } from './en/watch.ts';
import * as words from './en/words.ts';

export const en = {
  /** BCP 47, for `lang` attributes. */
  language: 'en',
  /** The title of a mark; the catalogue writes it in English. */
  markerTitle: (title: string): string => title,
  start,
  cli,
  commandLine,
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
  sightings,
  page,
  operatingSystem,
  watch,
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
