import { parse } from 'csv-parse/sync';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import { type Language, messages } from '../../src/messages/index.ts';
import { type AppliedWaiver, type Report, type Severity, severities } from '../../src/model/index.ts';
import { findingsCsv } from '../../src/report/csv.ts';
import { renderHtml } from '../../src/report/html.ts';
import { renderJunit } from '../../src/report/junit.ts';
import { renderQcLog } from '../../src/report/qc-log.ts';
import { renderSarif } from '../../src/report/sarif.ts';
import { standingOf } from '../../src/report/standing.ts';
import { renderText } from '../../src/report/text.ts';
import { renderXlsx } from '../../src/report/xlsx.ts';
import { readWorkbook } from '../../src/tools/spreadsheet.ts';
import { sample } from './sample.ts';
import { answeredSample } from './sample-answered.ts';

// Two people who hold two forms of one report must not argue about how many findings there are.
const signed = (answer: 'fix' | 'not-ai' | 'best-possible'): AppliedWaiver => ({
  answer,
  reason: 'Seen by the cutter.\nSee mail 118.',
  by: 'Q. C.',
  date: '2026-11-20',
});
const answering = (report: Report, answers: Readonly<Record<string, AppliedWaiver>>): Report => ({
  ...report,
  findings: report.findings.map((finding) => ({ ...finding, waiver: answers[finding.id.slice(-2)] ?? finding.waiver })),
});
const reports: Readonly<Record<string, Report>> = {
  sample,
  answered: answeredSample,
  // The copies answered for, a fix promised for the other still and for what was not read, one remark answered.
  promised: answering(answeredSample, {
    '01': signed('not-ai'),
    '02': signed('fix'),
    '05': signed('fix'),
    '06': signed('best-possible'),
    '07': signed('best-possible'),
  }),
};

type Counts = Readonly<Record<Severity | 'answered', number>>;
/** Findings as a form lists them, counted as a reader would. */
function counted(findings: readonly { readonly severity: Severity; readonly open: boolean }[]): Counts {
  const of = (severity: Severity): number => findings.filter((one) => one.open && one.severity === severity).length;
  return { blocker: of('blocker'), issue: of('issue'), fyi: of('fyi'), answered: findings.filter(({ open }) => !open).length };
}
const options = (lang: Language = 'en', onlyFailures = false) =>
  ({ messages: messages(lang), width: 400, colour: false, onlyFailures }) as const;
const severityOf = (label: string | undefined): Severity =>
  severities.find((severity) => messages('en').severities[severity].label === label) as Severity;
const records = (text: string): Record<string, string>[] => parse(text, { bom: true, columns: true });
const number = (text: string, pattern: RegExp): number => Number(pattern.exec(text)?.[1] ?? 0);

