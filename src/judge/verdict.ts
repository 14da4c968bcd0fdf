import { type Evidence, type Reading, type Strength, strengths, type Verdict } from '../model/index.ts';

/**
 * The verdict, the first that applies of DESIGN's order: generated, edited, possible, unreadable, captured, unmarked.
 * Where statements of generation and of editing meet, the C2PA history decides, since it alone tells what came first; else
 * `generated`.
 */
export function verdictOf(evidence: readonly Evidence[], readInFull: boolean, captured: boolean): Verdict {
  const marks = evidence.filter(({ says }) => says === 'generated' || says === 'edited');
  const history = marks.filter(({ source }) => source === 'c2pa');
  const deciding = history.length > 0 ? history : marks;
  if (deciding.some(({ says }) => says === 'generated')) return 'generated';
  if (deciding.length > 0) return 'edited';
  if (evidence.some(({ says }) => says === 'possible' || says === 'tool')) return 'possible';
  if (!readInFull) return 'unreadable';
  return captured ? 'captured' : 'unmarked';
}

/** Strength of the strongest evidence that speaks for the verdict; null where none does. */
export function strengthOf(verdict: Verdict, evidence: readonly Evidence[]): Strength | null {
  const says = verdict === 'possible' ? ['possible', 'tool'] : [verdict];
  const found = evidence.filter((piece) => says.includes(piece.says)).map(({ strength }) => strengths.indexOf(strength));
  return found.length === 0 ? null : (strengths[Math.min(...found)] ?? null);
}

/**
 * True where every place in which a mark can lie was read. Our own container walk is the measure where it knows the format:
 * ExifTool warns on clean files and is silent on broken ones. A C2PA store that could not be read is such a place too.
 */
export function isReadInFull(readings: readonly Reading[]): boolean {
  const own = readings.filter(({ reader }) => !reader.endsWith('(sidecar)'));
  const walks = own.filter(({ reader }) => reader === 'container');
  const deciding = walks.length > 0 ? walks : own.filter(({ reader }) => reader === 'exiftool');
  const stores = readings.filter(({ reader }) => reader.startsWith('c2pa'));
  const sidecars = readings.filter(({ reader }) => reader === 'container (sidecar)');
  return deciding.length > 0 && [...deciding, ...stores, ...sidecars].every(({ ok }) => ok);
}
