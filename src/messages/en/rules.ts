import { failing, isCertificateOnly } from '../credential-codes.ts';
import type { ProblemParams, RuleTable } from '../params.ts';
import { shortValue } from '../value.ts';
import { operatingSystem } from './operating-system.ts';
import { problems } from './problems.ts';
import { fileRules } from './rules-files.ts';
import { paperRules } from './rules-paper.ts';
import { conflicts, degreeNames, skipReasons, strengths, verdicts } from './words.ts';

const label = (table: Readonly<Record<string, { label: string }>>, code: string): string => table[code]?.label ?? code;

const made = (verdict: string): string => (verdict === 'generated' ? 'made by generative AI' : 'altered by generative AI');

/** What to do about a name that was not followed or read. */
const skippedHints: Readonly<Record<string, string>> = {
  'link-outside': 'Deliver the files themselves instead of a link that leads out of the delivery.',
  'link-broken': 'Take the link out, or deliver what it should lead to.',
  'special-file': 'Take it out of the delivery: it is no file.',
  unreachable: 'Check the rights and the connection to the storage, then scan again.',
  limit: 'Scan the parts of the delivery one by one.',
};

/** Half a sentence for a problem code or a skip reason; codes without words show themselves. */
function whyUnread(code: string, params: ProblemParams): string {
  const problem = problems[code as keyof typeof problems];
  const skipped = skipReasons[code as keyof typeof skipReasons];
  if (skipped) return `${skipped.label}${params.detail ? ` (${operatingSystem[params.detail] ?? params.detail})` : ''}`;
  // Numbers without their names (`1582 2936832`) would only puzzle; the asset's own problem has them in a sentence.
  const named = /^[\d\s]*$/.test(String(params.detail ?? '')) ? { ...params, detail: '' } : params;
  const sentence = problem ? problem.message(named) : String(params.detail || code);
  return sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, '');
}

