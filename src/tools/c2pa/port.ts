import type { C2paAnswer } from './answer.ts';

/** Bytes of a file inside a file. */
export interface InnerRange {
  readonly offset: number;
  readonly length: number;
}

/** What validates C2PA: the same port for either engine. */
export interface C2paEngine {
  readonly name: 'c2pa-wasm' | 'c2pa-node';
  readonly version: string;
  /**
   * Reads and validates the manifest store of a local file. Never throws for what the file holds.
   * @param path of a local file
   * @param mime name of the format as the engine knows it (`Format.c2pa`)
   * @param size in bytes, to keep large files from being hashed side by side
   * @param range of a file inside the file (an appended picture, a cover), which is then validated as if it stood alone
   */
  read(path: string, mime: string, size: number, range?: InnerRange): Promise<C2paAnswer>;
  close(): Promise<void>;
}
