import { randomUUID } from 'node:crypto';
import { isOpen, type Report, severities } from '../model/index.ts';
import { version } from '../scan/version.ts';
import type { Message } from '../watch/state.ts';

const tool = { name: 'trueslate', version } as const;

/** What a webhook is told of a delivery that was scanned; docs/watch.md lays it out. */
export function scannedMessage(
  delivery: string,
  exitCode: number,
  report: Report,
  headline: string,
  reports: readonly string[],
): Message {
  const { coverage, findings, policies } = report;
  const open = severities.map((severity) => [
    severity,
    findings.filter((finding) => isOpen(finding) && finding.severity === severity).length,
  ]);
  return messageOf({
    delivery,
    status: 'scanned',
    exitCode,
    verdict: report.deliveryVerdict,
    headline,
    policies: policies.map(({ name, version: of, verdict, open: openUnder }) => ({
      name,
      version: of,
      verdict,
      open: openUnder,
    })),
    counts: { assets: coverage.assets, byVerdict: coverage.byVerdict, open: Object.fromEntries(open) },
    reports,
  });
}

/** What a webhook is told of a delivery whose scan could not start. */
export function notStartedMessage(delivery: string, exitCode: number, sentence: string): Message {
  return messageOf({ delivery, status: 'cannot-start', exitCode, sentence, reports: [] });
}

function messageOf(content: object): Message {
  const id = randomUUID();
  return { id, body: JSON.stringify({ schema: 'trueslate.webhook/1', id, sent: new Date().toISOString(), ...content, tool }) };
}
