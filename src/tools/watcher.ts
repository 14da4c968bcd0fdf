import { sep } from 'node:path';

/** Events of a folder and of those below it, as the operating system tells them. */
export interface Watcher {
  close(): Promise<void>;
}

/** What a watcher calls back. */
export interface WatcherCalls {
  /** Something below the folder may have changed: the name of the entry of the folder in which it lies, or null where nobody knows. */
  readonly onChange: (name: string | null) => void;
  /** No more events come from some folder: a limit of the system was reached, or it cannot be opened. */
  readonly onError: (error: Error) => void;
}

/**
 * Watches a folder with everything below it; links are not followed. Files are not watched one by one, which would cost a watch each
 * (Linux grants some 100,000 in all): their folder's watch tells of them too. https://man7.org/linux/man-pages/man7/inotify.7.html
 * @param folder the real path of a folder
 * @returns once events of all that was there are told
 */
export async function openWatcher(folder: string, { onChange, onError }: WatcherCalls): Promise<Watcher> {
  // Loaded here, since no other command needs it.
  const { watch } = await import('chokidar');
  const watcher = watch(folder, {
    ignored: (_, found) => found !== undefined && !found.isDirectory(),
    ignoreInitial: true,
    followSymlinks: false,
    ignorePermissionErrors: true,
  });
  const told = (path: string): void => onChange(path.startsWith(folder) ? nameIn(folder, path) : null);
  watcher.on('all', (_, path) => told(path));
  // What files do is told by the raw events of their folder alone.
  watcher.on('raw', (_, path, details: unknown) => {
    const { watchedPath } = (details ?? {}) as { readonly watchedPath?: string };
    if (watchedPath === undefined) onChange(null);
    else told(watchedPath === folder && path ? `${folder}${sep}${path}` : watchedPath);
  });
  watcher.on('error', (error) => onError(error as Error));
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()));
  return watcher;
}

function nameIn(folder: string, path: string): string | null {
  return (
    path
      .slice(folder.length)
      .split(sep)
      .find((name) => name !== '') ?? null
  );
}
