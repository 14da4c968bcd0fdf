import type { ReportingDescriptor, Result } from 'sarif';
import type { Messages } from '../../messages/index.ts';
import { type RuleCode, rules, type Severity } from '../../model/index.ts';
import { messageText } from './message.ts';

/** What SARIF calls the severities (2.1.0, 3.27.10). */
export const levels = { blocker: 'error', issue: 'warning', fyi: 'note' } as const satisfies Record<Severity, Result.level>;

/**
 * How the neutral policy (policies/default.yaml) takes each rule, for viewers that group by it; each result has its own level.
 * D05 is left to commissioners' policies, which make it a blocker.
 */
export const usualSeverities: Readonly<Record<RuleCode, Severity>> = {
  D01: 'blocker',
  D02: 'issue',
  D03: 'issue',
  D04: 'blocker',
  D05: 'blocker',
  D06: 'blocker',
  D07: 'blocker',
  D08: 'blocker',
  D09: 'blocker',
  D10: 'issue',
  D11: 'issue',
  D12: 'blocker',
  D13: 'issue',
  D14: 'issue',
  D15: 'issue',
  D16: 'blocker',
  D17: 'fyi',
  D18: 'issue',
  P01: 'issue',
  P02: 'fyi',
  P03: 'issue',
  P04: 'issue',
  P05: 'issue',
  P06: 'issue',
  P07: 'issue',
  P08: 'fyi',
  P09: 'blocker',
  P10: 'issue',
  T01: 'issue',
  T02: 'issue',
};

const codes = Object.keys(rules) as RuleCode[];
const indexes = new Map<string, number>(codes.map((code, index) => [code, index]));

/** Place of a rule in `sarifRules`; undefined for a code of another version of trueslate. */
export function ruleIndex(code: string): number | undefined {
  return indexes.get(code);
}

/** Every rule with its words, in the order of the model. */
export function sarifRules(texts: Messages): ReportingDescriptor[] {
  return codes.map((code) => {
    const { title, means, why, mend } = texts.rules[code];
    return {
      id: code,
      name: rules[code].replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
      shortDescription: { text: messageText(title) },
      fullDescription: { text: messageText(means) },
      help: {
        text: messageText(`${means}\n\n${why}\n\n${mend}`),
        markdown: messageText(`**${title}** (\`${rules[code]}\`)\n\n${means}\n\n${why}\n\n**${texts.report.fix}:** ${mend}`),
      },
      defaultConfiguration: { level: levels[usualSeverities[code]] },
      properties: { tags: ['ai-provenance', rules[code]] },
    };
  });
}
