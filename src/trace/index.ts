export type { RememberedFingerprints, TraceInput, TraceProgress } from './context.ts';
export { type TraceAnswer, trace } from './trace.ts';
