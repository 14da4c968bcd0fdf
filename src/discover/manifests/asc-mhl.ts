import type { DigestAlgorithm } from '../../model/index.ts';
import { entryLimit, type ListedDigest, type ListedFile, type Listing, listedDigest, listedSize } from './listing.ts';
import { type ClosedElement, readXml } from './xml.ts';

/** One generation of an ASC Media Hash List. */
export interface Generation extends Listing {
  /** Patterns of files that it does not speak of, in the syntax of `.gitignore`. */
  readonly ignores: readonly string[];
  /** Names under which it lists files that older generations call otherwise. */
  readonly renamed: readonly string[];
}

const algorithms: ReadonlySet<string> = new Set(['md5', 'sha1', 'xxh64', 'xxh3', 'xxh128', 'c4'] satisfies DigestAlgorithm[]);

/** Reads one generation. Spec: https://github.com/ascmitc/mhl-specification (ASC MHL 1.0, XML version 2.0), section 6.4. */
export function readGeneration(text: string): Generation {
  const files: ListedFile[] = [];
  const ignores: string[] = [];
  const renamed: string[] = [];
  let path: ClosedElement | undefined;
  let digests: ListedDigest[] = [];
  let unread: string | undefined;
  const broken = readXml(text, (element) => {
    const { name, within } = element;
    if (name === 'pattern' && within.at(-1) === 'ignore') ignores.push(element.text.trim());
    // Digests of folders (roothash, directoryhash) are not those of any file's bytes.
    else if (name === 'path' && within.at(-1) === 'hash') path = element;
    else if (name === 'previousPath' && within.at(-1) === 'hash') renamed.push(element.text);
    else if (algorithms.has(name) && within.at(-1) === 'hash') {
      const digest = listedDigest(name as DigestAlgorithm, element.text);
      // A digest that failed when it was verified is what the file had then, not what it should have.
      if (digest !== undefined && element.attributes.action !== 'failed') digests.push(digest);
      if (digest === undefined) unread ??= `${name} of ${path?.text ?? ''}`;
    } else if (name === 'hash') {
      if (path !== undefined && files.length < entryLimit) files.push(fileOf(path, digests));
      else if (path !== undefined) unread ??= `more than ${entryLimit} entries`;
      path = undefined;
      digests = [];
    }
  });
  const why = broken ?? unread;
  return { files, ignores, renamed, ...(why === undefined ? {} : { broken: why }) };
}

function fileOf(path: ClosedElement, digests: readonly ListedDigest[]): ListedFile {
  const size = listedSize(path.attributes.size);
  return { name: path.text, digests, ...(size === undefined ? {} : { size }) };
}

/**
 * Makes one list of all generations, given oldest first. A generation may list a few files only, so none of them stands for
 * the whole: what the newest says of a file counts, and digests in which it failed are taken from before. (The reference
 * tool asks for the files of every generation, too: `existing_history.set_of_file_paths` in its `commands.py`.)
 */
export function unitedGenerations(generations: readonly Generation[]): ListedFile[] {
  const files = new Map<string, ListedFile>();
  for (const generation of generations) {
    for (const name of generation.renamed) files.delete(name);
    for (const file of generation.files) {
      const older = files.get(file.name);
      files.set(file.name, file.digests.length > 0 || older === undefined ? file : older);
    }
  }
  return [...files.values()];
}

/** A generation as the chain file `ascmhl_chain.xml` names it (spec, section 7). */
export interface ChainLink extends ListedFile {
  readonly number: number;
}

/** The links of a chain file, each with the C4 digest of its generation; undefined where it is broken. */
export function readChain(text: string): readonly ChainLink[] | undefined {
  const links: ChainLink[] = [];
  let name = '';
  let digests: ListedDigest[] = [];
  const broken = readXml(text, (element) => {
    const c4 = element.name === 'c4' ? listedDigest('c4', element.text) : undefined;
    if (c4 !== undefined) digests.push(c4);
    else if (element.name === 'path') name = element.text.trim();
    else if (element.name === 'hashlist') {
      links.push({ name, digests, number: Number(element.attributes.sequencenr ?? 0) });
      [name, digests] = ['', []];
    }
  });
  return broken === undefined ? links.filter((link) => link.name !== '') : undefined;
}

/** Number at the start of a generation's file name (`0002_A002R2EC_2020-01-17_143000Z.mhl`); 0 where there is none. */
export function generationNumber(name: string): number {
  return Number(/^(\d{1,9})_/.exec(name)?.[1] ?? /_(\d{4})\.mhl$/i.exec(name)?.[1] ?? 0);
}
