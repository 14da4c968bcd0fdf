import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { S3Settings } from '../tools/s3.ts';

/** How places that are no folders of this machine are reached, as data that threads and processes can be handed. */
export interface RemoteSettings {
  readonly s3: S3Settings;
  /** Addresses in full by what is told of them: what stands behind `?`, or before `@`, may be a key that no report shows. */
  readonly addresses: Readonly<Record<string, string>>;
  /** Where objects that must be had whole lie while they are used; null: none is fetched whole. */
  readonly spool: SpoolSettings | null;
}

/** Where whole objects go. */
export interface SpoolSettings {
  readonly folder: string;
  /** Bytes that may lie there at a time, and so of the largest object that is fetched whole. */
  readonly limit: number;
}

/** An object, as far as a listing tells. */
export interface ListedObject {
  /** Address, percent-encoded, without keys. */
  readonly uri: string;
  /** What of its name follows that of the place. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970; 0 where nobody tells. */
  readonly modified: number;
  /** Changes with its content; empty where nobody tells. */
  readonly tag: string;
}

/** The bytes of an object from a place on. */
export interface RemoteBody {
  readonly body: Readable;
  /** Bytes of the whole object. */
  readonly size: number;
  readonly tag: string;
}

/** Storage that is asked over a network: one file for each kind. All throw `RemoteError`. */
export interface RemoteStorage {
  /** Everything that lies at a place, in pages. */
  list(place: string): AsyncIterable<readonly ListedObject[]>;
  /** Names of the objects right at a place that begin so. */
  namesAt(place: string, start: string): Promise<readonly string[]>;
  /**
   * @param to the last byte, counted from 0; absent: the end
   * @param tag only of the object as it was when it had this tag
   */
  get(uri: string, from: number, to?: number, tag?: string): Promise<RemoteBody>;
  /** Stores an object: whole, or not at all. */
  put(uri: string, body: Uint8Array | Readable, length: number): Promise<void>;
  /** Removes an object; nothing where there is none. */
  remove(uri: string): Promise<void>;
  close(): void;
}

/** An address in one spelling, to hold it against others: some letters may be written in several ways. */
export function plainAddress(place: string): string {
  const lower = place.replace(/^[a-z0-9]+:/i, (scheme) => scheme.toLowerCase());
  try {
    return decodeURIComponent(lower);
  } catch {
    return lower;
  }
}

/** 48 bits of a tag: as many as a number holds with all others in a column; 0 where there is none. */
export function numberOfTag(tag: string): number {
  return tag === '' ? 0 : createHash('sha256').update(tag).digest().readUIntBE(0, 6);
}

/** What a storage or the network answered instead of bytes; `code` as those of the operating system are used. */
export class RemoteError extends Error {
  readonly code: string;
  /** True where it may go better the next time. */
  readonly isFleeting: boolean;

  constructor(code: string, message: string, isFleeting: boolean) {
    super(message === '' ? code : message);
    this.code = code;
    this.isFleeting = isFleeting;
  }
}

const schemes = /^(s3|https?):\/\//i;

/** True of an address that is asked over a network. */
export function isRemote(place: string): boolean {
  return schemes.test(place);
}
