/**
 * Every text that people read, in French, as post-production and broadcasters speak. One word for one idea:
 *
 *   asset            média                     file              fichier
 *   delivery         livraison                 sidecar           fichier annexe
 *   mark             marque (d’IA)             statement in a file  mention
 *   evidence         indice                    marker (timeline) marqueur
 *   declaration      déclaration d’usage d’IA  use               usage
 *   approval         accord                    consent           consentement
 *   finding          constat                   severity          gravité
 *   blocker          bloquant                  issue             à traiter
 *   FYI              pour information          fix (heading)     À faire
 *   answer           réponse                   waiver file       fichier de réponses
 *   policy           référentiel               commissioner      diffuseur
 *   generated        généré                    edited            modifié avec IA
 *   possible         possible                  unreadable        illisible
 *   captured         capté                     unmarked          sans marque
 *   content credential  Content Credential     signer            signataire
 *   trust list       liste de confiance        manifest          manifeste
 *   trusted          fiable                    plain tag         simple mention
 *   scan             analyse                   problem           incident
 *   shot, clip       plan                      edit, cut         montage
 *   still            image fixe                footage           rushes
 *   range            plage                     frame rate        cadence
 *   start timecode   timecode de début         digest            empreinte
 *   watermark        filigrane                 thumbnail         vignette
 *   lower third      synthé                    on-screen label   mention à l’écran
 *   opening/end card carton d’ouverture/de fin draft             projet
 *
 * Codes, field names and values of the declaration stay as they are written in files, between guillemets. Before : ; ? ! and
 * inside guillemets stands U+202F, a narrow space that does not break; apostrophes are curved. 0 and 1 are singular.
 */

import type { en } from './en.ts';
import { cli, start } from './fr/cli.ts';
import { commandLine } from './fr/command-line.ts';
import { credits } from './fr/credits.ts';
import { cueSheet } from './fr/cue-sheet.ts';
import { declarationProblems } from './fr/declaration.ts';
import { declare } from './fr/declare.ts';
import { declareInit } from './fr/declare-init.ts';
import { markerTitle } from './fr/marker-titles.ts';
import { operatingSystem } from './fr/operating-system.ts';
import { page } from './fr/page.ts';
import { policies } from './fr/policies.ts';
import { problems } from './fr/problems.ts';
import { progress } from './fr/progress.ts';
import { qcLog } from './fr/qc-log.ts';
import { headlines, report } from './fr/report.ts';
import { reportCommand } from './fr/report-command.ts';
import { rules } from './fr/rules.ts';
import { sightings } from './fr/sightings.ts';
import { tables } from './fr/tables.ts';
import { timeline } from './fr/timeline.ts';
import { watch } from './fr/watch.ts';
import * as words from './fr/words.ts';

export const fr: typeof en = {
  /** BCP 47, for `lang` attributes. */
  language: 'fr',
  markerTitle,
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
