import type { RuleTable } from '../params.ts';
import { howSure, seenOrHeard, whatIsSeen, whenSeen } from './seen.ts';

type PaperCodes = 'D04' | 'D05' | 'D06' | 'D07' | 'D08' | 'D09' | 'D10' | 'D11' | 'D12' | 'D13' | 'D15' | 'D18';

const useOf = (p: { use: string; title: string }): string => `${p.use} (${p.title})`;

/** English words of the rules that read the declaration by itself, or against the clock of a video. */
export const paperRules: Pick<RuleTable, PaperCodes> = {
  D04: {
    title: 'Declared as not final, yet delivered',
    message: (p) => {
      const as = p.destination === 'temp-only' ? 'temporary' : 'not in the delivery';
      if (p.medium === undefined) return `${p.asset} is in this delivery, but ${useOf(p)} declares it as ${as}.`;
      const what = p.relation === 'marked' ? p.source : whatIsSeen(p);
      return `${what} is ${seenOrHeard(p)} in ${p.asset}${whenSeen(p)}, but ${useOf(p)} declares it as ${as}.${howSure(p)}`;
    },
    fix: () => `Replace the asset by the final one, or change the destination of the use and get the approval that this needs.`,
    means: 'A use that is declared as temporary, or as not part of the delivery, was found in it, as a file or seen in one.',
    why: 'Temporary material is made without clearance; it stays in by accident more often than on purpose.',
    mend: 'Take the asset out. If it is meant to stay, declare where it ends up, and have it approved like any final use.',
  },
  D05: {
    title: 'Final use without approval',
    message: (p) => {
      const whose = p.needed ? ` by ${p.needed}` : '';
      if (p.reason === 'requested') return `An approval${whose} was requested for ${useOf(p)}, but not granted yet.`;
      if (p.reason === 'conditional') {
        return `The approval for ${useOf(p)} is conditional${p.conditions ? ` ("${p.conditions}")` : ''}, and nothing says that the condition is met.`;
      }
      if (p.reason === 'authority') return `${useOf(p)} is approved, but not${whose}.`;
      return `${useOf(p)} ends up in the final picture or sound without an approval${whose}.`;
    },
    fix: () =>
      `Get the approval in writing and add it to the use: approvals: [{ authority, status: granted, by, date, reference }].`,
    means: 'A use that reaches the audience has no granted approval.',
    why: 'Commissioners want to be asked before AI material becomes part of the finals, not after.',
    mend: 'Ask the commissioner; enter who granted it, when, and where that is written.',
  },
  D06: {
    title: 'Approval that does not hold',
    message: (p) => {
      const one = `The approval of ${useOf(p)} by ${p.authority}`;
      if (p.reason === 'refused') return `${one} was refused.`;
      if (p.reason === 'late') return `${one} is of ${p.date}, after the use began on ${p.first}.`;
      if (p.reason === 'expired') return `${one} expired on ${p.date}.`;
      if (p.reason === 'undated') return `${one} has no date, so nothing shows that it came before the use.`;
      if (p.reason === 'no-start') return `${one} is dated, but the use has no first day, so nothing shows which came first.`;
      return `${one} does not cover this use (its scope: ${p.scope}).`;
    },
    fix: (p) =>
      p.reason === 'undated' || p.reason === 'no-start'
        ? `Enter the date of the approval and the first day of the use (dateFrom) in the use.`
        : `Get an approval for the use that holds, or take its assets out of the delivery.`,
    means: 'An approval is there, but refused, given after the use began, expired, undated, or for something else.',
    why: 'An approval that does not cover the use protects nobody.',
    mend: 'Compare date, expiry and scope of the approval with the use; ask again where they do not fit.',
  },
  D07: {
    title: 'Person without consent',
    message: (p) => {
      const who = p.person === '' ? 'the person shown or heard' : p.person;
      if (p.reason === 'late')
        return `The consent of ${who} for ${useOf(p)} was signed on ${p.date}, after the use began on ${p.first}.`;
      if (p.reason === 'expired') return `The consent of ${who} for ${useOf(p)} expired on ${p.date}.`;
      if (p.reason === 'undated') return `The consent of ${who} for ${useOf(p)} has no date of signature.`;
      if (p.reason === 'unspecific') return `The consent of ${who} for ${useOf(p)} does not say which use it allows.`;
      return `${useOf(p)} alters or recreates ${who}, and no consent is on file.`;
    },
    fix: () =>
      `Get a consent signed for this very use, and add it to the use: consents: [{ person, type, use, signed, reference }].`,
    means: 'Face, voice or performance of a real person is recreated or altered without a consent that was signed before.',
    why: 'Law, guilds and commissioners ask for a consent that is specific and comes first; it cannot be made good afterwards.',
    mend: 'Get it from the person or the estate, for this use, with a date before the work; otherwise take the asset out.',
  },
  D08: {
    title: 'Audience not told',
    message: (p) => {
      if (p.reason === 'forbidden') return `${useOf(p)} puts AI material into ${p.kind}, where this policy does not allow it.`;
      if (p.reason === 'not-enough')
        return `${useOf(p)} tells the audience of this ${p.kind} by ${p.methods} alone, which is not enough.`;
      return `${useOf(p)} shows real people or events in a ${p.kind} programme, and nothing tells the audience that AI was used.`;
    },
    fix: (p) =>
      p.reason === 'forbidden'
        ? 'Replace the material; telling the audience does not mend it.'
        : `Decide how the audience is told, and add it to the use: disclosure: { methods: [lower-third], wording: "…" }.`,
    means: 'Factual programmes: generated or composed pictures of real people or events without a notice for the audience.',
    why: 'A viewer of a documentary takes what it shows for real.',
    mend: 'Add a notice where the material is seen; an end card alone is easily missed.',
  },
  D09: {
    title: 'Could be taken as real',
    message: (p) => `${useOf(p)} ${p.answer === 'unsure' ? 'may' : 'could'} be taken as real, and no granted approval covers it.`,
    fix: () => `Show it to the commissioner and add the approval to the use, or change it so that nobody takes it for real.`,
    means: 'The declaration itself says that viewers could take the material for real people, events or statements.',
    why: 'This is the case that misleads an audience, even in the background.',
    mend: 'Get an approval in writing; mark the material on screen.',
  },
  D10: {
    title: 'Tool that keeps what goes in',
    message: (p) => {
      const what = p.input.replaceAll('-', ' ');
      if (p.reason === 'trains') return `${useOf(p)} gave ${what} to ${p.tool}, which trains on its inputs.`;
      if (p.reason === 'stores') return `${useOf(p)} gave ${what} to ${p.tool}, which stores its inputs.`;
      return `${useOf(p)} gave ${what} to ${p.tool}, and it is not known whether that stores inputs or trains on them.`;
    },
    fix: (p) => {
      if (p.reason !== 'unknown')
        return `Make it again with a tool that keeps nothing, or without this material; the terms of ${p.tool} stand in tools[].trainsOnInputs and tools[].storesInputs.`;
      return `Find out the terms of ${p.tool} and enter them at the tool: tools[].trainsOnInputs and tools[].storesInputs (yes, no).`;
    },
    means: 'Footage, scripts, voices or personal data went into a tool that stores them or trains on them, or may do so.',
    why: 'Unreleased material and personal data must not leave the production.',
    mend: 'Read the terms of the licence in force and enter them (tools[].trainsOnInputs, tools[].storesInputs: yes, no or unknown); use an enterprise or self-hosted tool.',
  },
  D11: {
    title: 'Licence that does not carry a final use',
    message: (p) =>
      `${useOf(p)} is final, but ${p.tool} was used under a licence that is ${p.licence === 'unknown' ? 'not known' : p.licence}.`,
    fix: (p) =>
      p.licence === 'unknown'
        ? `Find out under which licence ${p.tool} was used and enter it at the tool, such as "licence: enterprise" (tools[].licence: free, paid, enterprise, netflix-agreement, self-hosted, unknown).`
        : `Make it again under a licence that allows the use, and enter that at the tool, such as "licence: enterprise" (tools[].licence: paid, enterprise, netflix-agreement, self-hosted).`,
    means: 'The tool of a final use was used under a free or unknown licence.',
    why: 'Free tiers often keep rights in the output or forbid commercial use.',
    mend: 'Enter the licence of the tool (tools[].licence: free, paid, enterprise, netflix-agreement, self-hosted or unknown); where it does not allow the use, make the asset again.',
  },
  D12: {
    title: 'Input without the rights',
    message: (p) => {
      if (p.reason === 'forbidden') return `${useOf(p)} alters ${p.input}, whose licence forbids that.`;
      if (p.reason === 'unknown') return `${useOf(p)} uses ${p.input}, and it is not known whether its rights allow that.`;
      return `${useOf(p)} uses ${p.input}, which is not cleared.`;
    },
    fix: (p) => {
      const rights = 'rights: cleared (inputs[].rights: cleared, licensed, owned, public-domain, uncleared, unknown)';
      const alteration = 'licenceAllowsAiAlteration: yes (inputs[].licenceAllowsAiAlteration: yes, no, unknown)';
      if (p.reason === 'uncleared')
        return `Clear the material and enter that at the input, ${rights}; or make the asset without it.`;
      if (p.reason === 'forbidden')
        return `Get leave to alter it with AI and enter that at the input, ${alteration}; or make the asset without it.`;
      return `Find out the rights and enter them at the input: ${rights}, and ${alteration}.`;
    },
    means: 'Material of others went into an AI tool without being cleared, or against its licence.',
    why: 'A licence to show an archive picture is not a licence to alter it.',
    mend: 'Ask the owner; enter the rights (inputs[].rights) and whether the licence allows altering with AI (inputs[].licenceAllowsAiAlteration: yes, no or unknown).',
  },
  D13: {
    title: 'Nothing said on human contribution',
    message: (p) => `${useOf(p)} is ${p.prominence}, and nothing says what people contributed to it.`,
    fix: () => `Write into the use what people did: humanContribution: "…".`,
    means: 'A prominent use does not say what people contributed to it.',
    why: 'Protection of the work and guild rules depend on meaningful human input.',
    mend: 'One or two sentences: who chose, painted, corrected, performed.',
  },
  D15: {
    title: 'Timecode that does not fit',
    message: (p) => {
      const one = `${p.range} of ${useOf(p)}`;
      if (p.reason === 'ambiguous') return `${one} names no video, and the delivery holds ${p.found}.`;
      if (p.reason === 'outside') return `${one} lies outside ${p.asset}, which runs ${p.found}.`;
      if (p.reason === 'rate' && p.expected === undefined) {
        return `${one} counts more frames a second than ${p.asset} has, which runs at ${p.found}.`;
      }
      if (p.reason === 'rate') return `${one} is counted at ${p.expected}, but ${p.asset} runs at ${p.found}.`;
      if (p.reason === 'drop-frame') return `${one} is written as ${p.expected}, but ${p.asset} counts ${p.found}.`;
      if (p.reason === 'dropped-number') return `${one} names a frame number that drop-frame counting leaves out (${p.found}).`;
      if (p.reason === 'no-time') return `${one} speaks of ${p.asset}, which has no timeline.`;
      return `${one} belongs to version ${p.expected}, but this delivery is ${p.found}.`;
    },
    fix: (p) =>
      p.reason === 'ambiguous'
        ? `Name the video in the use: timecodes: [{ asset: cut/reel1.mov, in: …, out: … }].`
        : `Take the timecodes of the use from the delivered version; its own start timecode and rate count.`,
    means: 'A declared range does not fit the video: outside its duration, in another rate or counting, or of another cut.',
    why: 'A range that points elsewhere covers the wrong frames, and the right ones stay undeclared.',
    mend: 'Open the delivered video, read the burnt-in or container timecode at the first and the last frame, and enter those.',
  },
  D18: {
    title: 'Declaration that covers everything',
    message: (p) =>
      p.reason === 'everything'
        ? `${useOf(p)} names "${p.entry}", which covers the whole delivery (${p.count === 1 ? '1 asset' : `${p.count} assets`}).`
        : `${useOf(p)} names "${p.entry}", which covers ${p.count} assets; more than ${p.most} by one entry say too little.`,
    fix: () => `Name in the use the very files that AI made or altered, or the folder that holds nothing else.`,
    means: 'One glob of a use covers the whole delivery, or very many assets.',
    why: 'What covers everything discloses nothing: nobody can tell which picture is meant, and no consent is that unspecific.',
    mend: 'Replace it by paths, by a narrower glob, or by several uses; a sequence of frames counts as one asset.',
  },
};
