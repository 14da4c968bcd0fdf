export { mediaOf, type TraceListener, type TraceOrder } from './apart.ts';
export type { Advance, RememberedFingerprints, TraceInput } from './context.ts';
export { progressOf, type TraceProgress } from './progress.ts';
export type { TraceSearch } from './search.ts';
export { partsOf } from './sources.ts';
export { openSteady } from './steady.ts';
export {
  type FoundAgain,
  type FoundInOthers,
  type KnownSources,
  knownBy,
  type TraceAnswer,
  type Tracing,
  traceAll,
  videosAtOnce,
} from './tracing.ts';
