import type { Notification, ReportingDescriptor } from 'sarif';
import type { Messages } from '../../messages/index.ts';
import { type Report, skipReasons, type WordedProblem } from '../../model/index.ts';
import { notCheckedSentences } from '../sightings.ts';
import { messageText } from './message.ts';
import type { Places } from './places.ts';

/** What went wrong while reading: errors where something stayed unread, warnings elsewhere; and names that were not followed. */
export function executionNotifications(report: Report, where: Places, texts: Messages): Notification[] {
  const ofAssets = report.assets.flatMap((asset) =>
    asset.problems.map((problem) => ({
      ...notificationOf(problem, asset.verdict === 'unreadable' ? 'error' : 'warning'),
      locations: [where.bytes(asset.path, undefined)],
    })),
  );
  const unread = report.coverage.skipped.filter(({ reason }) => skipReasons[reason].incomplete);
  const ofNames = unread.map(
    ({ path, reason, detail }): Notification => ({
      descriptor: { id: reason },
      level: 'error',
      message: { text: messageText(`${texts.skipReasons[reason].means}${detail === undefined ? '' : ` (${detail})`}`) },
      locations: [where.bytes(path, undefined)],
    }),
  );
  return [...report.problems.map((problem) => notificationOf(problem, 'error')), ...ofAssets, ...ofNames];
}

function notificationOf({ code, message, hint }: WordedProblem, level: 'error' | 'warning'): Notification {
  return { descriptor: { id: code }, level, message: { text: messageText(message) }, properties: { hint } };
}

/** What no engine of this run could check. */
export function configurationNotifications(report: Report, texts: Messages): Notification[] {
  return notCheckedSentences(report, texts).map((sentence) => ({
    descriptor: { id: 'not-checked' },
    level: 'note',
    message: { text: messageText(sentence) },
  }));
}

/** Descriptors of the notifications that this run raises, sorted by id. */
export function notificationRules(report: Report, texts: Messages): ReportingDescriptor[] {
  const problems = [...report.problems, ...report.assets.flatMap((asset) => asset.problems)].map(({ code }) => code);
  const unread = report.coverage.skipped.map(({ reason }) => reason).filter((reason) => skipReasons[reason].incomplete);
  const described = new Map<string, ReportingDescriptor>();
  for (const code of problems) described.set(code, { id: code });
  for (const reason of unread)
    described.set(reason, { id: reason, shortDescription: { text: messageText(texts.skipReasons[reason].label) } });
  if (notCheckedSentences(report, texts).length > 0)
    described.set('not-checked', { id: 'not-checked', shortDescription: { text: messageText(texts.report.notChecked) } });
  return [...described.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
