/** How bad a finding is, in the words of Netflix Asset QC; worst first. */
export const severities = ['blocker', 'issue', 'fyi'] as const;
export type Severity = (typeof severities)[number];