/** Every form, read by what it shows, not by what made it. */
const forms: Readonly<Record<string, (report: Report) => Counts>> = {
  json: ({ findings }) =>
    counted(findings.map(({ severity, waiver }) => ({ severity, open: waiver === null || waiver.answer === 'fix' }))),
  text: (report) => {
    const line = renderText(report, options()).split('\n')[1] ?? '';
    return {
      blocker: number(line, /(\d+) blocker/),
      issue: number(line, /(\d+) issue/),
      fyi: number(line, /(\d+) FYI/),
      answered: number(line, /(\d+) answered/),
    };
  },
  'headings of the text': (report) => {
    const lines = renderText(report, options()).split('\n');
    const heading = (pattern: RegExp): number => number(lines.find((line) => pattern.test(line)) ?? '', pattern);
    const told = lines.filter((line) => /^Marked as AI and not declared \(/.test(line));
    const undisclosed = number(told[0] ?? '', /(?: in |\()(\d+)(?: findings?)?\)$/);
    return {
      blocker: undisclosed + heading(/^(?:Other b|B)lockers \((\d+)\)/),
      issue: heading(/^Issues \((\d+)\)/),
      fyi: heading(/^FYI \((\d+)\)/),
      answered: heading(/^Answered \((\d+)\)/),
    };
  },
  'head of the page': (report) => {
    const badges = /<ul class="counts">(.*?)<\/ul>/s.exec(renderHtml(report, options('en', true)).toString())?.[1] ?? '';
    return {
      blocker: number(badges, />(\d+) blocker/),
      issue: number(badges, />(\d+) issue/),
      fyi: number(badges, />(\d+) FYI/),
      answered: number(badges, />(\d+) answered/),
    };
  },
  'filter of the page': (report) => {
    const data = /<script[^>]* id="page-data"[^>]*>(.*?)<\/script>/s.exec(renderHtml(report, options()))?.[1] ?? '{}';
    const { cards } = JSON.parse(data) as { cards: { findings: { severity: Severity; open: boolean }[] }[] };
    return counted(cards.flatMap(({ findings }) => findings));
  },
  csv: (report) =>
    counted(
      records(String(findingsCsv.render(report, options()))).map(({ severity, state }) => ({
        severity: severity as Severity,
        open: state === 'open',
      })),
    ),
  'QC log': (report) => {
    // Rows of ranges are no findings, and have no id of one.
    const findings = records(renderQcLog(report, options())).filter((row) => row.Finding !== '');
    const rows = new Map(findings.map((row) => [row.Finding, row]));
    return counted([...rows.values()].map((row) => ({ severity: severityOf(row.Severity), open: row.State === 'open' })));
  },
  'findings of the workbook': (report) => {
    const [head, ...rows] = sheet(report, 'Findings');
    const at = (name: string): number => head?.indexOf(name) ?? -1;
    return counted(rows.map((row) => ({ severity: severityOf(row[at('Severity')]), open: row[at('State')] === 'open' })));
  },
  'summary of the workbook': (report) => {
    const rows = sheet(report, 'Summary').filter(([what]) => what === 'Findings');
    const of = (name: string): number => Number(rows.find((row) => row[1] === name)?.[2]);
    return { blocker: of('Blocker'), issue: of('Issue'), fyi: of('FYI'), answered: of('Answered') };
  },
  sarif: (report) => {
    const levels: Readonly<Record<string, Severity>> = { error: 'blocker', warning: 'issue', note: 'fyi' };
    const results = (JSON.parse(renderSarif(report, options())) as Log).runs[0]?.results ?? [];
    return counted(
      results.map(({ level, suppressions = [] }) => ({
        severity: levels[level ?? ''] as Severity,
        open: suppressions.length === 0,
      })),
    );
  },
  'properties of JUnit': (report) => {
    const of = (name: string): number => number(renderJunit(report, options()), new RegExp(`"standing.${name}" value="(\\d+)"`));
    return { blocker: of('blockers'), issue: of('issues'), fyi: of('fyi'), answered: of('answered') };
  },
  'tests of JUnit': (report) => {
    const text = renderJunit(report, options());
    const told = (element: string): string => (text.match(new RegExp(`<${element}\\b.*?</${element}>`, 'gs')) ?? []).join('\n');
    const failed = `${told('failure')}${told('error')}`;
    const ids = (label: string, where: string): Set<string> =>
      new Set(
        [...where.matchAll(new RegExp(`^.*\\[${label} \\w+\\].*\\(([0-9a-f]{16})\\)(?=$|<)`, 'gm'))].map(([, id]) => id ?? ''),
      );
    const listed = [...text.matchAll(/\(([0-9a-f]{16})\)/g)].map(([, id]) => id ?? '');
    const remarks = [...ids('FYI', told('system-out'))].filter((id) => !answeredIn(report).has(id));
    const [blocker, issue] = [ids('Blocker', failed).size, ids('Issue', failed).size];
    return { blocker, issue, fyi: remarks.length, answered: new Set(listed).size - blocker - issue - remarks.length };
  },
};

const answeredIn = ({ findings }: Report): ReadonlySet<string> =>
  new Set(findings.filter(({ waiver }) => waiver !== null && waiver.answer !== 'fix').map(({ id }) => id));

function sheet(report: Report, name: string): string[][] {
  const read = readWorkbook(renderXlsx(report, options()));
  if ('reason' in read) throw new Error(read.reason);
  const rows = read.sheets.find((one) => one.name === name)?.rows ?? [];
  return rows.map(({ cells }) =>
    cells.reduce<string[]>((row, { column, text }) => Object.assign(row, { [column - 1]: text }), []),
  );
}

describe('every form of the report counts the same', () => {
  for (const [name, report] of Object.entries(reports)) {
    const { blockers, issues, fyi, answered } = standingOf(report);
    for (const [form, count] of Object.entries(forms))
      it(`${form}, ${name}`, () => {
        expect(count(report)).toEqual({ blocker: blockers, issue: issues, fyi, answered });
      });
  }
});

describe('what the numbers mean', () => {
  it('counts what was not read in full as the issue that it is', () => {
    const { issues } = standingOf(sample);
    expect(issues).toBe(sample.findings.filter(({ severity }) => severity === 'issue').length);
    const text = renderText(sample, options());
    expect(text).toContain('In all: 2 blockers, 4 issues, 2 FYI, 2 files not read in full');
    expect(text).toContain('  T01 Scan incomplete: 2, named under "Not read in full"\n');
  });

  it('says that copies are assets of one finding, so that assets and cards add up', () => {
    expect(standingOf(sample)).toMatchObject({ undisclosed: 3, undisclosedFindings: 2 });
    const heading = 'Marked as AI and not declared (3 assets in 2 findings)';
    expect(renderText(sample, options())).toContain(heading);
    expect(renderHtml(sample, options())).toContain(heading);
    const alone = { ...sample, findings: sample.findings.map((one) => ({ ...one, alsoAt: [] })) };
    expect(renderText(alone, options())).toContain('Marked as AI and not declared (2)');
  });

  it('leaves a promised fix open, and lists it apart from what was answered', () => {
    const report = reports.promised as Report;
    expect(standingOf(report)).toMatchObject({ promised: 2, answered: 4 });
    const [open, answered] = renderText(report, options()).split('A fix is promised, still open (2)')[1]?.split('\n\n') ?? [];
    expect(open?.match(/to be fixed: Seen by the cutter\. \/ See mail 118\./g)).toHaveLength(2);
    expect(answered).toMatch(/^Answered \(4\)\n/);
    expect(answered).not.toContain('to be fixed');
    expect(renderText(report, options())).toMatch(/^In all: .*, 2 open with a promised fix, 4 answered/m);
  });
});
