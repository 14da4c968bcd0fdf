import { readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../folder.ts';

/** A published trust list: where it is, and the name that it gets in the config folder. */
export interface PublishedList {
  readonly name: string;
  readonly url: string;
  /** What it is for. */
  readonly about: string;
}

/**
 * The lists that `trust fetch` gets. The official ones are those of the C2PA conformance programme; the interim ones have
 * been frozen since 2026-01-01 and are still needed for files signed in 2023-25.
 */
export const publishedLists: readonly PublishedList[] = [
  {
    name: 'C2PA-TRUST-LIST.pem',
    url: 'https://raw.githubusercontent.com/c2pa-org/conformance-public/main/trust-list/C2PA-TRUST-LIST.pem',
    about: 'official signers',
  },
  {
    name: 'C2PA-TSA-TRUST-LIST.pem',
    url: 'https://raw.githubusercontent.com/c2pa-org/conformance-public/main/trust-list/C2PA-TSA-TRUST-LIST.pem',
    about: 'official time-stamp authorities',
  },
  {
    name: 'interim-anchors.pem',
    url: 'https://contentcredentials.org/trust/anchors.pem',
    about: 'interim signers, frozen since 2026-01-01',
  },
  {
    name: 'interim-allowed.pem',
    url: 'https://contentcredentials.org/trust/allowed.pem',
    about: 'interim signers by certificate, frozen since 2026-01-01',
  },
];

/** Bytes that a trust list may have; the largest today has 180 kB. */
const sizeLimit = 8 << 20;

/** What became of one list. */
export interface FetchedList {
  readonly list: PublishedList;
  readonly certificates: number;
  /** Why it was not fetched; null where it was. */
  readonly error: string | null;
}

/**
 * Fetches the published lists into a folder; a list that cannot be had leaves the old file as it was. The only place of
 * trueslate that goes to the network by itself, and only when `trust fetch` was typed.
 * @param base another address to fetch the same file names from, such as a mirror inside the facility
 */
export async function fetchTrustLists(folder: string, base?: string): Promise<readonly FetchedList[]> {
  makeFolder(folder);
  const lists = publishedLists.map((list) =>
    base === undefined ? list : { ...list, url: new URL(list.name, `${base.replace(/\/$/, '')}/`).href },
  );
  return Promise.all(lists.map((list) => fetchList(list, folder)));
}

async function fetchList(list: PublishedList, folder: string): Promise<FetchedList> {
  try {
    const response = await fetch(list.url, { signal: AbortSignal.timeout(30_000), redirect: 'follow' });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    const text = await response.text();
    const certificates = text.match(/-----BEGIN CERTIFICATE-----/g)?.length ?? 0;
    if (text.length > sizeLimit) throw new Error(`larger than ${sizeLimit} bytes`);
    if (certificates === 0) throw new Error('no certificate in what came back');
    const file = join(folder, list.name);
    await writeFile(`${file}.part`, text);
    await rename(`${file}.part`, file);
    return { list, certificates, error: null };
  } catch (error) {
    const { message, cause } = error as Error & { cause?: { code?: string } };
    return { list, certificates: 0, error: cause?.code ?? message };
  }
}

/** The PEM files of the config folder's `trust/`, sorted; empty where there is no such folder. */
export async function installedLists(folder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(folder);
    return names
      .filter((name) => name.endsWith('.pem'))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}
