import type { C2paAnswer } from './answer.ts';

/** What validates C2PA: the same port for either engine. */
export interface C2paEngine {
  readonly name: 'c2pa-wasm' | 'c2pa-node';
  readonly version: string;
  /**
   * Reads and validates the manifest store of a local file. Never throws for what the file holds.
   * @param path of a local file
   * @param mime name of the format as the engine knows it (`Format.c2pa`)
   * @param size in bytes, to keep large files from being hashed side by side
   */
  read(path: string, mime: string, size: number): Promise<C2paAnswer>;
  close(): Promise<void>;
}
