import { createHash } from 'node:crypto';
import type { Report } from '../../model/index.ts';

/**
 * SHA-256 of what a report says of a delivery, hex: assets with verdict and evidence, uses, findings. Not of the run's times,
 * words or pictures, so that decisions made in a page hold in the page of the next run over the same files.
 */
export function reportDigest(report: Report): string {
  const digest = createHash('sha256');
  const add = (...values: readonly unknown[]): void => void digest.update(`${JSON.stringify(values)}\n`);
  add(report.schema, report.run.roots, report.declaration?.sha256 ?? null);
  for (const { path, size, sha256, verdict, strength, evidence } of report.assets)
    add(
      path,
      size,
      sha256,
      verdict,
      strength,
      evidence.map(({ marker, value, where }) => [marker, value, where]),
    );
  for (const { id, outcome, assets } of report.uses) add(id, outcome, assets);
  for (const { id, severity, asset, alsoAt } of report.findings) add(id, severity, asset, alsoAt);
  return digest.digest('hex');
}
