import type { Report } from '../../src/model/index.ts';

/** A made-up report: `assets` assets, of which `marked` are undisclosed stills with a thumbnail each. */
export function bigReport(assets: number, marked: number, thumbnail?: (index: number) => string): Report;
