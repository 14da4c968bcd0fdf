/**
 * trueslate as a library.
 *
 *     import { scan } from 'trueslate';
 *     const report = await scan(['/deliveries/RAW-114-D3'], { trust: ['C2PA-TRUST-LIST.pem'] });
 *     for (const finding of report.findings) console.log(finding.severity, finding.asset, finding.message);
 */
export { type Inspection, inspect } from './inspect.ts';
export { markerById, markers } from './markers/index.ts';
export { messages } from './messages/index.ts';
export type * from './model/index.ts';
export type { Report as LazyReport, WholeReport as Report } from './model/index.ts';
export {
  type AnyReporter,
  type Reporter,
  type ReportOptions,
  reporterByFile,
  reporterByName,
  reporters,
  type TimelineReporter,
  type VideoFile,
  type VideoFiles,
} from './report/index.ts';
export { CannotStart, type StartProblem } from './scan/cannot-start.ts';
export type { Progress, ScanOptions } from './scan/options.ts';
export { scan } from './scan.ts';
export { type VerifyOptions, verify } from './verify.ts';