/** English words of every rule. */
export const rules: RuleTable = {
  ...paperRules,
  ...fileRules,
  D01: {
    title: 'Marked as AI and not declared',
    message: (p) =>
      `${p.asset} carries a mark that it was ${made(p.verdict)}, and ` +
      `${p.partly ? `of all of it only ${shortValue(p.partly)} is declared` : 'no declared use covers it'}: ` +
      `${p.title}: "${shortValue(p.value)}"${p.generator ? `, by ${p.generator}` : ''} (${label(strengths, p.strength)}).`,
    fix: () =>
      'Add a use to the declaration that names this asset, the tool and the degree, with its approval; or replace the asset; ' +
      'or, where the mark is wrong, have that signed off.',
    means: 'A file says of itself that generative AI made or altered it, and no use in the declaration covers that file.',
    why: 'Commissioners must know of every AI picture or sound before they broadcast it; a viewer takes an undisclosed one for real.',
    mend:
      'Find out where the asset comes from. Declare it with tool, degree and approval, or replace it with material of known origin. ' +
      'Do not strip the mark: the finding would go, the use would not.',
  },
  D02: {
    title: 'Declared as less than the mark says',
    message: (p) =>
      `${p.asset} is declared in ${p.use} as ${label(degreeNames, p.declared)}, but its mark says ${label(verdicts, p.found)}.`,
    fix: (p) => `Correct the degree of ${p.use}, or replace the asset by the version that the declaration describes.`,
    means: 'The use that covers the asset admits a weaker degree of AI than the mark in the file states.',
    why: 'An approval given for a retouched picture does not cover a generated one.',
    mend: 'Set the degree to what was done: generated for a wholly made asset; generated, composite or altered for an altered one.',
  },
  D03: {
    title: 'Another tool than declared',
    message: (p) => `${p.asset} is declared in ${p.use} as made with ${p.declared}, but its mark names ${p.found}.`,
    fix: (p) => `Add the tool to ${p.use}, or find out which tool made this asset.`,
    means: 'The generator that the mark names is none of the tools of the use that covers the asset.',
    why: 'Licence, training terms and approval belong to a tool; another tool has other terms.',
    mend: 'Declare the tool that was used, with its licence and terms, or replace the asset.',
  },
  D14: {
    title: 'Declared use not found',
    message: (p) => {
      const entries = shortValue(p.missing, 300);
      if (p.reason !== 'case') {
        const hint = p.didYouMean ? ` Did you mean ${p.didYouMean}?` : '';
        return `${p.use} (${p.title}) names what is not in this delivery: ${entries}.${hint}`;
      }
      const many = (p.count ?? 1) > 1 ? ` and ${(p.count ?? 1) - 1} more` : '';
      return `${p.use} (${p.title}) names ${entries}, which is written ${p.found ?? 'otherwise'}${many} in this delivery.`;
    },
    fix: (p) =>
      p.reason === 'case'
        ? 'Write the name in the declaration with the same capitals as the file; on other systems they count.'
        : 'Correct the path, glob, digest or timecode in the declaration, deliver the missing asset, ' +
          'or mark the use as not in the delivery.',
    means: 'An entry of a declared use meets no asset and no range of this delivery.',
    why: 'A declaration that speaks of files nobody can find cannot be checked: it is out of date, mistyped, or the asset is missing.',
    mend: 'Compare the entry with the names in the delivery; capitals and folders count.',
  },
  D16: {
    title: 'Declared "none used", but marks were found',
    message: (p) =>
      `The declaration states that no AI was used, but ${p.count === 1 ? '1 asset is' : `${p.count} assets are`} marked as AI.`,
    fix: () => 'Change the statement to uses-listed and declare each use, or replace the marked assets.',
    means: 'The declaration says "none-used" while files in the delivery are marked as made or altered by generative AI.',
    why: 'A wrong statement is worse than none: the commissioner relies on it.',
    mend: 'Go through the marked assets one by one; each needs a use or a replacement. Then correct the statement.',
  },
  D17: {
    title: 'No declaration, or an older one',
    message: (p) =>
      p.reason === 'missing'
        ? 'There is no declaration of AI uses for this delivery.'
        : p.reason === 'not-yet-known'
          ? 'The declaration says that it is not yet known whether AI was used.'
          : `The declaration${p.declared ? ` of ${p.declared}` : ''} is older than ${p.asset ?? 'an asset of the delivery'}${p.date ? `, created on ${p.date}` : ''}.`,
    fix: (p) =>
      p.reason === 'missing'
        ? 'Write one: "trueslate declare init <folder>" drafts it from what was found.'
        : p.reason === 'not-yet-known'
          ? 'Ask everybody who delivered; then set the statement to uses-listed or none-used.'
          : 'Check whether the newer assets need a use, then date the declaration anew.',
    means: 'The delivery has no declaration of AI uses, or its date lies before the created date of an asset.',
    why: 'Without a declaration there is nothing to hold the marks against; an older one cannot speak of newer assets.',
    mend: 'Add ai-declaration.yaml to the root of the delivery, or renew its date after checking the newer assets.',
  },
  P01: {
    title: 'Content credential does not validate',
    message: (p) =>
      `The content credential of ${p.asset} does not validate (${failing(p.codes).join(', ')})` +
      `${p.ai ? '; its statement about AI still counts, as a plain tag' : ''}.`,
    fix: (p) =>
      isCertificateOnly(p.codes)
        ? 'Nothing says that the file was changed: the certificate has lapsed, and no trusted time stamp shows that it was valid ' +
          'when the file was signed. Name the lists of time-stamp authorities ("trueslate trust fetch", --trust); where that ' +
          'changes nothing, the file carries no such stamp.'
        : 'Get the file as it was signed, or find out what changed it after signing.',
    means: 'The C2PA validation failed: the file was changed after signing, or the signature or certificate is not in order.',
    why: 'It may be harmless (a later metadata edit breaks a credential too), but what the credential says is no longer vouched for.',
    mend: 'Ask the supplier for the signed original. An AI statement in a credential that does not validate is kept as a plain tag, never dropped.',
  },
  P04: {
    title: 'AI component in an unlabelled parent',
    message: (p) =>
      `${p.asset} contains a component that is marked as AI (${p.manifest}), while its own credential does not say so.`,
    fix: () =>
      'Declare the component as a use, with its tool; have the edit signed with a source type that says what it contains.',
    means: 'The asset was composed of parts; one of them is marked as AI in its own manifest, the asset itself is not labelled.',
    why: 'An edit can hide where its parts come from; the part is as visible on screen as before.',
    mend: 'Open the chain of manifests in the report, find the component, and declare it.',
  },
  P05: {
    title: 'Statements that do not go together',
    message: (p) =>
      `${p.asset} contradicts itself. ${conflicts[p.kind]}: "${shortValue(p.first, 80)}" against "${shortValue(p.second, 80)}".`,
    fix: () => 'Ask who made it and how, and have the wrong statement corrected at its source; until then the mark of AI counts.',
    means: 'Two statements in one asset exclude each other: a capture and a generation, two makers, a denial and a mark.',
    why: 'One of them is wrong, by mistake or on purpose; a tool that picked one would decide what it cannot know.',
    mend: 'Look at both statements and their places in the report, and at the file history with whoever delivered it.',
  },
  P06: {
    title: 'Provenance detached from the file',
    message: (p) => {
      if (p.kind === 'remote')
        return `The credential of ${p.asset} is not in the file; it points to ${p.url ?? 'an address'}, which was not fetched.`;
      if (p.kind === 'orphan-sidecar') return `${p.asset} is a sidecar without the file that it belongs to.`;
      return `${p.asset} carries a content credential that could not be read.`;
    },
    fix: (p) => {
      if (p.kind === 'remote') return 'Ask the supplier for the file with its credential embedded.';
      if (p.kind === 'orphan-sidecar')
        return 'Deliver the file that it belongs to beside it, under the same name, or take the sidecar out.';
      return 'Ask the supplier for the file as it was signed.';
    },
    means: 'Statements about the origin lie outside the file, have lost their file, or cannot be read.',
    why: 'A mark that cannot be read can hide the answer; nothing can be concluded from it either way.',
    mend: 'Have the credential embedded, or the sidecar and its file delivered together.',
  },
  P07: {
    title: 'Possibly AI: a person must look',
    message: (p) => `${p.asset} leaves open whether AI was used: ${p.title}: "${shortValue(p.value)}".`,
    fix: () => 'Ask who made it and with what; declare it if AI was used, else have it signed off as not AI.',
    means: 'A statement, a tool or a name in the file allows for AI without saying that it was used.',
    why: 'It is no proof, so it is no blocker; but the question has to be asked once.',
    mend: 'Look at the asset and ask its maker. Declare it, or sign it off as not AI.',
  },
  T01: {
    title: 'Scan incomplete',
    message: (p) => `${p.asset} was not read in full: ${whyUnread(p.problem, p)}.`,
    fix: (p) =>
      skippedHints[p.problem] ??
      problems[p.problem as keyof typeof problems]?.hint(p) ??
      'Make the file readable and scan again; until then nothing can be said about it.',
    means:
      'A file could not be read in full: broken, truncated, too large for a limit, unreachable, or a link out of the delivery.',
    why: `What was not read may carry a mark. Such a file is never counted as ${label(verdicts, 'unmarked')}.`,
    mend: 'Deliver the file again, or scan with the limit raised.',
  },
};
