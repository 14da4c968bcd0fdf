import type { Advance } from './context.ts';
import type { TraceParts } from './sources.ts';

/** How far tracing has come, in seconds of media. */
export interface TraceProgress {
  readonly done: number;
  readonly total: number;
  readonly path: string;
}

/** Adds up seconds of media, whoever searches them, and tells how far all of it has come. */
export function progressOf(parts: TraceParts, tell: (progress: TraceProgress) => void): Advance {
  const length = (assets: TraceParts['videos']): number => assets.reduce((sum, { about }) => sum + (about.duration ?? 0), 0);
  // Sound costs a tenth of what pictures cost.
  const total = length(parts.videos) + (parts.sounds.length === 0 ? 0 : length(parts.otherSounds) / 10);
  const reached = new Map<string, number>();
  let done = 0;
  return (path, kind, seconds) => {
    const key = `${kind} ${path}`;
    const known = reached.get(key) ?? 0;
    if (seconds <= known) return;
    reached.set(key, seconds);
    done += (seconds - known) / (kind === 'sound' ? 10 : 1);
    tell({ done: Math.min(done, total), total, path });
  };
}
