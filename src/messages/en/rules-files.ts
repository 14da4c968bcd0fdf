import type { RuleTable } from '../params.ts';
import { shortValue } from '../value.ts';
import { howSure, seenOrHeard, toSettle, whatIsSeen, whenSeen } from './seen.ts';

/** English words of the rules that hold files against each other and against checksum manifests. */
export const fileRules: Pick<RuleTable, 'P02' | 'P03' | 'P08' | 'P09' | 'P10' | 'T02'> = {
  P02: {
    title: 'Signer not on a trust list',
    message: (p) =>
      `The content credential of ${p.asset} holds, but its signer${p.signer ? ` (${p.signer})` : ''} is on no trust list` +
      `${p.lists === 0 ? ': none is configured' : ''}.`,
    fix: (p) =>
      p.lists === 0
        ? 'Name the trust lists ("trueslate trust fetch", or --trust) if you want to know who is trusted.'
        : 'No error by itself: anybody can sign. Ask the supplier who signed, where that matters.',
    means: 'The signature is valid, and nobody vouches for who made it.',
    why: 'A valid signature of an unknown signer proves that the file did not change, not that it tells the truth.',
    mend: 'Nothing has to be mended; with the official lists configured, known signers count as trusted.',
  },
  P03: {
    title: 'Mark stripped',
    message: (p) => {
      if (p.key !== undefined) return `${p.asset} carries no mark, but it is a version of ${p.source}, which is marked as AI.`;
      const what = `${whatIsSeen(p)} is ${p.medium === 'still' ? 'seen in it' : 'in it from end to end'}`;
      return `No mark was found in ${p.asset}, but ${what}${p.medium === 'still' ? whenSeen(p) : ''}.${howSure(p)}`;
    },
    fix: (p) =>
      p.key === undefined && p.relation === 'ambiguous'
        ? toSettle(p, '')
        : 'Find out whether the mark was lost on export; deliver the file with its mark, or declare it with the marked one. ' +
          'Where this version was made before AI was used, have that signed off.',
    means:
      'An asset without a mark is a version of one that is marked as AI: both carry one document id, or its picture or sound was ' +
      'found again in it.',
    why: 'Marks must not be removed on the way to delivery; exports lose them by accident.',
    mend: 'Export again with metadata kept, and cover both files by the use.',
  },
  P08: {
    title: 'Name that suggests AI',
    message: (p) =>
      p.kind === 'folder'
        ? `The folder ${p.asset} is called after ${p.title}; ${p.count === 1 ? '1 file' : `${p.count} files`} in it carry no mark.`
        : `${p.asset} names a clip "${shortValue(p.name, 80)}", which suggests ${p.title}.`,
    fix: () => 'Ask where the material comes from; declare it if AI was used. A name proves nothing by itself.',
    means: 'A folder, or a clip in an edit list, is named like the output of a generator.',
    why: 'Names are what remains when an edit has stripped the metadata.',
    mend: 'Look at the clip and ask its maker. Declare it, or leave it.',
  },
  P09: {
    title: 'Marked asset seen in a video or heard in a sound, not declared',
    message: (p) =>
      `${whatIsSeen(p)} is ${seenOrHeard(p)} in ${p.asset}${whenSeen(p)}, and ` +
      `${p.partly ? `less than half of that is declared (${p.partly})` : 'no use covers that'}.${howSure(p)}`,
    fix: (p) => toSettle(p, 'Add the range to the use that covers the source, or declare one; or replace the shot.'),
    means: 'A marked still, clip or sound was found again inside a finished video or mix, and no use declares it there.',
    why: 'An edit strips every mark; the picture is on screen all the same.',
    mend: 'Declare where it is seen, with timecodes, approval and the notice for the audience; or replace the shot.',
  },
  P10: {
    title: 'Marked text',
    message: (p) =>
      `${p.asset} is a text marked as AI. Beside the declaration that D01 asks for, texts have rules of their own: ${p.title}: "${shortValue(p.value)}".`,
    fix: () =>
      'Answer D01 with a use of modality text; for a script get the consent of the writers, for subtitles and narration a check of facts.',
    means: 'A script, subtitle or other text document says that generative AI wrote it.',
    why: 'Texts have rules of their own: credit of writers, accuracy, translation.',
    mend: 'Declare a use with modality text for it, or deliver the text that a person wrote.',
  },
  T02: {
    title: 'Checksum manifest and folder disagree',
    message: (p) => {
      if (p.kind === 'absent') return `${p.manifest} lists ${p.asset}, which is not in the delivery.`;
      if (p.kind === 'not-listed') return `${p.asset} is in the delivery, but ${p.manifest} does not list it.`;
      if (p.kind === 'size') return `${p.asset} has ${p.found} bytes, but ${p.manifest} says ${p.expected}.`;
      if (p.kind === 'digest') return `${p.asset} is not the file that ${p.manifest} lists: its ${p.algorithm} differs.`;
      return `${p.manifest} looks like a checksum manifest and could not be read${p.found ? ` (${p.found})` : ''}.`;
    },
    fix: (p) => {
      if (p.kind === 'absent') return 'Deliver the missing file, or make the manifest anew.';
      if (p.kind === 'not-listed') return 'Take the file out, or make the manifest anew so that it lists everything.';
      if (p.kind === 'unreadable-manifest') return 'Deliver the manifest again, as the tool wrote it.';
      return 'Copy the file again from its source, and check it against the manifest; if it was changed on purpose, make the manifest anew.';
    },
    means: 'A file is missing, not listed, or differs in size or digest from what a checksum manifest of the delivery says.',
    why: 'What was checked and approved may not be what lies here.',
    mend: 'Compare with the source of the copy; a manifest is made last, after the last change.',
  },
};
