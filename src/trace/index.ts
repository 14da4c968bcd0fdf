export { type TraceListener, type TraceOrder, traceApart } from './apart.ts';
export type { RememberedFingerprints, TraceInput, TraceProgress } from './context.ts';
export type { TraceAnswer } from './trace.ts';
