export { applyWaivers, type Waived, type WaiverInput } from './apply.ts';
export { compareBaseline, type EarlierReport, parseBaseline } from './baseline.ts';
export { waiverFields, waiversSchemaName } from './fields.ts';
export { type ParsedWaivers, parseWaivers } from './read.ts';
