import { createRequire } from 'node:module';

/** Version of the OpenCV that finds pictures again, without loading it; null where its package is not there. */
export function opencvVersion(): string | null {
  try {
    const { version } = createRequire(import.meta.url)('@techstark/opencv-js/package.json') as { readonly version: string };
    return version;
  } catch {
    return null;
  }
}
