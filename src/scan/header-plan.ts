import { type ThreadPlan, workerFile } from '../tools/thread.ts';

/** Milliseconds that one file may take. */
const patience = 30_000;

/**
 * Memory of a thread, MiB: what a header needs is a hundredth of that. A thread that wants more is stopped, and its files told apart.
 * Little of it is for what lives shortly, which is quickly swept.
 */
const memory = { maxOldGenerationSizeMb: 768, maxYoungGenerationSizeMb: 16 };

/** How a thread that reads headers is run. In a room of its own, since the command starts one before it has loaded the rest. */
export const headerPlan: ThreadPlan = { file: workerFile(import.meta.url, 'header-worker'), patience, memory };

/** The same for what is asked for over a network, where one object may be asked for several times, with pauses. */
export const remoteHeaderPlan: ThreadPlan = { ...headerPlan, patience: 10 * patience };
