import type { Messages } from '../messages/index.ts';
import type { Report } from '../model/index.ts';
import { type XmlElement, xmlText } from '../tools/xml.ts';
import { type Case, type Suite, suitesOf } from './junit/suites.ts';
import { printable } from './printable.ts';
import type { Reporter, ReportOptions } from './reporter.ts';
import { notCheckedSentences } from './sightings.ts';
import { standingOf } from './standing.ts';

/**
 * JUnit XML as build servers read it: a suite a folder, a test an asset, named by its path and nothing else, so that a server
 * follows it from one run to the next. Blockers and issues fail, what was not read is an error, what somebody answered for is
 * skipped, and FYI stands in the output of a test that passes.
 */
export function renderJunit(report: Report, { messages }: ReportOptions): string {
  const suites = suitesOf(report, messages);
  const cases = suites.flatMap((suite) => suite.cases);
  return xmlText({
    testsuites: {
      '@name': 'trueslate',
      ...counts(cases),
      '@time': seconds(report),
      testsuite: suites.map((suite, index) => suiteElement(suite, report, messages, index === 0)),
    },
  });
}

function seconds({ run }: Report): string {
  const milliseconds = Date.parse(run.finished) - Date.parse(run.started);
  return (Number.isFinite(milliseconds) ? milliseconds / 1000 : 0).toFixed(3);
}

function counts(cases: readonly Case[]): XmlElement {
  const of = (outcome: Case['outcome']): number => cases.filter((one) => one.outcome === outcome).length;
  return { '@tests': cases.length, '@failures': of('failure'), '@errors': of('error') };
}

function suiteElement({ name, cases }: Suite, report: Report, texts: Messages, isFirst: boolean): XmlElement {
  return {
    '@name': printable(name),
    ...counts(cases),
    '@skipped': cases.filter(({ outcome }) => outcome === 'skipped').length,
    // Jenkins wants no fraction and no zone.
    '@timestamp': report.run.started.slice(0, 19),
    properties: isFirst ? { property: propertiesOf(report, texts) } : undefined,
    testcase: cases.map((one) => caseElement(one, name)),
  };
}

function propertiesOf(report: Report, texts: Messages): XmlElement[] {
  const said: readonly (readonly [string, string])[] = [
    ['trueslate.version', report.tool.version],
    ['delivery.verdict', report.deliveryVerdict],
    ['declaration', report.declaration?.path ?? texts.report.noDeclaration],
    ...Object.entries(standingOf(report)).map(([name, count]) => [`standing.${name}`, String(count)] as const),
    ...Object.entries(report.coverage.byVerdict).map(([verdict, count]) => [`verdict.${verdict}`, String(count)] as const),
    ...report.policies.map(({ name, version, verdict }) => [`policy.${name}`, `${version}: ${verdict}`] as const),
    ...notCheckedSentences(report, texts).map((sentence) => ['not-checked', sentence] as const),
  ];
  return said.map(([name, value]) => ({ '@name': printable(name), '@value': printable(value) }));
}

/** The elements in the order that the schema of Jenkins asks for: skipped, error, failure, system-out. */
function caseElement({ name, outcome, summary, lines, remarks }: Case, suite: string): XmlElement {
  const said = { '@message': printable(summary), '@type': outcome, '#': text(lines) };
  return {
    '@name': printable(name),
    '@classname': printable(suite),
    '@time': 0,
    skipped: outcome === 'skipped' ? text(lines) : undefined,
    error: outcome === 'error' ? said : undefined,
    failure: outcome === 'failure' ? said : undefined,
    'system-out': remarks.length > 0 ? text(remarks) : undefined,
  };
}

function text(lines: readonly string[]): string {
  return lines.map(printable).join('\n');
}

/** `junit`: for build servers. */
export const junit: Reporter = { name: 'junit', extensions: ['.junit.xml'], render: renderJunit };
