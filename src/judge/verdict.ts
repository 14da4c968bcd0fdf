import { type Evidence, type Reading, type Strength, strengths, type Verdict } from '../model/index.ts';

/**
 * The verdict, the first that applies of DESIGN's order: generated, edited, possible, unreadable, captured, unmarked.
 * Where statements of generation and of editing meet, the C2PA history decides, since it alone tells what came first; else
 * `generated`.
 */
export function verdictOf(evidence: readonly Evidence[], readInFull: boolean, captured: boolean): Verdict {
  const marks = evidence.filter(({ says }) => says === 'generated' || says === 'edited');
  // The history is that of the asset itself; a cover or an appended picture has one of its own.
  const history = marks.filter(({ source, relation }) => source === 'c2pa' && relation !== 'inner');
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
 * True where every place in which a mark can lie was read. Only our own container walk can say so: ExifTool warns on clean
 * files and is silent on broken ones. A C2PA store that could not be read is such a place too, and so is a sidecar.
 */
export function isReadInFull(readings: readonly Reading[]): boolean {
  const deciding = readings.filter(({ reader }) => /^(container|c2pa)\b/.test(reader));
  return deciding.some(({ reader }) => reader === 'container') && deciding.every(({ ok }) => ok);
}
