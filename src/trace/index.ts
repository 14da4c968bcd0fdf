export { type RememberedFingerprints, type TraceAnswer, type TraceInput, type TraceProgress, trace } from './trace.ts';
