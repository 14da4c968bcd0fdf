import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { markers } from '../../src/markers/index.ts';

interface Cell {
  readonly file: string;
  readonly marker: string | null;
  readonly container: string;
  readonly how: string;
  readonly faults: readonly string[];
}
interface Matrix {
  readonly cells: readonly Cell[];
  readonly impossible: readonly { marker: string; container: string; reason: string }[];
  readonly missing: readonly string[];
  readonly complaints: readonly string[];
}

const script = join(import.meta.dirname, '../../scripts/matrix/run.mjs');
const { stdout } = await promisify(execFile)(process.execPath, [script], { maxBuffer: 64 << 20 });
const matrix = JSON.parse(stdout) as Matrix;
if (matrix.missing.length > 0) console.warn(`skipped: samples written by ${matrix.missing.join(', ')}, not on this machine`);
const containers = [...new Set(matrix.cells.map(({ container }) => container))].sort();

// Each sample is written by a tool that has never heard of our readers; a shared misunderstanding cannot pass here.
describe('every marker in every container where it can lie', () => {
  it('writers are all there (a machine may lack some, the acceptance run may not)', () => {
    if (process.env.CI === 'true') expect(matrix.missing).toEqual([]);
    expect(matrix.complaints).toEqual([]);
  });

  it('the matrix is as large as it claims', () => {
    if (matrix.missing.length > 0) return;
    expect(new Set(matrix.cells.map(({ marker }) => marker)).size).toBeGreaterThanOrEqual(190);
    expect(containers.length).toBeGreaterThanOrEqual(30);
  });

  it('no marker is left out in silence', () => {
    if (matrix.missing.length > 0) return;
    const told = new Set([...matrix.cells, ...matrix.impossible].map(({ marker }) => marker));
    expect(markers.map(({ id }) => id).filter((id) => !told.has(id))).toEqual([]);
    expect(matrix.impossible.filter(({ reason }) => reason === '')).toEqual([]);
  });

  // The marker found by our own readers alone, its value at the bytes that it names, the right verdict with and without ExifTool,
  // and no statement that only ExifTool's facts would make.
  it.each(containers)('%s', (container) => {
    const faulty = matrix.cells.filter((cell) => cell.container === container && cell.faults.length > 0);
    expect(faulty.map(({ marker, how, faults }) => `${marker}, ${how}: ${faults.join('; ')}`)).toEqual([]);
  });
});
