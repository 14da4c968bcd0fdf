import type { Log, Run, ToolComponent } from 'sarif';
import type { Messages } from '../messages/index.ts';
import type { Report } from '../model/index.ts';
import { safeJson } from './printable.ts';
import type { Reporter, ReportOptions } from './reporter.ts';
import { configurationNotifications, executionNotifications, notificationRules } from './sarif/notifications.ts';
import { places } from './sarif/places.ts';
import { absentResults, results } from './sarif/results.ts';
import { sarifRules } from './sarif/rules.ts';
import { standingOf } from './standing.ts';

/** SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/): findings as results, what was not read as notifications. */
export function renderSarif(report: Report, { messages }: ReportOptions): string {
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [runOf(report, messages)],
  };
  return `${safeJson(JSON.stringify(log, null, 2))}\n`;
}

function runOf(report: Report, texts: Messages): Run {
  const where = places(report);
  return {
    tool: { driver: driverOf(report, texts), extensions: enginesOf(report) },
    language: texts.language,
    // A scan that left something unread did not succeed, whatever its results say.
    invocations: [
      {
        executionSuccessful: report.run.complete,
        startTimeUtc: report.run.started,
        endTimeUtc: report.run.finished,
        toolExecutionNotifications: executionNotifications(report, where, texts),
        toolConfigurationNotifications: configurationNotifications(report, texts),
      },
    ],
    originalUriBaseIds: where.bases,
    results: [...results(report, where, texts), ...absentResults(report, where)],
    artifacts: where.artifacts(),
    properties: {
      deliveryVerdict: report.deliveryVerdict,
      standing: standingOf(report),
      coverage: {
        assets: report.coverage.assets,
        byVerdict: report.coverage.byVerdict,
        skipped: report.coverage.skipped.length,
        notChecked: report.coverage.notChecked,
        traced: report.coverage.traced,
      },
      policies: report.policies.map(({ name, title, version, verdict, open }) => ({ name, title, version, verdict, open })),
      trustLists: report.trustLists,
      ranges: report.ranges,
      sightings: report.sightings.map(({ proof: _proof, ...sighting }) => sighting),
    },
  };
}

function driverOf(report: Report, texts: Messages): ToolComponent {
  const { name, version } = report.tool;
  return { name, version, semanticVersion: version, rules: sarifRules(texts), notifications: notificationRules(report, texts) };
}

function enginesOf(report: Report): ToolComponent[] {
  return Object.entries(report.tool.engines).map(([name, version]) => ({ name, version }));
}

/** `sarif`: for code-scanning services and editors. */
export const sarif: Reporter = { name: 'sarif', extensions: ['.sarif', '.sarif.json'], render: renderSarif };
